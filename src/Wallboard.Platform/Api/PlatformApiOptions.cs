namespace Wallboard.Platform.Api;

/// <summary>Where and how a tenant's HTTP interface is called.</summary>
/// <param name="Api">Base address with the version segment. A secret: there is no password.</param>
/// <param name="Dialer">Base address of the dialler's interface (guide 7.1 and 8), where it is another.</param>
/// <param name="Zone">The platform's time zone: its times have no offset.</param>
/// <param name="Timeout">Of one attempt; 10 s when left out.</param>
/// <param name="Retries">Further attempts after the first.</param>
/// <param name="PageSize">Rows asked for at once; the platform may send fewer.</param>
/// <param name="MaxResponseBytes">Longer answers are refused.</param>
public sealed record PlatformApiOptions(
    string TenantId, Uri Api, Uri? Dialer, TimeZoneInfo Zone, TimeSpan? Timeout = null, int Retries = 2, int PageSize = 500, int MaxResponseBytes = 32 * 1024 * 1024)
{
    internal TimeSpan AttemptTimeout => Timeout ?? TimeSpan.FromSeconds(10);

    /// <summary>Only the tenant: logs must not name addresses.</summary>
    public override string ToString() => $"tenant {TenantId}";
}
