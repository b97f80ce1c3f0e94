using Wallboard.Platform.Api;

namespace Wallboard.Live;

/// <summary>Calls of the platform, counted by the guide's section and by what went wrong.</summary>
internal sealed class Asking(PlatformApi api, string tenant)
{
    /// <exception cref="PlatformApiException">The call failed.</exception>
    public async Task<T> Ask<T>(string section, Func<PlatformApi, Task<T>> call)
    {
        KeyValuePair<string, object?> tenantTag = new("tenant", tenant), endpointTag = new("endpoint", section);
        LiveInstruments.ApiCalls.Add(1, tenantTag, endpointTag);
        try
        {
            return await call(api).ConfigureAwait(false);
        }
        catch (PlatformApiException e)
        {
            LiveInstruments.ApiErrors.Add(1, tenantTag, endpointTag, new("kind", e.Fault.ToString()));
            throw;
        }
    }

    /// <summary>Of these calls, the legs that the platform counts as missed; where it refuses to say, those that nobody answered.</summary>
    /// <exception cref="PlatformApiException">The call failed.</exception>
    public async Task<IReadOnlyList<CallRecord>> MissedAsync(CallFilter calls, CancellationToken ct)
    {
        try
        {
            return await Ask("6.21", async api => await api.Calls.ListAsync(calls with { InboundMissed = 5 }, ct: ct).ToListAsync(ct).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (PlatformApiException e) when (e.Fault == ApiFault.Refused)
        {
            var legs = await Ask("6.21", async api => await api.Calls.ListAsync(calls, ct: ct).ToListAsync(ct).ConfigureAwait(false)).ConfigureAwait(false);
            var answered = legs.Where(leg => leg.AnsweredAt is not null && !string.IsNullOrEmpty(leg.Agent)).Select(leg => leg.CallId).ToHashSet();
            return legs.FindAll(leg => !answered.Contains(leg.CallId));
        }
    }

    /// <summary>For what the picture can do without: <c>null</c> where it fails.</summary>
    public async Task<T?> Try<T>(string section, Func<PlatformApi, Task<T>> call) where T : class?
    {
        try
        {
            return await Ask(section, call).ConfigureAwait(false);
        }
        catch (PlatformApiException)
        {
            return null;
        }
    }
}
