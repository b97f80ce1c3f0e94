using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Wallboard.Platform.Cti;

/// <summary>A tenant's one connection to the platform, living across reconnections. Guide 4 and 5.</summary>
public sealed class CtiLink
{
    private readonly CtiSeat seat;
    private readonly CtiTimings timings;
    private readonly TimeProvider clock;
    private readonly ILogger<CtiLink> logger;
    private readonly Random jitter;
    private readonly LinkOutput output;
    private readonly CtiSender sender;
    private readonly Lock gate = new();
    private CtiConnection? connection;
    private TaskCompletionSource? person;

    public CtiLink(CtiSeat seat, CtiTimings timings, TimeProvider clock, ILogger<CtiLink> logger, Random? jitter = null)
    {
        this.seat = seat;
        this.timings = timings;
        this.clock = clock;
        this.logger = logger;
        this.jitter = jitter ?? Random.Shared;
        output = new LinkOutput(clock, timings.ChannelCapacity);
        sender = new CtiSender(seat, timings.RepeatAfter, timings.RefusalWithin, clock);
    }

    /// <summary>One ordered stream for the link's whole life, for one reader; completed when <see cref="RunAsync"/> ends.</summary>
    public ChannelReader<CtiFrame> Frames => output.Frames;

    /// <summary>While it reconnects, the reason stays that of the last failure.</summary>
    public CtiLinkStatus Status => output.Status;

    /// <summary>This machine's clock.</summary>
    public DateTimeOffset? LastFrameAt => output.LastFrameAt;

    public CtiCounters Counters => output.Counters;

    /// <summary>Keeps the link until <paramref name="stop"/>, and then ends as cancelled; throws nothing else. To be called once.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        output.Say(LinkState.Offline, LinkReason.Connecting);
        var failures = 0;
        try
        {
            while (true)
            {
                // Mostly impatient, so that one that was begun while the platform was deaf holds nothing up; but a slow platform must come in too.
                var patience = failures % 4 == 3 ? 4 : 1;
                var ending = await ConnectAsync(timings with { SignInTimeout = timings.SignInTimeout * patience }, stop).ConfigureAwait(false);
                stop.ThrowIfCancellationRequested();
                failures = ending.Heard ? 0 : failures + 1;
                if (ending.Reason is LinkReason.SeatTakenElsewhere or LinkReason.SeatCancelled)
                {
                    await PersonAsync(ending, stop).ConfigureAwait(false);
                    output.Say(LinkState.Offline, LinkReason.Connecting);
                    await WaitAsync(sender.WaitFor(MessageIds.SignIn), stop).ConfigureAwait(false);
                    continue;
                }
                Say(ending);
                var backoff = Backoff(failures);
                var wait = sender.WaitFor(MessageIds.SignIn);
                await WaitAsync(wait > backoff ? wait : backoff, stop).ConfigureAwait(false);
            }
        }
        finally
        {
            output.Say(LinkState.Offline, LinkReason.Stopped);
            output.Frames.Complete();
        }
    }

    /// <summary>After event 4500: a person takes the seat back. False when the link is not waiting for one.</summary>
    public bool Retake()
    {
        lock (gate) return person?.TrySetResult() ?? false;
    }

    /// <summary>
    /// Sends on the present connection; completes when sent, which is not yet done: only an event is. The same message id waits
    /// until 2.1 s after the last one.
    /// </summary>
    /// <exception cref="CtiNotConnectedException">Not signed in, or the connection broke while waiting or sending.</exception>
    public Task SendAsync(CtiRequest request, CancellationToken ct) =>
        Present?.SendAsync(request, ct) ?? Task.FromException(new CtiNotConnectedException("The link is not connected."));

    /// <summary>
    /// Sends on the present connection and waits for what the guide says will answer: an event, a hint (8888) or a refusal (9999). One request of
    /// each message id is asked at a time, 2.1 s after the last; others wait their turn. <see cref="Frames"/> has the events too.
    /// </summary>
    /// <param name="ct">Ends the waiting; what was sent stays sent.</param>
    /// <exception cref="CtiRefusedException">9999, with its code and a text for people.</exception>
    /// <exception cref="CtiNoAnswerException">No answer in time: <see cref="CtiTimings.AnswerWithin"/>, or <see cref="CtiTimings.AnswerAfterRingingWithin"/>.</exception>
    /// <exception cref="CtiConnectionLostException">The connection ended after the request was sent.</exception>
    /// <exception cref="CtiNotConnectedException">Not signed in, or the connection broke before it was sent.</exception>
    public Task<CtiAnswer> AskAsync(CtiRequest request, CancellationToken ct) =>
        Present?.AskAsync(request, ct) ?? Task.FromException<CtiAnswer>(new CtiNotConnectedException("The link is not connected."));

    /// <summary>Closes the present connection and reconnects. Nothing happens unless it is signed in.</summary>
    public void Reset(LinkReason reason)
    {
        lock (gate) connection?.Reset(reason);
    }

    private CtiConnection? Present
    {
        get { lock (gate) return connection; }
    }

    private async Task<Ending> ConnectAsync(CtiTimings timings, CancellationToken stop)
    {
        using var mine = new CtiConnection(seat, timings, clock, logger, output, sender);
        lock (gate) connection = mine;
        try
        {
            return await mine.RunAsync(stop).ConfigureAwait(false);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            // A defect of ours must not end the link for good. Its type is enough: messages may name the address.
            logger.LogError("{Seat}: the connection failed with {Exception} {Stack}", seat, e.GetType().Name, e.StackTrace);
            return new(LinkReason.ProtocolError, e.GetType().Name);
        }
        finally
        {
            lock (gate) connection = null;
        }
    }

    private async Task PersonAsync(Ending ending, CancellationToken stop)
    {
        var retaken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate) person = retaken;
        Say(ending);
        try
        {
            await retaken.Task.WaitAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            lock (gate) person = null;
        }
    }

    private void Say(Ending ending)
    {
        logger.LogWarning("{Seat}: offline, {Reason} {Detail}", seat, ending.Reason, ending.Detail);
        output.Say(LinkState.Offline, ending.Reason, ending.Detail);
    }

    private Task WaitAsync(TimeSpan wait, CancellationToken stop) => wait > TimeSpan.Zero ? Task.Delay(wait, clock, stop) : Task.CompletedTask;

    private TimeSpan Backoff(int failures)
    {
        var most = Math.Min(timings.BackoffMax.TotalSeconds, timings.BackoffMin.TotalSeconds * Math.Pow(2, Math.Min(failures + 1, 10)));
        var least = timings.BackoffMin.TotalSeconds;
        return TimeSpan.FromSeconds(least + jitter.NextDouble() * Math.Max(0, most - least));
    }
}
