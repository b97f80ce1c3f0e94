namespace Wallboard.Platform.Api;

/// <summary>The tenant's own states, their colours, and who rests. Guide 6.36, 6.37, 6.40.</summary>
public sealed class StatesApi
{
    private readonly ApiCaller caller;

    internal StatesApi(ApiCaller caller) => this.caller = caller;

    /// <summary>Guide 6.36.</summary>
    public Task<IReadOnlyList<AgentStateDefinition>> DefinitionsAsync(CancellationToken ct = default) =>
        caller.ListAsync(ApiEndpoint.StateDefinitions, caller.Tenant(), j => j.AgentStateDefinition, ct);

    /// <summary>Guide 6.37.</summary>
    public Task<IReadOnlyList<AgentStateDefinition>> ColorsAsync(CancellationToken ct = default) =>
        caller.ListAsync(ApiEndpoint.StateColors, caller.Tenant(), j => j.AgentStateDefinition, ct);

    /// <summary>Guide 6.40. One row for the tenant, or one per business code.</summary>
    public Task<IReadOnlyList<RestQueue>> RestQueueAsync(CancellationToken ct = default) =>
        caller.ListAsync(ApiEndpoint.RestQueue, caller.Tenant(), j => j.RestQueue, ct);
}
