using System.Collections.Immutable;
using Wallboard.Platform.Api;

namespace Wallboard.Live;

internal static partial class Reducer
{
    private readonly record struct QueuedNow(string Queue, string CallId, DateTimeOffset? EnteredAt, string? Number, string? Agent);

    /// <summary>6.9 of all queues. <c>thisDN</c> is an agent only if it is one of ours: the guide's sample has the caller there.</summary>
    private static List<QueuedNow> Queued(LiveSettings settings, Baseline baseline, ImmutableDictionary<string, AgentEntry> agents) =>
    [
        .. from pair in baseline.QueuedCalls
           from call in pair.Value
           where Text(call.CallId) is not null
           let agent = Text(call.Agent) is { } dn && agents.ContainsKey(settings.Full(dn)) ? settings.Full(dn) : null
           let entered = call.Held is { } held ? baseline.Before.Stamp(baseline.ReadAt - held) : (DateTimeOffset?)null
           select new QueuedNow(settings.Full(Text(call.Queue) ?? pair.Key), call.CallId!, entered, Text(call.CallerNumber), agent)
    ];

    /// <summary>
    /// Today's visits: those known when the fetch began, corrected and completed by the records (6.19), placed by who is in the queues now (6.9)
    /// or at an agent (6.14), and for the rest decided by the calls' legs (6.21).
    /// </summary>
    private static VisitBook Visits(LiveState state, Baseline baseline, List<QueuedNow> queued, ImmutableDictionary<string, AgentEntry> agents)
    {
        var settings = state.Settings;
        var visits = baseline.Before.Visits;
        foreach (var row in baseline.Visits.OrderBy(row => row.StartedAt)) visits = Recorded(visits, row, settings);

        var here = new HashSet<VisitKey>();
        foreach (var call in queued)
        {
            var placed = Placed(visits, call, state.Stamp(baseline.ReadAt));
            if (!placed.Resolved) visits = visits.Put(placed);
            here.Add(placed.Key);
        }

        var talking = agents.Values.Where(a => a is { State: 2, CallId: not null }).GroupBy(a => a.CallId!).ToDictionary(g => g.Key, g => g.First());
        foreach (var visit in visits.Open.ToList())
            if (!here.Contains(visit.Key)) visits = visits.Put(NotQueued(visit, visits, talking, state.Stamp(baseline.ReadAt)));
        visits = Decided(visits, [.. visits.Open.Where(visit => visit.Unresolved).Select(visit => visit.Key)], baseline.Calls, settings);
        return state.Day > visits.Day ? visits.Turn(state.Day) : visits;
    }

    private static VisitBook Recorded(VisitBook visits, QueueVisitRecord row, LiveSettings settings)
    {
        if (Text(row.CallId) is not { } call || Text(row.Queue) is not { } number || row.StartedAt is not { } start) return visits;
        var queue = settings.Full(number);
        var known = visits.Of(call).Where(visit => visit.Key.Queue == queue && visit.EnteredAbout(start)).MinBy(visit => (visit.EnteredAt - start).Duration());
        var visit = known ?? visits.New(call, queue, start) with { Stage = VisitStage.Ended };
        visit = visit with
        {
            EnteredAt = settings.InZone(start),
            Number = Text(row.CallerNumber) ?? visit.Number,
            CallType = row.CallType ?? visit.CallType,
            Agent = visit.Agent ?? Text(row.Agent),
        };
        // The end of an answered visit is the end of its talk, which the record does not tell.
        if (visit.Outcome != VisitOutcome.Answered && row.EndedAt is { } end) visit = visit with { EndedAt = settings.InZone(end) };
        return visits.Put(visit);
    }

    private static Visit Placed(VisitBook visits, QueuedNow call, DateTimeOffset readAt)
    {
        var ofQueue = visits.Of(call.CallId).Where(visit => visit.Key.Queue == call.Queue).ToList();
        var known = ofQueue.LastOrDefault(visit => !visit.Resolved) ?? ofQueue.LastOrDefault(visit => call.EnteredAt is { } at && visit.EnteredAbout(at));
        var visit = known ?? visits.New(call.CallId, call.Queue, call.EnteredAt ?? readAt);
        return visit with
        {
            Stage = call.Agent is null ? VisitStage.Waiting : VisitStage.Ringing,
            EndedAt = null,
            Agent = call.Agent ?? visit.Agent,
            Number = call.Number ?? visit.Number,
        };
    }

    /// <summary>
    /// No longer in the queue's list. Where its call is with an agent now, it was answered or rings there; else it is over.
    /// </summary>
    private static Visit NotQueued(Visit visit, VisitBook visits, Dictionary<string, AgentEntry> talking, DateTimeOffset readAt)
    {
        var latest = visits.Of(visit.Key.CallId)[^1].Key == visit.Key;
        if (!latest || !talking.TryGetValue(visit.Key.CallId, out var agent)) return visit with { Stage = VisitStage.Ended };
        return agent.Reason switch
        {
            1 => visit with { Stage = VisitStage.Talking, Outcome = VisitOutcome.Answered, AnsweredAt = visit.EndedAt ?? agent.Since ?? readAt, EndedAt = null, Agent = agent.Number },
            8 => visit with { Stage = VisitStage.Ringing, EndedAt = null, Agent = agent.Number },
            _ => visit with { Stage = VisitStage.Ended },
        };
    }
}
