using System.Collections.Immutable;
using System.Globalization;
using Wallboard.Platform.Api;

namespace Wallboard.Live;

/// <summary>
/// Compares 6.8 and 6.14 with our own figures. Events are in flight while the platform answers: a figure agrees when it equals any that ours had
/// from just before the question until shortly after the answer.
/// </summary>
internal static class Reconciliation
{
    private const string QueueSource = "6.8", AgentSource = "6.14", OfferedField = "inCalls", AnsweredField = "inAnswerCalls";

    /// <param name="window">Our states over that time, in order; at least one.</param>
    public static ImmutableArray<Difference> Compare(IReadOnlyList<LiveState> window, IReadOnlyList<QueueRealtime> queues, IReadOnlyList<AgentRealtime> agents)
    {
        var settings = window[0].Settings;
        var dayCounters = window[0].Day == window[^1].Day && window[^1].Seeded && !JustTurned(window);
        var differences = ImmutableArray.CreateBuilder<Difference>();
        foreach (var row in queues)
            if (row.Queue is { } number) differences.AddRange(Queue(window, settings.Full(number), row, dayCounters));
        foreach (var row in agents)
            if (row.Agent is { } number) differences.AddRange(Agent(window, settings.Full(number), row));
        return differences.ToImmutable();
    }

    /// <summary>What is still different on a second reading.</summary>
    public static ImmutableArray<Difference> Lasting(ImmutableArray<Difference> first, ImmutableArray<Difference> second)
    {
        var before = first.Select(Where).ToHashSet();
        return [.. second.Where(difference => before.Contains(Where(difference)))];
    }

    /// <summary>Whether all of <paramref name="now"/> was there before.</summary>
    public static bool Known(ImmutableArray<Difference> before, ImmutableArray<Difference> now) => Lasting(before, now).Length == now.Length;

    /// <summary>A count of the day, which platforms may define in other ways; the present is the same for all.</summary>
    public static bool IsOfDay(Difference difference) => difference.Field is OfferedField or AnsweredField;

    public static string Describe(ImmutableArray<Difference> differences) =>
        string.Join(", ", differences.Take(3).Select(d => $"{d.Source} {d.Field} {d.Key}: {d.Ours} ≠ {d.Theirs}")) + (differences.Length > 3 ? ", …" : "");

    private static (string, string, string) Where(Difference difference) => (difference.Source, difference.Field, difference.Key);

    /// <summary>The platform's own new day and ours need not begin in the same instant.</summary>
    private static bool JustTurned(IReadOnlyList<LiveState> window) =>
        window.Any(state => state.LastFrameAt is { } at && state.PlatformTime(at).TimeOfDay < TimeSpan.FromMinutes(1));

    private static IEnumerable<Difference> Queue(IReadOnlyList<LiveState> window, string number, QueueRealtime theirs, bool dayCounters)
    {
        var ours = window.Where(state => state.Queues.ContainsKey(number)).Select(state => Figures.Of(state, number)).Distinct().ToList();
        if (ours.Count == 0) yield break; // Numbers that come and go are the lists' affair.
        var fields = new List<Difference?>
        {
            Field(theirs.Waiting, "queueNum", f => f.Waiting),
            Field(theirs.Waiting, "waiting calls", f => f.WaitingCalls),
            Field(theirs.Calling, "callingNum", f => f.Calling),
            Field(theirs.Ready, "readyNum", f => f.Ready),
            Field(theirs.Busy, "busyNum", f => f.Busy),
            Field(theirs.SignedIn, "loginNum", f => f.Ready + f.Busy),
        };
        if (dayCounters)
        {
            fields.Add(Field(theirs.Offered, OfferedField, f => f.Tally.Offered, f => f.Tally.OfferedInbound));
            fields.Add(Field(theirs.Answered, AnsweredField, f => f.Tally.Answered, f => f.Tally.AnsweredInbound));
        }
        foreach (var difference in fields.OfType<Difference>()) yield return difference;

        Difference? Field(int? value, string name, params Func<Figures, int?>[] readings) =>
            value is null || ours.Any(figures => readings.Any(reading => reading(figures) == value))
                ? null
                : new(QueueSource, name, number, Text(readings[0](ours[^1])), Text(value));
    }

    private static IEnumerable<Difference> Agent(IReadOnlyList<LiveState> window, string number, AgentRealtime theirs)
    {
        if (theirs.State is not { } state) yield break;
        var ours = window.Select(s => s.Agents.GetValueOrDefault(number)).OfType<AgentEntry>().Select(a => (a.State, a.Reason)).Distinct().ToList();
        if (ours.Count == 0) yield break;
        if (!ours.Exists(a => a.State == state)) yield return new(AgentSource, "state", number, Text(ours[^1].State), Text(state));
        else if (state == 2 && theirs.Reason is { } reason && !ours.Contains((state, reason)))
            yield return new(AgentSource, "reasonCode", number, Text(ours[^1].Reason), Text(reason));
    }

    private static string Text(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "unknown";

    private readonly record struct Figures(int? Waiting, int WaitingCalls, int? Calling, int Ready, int Busy, Tally Tally)
    {
        public static Figures Of(LiveState state, string number)
        {
            var queue = state.Queues[number];
            var (ready, busy) = PictureOf.AgentsOf(state, queue);
            return new(
                queue.Waiting, state.Visits.Open.Count(visit => visit.Stage == VisitStage.Waiting && visit.Key.Queue == number), queue.Calling, ready, busy,
                state.Visits.Tallies.GetValueOrDefault(number));
        }
    }
}
