using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Wallboard.Platform.Cti;
using Wallboard.Simulator;

namespace Wallboard.Platform.Tests.Cti;

/// <summary>A link signed in at a simulator over a real socket, and everything that it has heard. The platform's clock moves only where a test waits for people.</summary>
internal sealed class SimulatedSeat : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<CtiEvent> events = [];
    private readonly SimulatorServer simulator;
    private readonly Task run, read;

    private SimulatedSeat(SimulatorServer simulator, CtiLink link)
    {
        (this.simulator, Link) = (simulator, link);
        run = link.RunAsync(stop.Token);
        read = ReadAsync();
    }

    public CtiLink Link { get; }

    public IReadOnlyList<CtiEvent> Events
    {
        get { lock (events) return [.. events]; }
    }

    public static Task<SimulatorServer> SimulatorAsync() => SimulatorServer.StartAsync(new()
    {
        Preset = Preset.Demo, Speed = 0, Start = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.FromHours(8)), Awkward = true,
    }, clock: new HastyClock());

    public static async Task<SimulatedSeat> StartAsync(SimulatorServer simulator, string seat = "10000_1900", string extension = "6900")
    {
        var own = new CtiSeat("10000", seat, extension, simulator.Socket);
        // A busy machine is not to be mistaken for a dead platform.
        var timings = new CtiTimings
        {
            SignInTimeout = TimeSpan.FromSeconds(30), ConnectTimeout = TimeSpan.FromSeconds(30), UnansweredPings = 20, AnswerWithin = TimeSpan.FromSeconds(30),
            RepeatAfter = TimeSpan.FromSeconds(2.1) / HastyClock.Times,
        };
        var test = new SimulatedSeat(simulator, new CtiLink(own, timings, TimeProvider.System, NullLogger<CtiLink>.Instance));
        await Until.True(() => test.Link.Status.State == LinkState.Fresh, () => $"{test.Link.Status}");
        return test;
    }

    public Task<CtiAnswer> AskAsync(CtiRequest request) => Link.AskAsync(request, default);

    public async Task<T> DoneByAsync<T>(CtiRequest request) where T : CtiEvent => Assert.IsType<T>(Assert.IsType<RequestDone>(await PassAsync(AskAsync(request))).Event);

    /// <summary>8888 or an event, whichever the platform sends first.</summary>
    public async Task DoneAsync(CtiRequest request, int hint) => Done(await PassAsync(AskAsync(request)), hint);

    /// <summary>The same before the clock moves: what rings is not answered by itself meanwhile.</summary>
    public async Task DoneAtOnceAsync(CtiRequest request, int hint) => Done(await AskAsync(request), hint);

    public async Task HintedAsync(CtiRequest request, int code) => Assert.Equal(code, Assert.IsType<RequestHinted>(await PassAsync(AskAsync(request))).Hint.Code);

    public async Task SentAsync(CtiRequest request) => Assert.Equal(new RequestSent(), await AskAsync(request));

    public async Task RefusedAsync(int code, CtiRequest request)
    {
        var e = await Assert.ThrowsAsync<CtiRefusedException>(() => PassAsync(AskAsync(request)));
        Assert.True(e.Code == code, $"{request}: {e.Message} instead of {code}");
    }

    /// <summary>The last event of this kind, once there is one. What rings does so before the clock moves.</summary>
    public async Task<SeatCallChanged> CallAsync(int messageId, string? callId = null)
    {
        bool Is(SeatCallChanged c) => c.MessageId == messageId && (callId is null || c.CallId == callId);
        bool Heard() => Events.OfType<SeatCallChanged>().Any(Is);
        if (messageId == MessageIds.CallRinging) await Until.True(Heard);
        else await PassAsync(Heard, $"no {messageId} of {callId}");
        return Events.OfType<SeatCallChanged>().Last(Is);
    }

    /// <summary>Calls somebody who answers.</summary>
    public async Task<string> CallOutAsync(string number)
    {
        var call = (await DoneByAsync<SeatCallChanged>(new PlaceCall(number))).CallId!;
        await CallAsync(MessageIds.CallEstablished, call);
        return call;
    }

    public async Task PassAsync(Func<bool> condition, string otherwise)
    {
        await Until.Perhaps(condition);
        for (var seconds = 0; !condition(); seconds += 5)
        {
            Assert.True(seconds < 100, $"{otherwise}; heard only {string.Join(", ", Events.TakeLast(8))}");
            simulator.Advance(TimeSpan.FromSeconds(5));
            await Until.Perhaps(condition);
        }
    }

    private async Task<CtiAnswer> PassAsync(Task<CtiAnswer> answer, [CallerArgumentExpression(nameof(answer))] string what = "")
    {
        await PassAsync(() => answer.IsCompleted, what);
        return await answer;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await read;
        stop.Dispose();
    }

    private static void Done(CtiAnswer answer, int hint)
    {
        if (answer is not RequestDone) Assert.Equal(hint, Assert.IsType<RequestHinted>(answer).Hint.Code);
    }

    private async Task ReadAsync()
    {
        await foreach (var frame in Link.Frames.ReadAllAsync())
            if (frame is EventFrame e) lock (events) events.Add(e.Event);
    }

    /// <summary>For the platform the two seconds between equal requests are soon over.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public const int Times = 50;

        public override long GetTimestamp() => base.GetTimestamp() * Times;
    }
}
