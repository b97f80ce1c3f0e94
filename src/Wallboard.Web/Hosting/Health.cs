using Wallboard.Live;
using Wallboard.Platform.Cti;
using Wallboard.Web.Features.Live;

namespace Wallboard.Web.Hosting;

/// <summary>
/// For operators. Ready means that the settings are valid, which they are once this answers; a platform that is down is told, and no fault of the portal's.
/// </summary>
internal static class Health
{
    internal sealed record Ready(string Status, bool Demo, IEnumerable<TenantHealth> Tenants);

    internal sealed record TenantHealth(string Tenant, string Name, LinkHealth Link, object? Details);

    internal sealed record LinkHealth(Freshness State, LinkReason? Reason, DateTimeOffset Since, double? AgeSeconds, string? Detail);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", (Tenants tenants, IConfiguration configuration) => Results.Json(
            new Ready("ready", configuration.GetValue<bool>("Demo:Active"), tenants.All.Select(Of)), LiveJson.Options));
    }

    private static TenantHealth Of(Tenant tenant)
    {
        var link = tenant.Picture().Link;
        return new(tenant.Id, tenant.DisplayName, new(
            link.State,
            link.Reason == LinkReason.None ? null : link.Reason,
            tenant.Local(link.Since),
            link.Age is { } age ? Math.Round(age.TotalSeconds, 1) : null,
            link.Detail), tenant.Health());
    }
}
