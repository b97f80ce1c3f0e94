using Microsoft.EntityFrameworkCore;
using Wallboard.Live;

namespace Wallboard.Web.Storage;

/// <summary>
/// Stores the queue visits that have an outcome, a few seconds after they have it. What is stored of today is what the wall counts: a corrected outcome
/// is corrected here, and a visit that there was not goes from here too.
/// </summary>
internal sealed class VisitKeeper(LiveCenter center, IDbContextFactory<WallboardDb> storage, TimeProvider clock, ILogger<VisitKeeper> log)
    : StorageTask("queue visits", Every, clock, log)
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private const int AtOnce = 500;

    /// <summary>What storage has, by tenant: the next comparison begins from there.</summary>
    private readonly Dictionary<string, VisitDay> kept = [];

    protected override async Task WriteAsync(CancellationToken cancel)
    {
        foreach (var tenant in center.Tenants)
            foreach (var day in tenant.VisitDays())
            {
                var id = tenant.Options.Id;
                var known = kept.GetValueOrDefault(id);
                if (day.Day < known?.Day) continue;
                var (put, gone) = known?.Day == day.Day ? day.Since(known) : new([.. day.Finished], await StrangersAsync(id, day, cancel));
                var changes = put.Select(visit => (visit.Key, (FinishedVisit?)visit)).Concat(gone.Select(key => (key, (FinishedVisit?)null)));
                foreach (var batch in changes.Chunk(AtOnce)) await WriteAsync(id, batch, cancel);
                kept[id] = day;
            }
    }

    /// <summary>Stored before the portal was started again, and not a visit of the day: records have said otherwise since.</summary>
    private async Task<IReadOnlyList<VisitKey>> StrangersAsync(string tenant, VisitDay day, CancellationToken cancel)
    {
        await using var db = await storage.CreateDbContextAsync(cancel);
        var stored = await db.Visits.Where(v => v.TenantId == tenant && v.Day == day.Day).Select(v => new VisitKey(v.CallId, v.Queue, v.Nth)).ToListAsync(cancel);
        return stored.FindAll(key => !day.Knows(key));
    }

    private async Task WriteAsync(string tenant, (VisitKey Key, FinishedVisit? Visit)[] batch, CancellationToken cancel)
    {
        await using var db = await storage.CreateDbContextAsync(cancel);
        var calls = batch.Select(change => change.Key.CallId).Distinct().ToList();
        var stored = await db.Visits.Where(v => v.TenantId == tenant && EF.Parameter(calls).Contains(v.CallId))
            .ToDictionaryAsync(v => new VisitKey(v.CallId, v.Queue, v.Nth), cancel);
        foreach (var (key, visit) in batch)
        {
            var row = stored.GetValueOrDefault(key);
            if (visit is null)
            {
                if (row is not null) db.Visits.Remove(row);
                continue;
            }
            if (row is null) db.Visits.Add(StoredVisit.Of(tenant, visit));
            else row.Take(visit);
        }
        StorageMetrics.Visits.Add(await db.SaveChangesAsync(cancel), new KeyValuePair<string, object?>("tenant", tenant));
    }
}
