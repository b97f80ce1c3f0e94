using Microsoft.EntityFrameworkCore;
using Wallboard.Live;
using Wallboard.Reports;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Reconciliation;

/// <summary>Brings together what the platform, the wall and the portal's storage say of a queue's day.</summary>
internal sealed class ReconciliationDesk(TenantPlatforms platforms, LiveCenter center, IDbContextFactory<WallboardDb> storage, TimeProvider clock)
{
    /// <summary>The day that it is for the platform.</summary>
    public static DateOnly Today(Tenant tenant) => DateOnly.FromDateTime(tenant.Picture().AsOf.DateTime);

    /// <summary>The queues whose days somebody may see: a queue's figures are those of all of its calls, so whoever sees some agents' calls only may not.</summary>
    public static IReadOnlyList<(string Number, string Name)> QueuesOf(Tenant tenant, Scope scope) => scope.Agents is not null ? [] :
    [
        .. tenant.Picture().Queues.Where(queue => scope.HasQueue(queue.Number)).OrderBy(queue => queue.Number, StringComparer.Ordinal).Select(queue => (queue.Number, queue.Name ?? queue.Number)),
    ];

    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<QueueDayReading> ReadAsync(Tenant tenant, string queue, DateOnly day, IProgress<DayProgress>? progress, CancellationToken ct) =>
        await new QueueDayReader(platforms.Of(tenant), tenant.Options, tenant.Local(NowOf(tenant)), () => Wall(tenant, queue, day), cancel => StoredAsync(tenant, queue, day, cancel))
            .ReadAsync(queue, day, progress, ct);

    /// <summary>By the platform's clock, where it has told.</summary>
    private DateTimeOffset NowOf(Tenant tenant) => tenant.Picture() is { Link.Age: not null } picture ? picture.AsOf : clock.GetUtcNow();

    private List<CountedVisit>? Wall(Tenant tenant, string queue, DateOnly day)
    {
        var days = center.Find(tenant.Id)?.VisitDays() ?? [];
        if (days.LastOrDefault(one => one.Day == day) is not { } own) return null;
        // What lasted over midnight is told by the next day.
        var finished = days.SelectMany(one => one.Finished).Where(visit => visit.Key.Queue == queue).GroupBy(visit => visit.Key).Select(visits => CountedVisit.Of(visits.Last())).ToList();
        var known = finished.Select(visit => visit.Key).ToHashSet();
        return [.. finished, .. own.Open.Where(visit => visit.Key.Queue == queue && !known.Contains(visit.Key)).Select(CountedVisit.Of)];
    }

    private async Task<IReadOnlyList<CountedVisit>?> StoredAsync(Tenant tenant, string queue, DateOnly day, CancellationToken ct)
    {
        await using var db = await storage.CreateDbContextAsync(ct);
        if (!await db.Visits.AnyAsync(v => v.TenantId == tenant.Id && v.Day == day, ct) && !await db.ReadDays.AnyAsync(d => d.TenantId == tenant.Id && d.Day == day, ct)) return null;
        var (before, after) = (day.AddDays(-1), day.AddDays(1));
        var stored = await db.Visits.Where(v => v.TenantId == tenant.Id && v.Queue == queue && v.Day >= before && v.Day <= after).AsNoTracking().ToListAsync(ct);
        return [.. stored.Select(v => new CountedVisit(
            new(v.CallId, v.Queue, v.Nth), tenant.Local(v.EnteredAt), Enum.Parse<VisitOutcome>(v.Outcome.ToString()), TimeSpan.FromSeconds(v.WaitSeconds), v.CallType))];
    }
}
