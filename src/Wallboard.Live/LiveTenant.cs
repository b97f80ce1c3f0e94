using Microsoft.Extensions.Logging;
using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;

namespace Wallboard.Live;

/// <summary>One tenant as the portal knows it now. Reading is free of locks; state is replaced whole.</summary>
public sealed class LiveTenant : IDisposable
{
    // A hung answer must not hold up a recovery; a slow page is asked for again.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(4);

    private readonly TenantMonitor monitor;
    private readonly TimeProvider clock;
    private readonly HttpClient http;

    /// <param name="firstComparison">From a reset to the first comparison with the platform; 20 s when left out.</param>
    internal LiveTenant(TenantOptions options, TimeProvider clock, ILoggerFactory loggers, TimeSpan? firstComparison = null)
    {
        (Options, this.clock) = (options, clock);
        http = new(new SocketsHttpHandler
        {
            ConnectTimeout = AnswerWithin,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = 16,
            AutomaticDecompression = System.Net.DecompressionMethods.All,
        }) { Timeout = Timeout.InfiniteTimeSpan };
        var zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);
        var dialer = string.IsNullOrEmpty(options.Dialer) ? null : new Uri(options.Dialer);
        var api = new PlatformApi(http, new(options.Id, new(options.Api), dialer, zone, AnswerWithin, Retries: 1, PageSize: 1000), clock);
        var link = new CtiLink(new(options.Id, options.Seat, options.Extension, new(options.Socket)), new(), clock, loggers.CreateLogger<CtiLink>());
        monitor = new(options, link, api, clock, loggers, firstComparison ?? TimeSpan.FromSeconds(20));
    }

    /// <summary>The settings that it was made of.</summary>
    public TenantOptions Options { get; }

    /// <summary>For an operator.</summary>
    public LiveHealth Health
    {
        get
        {
            var (state, counters) = (monitor.State, monitor.Link.Counters);
            return new(
                PictureOf.Link(state, clock.GetUtcNow()), state.Reconciliation?.Differences ?? [], monitor.Reconciling.DifferencesSoFar,
                state.Reconciliation is { } last ? state.PlatformTime(last.Now) : null, state.Visits.Open.Count(visit => visit.Unresolved),
                counters.Frames, counters.BadFrames, counters.LostFrames, counters.Reconnects, counters.UnknownEvents.Values.Sum(), state.UnknownSubjects,
                state.Clock.Value, state.Clock.Error, state.ResetAt, monitor.Fetching.LastTook, monitor.Fetching.Resets);
        }
    }

    internal LiveState State => monitor.State;

    /// <summary>The picture at the platform's present instant.</summary>
    public LivePicture Picture() => PictureOf.At(monitor.State, clock.GetUtcNow());

    /// <summary>
    /// The visits to keep: yesterday's as they were when that day ended, if the portal was there, then today's. None before the first picture is whole.
    /// </summary>
    public IReadOnlyList<VisitDay> VisitDays()
    {
        var state = monitor.State;
        if (!state.Seeded) return [];
        var today = new VisitDay(state.Visits, state.Yesterday);
        return state.Yesterday is { } yesterday ? [new(yesterday, null, over: true), today] : [today];
    }

    /// <summary>After 4500: take the seat again. False when the link is not waiting for a person.</summary>
    public bool Retake() => monitor.Link.Retake();

    public void Dispose() => http.Dispose();

    internal Task RunAsync(CancellationToken stop) => monitor.RunAsync(stop);
}
