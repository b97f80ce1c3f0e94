using Microsoft.Extensions.Logging.Abstractions;
using Wallboard.Platform.Cti;

namespace Wallboard.Platform.Tests.Cti;

/// <summary>A running link against a server on the loopback, with a clock that stands still.</summary>
internal sealed class LinkUnderTest : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<CtiFrame> frames = [];
    private DateTimeOffset connectedAt;
    private int answered;
    private bool consumed;
    private Task run = Task.CompletedTask, read = Task.CompletedTask;

    private LinkUnderTest(Loopback server, CtiLink link)
    {
        Server = server;
        Link = link;
    }

    public const string SignedIn = """{"messageId":580,"thisDN":"10000_1900","state":2,"reasonCode":3,"thisQueues":[],"tenantID":10000,"extension":"6900"}""";
    public const string Pong = """{"messageId":3,"thisDN":"10000_1900"}""";

    public WatchedClock Clock { get; private init; } = new();

    public Loopback Server { get; }

    public CtiLink Link { get; }

    public IReadOnlyList<CtiFrame> Frames
    {
        get { lock (frames) return [.. frames]; }
    }

    public IEnumerable<(LinkState, LinkReason)> Statuses => Frames.OfType<StatusFrame>().Select(f => (f.Status.State, f.Status.Reason));

    public static async Task<LinkUnderTest> StartAsync(CtiTimings? timings = null, bool consume = true, Func<Uri, Uri>? address = null, double jitter = 0, SignIn? signIn = null)
    {
        var server = await Loopback.StartAsync();
        var clock = new WatchedClock();
        var seat = new CtiSeat("10000", "10000_1900", "6900", address?.Invoke(server.Socket) ?? server.Socket) { SignIn = signIn ?? new() };
        var link = new CtiLink(seat, timings ?? new(), clock, NullLogger<CtiLink>.Instance, new FixedRandom(jitter));
        var test = new LinkUnderTest(server, link) { Clock = clock };
        test.run = link.RunAsync(test.stop.Token);
        test.consumed = consume;
        if (consume) test.read = test.ReadAsync();
        return test;
    }

    /// <summary>Signed in, with pings answered so far.</summary>
    public async Task<Peer> SignInAsync(string answer = SignedIn)
    {
        var peer = await Server.AcceptAsync();
        await peer.RequestAsync(MessageIds.SignIn);
        (connectedAt, answered) = (Clock.GetUtcNow(), 0);
        await peer.SendAsync(answer);
        await Says(LinkState.Fresh, LinkReason.None);
        await Until.True(() => Clock.PendingTimers == 2); // the next ping's, and the watch's for silence
        return peer;
    }

    /// <summary>Waits for a status, and until every frame before it has been read.</summary>
    public Task Says(LinkState state, LinkReason reason) => Until.True(
        () => (Link.Status.State, Link.Status.Reason) == (state, reason) && (!consumed || Frames.OfType<StatusFrame>().LastOrDefault()?.Status == Link.Status),
        () => $"is {Link.Status}, not {state} {reason}");

    /// <summary>Lets time pass in steps of a tenth; code that waits again and again gets to do so. The peer answers pings.</summary>
    public async Task PassAsync(double seconds, Peer? answering = null)
    {
        for (var steps = (int)Math.Round(seconds * 10); steps > 0; steps--)
        {
            if (!await StepAsync()) continue;
            if (answering is not null) await AnswerAsync(answering);
        }
    }

    /// <summary>Lets time pass until a condition holds, and says how much.</summary>
    public async Task<TimeSpan> PassUntil(Func<bool> condition, double most = 30)
    {
        var from = Clock.GetUtcNow();
        await Until.True(() => condition() || Clock.PendingTimers > 0);
        while (!condition())
        {
            Assert.True((Clock.GetUtcNow() - from).TotalSeconds < most, $"not after {most} s; {Link.Status}");
            if (await StepAsync()) await Until.Perhaps(condition);
        }
        return Clock.GetUtcNow() - from;
    }

    /// <returns>Whether something that waited went on.</returns>
    private async Task<bool> StepAsync()
    {
        var (fired, waiting) = (Clock.Fired, Clock.PendingTimers);
        Clock.Advance(TimeSpan.FromSeconds(0.1));
        if (Clock.Fired == fired) return false;
        await Until.Perhaps(() => Clock.PendingTimers >= waiting);
        return true;
    }

    private async Task AnswerAsync(Peer peer)
    {
        var due = (int)((Clock.GetUtcNow() - connectedAt) / TimeSpan.FromSeconds(2.5)) + 1;
        await Until.True(() => peer.Pings >= due);
        for (; answered < due; answered++)
        {
            var frames = Link.Counters.Frames;
            await peer.SendAsync(Pong);
            await Until.True(() => Link.Counters.Frames > frames);
        }
    }

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await read;
    }

    public async ValueTask DisposeAsync()
    {
        if (!stop.IsCancellationRequested) await StopAsync();
        await Server.DisposeAsync();
        stop.Dispose();
    }

    private async Task ReadAsync()
    {
        await foreach (var frame in Link.Frames.ReadAllAsync())
            lock (frames) frames.Add(frame);
    }

    private sealed class FixedRandom(double value) : Random
    {
        public override double NextDouble() => value;
    }
}
