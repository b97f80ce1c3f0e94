namespace Wallboard.Platform.Api;

/// <summary>Agents (坐席) and their extensions. Guide 6.10–6.15. Agent numbers are full ones, e.g. <c>10000_1000</c>.</summary>
public sealed class AgentsApi
{
    private readonly ApiCaller caller;

    internal AgentsApi(ApiCaller caller) => this.caller = caller;

    /// <summary>Extensions; the platform sends each one's SIP password, which is not read. Guide 6.10.</summary>
    /// <param name="status">1 enabled, 0 disabled.</param>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    public IAsyncEnumerable<ExtensionInfo> ExtensionsAsync(int? status = null, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(ApiEndpoint.Extensions, caller.Tenant(("status", ApiCaller.Text(status))), j => j.ExtensionInfo, seen, ct);

    /// <summary>Guide 6.11.</summary>
    /// <param name="queue">Only the members of this queue.</param>
    /// <param name="agent">The agent's number.</param>
    /// <param name="name">The person's name.</param>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    public IAsyncEnumerable<AgentInfo> ListAsync(
        string? queue = null, string? agent = null, string? name = null, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(ApiEndpoint.Agents, caller.Tenant(("queueName", queue), ("name", agent), ("nameCn", name)), j => j.AgentInfo, seen, ct);

    /// <summary>Guide 6.12.</summary>
    /// <param name="id">The agent's id, not the number.</param>
    public Task<AgentInfo?> GetAsync(string id, CancellationToken ct = default) =>
        caller.ObjectAsync(ApiEndpoint.Agent, caller.Tenant(("id", id)), j => j.AgentInfo, ct);

    /// <summary>Guide 6.13. Long lists are asked for in parts.</summary>
    /// <param name="state">0 signed out, 1 ready, 2 busy, 3 signed in.</param>
    /// <param name="reason">Of busy agents; see 6.36.</param>
    public Task<IReadOnlyList<AgentStateInfo>> StatesAsync(AgentSelection who, int? state = null, int? reason = null, CancellationToken ct = default) =>
        caller.BatchedAsync(ApiEndpoint.AgentStates, who.Field, who.Numbers, [("state", ApiCaller.Text(state)), ("reasonCode", ApiCaller.Text(reason))], j => j.AgentStateInfo, ct);

    /// <summary>Guide 6.13. Long lists are asked for in parts.</summary>
    public Task<IReadOnlyList<AgentStateInfo>> StatesAsync(IReadOnlyCollection<string> agents, CancellationToken ct = default) =>
        StatesAsync(AgentSelection.Agents(agents), ct: ct);

    /// <summary>State and today's figures. Guide 6.14. Long lists are asked for in parts.</summary>
    public Task<IReadOnlyList<AgentRealtime>> RealtimeAsync(
        AgentSelection who, string? businessCode = null, string? businessType = null, CancellationToken ct = default) =>
        caller.BatchedAsync(ApiEndpoint.AgentRealtime, who.Field, who.Numbers, [("typeCode", businessCode), ("typeText", businessType)], j => j.AgentRealtime, ct);

    /// <summary>State and today's figures. Guide 6.14. Long lists are asked for in parts.</summary>
    public Task<IReadOnlyList<AgentRealtime>> RealtimeAsync(IReadOnlyCollection<string> agents, CancellationToken ct = default) =>
        RealtimeAsync(AgentSelection.Agents(agents), ct: ct);

    /// <summary>Guide 6.15. One row for the tenant, or one per queue.</summary>
    public Task<IReadOnlyList<AgentStateCounts>> StateCountsAsync(
        string? queue = null, string? businessCode = null, string? businessType = null, CancellationToken ct = default) =>
        caller.ListAsync(ApiEndpoint.AgentStateCounts, caller.Tenant(("queueName", queue), ("typeCode", businessCode), ("typeText", businessType)), j => j.AgentStateCounts, ct);
}

/// <summary>Which agents: the platform takes one kind of number at a time. Guide 6.13, 6.14.</summary>
public sealed class AgentSelection
{
    private AgentSelection(string field, IReadOnlyCollection<string> numbers) => (Field, Numbers) = (field, numbers);

    internal string Field { get; }

    internal IReadOnlyCollection<string> Numbers { get; }

    /// <param name="numbers">Agents' numbers, e.g. <c>10000_1000</c>.</param>
    public static AgentSelection Agents(IReadOnlyCollection<string> numbers) => new("agent", numbers);

    public static AgentSelection Extensions(IReadOnlyCollection<string> extensions) => new("extension", extensions);

    /// <param name="numbers">Queues' numbers: all their members.</param>
    public static AgentSelection Queues(IReadOnlyCollection<string> numbers) => new("queueName", numbers);
}
