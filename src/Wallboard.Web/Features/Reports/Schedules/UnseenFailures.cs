using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Schedules;

/// <summary>How many failed runs their owners have not seen yet: in memory, since every page's menu says it. Read anew each minute and with every change here.</summary>
internal sealed class UnseenFailures(IDbContextFactory<WallboardDb> storage, AccessBook book, TimeProvider clock)
{
    private volatile IReadOnlyList<(string Tenant, Guid Owner, int Runs)> unseen = [];

    /// <summary>Runs that went wrong, in part or as a whole, and were not seen.</summary>
    public static IQueryable<ScheduleRun> Of(WallboardDb db) => db.ScheduleRuns.Where(r => r.SeenAt == null
        && (r.State == RunState.Failed || db.Deliveries.Any(d => d.RunId == r.Id && (d.State == DeliveryState.Failed || d.State == DeliveryState.Unknown))));

    /// <summary>One's own and, for administrators, those of owners who can no longer see to them.</summary>
    public int Count(Here here) => here.Caller.Kind == CallerKind.Person && here.Grant is { } grant
        ? unseen.Where(one => one.Tenant == grant.TenantId && SeesTo(here, one.Owner)).Sum(one => one.Runs)
        : 0;

    public bool SeesTo(Here here, Guid owner) => owner == here.Caller.Id || (here.Grant?.Role == Role.Administrator && IsGone(owner, here.Grant.TenantId));

    /// <summary>May no longer have schedules here.</summary>
    public bool IsGone(Guid owner, string tenant) => book.Now.GrantOf(owner, tenant, clock.GetUtcNow())?.Permissions.Contains(Permission.ManageSchedules) is not true;

    public async Task ReadAsync(CancellationToken ct = default)
    {
        await using var db = await storage.CreateDbContextAsync(ct);
        var counts = await Of(db).Join(db.Schedules, r => r.ScheduleId, s => s.Id, (r, s) => new { s.TenantId, s.OwnerId })
            .GroupBy(r => new { r.TenantId, r.OwnerId }).Select(g => new { g.Key.TenantId, g.Key.OwnerId, Runs = g.Count() }).ToListAsync(ct);
        unseen = [.. counts.Select(c => (c.TenantId, c.OwnerId, c.Runs))];
    }
}
