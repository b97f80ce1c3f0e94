using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Features.Reports.Deliveries;
using Wallboard.Web.Features.Reports.Files;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Schedules;

/// <summary>Does a run: its files, then its deliveries. It can be left at any line and taken up by another node.</summary>
internal sealed class RunWork(
    IDbContextFactory<WallboardDb> storage, RunFiles files, RunSending sending, OwnerTeller tell, AccessBook book, Tenants tenants, TimeProvider clock, ILogger<RunWork> log)
{
    public async Task DoAsync(Lease lease)
    {
        try
        {
            await sending.InterruptedAsync(lease);
            if (await ReadAsync(lease) is not var (schedule, run, waiting)) return;
            if (waiting.Count > 0 && tenants.Find(schedule.TenantId) is { } tenant)
            {
                var made = await files.MakeAsync(schedule, run, tenant, [.. waiting.Select(d => d.Format).Distinct()], lease.Token);
                foreach (var delivery in waiting)
                    await sending.SendAsync(delivery, Parcel(schedule, run, tenant, delivery, made), lease);
            }
            else if (waiting.Count > 0) throw new RunFailedException(RunFailure.Of("Failure.tenant"), forGood: true);
            await EndAsync(schedule, lease);
        }
        catch (RunFailedException e)
        {
            if (e.InnerException is { } inner && FileFailure.IsUnexpected(inner)) log.LogError(inner, "Run {Run}: a file could not be made", lease.Run);
            await FailAsync(e, lease);
        }
        catch (OperationCanceledException) when (lease.Token.IsCancellationRequested)
        {
            await LetGoAsync(lease);
        }
    }

    private static Parcel Parcel(Schedule schedule, ScheduleRun run, Tenant tenant, Delivery delivery, IReadOnlyList<(FileFormat Format, ParcelFile File)> made) => new(
        delivery.Id, tenant, schedule.Name, TimeZoneInfo.ConvertTime(run.DueAt, TimeZoneInfo.FindSystemTimeZoneById(schedule.Zone)), schedule.Language,
        [.. made.Where(m => m.Format == delivery.Format).Select(m => m.File)]);

    /// <summary>Null: it is not ours any more.</summary>
    private async Task<(Schedule Schedule, ScheduleRun Run, List<Delivery> Waiting)?> ReadAsync(Lease lease)
    {
        var now = clock.GetUtcNow();
        await using var db = await storage.CreateDbContextAsync(lease.Token);
        if (await lease.Of(db).AsNoTracking().SingleOrDefaultAsync(lease.Token) is not { } run) return null;
        return (
            await db.Schedules.AsNoTracking().SingleAsync(s => s.Id == run.ScheduleId, lease.Token), run,
            await db.Deliveries.AsNoTracking().Where(d => d.RunId == run.Id && d.State == DeliveryState.Waiting && (d.NextAttemptAt == null || d.NextAttemptAt <= now))
                .OrderBy(d => d.Recipient).ThenBy(d => d.Format).ToListAsync(lease.Token));
    }

    /// <summary>Over, or until the next attempt of what is left.</summary>
    private async Task EndAsync(Schedule schedule, Lease lease)
    {
        var now = clock.GetUtcNow();
        bool over, good;
        await using (var db = await storage.CreateDbContextAsync(lease.Token))
        {
            var left = await db.Deliveries.Where(d => d.RunId == lease.Run && d.State == DeliveryState.Waiting).Select(d => d.NextAttemptAt).ToListAsync(lease.Token);
            (over, good) = (left.Count == 0, !await db.Deliveries.AnyAsync(d => d.RunId == lease.Run && (d.State == DeliveryState.Failed || d.State == DeliveryState.Unknown), lease.Token));
            var next = over ? null : left.Min();
            if (await lease.Of(db).ExecuteUpdateAsync(
                r => r.SetProperty(x => x.State, over ? RunState.Done : RunState.Waiting).SetProperty(x => x.NextAttemptAt, next).SetProperty(x => x.Failure, (string?)null)
                    .SetProperty(x => x.FinishedAt, over ? now : null).SetProperty(x => x.Node, (Guid?)null).SetProperty(x => x.LeaseUntil, (DateTimeOffset?)null), lease.Token) == 0)
                return;
        }
        if (over && !good) await TellAsync(schedule, lease.Run, null);
    }

    private async Task FailAsync(RunFailedException failure, Lease lease)
    {
        var now = clock.GetUtcNow();
        Schedule schedule;
        bool over;
        await using (var db = await storage.CreateDbContextAsync(lease.Token))
        {
            if (await lease.Of(db).AsNoTracking().SingleOrDefaultAsync(lease.Token) is not { } run) return;
            schedule = await db.Schedules.AsNoTracking().SingleAsync(s => s.Id == run.ScheduleId, lease.Token);
            over = failure.ForGood || run.Attempts >= RunSending.Backoff.Count;
            var next = over ? null : now + RunSending.Backoff[run.Attempts] as DateTimeOffset?;
            if (await lease.Of(db).ExecuteUpdateAsync(
                r => r.SetProperty(x => x.State, over ? RunState.Failed : RunState.Waiting).SetProperty(x => x.NextAttemptAt, next).SetProperty(x => x.Failure, failure.Failure)
                    .SetProperty(x => x.Attempts, run.Attempts + 1).SetProperty(x => x.FinishedAt, over ? now : null)
                    .SetProperty(x => x.Node, (Guid?)null).SetProperty(x => x.LeaseUntil, (DateTimeOffset?)null), lease.Token) == 0)
                return;
        }
        if (over) await TellAsync(schedule, lease.Run, failure.Failure);
    }

    /// <summary>The portal stops: another node need not wait for the lease to run out.</summary>
    private async Task LetGoAsync(Lease lease)
    {
        await using var db = await storage.CreateDbContextAsync(CancellationToken.None);
        await lease.Of(db).ExecuteUpdateAsync(
            r => r.SetProperty(x => x.State, RunState.Waiting).SetProperty(x => x.NextAttemptAt, (DateTimeOffset?)null).SetProperty(x => x.Node, (Guid?)null)
                .SetProperty(x => x.LeaseUntil, (DateTimeOffset?)null), CancellationToken.None);
    }

    /// <summary>By mail where there is one, and in the portal until they have seen it.</summary>
    private async Task TellAsync(Schedule schedule, Guid run, string? failure)
    {
        if (tenants.Find(schedule.TenantId) is not { } tenant) return;
        await using var db = await storage.CreateDbContextAsync(CancellationToken.None);
        var due = await db.ScheduleRuns.Where(r => r.Id == run).Select(r => r.DueAt).SingleAsync(CancellationToken.None);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(book.Now.People.GetValueOrDefault(schedule.OwnerId)?.Language ?? schedule.Language);
        var words = ScheduleText.Words;
        var when = ScheduleText.Instant(TimeZoneInfo.ConvertTime(due, TimeZoneInfo.FindSystemTimeZoneById(schedule.Zone)));
        var body = failure is null ? words["Tell.deliveries", schedule.Name, when] : words["Tell.files", schedule.Name, when, RunFailure.Words(failure)];
        if (!await tell(tenant, schedule.OwnerId, words["Tell.subject", schedule.Name], body, CancellationToken.None)) return;
        var now = clock.GetUtcNow();
        await db.ScheduleRuns.Where(r => r.Id == run).ExecuteUpdateAsync(r => r.SetProperty(x => x.OwnerToldAt, now), CancellationToken.None);
    }
}
