using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;

namespace Wallboard.Live;

/// <summary>
/// A tenant's running part: the link's frames, the fetches and the polls become inputs of the reducer, one after the other; the state that
/// comes out is published whole.
/// </summary>
internal sealed class TenantMonitor
{
    /// <summary>Frames kept while a fetch runs; with more, the fetch is of no use.</summary>
    private const int MostKept = 100_000;

    private readonly Lock gate = new();
    private readonly CtiLink link;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly Fetching fetching;
    private readonly OutcomeAsking outcomes;
    private readonly WaitAsking waits;
    private readonly Reconciling reconciling;
    private readonly Polling polling;
    private readonly KeyValuePair<string, object?> tag;
    private volatile LiveState state;
    private List<EventFrame>? meanwhile;
    private List<LiveState>? window;

    public TenantMonitor(TenantOptions options, CtiLink link, PlatformApi api, TimeProvider clock, ILoggerFactory loggers, TimeSpan firstComparison)
    {
        (this.link, this.clock) = (link, clock);
        logger = loggers.CreateLogger<TenantMonitor>();
        tag = new("tenant", options.Id);
        state = LiveState.Start(LiveSettings.Of(options), clock.GetUtcNow());
        var asking = new Asking(api, options.Id);
        polling = new(this, asking, clock);
        fetching = new(this, new Fetcher(asking, link, state.Settings, clock), polling, clock, logger);
        outcomes = new(this, asking, clock);
        waits = new(this, asking, clock);
        reconciling = new(this, asking, clock, logger, firstComparison);
    }

    public LiveState State => state;

    public CtiLink Link => link;

    public Fetching Fetching => fetching;

    public Reconciling Reconciling => reconciling;

    /// <summary>Runs until <paramref name="stop"/>.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(
        Keep("link", link.RunAsync, stop), Keep("frames", FramesAsync, stop), Keep("ticks", TicksAsync, stop), Keep("fetch", fetching.RunAsync, stop),
        Keep("outcomes", outcomes.RunAsync, stop), Keep("waits", waits.RunAsync, stop), Keep("reconciliation", reconciling.RunAsync, stop),
        Keep("clock", polling.ClockAsync, stop), Keep("concurrency", polling.ConcurrencyAsync, stop),
        Keep("numbers", polling.NumbersAsync, stop), Keep("last week", polling.LastWeekAsync, stop));

    public void Apply(LiveInput input)
    {
        LiveState before, after;
        lock (gate)
        {
            before = state;
            after = Reduced(before, input);
            if (input is FrameInput { Frame: EventFrame frame } && meanwhile is { } kept)
            {
                if (kept.Count < MostKept) kept.Add(frame);
                else after = Reduced(after, new FrameInput(new LostFrames(frame.ReceivedAt, 1)));
            }
            state = after;
            window?.Add(after);
        }
        if (!ReferenceEquals(before, after)) fetching.Look(before, after);
    }

    /// <summary>From now on events are kept for a reset. Gives the state that they begin from.</summary>
    public LiveState Keep()
    {
        lock (gate)
        {
            meanwhile = [];
            return state;
        }
    }

    /// <summary>The baseline with the kept events on top becomes the state; without one, they are let go.</summary>
    public void Reset(Baseline? baseline)
    {
        lock (gate)
        {
            if (baseline is not null) state = Reduced(state, new ResetInput(baseline, meanwhile ?? []));
            meanwhile = null;
            window?.Add(state);
        }
    }

    /// <summary>From now on states are kept for a comparison.</summary>
    public void Watch()
    {
        lock (gate) window = [state];
    }

    public IReadOnlyList<LiveState> Watched()
    {
        lock (gate)
        {
            var watched = window ?? [state];
            window = null;
            return watched;
        }
    }

    private LiveState Reduced(LiveState before, LiveInput input)
    {
        try
        {
            return Reducer.Reduce(before, input);
        }
        catch (Exception e) when (input is not Doubted)
        {
            // It should not; if it does, the picture is fetched anew and the socket goes on.
            logger.LogError(e, "Tenant {Tenant}: {Input} could not be applied", before.Settings.Options.Id, input.GetType().Name);
            return Reducer.Reduce(before, new Doubted(LinkReason.ProtocolError, input.GetType().Name, clock.GetUtcNow()));
        }
    }

    private async Task FramesAsync(CancellationToken stop)
    {
        await foreach (var frame in link.Frames.ReadAllAsync(stop).ConfigureAwait(false))
        {
            Count(frame);
            Apply(new FrameInput(frame));
        }
    }

    /// <summary>What is wrong with frames and connections the link has logged.</summary>
    private void Count(CtiFrame frame)
    {
        switch (frame)
        {
            case StatusFrame { Status: var status }:
                if (status.State == LinkState.Offline && state.Link.State != LinkState.Offline) LiveInstruments.Reconnects.Add(1, tag);
                break;
            case BadFrame:
                LiveInstruments.BadFrames.Add(1, tag);
                break;
            case LostFrames lost:
                LiveInstruments.LostFrames.Add(lost.Count, tag);
                break;
            default:
                LiveInstruments.Frames.Add(1, tag);
                break;
        }
    }

    private async Task TicksAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250), clock);
        while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false)) Apply(new Tick(clock.GetUtcNow()));
    }

    /// <summary>One part that fails must not take the others with it: it is said, and begins again.</summary>
    private async Task Keep(string part, Func<CancellationToken, Task> run, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await run(stop).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                logger.LogError(e, "Tenant {Tenant}: {Part} failed and begins again", tag.Value, part);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (ChannelClosedException)
            {
                return;
            }
        }
    }
}
