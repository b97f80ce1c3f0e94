namespace Wallboard.Platform.Api;

/// <summary>Where and how a tenant's HTTP interface is called.</summary>
/// <param name="Api">Base address with the version segment. A secret: there is no password.</param>
/// <param name="Dialer">Base address of the dialler's interface (guide 7.1 and 8), where it is another; without a path, the version is that of <paramref name="Api"/>.</param>
/// <param name="Zone">The platform's time zone: its times have no offset.</param>
/// <param name="Timeout">Of one attempt; 10 s when left out.</param>
/// <param name="Retries">Further attempts after the first; calls that change something are never made twice.</param>
/// <param name="PageSize">Rows asked for at once; the platform may send fewer.</param>
/// <param name="MaxResponseBytes">Longer answers are refused.</param>
/// <param name="DialerControl">
/// Base address of guide 8.4–8.6, which have no version and in the guide's samples a port of their own; left out, <paramref name="Dialer"/> without its version.
/// </param>
/// <param name="Waits">Told of each wait for the platform's limits (20 calls a minute of some endpoints) before it begins.</param>
public sealed record PlatformApiOptions(
    string TenantId, Uri Api, Uri? Dialer, TimeZoneInfo Zone, TimeSpan? Timeout = null, int Retries = 2, int PageSize = 500, int MaxResponseBytes = 32 * 1024 * 1024,
    Uri? DialerControl = null, IProgress<RateLimitWait>? Waits = null)
{
    internal TimeSpan AttemptTimeout => Timeout ?? TimeSpan.FromSeconds(10);

    /// <summary>Only the tenant: logs must not name addresses.</summary>
    public override string ToString() => $"tenant {TenantId}";
}

/// <summary>A call that waits for its turn.</summary>
/// <param name="Section">The guide's section, e.g. <c>6.42</c>.</param>
/// <param name="Wait">How long, from now.</param>
public sealed record RateLimitWait(string Section, TimeSpan Wait);
