using Microsoft.Extensions.Logging.Abstractions;
using Wallboard.Platform.Cti;
using Wallboard.Simulator;

namespace Wallboard.Platform.Tests.Cti;

/// <summary>A link signed in at a simulator over a real socket, and everything that it has heard.</summary>
internal sealed class SimulatedSeat : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<CtiEvent> events = [];
    private readonly Task run, read;

    private SimulatedSeat(CtiLink link)
    {
        Link = link;
        run = link.RunAsync(stop.Token);
        read = ReadAsync();
    }

    public CtiLink Link { get; }

    public IReadOnlyList<CtiEvent> Events
    {
        get { lock (events) return [.. events]; }
    }

    public static async Task<SimulatedSeat> StartAsync(SimulatorServer simulator, string seat = "10000_1900", string extension = "6900")
    {
        var own = new CtiSeat("10000", seat, extension, simulator.Socket);
        // The two seconds between requests are the platform's and are kept; a busy machine is not to be mistaken for a dead platform.
        var timings = new CtiTimings { SignInTimeout = TimeSpan.FromSeconds(30), ConnectTimeout = TimeSpan.FromSeconds(30), UnansweredPings = 20, AnswerWithin = TimeSpan.FromSeconds(30) };
        var test = new SimulatedSeat(new CtiLink(own, timings, TimeProvider.System, NullLogger<CtiLink>.Instance));
        await Until.True(() => test.Link.Status.State == LinkState.Fresh, () => $"{test.Link.Status}");
        return test;
    }

    public Task<CtiAnswer> AskAsync(CtiRequest request) => Link.AskAsync(request, default);

    public async Task<T> DoneByAsync<T>(CtiRequest request) where T : CtiEvent => Assert.IsType<T>(Assert.IsType<RequestDone>(await AskAsync(request)).Event);

    public async Task HintedAsync(CtiRequest request, int code) => Assert.Equal(code, Assert.IsType<RequestHinted>(await AskAsync(request)).Hint.Code);

    /// <summary>The code of a refusal.</summary>
    public async Task<int?> RefusedAsync(CtiRequest request) => (await Assert.ThrowsAsync<CtiRefusedException>(() => AskAsync(request))).Code;

    public async Task<T> HeardAsync<T>(Func<T, bool> which) where T : CtiEvent
    {
        await Until.True(() => Events.OfType<T>().Any(which), () => $"heard only {string.Join(", ", Events.TakeLast(8))}");
        return Events.OfType<T>().First(which);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await read;
        stop.Dispose();
    }

    private async Task ReadAsync()
    {
        await foreach (var frame in Link.Frames.ReadAllAsync())
            if (frame is EventFrame e) lock (events) events.Add(e.Event);
    }
}
