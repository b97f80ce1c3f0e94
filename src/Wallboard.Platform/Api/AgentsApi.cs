namespace Wallboard.Platform.Api;

/// <summary>Agents (坐席). Guide 6.11, 6.13–6.15. Agent numbers are full ones, e.g. <c>10000_1000</c>.</summary>
public sealed class AgentsApi
{
    private readonly ApiCaller caller;

    internal AgentsApi(ApiCaller caller) => this.caller = caller;

    /// <summary>Guide 6.11.</summary>
    /// <param name="queue">Only the members of this queue.</param>
    public IAsyncEnumerable<AgentInfo> ListAsync(string? queue = null, CancellationToken ct = default) =>
        caller.PagesAsync(ApiEndpoint.Agents, caller.Tenant(("queueName", queue)), j => j.AgentInfo, null, ct);

    /// <summary>Guide 6.13. Long lists are asked for in parts.</summary>
    public Task<IReadOnlyList<AgentStateInfo>> StatesAsync(IReadOnlyCollection<string> agents, CancellationToken ct = default) =>
        caller.BatchedAsync(ApiEndpoint.AgentStates, "agent", agents, j => j.AgentStateInfo, ct);

    /// <summary>State and today's figures. Guide 6.14. Long lists are asked for in parts.</summary>
    public Task<IReadOnlyList<AgentRealtime>> RealtimeAsync(IReadOnlyCollection<string> agents, CancellationToken ct = default) =>
        caller.BatchedAsync(ApiEndpoint.AgentRealtime, "agent", agents, j => j.AgentRealtime, ct);

    /// <summary>Guide 6.15. One row for the tenant, or one per queue.</summary>
    public Task<IReadOnlyList<AgentStateCounts>> StateCountsAsync(CancellationToken ct = default) =>
        caller.ListAsync(ApiEndpoint.AgentStateCounts, caller.Tenant(), j => j.AgentStateCounts, ct);
}
