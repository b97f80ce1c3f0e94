namespace Wallboard.Platform.Api;

/// <summary>Tenants (资源组). Guide 6.4, 6.5, 6.34.</summary>
public sealed class TenantsApi
{
    private readonly ApiCaller caller;

    internal TenantsApi(ApiCaller caller) => this.caller = caller;

    /// <summary>The own tenant as listed; others are not asked for. Guide 6.4.</summary>
    public IAsyncEnumerable<TenantInfo> ListAsync(CancellationToken ct = default) =>
        caller.PagesAsync(ApiEndpoint.Tenants, caller.Tenant(), j => j.TenantInfo, null, ct);

    /// <summary>Guide 6.5.</summary>
    public Task<TenantDetail?> GetAsync(CancellationToken ct = default) =>
        caller.ObjectAsync(ApiEndpoint.Tenant, caller.Tenant(), j => j.TenantDetail, ct);

    /// <summary>Guide 6.34.</summary>
    public Task<Concurrency?> ConcurrencyAsync(CancellationToken ct = default) =>
        caller.ObjectAsync(ApiEndpoint.Concurrency, caller.Tenant(), j => j.Concurrency, ct);
}
