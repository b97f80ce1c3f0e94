using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Schedules;

/// <summary>Writes down what has become due: a run, and a delivery for each recipient and format. The rows are unique, so whichever node is first has it and the others have nothing to do.</summary>
internal sealed class DueRuns(IDbContextFactory<WallboardDb> storage, TimeProvider clock, ILogger<DueRuns> log)
{
    /// <summary>What is no later than this was not missed.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    /// <summary>Of the times that a schedule was due while no portal ran, the latest are made up for, the others left out; more than the second number leave no row.</summary>
    public const int MostCaughtUp = 31, MostShown = 1000;

    public async Task ClaimAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<Schedule> schedules;
        await using (var db = await storage.CreateDbContextAsync(ct))
            schedules = await db.Schedules.AsNoTracking().Where(s => s.PausedAt == null && s.HandledUntil < now).OrderBy(s => s.HandledUntil).ToListAsync(ct);
        foreach (var schedule in schedules)
            try
            {
                await ClaimAsync(schedule, now, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                log.LogError(e, "Tenant {Tenant}: schedule {Schedule} could not be looked at; it is tried again", schedule.TenantId, schedule.Id);
            }
    }

    /// <summary>A run with its deliveries; false where somebody else has written it down.</summary>
    public async Task<bool> AddAsync(ScheduleRun run, Schedule schedule, CancellationToken ct)
    {
        await using var db = await storage.CreateDbContextAsync(ct);
        db.Add(run);
        if (run.State != RunState.Skipped)
            db.AddRange(
                from recipient in schedule.Recipients
                from format in schedule.Formats
                select new Delivery
                {
                    Id = Guid.NewGuid(), RunId = run.Id, TenantId = schedule.TenantId, ScheduleId = schedule.Id, DueAt = run.DueAt, Recipient = recipient, Format = format,
                    State = DeliveryState.Waiting,
                });
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Another node was quicker; or storage has failed, or the schedule has been deleted.
            await using var other = await storage.CreateDbContextAsync(ct);
            if (await other.ScheduleRuns.AnyAsync(r => r.ScheduleId == schedule.Id && r.DueAt == run.DueAt, ct) || !await other.Schedules.AnyAsync(s => s.Id == schedule.Id, ct)) return false;
            throw;
        }
    }

    public static ScheduleRun Run(Schedule schedule, DateTimeOffset due, RunState state, DateTimeOffset? finished = null, bool byHand = false) =>
        new() { Id = Guid.NewGuid(), TenantId = schedule.TenantId, ScheduleId = schedule.Id, DueAt = due, State = state, FinishedAt = finished, ByHand = byHand };

    private async Task ClaimAsync(Schedule schedule, DateTimeOffset now, CancellationToken ct)
    {
        if (!Recurrence.TryParse(schedule.Recurrence, out var recurrence)) throw new InvalidOperationException($"'{schedule.Recurrence}' is no recurrence");
        var due = recurrence.Due(TimeZoneInfo.FindSystemTimeZoneById(schedule.Zone), schedule.HandledUntil, now).ToList();
        if (due.Count == 0) return;
        HashSet<DateTimeOffset> known;
        await using (var db = await storage.CreateDbContextAsync(ct))
            known = await db.ScheduleRuns.Where(r => r.ScheduleId == schedule.Id && r.DueAt > schedule.HandledUntil).Select(r => r.DueAt).ToHashSetAsync(ct);
        foreach (var (i, instant) in due.Index().TakeLast(MostShown))
        {
            if (known.Contains(instant)) continue;
            var leftOut = i < due.Count - MostCaughtUp || (schedule.Missed == MissedPeriods.Skip && now - instant > Grace);
            await AddAsync(Run(schedule, instant, leftOut ? RunState.Skipped : RunState.Waiting, leftOut ? now : null), schedule, ct);
        }
        await using var moved = await storage.CreateDbContextAsync(ct);
        // Not where another node has, or somebody has changed the schedule meanwhile.
        await moved.Schedules.Where(s => s.Id == schedule.Id && s.HandledUntil == schedule.HandledUntil).ExecuteUpdateAsync(s => s.SetProperty(x => x.HandledUntil, now), ct);
    }
}
