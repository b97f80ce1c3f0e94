using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Administration;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Schedules;

/// <summary>A run with all that became of it.</summary>
internal sealed record RunHistory(ScheduleRun Run, IReadOnlyList<Delivery> Deliveries, ILookup<Guid, DeliveryAttempt> Attempts, IReadOnlyList<ReportFile> Files)
{
    public bool WentWrong => Run.State == RunState.Failed || Deliveries.Any(d => d.State is DeliveryState.Failed or DeliveryState.Unknown);
}

/// <summary>What has become of the runs of a tenant's schedules, and what people decide about them.</summary>
internal sealed class RunBook(IDbContextFactory<WallboardDb> storage, UnseenFailures unseen, Rounds rounds, AuditLog audit, TimeProvider clock)
{
    public const int OnAPage = 20;

    /// <summary>Of a schedule, the latest first.</summary>
    public async Task<(IReadOnlyList<RunHistory> Runs, bool HasMore)> ListAsync(Guid schedule, int page)
    {
        await using var db = await storage.CreateDbContextAsync();
        var runs = await db.ScheduleRuns.AsNoTracking().Where(r => r.ScheduleId == schedule).OrderByDescending(r => r.DueAt).Skip((page - 1) * OnAPage).Take(OnAPage + 1).ToListAsync();
        var shown = runs.Take(OnAPage).ToList();
        var ids = shown.Select(r => r.Id).ToList();
        var deliveries = await db.Deliveries.AsNoTracking().Where(d => EF.Parameter(ids).Contains(d.RunId)).OrderBy(d => d.Recipient).ThenBy(d => d.Format).ToListAsync();
        var made = await db.ReportFiles.AsNoTracking().Where(f => f.RunId != null && EF.Parameter(ids).Contains(f.RunId.Value)).OrderBy(f => f.Position).ThenBy(f => f.Format).ToListAsync();
        var attempts = (await db.DeliveryAttempts.AsNoTracking().Where(a => db.Deliveries.Any(d => d.Id == a.DeliveryId && EF.Parameter(ids).Contains(d.RunId))).OrderBy(a => a.Id).ToListAsync())
            .ToLookup(a => a.DeliveryId);
        return ([.. shown.Select(r => new RunHistory(r, deliveries.FindAll(d => d.RunId == r.Id), attempts, made.FindAll(f => f.RunId == r.Id)))], runs.Count > OnAPage);
    }

    /// <summary>Of some runs, by run, what did not arrive for certain, with what became of its last attempt.</summary>
    public async Task<ILookup<Guid, (Delivery Delivery, string? Detail)>> WrongAsync(IReadOnlyList<Guid> runs)
    {
        await using var db = await storage.CreateDbContextAsync();
        var wrong = await db.Deliveries.AsNoTracking().Where(d => EF.Parameter(runs).Contains(d.RunId) && (d.State == DeliveryState.Failed || d.State == DeliveryState.Unknown))
            .OrderBy(d => d.Recipient).ThenBy(d => d.Format)
            .Select(d => new { Delivery = d, Detail = db.DeliveryAttempts.Where(a => a.DeliveryId == d.Id).OrderByDescending(a => a.Id).Select(a => a.Detail).FirstOrDefault() }).ToListAsync();
        return wrong.ToLookup(one => one.Delivery.RunId, one => (one.Delivery, one.Detail));
    }

    /// <summary>Runs of the tenant that went wrong and that it is the caller's to see to.</summary>
    public async Task<IReadOnlyList<(ScheduleRun Run, Schedule Schedule)>> UnseenAsync(Here here)
    {
        await using var db = await storage.CreateDbContextAsync();
        var runs = await UnseenFailures.Of(db).AsNoTracking().Where(r => r.TenantId == here.In.Id)
            .Join(db.Schedules.AsNoTracking(), r => r.ScheduleId, s => s.Id, (run, schedule) => new { run, schedule }).OrderByDescending(one => one.run.DueAt).ToListAsync();
        return [.. runs.Where(one => unseen.SeesTo(here, one.schedule.OwnerId)).Select(one => (one.run, one.schedule))];
    }

    /// <summary>They need not be shown any more as something to see to.</summary>
    public async Task SeenAsync(HttpContext http)
    {
        var (here, now) = (http.Here(), clock.GetUtcNow());
        var ids = (await UnseenAsync(here)).Select(one => one.Run.Id).ToList();
        await using var db = await storage.CreateDbContextAsync();
        await db.ScheduleRuns.Where(r => EF.Parameter(ids).Contains(r.Id)).ExecuteUpdateAsync(r => r.SetProperty(x => x.SeenAt, now));
        await unseen.ReadAsync();
    }

    /// <summary>Makes the files of a failed run again, with attempts anew. False: there is no such run that is theirs.</summary>
    public async Task<bool> AgainAsync(HttpContext http, Guid schedule, Guid run)
    {
        await using var db = await storage.CreateDbContextAsync();
        if (await OwnAsync(db, http, schedule) is not { } known) return false;
        if (await db.ScheduleRuns.Where(r => r.Id == run && r.ScheduleId == schedule && r.State == RunState.Failed).ExecuteUpdateAsync(r => r
            .SetProperty(x => x.State, RunState.Waiting).SetProperty(x => x.Attempts, 0).SetProperty(x => x.NextAttemptAt, (DateTimeOffset?)null)
            .SetProperty(x => x.FinishedAt, (DateTimeOffset?)null).SetProperty(x => x.SeenAt, (DateTimeOffset?)null)) == 0)
            return false;
        await audit.WriteAsync(http, AuditAction.ScheduleRunRepeated, known.TenantId, known.Name);
        await BeginAsync();
        return true;
    }

    /// <summary>A person has decided: what failed, or may or may not have arrived, is sent once more.</summary>
    public async Task<bool> SendAgainAsync(HttpContext http, Guid schedule, Guid delivery)
    {
        await using var db = await storage.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await OwnAsync(db, http, schedule) is not { } known || await db.Deliveries.AsNoTracking().SingleOrDefaultAsync(d => d.Id == delivery && d.ScheduleId == schedule) is not { } sent) return false;
        if (await db.Deliveries.Where(d => d.Id == delivery && (d.State == DeliveryState.Failed || d.State == DeliveryState.Unknown)).ExecuteUpdateAsync(d => d
            .SetProperty(x => x.State, DeliveryState.Waiting).SetProperty(x => x.NextAttemptAt, (DateTimeOffset?)null)) == 0)
            return false;
        // One that is at work comes to it by itself.
        await db.ScheduleRuns.Where(r => r.Id == sent.RunId && r.State != RunState.Running).ExecuteUpdateAsync(r => r
            .SetProperty(x => x.State, RunState.Waiting).SetProperty(x => x.NextAttemptAt, (DateTimeOffset?)null)
            .SetProperty(x => x.FinishedAt, (DateTimeOffset?)null).SetProperty(x => x.SeenAt, (DateTimeOffset?)null));
        audit.Add(db, http, AuditAction.DeliveryRepeated, known.TenantId, known.Name, new { sent.State }, new { sent.Recipient, format = sent.Format, sent.DueAt });
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        await BeginAsync();
        return true;
    }

    private async Task BeginAsync()
    {
        rounds.Begin();
        await unseen.ReadAsync();
    }

    private static async Task<Schedule?> OwnAsync(WallboardDb db, HttpContext http, Guid id)
    {
        var here = http.Here();
        return await db.Schedules.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && s.TenantId == here.In.Id) is { } schedule && ScheduleBook.MayChange(here, schedule) ? schedule : null;
    }
}
