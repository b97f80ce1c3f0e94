using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Reports.Deliveries;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Schedules;

/// <summary>Hands a run's deliveries to the senders, each once: what is being sent is written down before it is, and who finds that after a crash does not send it again.</summary>
internal sealed class RunSending(IDbContextFactory<WallboardDb> storage, Sender send, TimeProvider clock, ILogger<RunSending> log)
{
    /// <summary>Of one attempt; after that nobody knows whether it has arrived.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromMinutes(5);

    /// <summary>Between attempts that have failed for certain, of files and of deliveries; after the last there is none.</summary>
    public static IReadOnlyList<TimeSpan> Backoff { get; } = [.. new[] { 1, 5, 15, 60, 120 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    /// <summary>What the last holder of the run was sending when it died.</summary>
    public async Task<bool> InterruptedAsync(Lease lease)
    {
        await using var db = await storage.CreateDbContextAsync(lease.Token);
        var ours = lease.Of(db);
        var interrupted = await db.Deliveries.AsNoTracking().Where(d => d.RunId == lease.Run && d.State == DeliveryState.Sending && ours.Any()).ToListAsync(lease.Token);
        foreach (var delivery in interrupted) await EndAsync(delivery, new(AttemptOutcome.Unknown, RunFailure.Of("Failure.interrupted")), TimeSpan.Zero);
        return interrupted.Count > 0;
    }

    public async Task SendAsync(Delivery delivery, Parcel parcel, Lease lease)
    {
        if (!await BeginAsync(delivery, lease)) return;
        var begun = clock.GetTimestamp();
        using var slow = new CancellationTokenSource(Within, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lease.Token, slow.Token);
        SendResult result;
        try
        {
            result = await send(delivery.Recipient, parcel, either.Token);
        }
        catch (Exception e)
        {
            if (e is not OperationCanceledException) log.LogError(e, "Delivery {Delivery}: its sender failed", delivery.Id);
            result = new(AttemptOutcome.Unknown, RunFailure.Of(slow.IsCancellationRequested ? "Failure.slowSend" : "Failure.interrupted"));
        }
        await EndAsync(delivery, result, clock.GetElapsedTime(begun));
        lease.Token.ThrowIfCancellationRequested();
    }

    /// <summary>False where the run, or this part of it, is somebody else's by now.</summary>
    private async Task<bool> BeginAsync(Delivery delivery, Lease lease)
    {
        await using var db = await storage.CreateDbContextAsync(lease.Token);
        var ours = lease.Of(db);
        var begun = await db.Deliveries.Where(d => d.Id == delivery.Id && d.State == DeliveryState.Waiting && d.Attempts == delivery.Attempts && ours.Any())
            .ExecuteUpdateAsync(d => d.SetProperty(x => x.State, DeliveryState.Sending).SetProperty(x => x.Attempts, delivery.Attempts + 1), lease.Token);
        delivery.Attempts++;
        return begun == 1;
    }

    /// <summary>Also while the portal stops. What really became of an attempt counts even where somebody has taken its sender for dead meanwhile; a later attempt does not.</summary>
    private async Task EndAsync(Delivery delivery, SendResult result, TimeSpan took)
    {
        var now = clock.GetUtcNow();
        var (attempts, again) = (delivery.Attempts, result.Outcome == AttemptOutcome.Failed && delivery.Attempts <= Backoff.Count);
        var (state, next) = result.Outcome switch
        {
            AttemptOutcome.Sent => (DeliveryState.Sent, null),
            AttemptOutcome.Unknown => (DeliveryState.Unknown, null),
            _ when again => (DeliveryState.Waiting, now + Backoff[attempts - 1]),
            _ => (DeliveryState.Failed, (DateTimeOffset?)null),
        };
        var (failure, sent) = (result.Outcome == AttemptOutcome.Sent ? null : result.Detail, result.Outcome == AttemptOutcome.Sent ? now : (DateTimeOffset?)null);
        await using var db = await storage.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        if (await db.Deliveries.Where(d => d.Id == delivery.Id && d.Attempts == attempts && (d.State == DeliveryState.Sending || d.State == DeliveryState.Unknown)).ExecuteUpdateAsync(
            d => d.SetProperty(x => x.State, state).SetProperty(x => x.NextAttemptAt, next).SetProperty(x => x.Failure, failure).SetProperty(x => x.SentAt, sent), CancellationToken.None) == 0)
            return;
        db.Add(new DeliveryAttempt { DeliveryId = delivery.Id, At = now, Outcome = result.Outcome, Detail = result.Detail, Milliseconds = (int)Math.Min(took.TotalMilliseconds, int.MaxValue) });
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
