namespace Wallboard.Platform.Api;

/// <summary>IVR. Guide 6.16.</summary>
public sealed class IvrApi
{
    private readonly ApiCaller caller;

    internal IvrApi(ApiCaller caller) => this.caller = caller;

    /// <summary>Guide 6.16.</summary>
    public IAsyncEnumerable<IvrFlow> FlowsAsync(CancellationToken ct = default) =>
        caller.PagesAsync(ApiEndpoint.IvrFlows, caller.Tenant(), j => j.IvrFlow, null, ct);
}
