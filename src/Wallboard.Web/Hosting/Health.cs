using Wallboard.Live;
using Wallboard.Platform.Cti;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Hosting;

/// <summary>
/// For operators. Ready means that the settings are valid, which they are once this answers, and that storage answers; a platform that is down is told, and
/// no fault of the portal's. Everybody may ask; what names queues, agents or the platform's addresses is only for who reads all of the tenant anyway.
/// </summary>
internal static class Health
{
    internal sealed record Ready(string Status, bool Demo, StorageHealth Storage, IEnumerable<TenantHealth> Tenants);

    /// <param name="SilentSeconds">While it does not answer. It is asked every two seconds.</param>
    internal sealed record StorageHealth(StorageProvider Provider, bool Answers, double? SilentSeconds);

    internal sealed record TenantHealth(string Tenant, string Name, LinkHealth Link, ReconciliationHealth? Reconciliation, ClockHealth? Clock, CountHealth? Counts);

    /// <param name="Detail">What the platform said, or which figures differ.</param>
    internal sealed record LinkHealth(Freshness State, LinkReason? Reason, DateTimeOffset Since, double? AgeSeconds, string? Detail);

    internal sealed record ReconciliationHealth(
        DateTimeOffset? At, int DifferencesNow, IReadOnlyList<Difference>? Differences, long DifferencesSoFar, int UnresolvedVisits);

    internal sealed record ClockHealth(double OffsetSeconds, double? ErrorSeconds);

    internal sealed record CountHealth(
        long Frames, long BadFrames, long LostFrames, long Reconnects, long UnknownEvents, long UnknownSubjects, long Resets,
        DateTimeOffset? LastResetAt, double? LastResetSeconds);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous();
        app.MapGet("/health/ready", (
            HttpContext http, Tenants tenants, AccessBook book, StorageOptions storage, TimeProvider clock, IConfiguration configuration) =>
        {
            var caller = http.Here().Caller;
            var answers = book.StorageAnswers;
            var silent = answers ? null : Seconds(clock.GetUtcNow() - book.StorageAnsweredAt);
            return Results.Json(
                new Ready(
                    answers ? "ready" : "unready", configuration.GetValue<bool>("Demo:Active"), new(storage.Provider, answers, silent),
                    tenants.All.Select(t => Of(t, ReadsAll(caller, t)))),
                LiveJson.Options, statusCode: answers ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous();
    }

    private static bool ReadsAll(Caller caller, Tenant tenant) => caller.May(Permission.ReadLive, tenant.Id) && caller.In(tenant.Id)!.Scope.IsAll;

    private static TenantHealth Of(Tenant tenant, bool whole)
    {
        var (link, health) = (tenant.Picture().Link, tenant.Health());
        var linkHealth = new LinkHealth(
            link.State, link.Reason == LinkReason.None ? null : link.Reason, tenant.Local(link.Since), Seconds(link.Age), whole ? link.Detail : null);
        return health is null ? new(tenant.Id, tenant.DisplayName, linkHealth, null, null, null) : new(
            tenant.Id,
            tenant.DisplayName,
            linkHealth,
            new(Local(health.ReconciledAt), health.Differences.Count, whole ? health.Differences : null, health.DifferencesSoFar, health.UnresolvedVisits),
            new(health.ClockOffset.TotalSeconds, health.ClockError?.TotalSeconds),
            new(health.Frames, health.BadFrames, health.LostFrames, health.Reconnects, health.UnknownEvents, health.UnknownSubjects, health.Resets,
                Local(health.LastResetAt), Seconds(health.LastResetTook)));

        DateTimeOffset? Local(DateTimeOffset? instant) => instant is { } known ? tenant.Local(known) : null;
    }

    private static double? Seconds(TimeSpan? duration) => duration is { } known ? Math.Round(known.TotalSeconds, 1) : null;
}
