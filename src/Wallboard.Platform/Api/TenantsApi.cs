namespace Wallboard.Platform.Api;

/// <summary>Tenants (资源组), and what is not bound to any. Guide 6.1–6.5.</summary>
public sealed class TenantsApi
{
    private readonly ApiCaller caller;

    internal TenantsApi(ApiCaller caller) => this.caller = caller;

    /// <summary>Tenants that are not bound: other tenants' too, so not for everybody's eyes. Guide 6.1.</summary>
    public Task<IReadOnlyList<UnboundTenant>> UnboundAsync(CancellationToken ct = default) =>
        caller.ListAsync(ApiEndpoint.UnboundTenants, [], j => j.UnboundTenant, ct);

    /// <summary>The tenant's queues that are not bound. Guide 6.2.</summary>
    public Task<IReadOnlyList<UnboundQueue>> UnboundQueuesAsync(CancellationToken ct = default) =>
        caller.ListAsync(ApiEndpoint.UnboundQueues, caller.Tenant(), j => j.UnboundQueue, ct);

    /// <summary>The tenant's agents that are not bound. Guide 6.3.</summary>
    /// <param name="queueId">The queue's id.</param>
    /// <param name="queue">The queue's number.</param>
    public Task<IReadOnlyList<UnboundAgent>> UnboundAgentsAsync(string? queueId = null, string? queue = null, CancellationToken ct = default) =>
        caller.ListAsync(ApiEndpoint.UnboundAgents, caller.Tenant(("queueId", queueId), ("queueName", queue)), j => j.UnboundAgent, ct);

    /// <summary>The own tenant as listed; others are not asked for. Guide 6.4.</summary>
    /// <param name="status">1 enabled, 0 cancelled.</param>
    public IAsyncEnumerable<TenantInfo> ListAsync(string? name = null, int? status = null, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(ApiEndpoint.Tenants, caller.Tenant(("name", name), ("status", ApiCaller.Text(status))), j => j.TenantInfo, seen, ct);

    /// <summary>Guide 6.5.</summary>
    public Task<TenantDetail?> GetAsync(CancellationToken ct = default) =>
        caller.ObjectAsync(ApiEndpoint.Tenant, caller.Tenant(), j => j.TenantDetail, ct);
}
