using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;

namespace Wallboard.Live.Tests;

/// <summary>A small tenant for the reducer: two queues, three agents, noon by the platform's clock.</summary>
internal static class Model
{
    public const string Sales = "10000_8000", Support = "10000_8001", Ann = "10000_1000", Bob = "10000_1001", Cai = "10000_1002";

    public static readonly LiveSettings Settings = LiveSettings.Of(new() { Id = "10000", TimeZone = "Asia/Shanghai" });

    /// <summary>12:00:00 in the tenant's zone.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

    public static readonly CtiLinkStatus LinkUp = new(LinkState.Fresh, LinkReason.None, Noon);

    public static DateTimeOffset At(double seconds) => Noon.AddSeconds(seconds);

    public static LiveState Connected => Reducer.Reduce(LiveState.Start(Settings, Noon), Up(0));

    public static LiveState Seeded => Reducer.Reduce(Connected, new ResetInput(Baseline(Connected), []));

    public static FrameInput Up(double at) => new(new StatusFrame(At(at), LinkUp with { Since = At(at) }));

    public static FrameInput Down(double at) => new(new StatusFrame(At(at), new(LinkState.Offline, LinkReason.Closed, At(at))));

    public static Baseline Baseline(LiveState before, double at = 0) => new()
    {
        Before = before,
        ReadAt = At(at),
        DoneAt = At(at),
        VisitsFrom = Noon.AddHours(-12),
        Agents = [Agent(Ann, "6000"), Agent(Bob, "6001"), Agent(Cai, "6002")],
        Queues = [(Sales, "Sales"), (Support, "Support")],
        Members = new Dictionary<string, IReadOnlyList<string>> { [Sales] = [Ann, Bob], [Support] = [Bob, Cai] },
        AgentsNow = [Now(Ann, 1, null, 60), Now(Bob, 2, 5, 30), Now(Cai, 0, null, null)],
        QueuesNow = [Queue(Sales, 0, 0), Queue(Support, 0, 0)],
    };

    public static AgentInfo Agent(string number, string extension) => new("1", number, "Name " + number, "10000", 1, null, null, null, extension);

    public static AgentRealtime Now(string agent, int? state, int? reason, int? held, string? call = null) =>
        new(agent, null, null, state, reason, null, call, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            held is { } seconds ? TimeSpan.FromSeconds(seconds) : null, null, null, null, null, null, null, null, null);

    public static QueueRealtime Queue(string queue, int waiting, int calling, int? offered = null, int? answered = null) =>
        new(queue, waiting, waiting + calling, calling, null, null, null, null, null, null, null, null, null, offered, answered);

    public static EventFrame Happened(double at, CtiEvent what) => new(At(at), what);

    public static QueueChanged InQueue(string queue, string call, int status, int waiting = 0, int calling = 0, string? agent = null, string? held = null) =>
        new(queue, waiting, waiting + calling, calling, null, status, held, 2, agent, "18200009225", null, call);

    public static AgentStateChanged AgentIs(string? agent, int? state, int? reason = null, string? call = null, string? extension = null) =>
        new(agent, extension, state, reason, call, null, null, null);

    public static IvrProgress Ivr(string call, string status, string? name = null) =>
        new(call, "10000", "2026-11-22 11:59:58", null, "18200009225", null, 2, null, status, null, null, null, null, name, null);

    public static QueueVisitRecord Record(string call, string queue, double start, double? end, string? agent = null) =>
        new(call + queue, call, "10000", At(start), end is { } e ? At(e) : null, "18200009225", queue, 2, null, null, agent, null);

    public static CallRecord Leg(string call, string? agent, double start, double? answer, double? end, string? queue = null, string? cause = null) =>
        new(null, "10000", agent, null, null, null, 2, At(start), answer is { } a ? At(a) : null, end is { } e ? At(e) : null, call, null, null, null,
            cause, null, null, null, null, null, queue, null, null, null, null, null);

    public static LiveState Then(this LiveState state, double at, CtiEvent what) => Reducer.Reduce(state, new FrameInput(Happened(at, what)));

    public static LiveState Then(this LiveState state, LiveInput input) => Reducer.Reduce(state, input);

    public static LivePicture Picture(this LiveState state, double at) => PictureOf.At(state, At(at));

    public static QueuePicture QueueAt(this LiveState state, string queue, double at = 0) => state.Picture(at).Queues.Single(q => q.Number == queue);
}
