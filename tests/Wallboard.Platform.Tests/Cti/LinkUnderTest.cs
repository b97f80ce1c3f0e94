using Microsoft.Extensions.Logging.Abstractions;
using Wallboard.Platform.Cti;
using Wallboard.Testing;

namespace Wallboard.Platform.Tests.Cti;

/// <summary>A running link against a server on the loopback, with a clock that stands still.</summary>
internal sealed class LinkUnderTest : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<CtiFrame> frames = [];
    private Task run = Task.CompletedTask, read = Task.CompletedTask;

    private LinkUnderTest(Loopback server, CtiLink link)
    {
        Server = server;
        Link = link;
    }

    public const string SignedIn = """{"messageId":580,"thisDN":"10000_1900","state":2,"reasonCode":3,"thisQueues":[],"tenantID":10000,"extension":"6900"}""";
    public const string Pong = """{"messageId":3,"thisDN":"10000_1900"}""";

    public FakeTimeProvider Clock { get; private init; } = new();

    public Loopback Server { get; }

    public CtiLink Link { get; }

    public IReadOnlyList<CtiFrame> Frames
    {
        get { lock (frames) return [.. frames]; }
    }

    public IEnumerable<(LinkState, LinkReason)> Statuses => Frames.OfType<StatusFrame>().Select(f => (f.Status.State, f.Status.Reason));

    public static async Task<LinkUnderTest> StartAsync(CtiTimings? timings = null, bool consume = true, Func<Uri, Uri>? address = null, double jitter = 0)
    {
        var server = await Loopback.StartAsync();
        var clock = new FakeTimeProvider();
        var seat = new CtiSeat("10000", "10000_1900", "6900", address?.Invoke(server.Socket) ?? server.Socket);
        var link = new CtiLink(seat, timings ?? new(), clock, NullLogger<CtiLink>.Instance, new FixedRandom(jitter));
        var test = new LinkUnderTest(server, link) { Clock = clock };
        test.run = link.RunAsync(test.stop.Token);
        if (consume) test.read = test.ReadAsync();
        return test;
    }

    /// <summary>Signed in, with pings answered so far.</summary>
    public async Task<Peer> SignInAsync(string answer = SignedIn)
    {
        var peer = await Server.AcceptAsync();
        await peer.RequestAsync(MessageIds.SignIn);
        await peer.SendAsync(answer);
        await Says(LinkState.Fresh, LinkReason.None);
        return peer;
    }

    public Task Says(LinkState state, LinkReason reason) =>
        Until.True(() => (Link.Status.State, Link.Status.Reason) == (state, reason), () => $"is {Link.Status}, not {state} {reason}");

    /// <summary>Lets time pass in steps of a tenth, as code that waits again and again needs it; the peer answers pings.</summary>
    public async Task PassAsync(double seconds, Peer? answering = null)
    {
        var answered = answering?.Pings ?? 0;
        for (var steps = (int)Math.Round(seconds * 10); steps > 0; steps--)
        {
            Clock.Advance(TimeSpan.FromSeconds(0.1));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            while (answering is not null && answering.Pings > answered)
            {
                answered++;
                await answering.SendAsync(Pong);
            }
        }
    }

    /// <summary>Lets time pass until a condition holds, and says how much.</summary>
    public async Task<TimeSpan> PassUntil(Func<bool> condition, double most = 30)
    {
        var from = Clock.GetUtcNow();
        while (!condition())
        {
            Assert.True((Clock.GetUtcNow() - from).TotalSeconds < most, $"not after {most} s; {Link.Status}");
            await PassAsync(0.1);
        }
        return Clock.GetUtcNow() - from;
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
