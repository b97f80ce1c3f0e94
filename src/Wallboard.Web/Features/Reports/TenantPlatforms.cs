using Wallboard.Platform.Api;
using Wallboard.Web.Features.Live;

namespace Wallboard.Web.Features.Reports;

/// <summary>
/// Each tenant's platform for work that may take long. The live picture has a client of its own, which nothing of this can hold up. Waits between attempts are the
/// network's, by no other clock than the system's.
/// </summary>
/// <param name="retries">After a first attempt that failed.</param>
internal sealed class TenantPlatforms(Tenants tenants, int retries = 2) : IDisposable
{
    private const int PageSize = 1000;
    private static readonly TimeSpan answerWithin = TimeSpan.FromSeconds(20);

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxConnectionsPerServer = 4,
        AutomaticDecompression = System.Net.DecompressionMethods.All,
    }) { Timeout = Timeout.InfiniteTimeSpan };

    private readonly Dictionary<string, PlatformApi> byTenant = [];
    private readonly Lock access = new();

    public PlatformApi Of(Tenant tenant)
    {
        lock (access)
        {
            if (byTenant.TryGetValue(tenant.Id, out var api)) return api;
            var options = tenants.Find(tenant.Id)!.Options;
            var dialer = string.IsNullOrEmpty(options.Dialer) ? null : new Uri(options.Dialer);
            var zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);
            return byTenant[tenant.Id] = new(http, new(options.Id, new(options.Api), dialer, zone, answerWithin, Retries: retries, PageSize: PageSize), TimeProvider.System);
        }
    }

    public void Dispose() => http.Dispose();
}
