using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Administration;
using Wallboard.Web.Features.Reports.Deliveries;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Schedules;

internal enum ScheduleOutcome
{
    Saved,
    Paused,
    Continued,
    Started,
    Deleted,
    Restored,

    /// <summary>Another one of the tenant is called so, or there are too many.</summary>
    NameTaken,

    /// <summary>Somebody has saved it since it was read.</summary>
    Changed,

    /// <summary>It is not there, or is another's.</summary>
    NotFound,
}

/// <summary>The schedules of a tenant. Whoever may have some sees all of them; each changes their own, administrators everybody's.</summary>
internal sealed class ScheduleBook(IDbContextFactory<WallboardDb> storage, DueRuns due, RecipientNames names, AuditLog audit, TimeProvider clock)
{
    public const int Most = 200;
    public static readonly TimeSpan UndoWithin = TimeSpan.FromMinutes(10);

    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static bool MayChange(Here here, Schedule schedule) => schedule.OwnerId == here.Caller.Id || here.Grant?.Role == Role.Administrator;

    /// <summary>By name, each with its latest run that is over or at work.</summary>
    public async Task<IReadOnlyList<(Schedule Schedule, ScheduleRun? Last)>> ListAsync(Here here)
    {
        await using var db = await storage.CreateDbContextAsync();
        var all = await db.Schedules.AsNoTracking().Where(s => s.TenantId == here.In.Id).OrderBy(s => s.Name).ToListAsync();
        var last = await db.ScheduleRuns.AsNoTracking().Where(r => r.TenantId == here.In.Id && r.State != RunState.Skipped)
            .GroupBy(r => r.ScheduleId).Select(runs => runs.OrderByDescending(r => r.DueAt).First()).ToListAsync();
        return [.. all.Select(s => (s, last.Find(r => r.ScheduleId == s.Id)))];
    }

