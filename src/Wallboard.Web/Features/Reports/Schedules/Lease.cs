using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Schedules;

/// <summary>A run that is ours while we say so from time to time. Whoever does not is taken for dead, and another one may have it.</summary>
internal sealed class Lease : IAsyncDisposable
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan renewEvery = TimeSpan.FromSeconds(30);

    private readonly IDbContextFactory<WallboardDb> storage;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource ours;
    private readonly CancellationTokenSource ended = new();
    private readonly Task renewing;

    private Lease(IDbContextFactory<WallboardDb> storage, TimeProvider clock, Guid run, Guid holder, CancellationToken stopping)
    {
        (this.storage, this.clock, Run, Holder) = (storage, clock, run, holder);
        ours = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        renewing = RenewAsync();
    }

    public Guid Run { get; }

    /// <summary>New for each time that a run is taken: what its last holder still wants to write no longer fits.</summary>
    public Guid Holder { get; }

    /// <summary>Cancelled when it is no longer ours, or the portal stops.</summary>
    public CancellationToken Token => ours.Token;

    /// <summary>The oldest run that waits, or whose holder has died; null where there is none.</summary>
    public static async Task<Lease?> TakeAsync(IDbContextFactory<WallboardDb> storage, TimeProvider clock, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        await using var db = await storage.CreateDbContextAsync(stopping);
        var free = db.ScheduleRuns.Where(r =>
            (r.State == RunState.Waiting && (r.NextAttemptAt == null || r.NextAttemptAt <= now))
            || (r.State == RunState.Running && r.LeaseUntil < now));
        foreach (var id in await free.OrderBy(r => r.DueAt).Select(r => r.Id).Take(20).ToListAsync(stopping))
        {
            var holder = Guid.NewGuid();
            var until = now + Lasts;
            if (await free.Where(r => r.Id == id).ExecuteUpdateAsync(
                r => r.SetProperty(x => x.State, RunState.Running).SetProperty(x => x.Node, holder).SetProperty(x => x.LeaseUntil, until), stopping) == 1)
                return new(storage, clock, id, holder, stopping);
        }
        return null;
    }

    /// <summary>Its row, as long as it is ours.</summary>
    public IQueryable<ScheduleRun> Of(WallboardDb db) => db.ScheduleRuns.Where(r => r.Id == Run && r.Node == Holder && r.State == RunState.Running);

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await renewing;
        ended.Dispose();
        ours.Dispose();
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(renewEvery, clock);
        var until = clock.GetUtcNow() + Lasts;
        try
        {
            while (await timer.WaitForNextTickAsync(ended.Token))
            {
                var next = clock.GetUtcNow() + Lasts;
                try
                {
                    await using var db = await storage.CreateDbContextAsync(ended.Token);
                    until = await Of(db).ExecuteUpdateAsync(r => r.SetProperty(x => x.LeaseUntil, next), ended.Token) == 1 ? next : default;
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    // Storage may be back before the lease has run out.
                }
                if (until > clock.GetUtcNow()) continue;
                await ours.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
        }
    }
}
