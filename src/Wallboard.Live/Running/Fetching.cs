using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;

namespace Wallboard.Live;

/// <summary>Decides when everything is fetched anew: after a connection, when the picture is in doubt, when a number is unknown, and now and then.</summary>
internal sealed class Fetching(TenantMonitor monitor, Fetcher fetcher, Polling polling, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan
        Between = TimeSpan.FromSeconds(2), FirstRetry = TimeSpan.FromMilliseconds(250),
        ListsEvery = TimeSpan.FromMinutes(5), UnknownEvery = TimeSpan.FromSeconds(30);

    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile Monitored monitored = new();
    private readonly Lock gate = new();
    private CancellationTokenSource? running;
    private long notBefore; // UTC ticks.

    public TimeSpan? LastTook { get; private set; }

    public long Resets { get; private set; }

    /// <summary>Told of every change of the state.</summary>
    public void Look(LiveState before, LiveState after)
    {
        if (after.Link.State == LinkState.Offline && before.Link.State != LinkState.Offline)
        {
            monitored = new();
            Interlocked.Exchange(ref notBefore, 0);
            lock (gate) running?.Cancel();
        }
        // A monitor was refused: ask for all of them again.
        else if (after.Doubt is { Reason: LinkReason.FetchFailed } && after.Doubt.Raised > before.Doubt.Raised) monitored = new();
        if (Wanted(after)) wake.Writer.TryWrite(true);
    }

    public async Task RunAsync(CancellationToken stop)
    {
        var failures = 0;
        while (await wake.Reader.WaitToReadAsync(stop).ConfigureAwait(false))
        {
            wake.Reader.TryRead(out _);
            while (Wanted(monitor.State))
            {
                var wait = TimeSpan.FromTicks(Interlocked.Read(ref notBefore) - clock.GetUtcNow().UtcTicks);
                if (wait > TimeSpan.Zero)
                {
                    // Short steps: a new connection does not wait for the old one's turn.
                    await Task.Delay(wait < TimeSpan.FromMilliseconds(100) ? wait : TimeSpan.FromMilliseconds(100), clock, stop).ConfigureAwait(false);
                    continue;
                }
                NotBefore(Between);
                var failed = await FetchAsync(stop).ConfigureAwait(false);
                failures = failed ? failures + 1 : 0;
                var backoff = FirstRetry * Math.Pow(2, Math.Min(failures - 1, 3));
                if (failed) NotBefore(backoff < Between ? backoff : Between);
            }
        }
    }

    private void NotBefore(TimeSpan fromNow) => Interlocked.Exchange(ref notBefore, (clock.GetUtcNow() + fromNow).UtcTicks);

    private bool Wanted(LiveState state)
    {
        if (state.Link.State != LinkState.Fresh) return false;
        if (!state.Whole) return true;
        var age = state.PlatformTime(clock.GetUtcNow()) - state.ResetAt;
        return age > ListsEvery || (!state.UnknownNumbers.IsEmpty && age > UnknownEvery);
    }

    /// <returns>Whether it failed.</returns>
    private async Task<bool> FetchAsync(CancellationToken stop)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
        lock (gate) running = cancel;
        var started = clock.GetTimestamp();
        Baseline? baseline = null;
        try
        {
            if (monitor.State.Link.State != LinkState.Fresh) return false;
            baseline = await fetcher.ReadAsync(monitor.Keep(), monitored, polling.ReadClockAsync, () => monitor.State, cancel.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is PlatformApiException or CtiNotConnectedException)
        {
            var detail = e is PlatformApiException ? e.Message : "link closed";
            logger.LogWarning("Tenant {Tenant}: fetch failed: {Detail}", Tenant, detail);
            monitor.Apply(new FetchFailed(detail, clock.GetUtcNow()));
            return true;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            lock (gate) running = null;
            monitor.Reset(baseline);
        }
        var took = clock.GetElapsedTime(started);
        (LastTook, Resets) = (took, Resets + 1);
        KeyValuePair<string, object?> tag = new("tenant", Tenant);
        LiveInstruments.Resets.Add(1, tag);
        LiveInstruments.ResetSeconds.Record(took.TotalSeconds, tag);
        logger.LogInformation(
            "Tenant {Tenant}: reset with {Agents} agents, {Queues} queues, {Visits} visits in {Milliseconds} ms",
            Tenant, baseline.Agents.Count, baseline.Queues.Count, baseline.Visits.Count, (int)took.TotalMilliseconds);
        return false;
    }

    private string Tenant => monitor.State.Settings.Options.Id;
}
