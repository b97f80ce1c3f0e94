namespace Wallboard.Platform.Api;

/// <summary>One of the guide's endpoints.</summary>
internal sealed record ApiEndpoint(string Section, string Path)
{
    public static readonly ApiEndpoint
        Tenants = new("6.4", "query/queryTenantinfos"),
        Tenant = new("6.5", "query/queryTenantinfo"),
        Queues = new("6.6", "query/queryQueues"),
        Queue = new("6.7", "query/queryQueue"),
        QueueRealtime = new("6.8", "callcenter/queryQueueRealtimeData"),
        QueueWaiting = new("6.9", "callcenter/queryQueueRealtimeQueueData"),
        Agents = new("6.11", "query/queryUsers"),
        AgentStates = new("6.13", "callcenter/queryAgentStates"),
        AgentRealtime = new("6.14", "callcenter/queryAgentRealtimeData"),
        AgentStateCounts = new("6.15", "callcenter/queryAgentStateNum"),
        IvrFlows = new("6.16", "query/queryRouteInfos"),
        QueueVisits = new("6.19", "query/queryQueueHistories"),
        Calls = new("6.21", "query/queryCdrs"),
        Concurrency = new("6.34", "query/queryConcurrency"),
        StateDefinitions = new("6.36", "query/queryAgentCustomState"),
        StateColors = new("6.37", "query/queryAgentStateColors"),
        RestQueue = new("6.40", "callcenter/queryAgentRestQueue"),
        Clock = new("6.69", "query/querySysDateTime");
}
