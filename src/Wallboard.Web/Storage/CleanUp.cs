using Microsoft.EntityFrameworkCore;

namespace Wallboard.Web.Storage;

/// <summary>Once a day: what nobody needs any more.</summary>
internal sealed class CleanUp(IDbContextFactory<WallboardDb> storage, StorageOptions options, TimeProvider clock, ILogger<CleanUp> log)
    : StorageTask("clean-up", TimeSpan.FromDays(1), clock, log)
{
    /// <summary>A cookie lasts 30 days: a session that has not been seen for longer is as good as ended.</summary>
    public static readonly TimeSpan Sessions = TimeSpan.FromDays(90), PairingsAndLinks = TimeSpan.FromDays(7);

    private readonly TimeProvider clock = clock;

    protected override bool AlsoAtStop => false;

    protected override async Task WriteAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        // A day more: tenants have their own midnights.
        var firstDay = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-options.VisitDays - 1);
        var (sessions, others) = (now - Sessions, now - PairingsAndLinks);
        await using var db = await storage.CreateDbContextAsync(cancel);
        await db.Visits.Where(v => v.Day < firstDay).ExecuteDeleteAsync(cancel);
        // A day whose visits have gone must not look as if it had been read: its service level would be that of nobody.
        await db.ReadDays.Where(d => d.Day < firstDay).ExecuteDeleteAsync(cancel);
        // The platform has it for longer than that, or nobody has.
        await db.KeptReports.Where(r => r.Day < firstDay).ExecuteDeleteAsync(cancel);
        await db.Concurrency.Where(c => c.At < now.AddDays(-options.VisitDays - 1)).ExecuteDeleteAsync(cancel);
        // With its deliveries and every attempt. Its files have gone long before.
        await db.ScheduleRuns.Where(r => r.FinishedAt != null && r.DueAt < now.AddDays(-options.VisitDays - 1)).ExecuteDeleteAsync(cancel);
        await db.Sessions.Where(s => s.EndedAt < sessions || s.LastSeenAt < sessions).ExecuteDeleteAsync(cancel);
        await db.Pairings.Where(p => p.ExpiresAt < others).ExecuteDeleteAsync(cancel);
        await db.Links.Where(l => l.ExpiresAt < others || l.EndedAt < others).ExecuteDeleteAsync(cancel);
    }
}