    public async Task<Schedule?> FindAsync(Here here, Guid id)
    {
        await using var db = await storage.CreateDbContextAsync();
        return await db.Schedules.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && s.TenantId == here.In.Id);
    }

    /// <summary>Whoever saves it owns it from then on. What was due before is of no interest any more.</summary>
    /// <param name="id">Null: a new one.</param>
    /// <param name="version">When it was read, it had been saved then.</param>
    public async Task<(ScheduleOutcome Outcome, Guid Id)> SaveAsync(HttpContext http, Guid? id, DateTimeOffset? version, ScheduleContent content)
    {
        var (here, now) = (http.Here(), clock.GetUtcNow());
        await using var db = await storage.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        Schedule schedule;
        ScheduleContent? before = null;
        if (id is null)
        {
            if (await db.Schedules.CountAsync(s => s.TenantId == here.In.Id) >= Most) return (ScheduleOutcome.NameTaken, default);
            db.Add(schedule = new() { Id = Guid.NewGuid(), TenantId = here.In.Id });
        }
        else
        {
            var mine = db.Schedules.Where(s => s.Id == id && s.TenantId == here.In.Id);
            // Claimed before it is read: of two who save at once, the second is told.
            var claimed = await mine.Where(s => s.UpdatedAt == version).ExecuteUpdateAsync(set => set.SetProperty(s => s.UpdatedAt, now));
            if (await mine.SingleOrDefaultAsync() is not { } found || !MayChange(here, found)) return (ScheduleOutcome.NotFound, default);
            if (claimed == 0) return (ScheduleOutcome.Changed, default);
            (schedule, before) = (found, ScheduleContent.Of(found));
        }
        if (await db.Schedules.AnyAsync(s => s.TenantId == here.In.Id && s.Name == content.Name && s.Id != schedule.Id)) return (ScheduleOutcome.NameTaken, default);
        var said = before is { } was ? await SaidAsync(here, was) : null;
        content.WriteTo(schedule);
        (schedule.OwnerId, schedule.HandledUntil, schedule.UpdatedBy, schedule.UpdatedAt) = (here.Caller.Id!.Value, now, here.Caller.Name, now);
        audit.Add(db, http, AuditAction.ScheduleChanged, here.In.Id, schedule.Name, said, await SaidAsync(here, content));
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return (ScheduleOutcome.Saved, schedule.Id);
    }

    /// <summary>Nothing becomes due while it is paused, and nothing is made up for when it goes on. What had become due before still leaves.</summary>
    public async Task<ScheduleOutcome> PauseAsync(HttpContext http, Guid id, bool paused)
    {
        var (here, now) = (http.Here(), clock.GetUtcNow());
        await using var db = await storage.CreateDbContextAsync();
        if (await OwnAsync(db, here, id) is not { } schedule) return ScheduleOutcome.NotFound;
        if (schedule.PausedAt is not null != paused)
        {
            audit.Add(db, http, AuditAction.ScheduleChanged, here.In.Id, schedule.Name, new { paused = !paused }, new { paused });
            (schedule.PausedAt, schedule.HandledUntil, schedule.UpdatedBy, schedule.UpdatedAt) = (paused ? now : null, now, here.Caller.Name, now);
            await db.SaveChangesAsync();
        }
        return paused ? ScheduleOutcome.Paused : ScheduleOutcome.Continued;
    }

    /// <summary>Now, to its recipients.</summary>
    public async Task<ScheduleOutcome> RunAsync(HttpContext http, Guid id)
    {
        var (here, now) = (http.Here(), clock.GetUtcNow());
        Schedule? schedule;
        await using (var db = await storage.CreateDbContextAsync())
        {
            schedule = await OwnAsync(db, here, id);
            if (schedule is null) return ScheduleOutcome.NotFound;
        }
        var run = DueRuns.Run(schedule, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)), RunState.Waiting, byHand: true);
        // Twice in a second is once.
        if (await due.AddAsync(run, schedule, CancellationToken.None))
            await audit.WriteAsync(http, AuditAction.ScheduleRun, here.In.Id, schedule.Name, after: new { recipients = await NamesAsync(here, schedule.Recipients) });
        return ScheduleOutcome.Started;
    }

    /// <summary>And the entry of the audit log that <see cref="RestoreAsync"/> brings it back from.</summary>
    public async Task<(ScheduleOutcome Outcome, long Entry)> DeleteAsync(HttpContext http, Guid id)
    {
        var here = http.Here();
        await using var db = await storage.CreateDbContextAsync();
        if (await OwnAsync(db, here, id) is not { } schedule) return (ScheduleOutcome.NotFound, 0);
        db.Remove(schedule);
        var entry = audit.Add(db, http, AuditAction.ScheduleDeleted, here.In.Id, schedule.Name, ScheduleContent.Of(schedule));
        await db.SaveChangesAsync();
        return (ScheduleOutcome.Deleted, entry.Id);
    }

    /// <summary>For ten minutes, by whoever deleted it; paused, and without its history.</summary>
    public async Task<ScheduleOutcome> RestoreAsync(HttpContext http, long entry)
    {
        var (here, now) = (http.Here(), clock.GetUtcNow());
        var since = now - UndoWithin;
        await using var db = await storage.CreateDbContextAsync();
        var deleted = await db.Audit.AsNoTracking().SingleOrDefaultAsync(
            a => a.Id == entry && a.TenantId == here.In.Id && a.Action == AuditAction.ScheduleDeleted && !a.Refused && a.ActorId == here.Caller.Id && a.At > since);
        if (deleted?.Before is not { } before || JsonSerializer.Deserialize<ScheduleContent>(before, json) is not { } content) return ScheduleOutcome.NotFound;
        var (outcome, id) = await SaveAsync(http, null, null, content);
        if (outcome != ScheduleOutcome.Saved) return outcome;
        await PauseAsync(http, id, paused: true);
        return ScheduleOutcome.Restored;
    }

    /// <summary>As people read it: with recipients' names.</summary>
    private async Task<ScheduleContent> SaidAsync(Here here, ScheduleContent content) => content with { Recipients = await NamesAsync(here, content.Recipients) };

    private async Task<IReadOnlyList<string>> NamesAsync(Here here, IReadOnlyList<string> recipients)
    {
        var known = await names.OfAsync(here.In, recipients);
        return [.. recipients.Select(recipient => known[recipient])];
    }

    private static async Task<Schedule?> OwnAsync(WallboardDb db, Here here, Guid id) =>
        await db.Schedules.SingleOrDefaultAsync(s => s.Id == id && s.TenantId == here.In.Id) is { } schedule && MayChange(here, schedule) ? schedule : null;
}
