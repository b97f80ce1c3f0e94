using Microsoft.AspNetCore.Http.HttpResults;
using Wallboard.Live;
using Wallboard.Web.Features.Administration;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Live;

/// <summary>What is happening now, for people's own tools: <c>/api/live</c>, and taking a seat back.</summary>
internal static class LiveFeature
{
    public static void AddLiveFeature(this IServiceCollection services, IReadOnlyList<TenantOptions> tenants)
    {
        services.AddLive(tenants);
        services.AddSingleton(provider => new Tenants([.. provider.GetRequiredService<LiveCenter>().Tenants
            .Select(live => new Tenant(live.Options, live.Picture, live.Retake, () => live.Health))]));
    }

    public static void MapLive(this WebApplication app)
    {
        var api = app.MapGroup("/api").RequireRateLimiting(Limits.Api);
        api.MapGet("/live/{tenant}", Live).Needs(Permission.ReadLive);
        api.MapPost("/link/{tenant}/retake", RetakeAsync).Needs(Permission.RetakeSeat);
    }

    private static Results<JsonHttpResult<LiveJson>, NotFound> Live(HttpContext http) => http.Here() is { Tenant: { } tenant, Grant: { } grant }
        ? TypedResults.Json(LiveJson.Of(tenant, tenant.Picture().Within(grant.Scope)), LiveJson.Options)
        : TypedResults.NotFound();

    private static async Task<Results<Ok, NotFound, Conflict>> RetakeAsync(string tenant, HttpContext http, Tenants tenants, AuditLog audit, ILogger<Tenant> log)
    {
        if (tenants.Find(tenant) is not { } found) return TypedResults.NotFound();
        var taken = found.Retake();
        if (taken) await audit.WriteAsync(http, AuditAction.SeatRetaken, tenant);
        log.LogInformation("Tenant {Tenant}: a person asked for the seat back, {Outcome}", tenant, taken ? "taken" : "not waiting for it");
        return taken ? TypedResults.Ok() : TypedResults.Conflict();
    }
}
