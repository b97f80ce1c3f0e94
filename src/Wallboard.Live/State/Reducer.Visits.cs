using System.Collections.Immutable;
using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;

namespace Wallboard.Live;

internal static partial class Reducer
{
    private readonly record struct QueuedNow(string Queue, string CallId, DateTimeOffset? EnteredAt, string? Number, string? Agent);

    /// <summary>6.9 of all queues. <c>thisDN</c> is an agent only if it is one of ours, and not the caller, whom the guide's sample has there.</summary>
    private static List<QueuedNow> Queued(LiveState state, Baseline baseline, ImmutableDictionary<string, AgentEntry> agents) =>
    [
        .. from pair in baseline.QueuedCalls
           from call in pair.Value
           where Text(call.CallId) is not null
           let agent = Text(call.Agent) is { } dn && agents.TryGetValue(state.Settings.Full(dn), out var known) && !state.IsAgent(call.CallerNumber, known) ? known.Number : null
           let entered = call.Held is { } held ? state.Stamp(baseline.QueuedReadAt.GetValueOrDefault(pair.Key, baseline.ReadAt) - held) : (DateTimeOffset?)null
           select new QueuedNow(state.Settings.Full(Text(call.Queue) ?? pair.Key), call.CallId!, entered, Text(call.CallerNumber), agent)
    ];

    /// <summary>
    /// Today's visits: those known when the fetch began, corrected and completed by the records (6.19), placed by who is in the queues now (6.9)
    /// or at an agent (6.14), and for the rest decided by the calls' legs (6.21).
    /// </summary>
    private static VisitBook Visits(
        LiveState state, Baseline baseline, List<QueuedNow> queued, ImmutableDictionary<string, AgentEntry> agents, IReadOnlyList<EventFrame> meanwhile)
    {
        var settings = state.Settings;
        // The clock was read during the fetch: it may be another day than was thought before.
        var visits = baseline.Before.Day == state.Day ? baseline.Before.Visits : baseline.Before.Visits.Turn(state.Day);
        var recorded = new Dictionary<VisitKey, QueueVisitRecord>();
        DateTimeOffset? recordedUntil = null;
        var before = visits;
        var eventsSince = baseline.EventsSince is { } since ? state.Stamp(since) : (DateTimeOffset?)null;
        foreach (var row in baseline.Visits.OrderBy(row => !IsKnown(before, row, settings)).ThenBy(row => row.StartedAt))
        {
            if (Recorded(visits, recorded, row, settings) is not { } visit) continue;
            // What entered before anybody listened is told by no event.
            if (visits.Find(visit.Key).Visit is null) visit = visit with { EntryTold = visit.EnteredAt < eventsSince - Visit.SameVisit };
            visits = visits.Put(visit);
            recorded.Add(visit.Key, row);
            if ((row.EndedAt ?? row.StartedAt) is { } at && !(at <= recordedUntil)) recordedUntil = at;
        }
        visits = WithoutUnrecorded(visits, recorded, baseline.VisitsFrom, recordedUntil, state.PlatformTime(baseline.ReadAt));
        // An answer that was lost in a break, and a guess made without it.
        foreach (var key in recorded.Keys)
            if (visits.Find(key) is ({ Outcome: VisitOutcome.Abandoned or VisitOutcome.LeftOtherwise } visit, var following)
                && OutcomeRule.Answered(visit, following, baseline.Calls, settings) is { } late)
                visits = visits.Put(late with { Stage = VisitStage.Ended });

        // What entered after the records were read is told by its own events, which are applied on top: the list alone does not know when.
        var entered = (from frame in meanwhile
                       let change = frame.Event as QueueChanged
                       where change is { Status: QueueCallStatus.Entered, CallId: not null, Queue: not null }
                       select (Visit: (change.CallId!, settings.Full(change.Queue!)), At: state.Stamp(frame.ReceivedAt))).ToLookup(told => told.Visit, told => told.At);
        var here = new HashSet<VisitKey>();
        foreach (var call in queued)
        {
            var placed = Placed(visits, call, agents, state.Stamp(baseline.ReadAt));
            if (entered.Contains((call.CallId, call.Queue)) && visits.Of(call.CallId).All(visit => visit.Key != placed.Key)) continue;
            if (placed.Stage == VisitStage.Ringing && OutcomeRule.Answered(placed, visits.Find(placed.Key).Next, baseline.Calls, settings) is { } answered)
                placed = answered;
            visits = visits.Put(placed);
            here.Add(placed.Key);
            // A call is in a queue once at a time: another visit that no record tells of was made of an event that came too late to be known as this one's.
            foreach (var other in visits.Of(call.CallId).Where(other => other.Key.Queue == call.Queue && other.Key != placed.Key && InQueue(other) && !recorded.ContainsKey(other.Key)))
                visits = visits.Remove(other);
        }

        var atAgents = agents.Values.Where(a => a is { State: 2, CallId: not null }).ToLookup(a => a.CallId!);
        foreach (var visit in visits.Open.ToList())
        {
            if (here.Contains(visit.Key)) continue;
            // It entered when the list had been read: that it is not on it says nothing, and all that happened to it is told by the events.
            if (entered[(visit.Key.CallId, visit.Key.Queue)].Any(visit.EnteredAbout))
            {
                visits = visits.Put(visit with { Stage = VisitStage.Waiting, EndedAt = null });
                continue;
            }
            // The seat that calls the queue is on the call as well.
            var agent = atAgents[visit.Key.CallId].FirstOrDefault(agent => !state.IsAgent(visit.Number, agent));
            // Answered there, and passed on to an agent that it is with now.
            var answered = OutcomeRule.Answered(visit, visits.Find(visit.Key).Next, baseline.Calls, settings);
            visits = visits.Put(answered is not null && answered.Agent != agent?.Number
                ? answered with { Stage = VisitStage.Ended, EndedAt = answered.EndedAt ?? answered.AnsweredAt }
                : NotQueued(visit, visits, agent, state.Stamp(baseline.ReadAt)));
        }
        visits = Decided(visits, [.. visits.Open.Where(visit => visit.Unresolved).Select(visit => visit.Key)], baseline.Calls, settings, state.PlatformTime(baseline.ReadAt));
        foreach (var (key, row) in recorded)
            if (visits.Find(key) is ({ } visit, var next)) visits = visits.Put(WaitRule.Read(visit, next, row, baseline.Calls, settings));
        return visits;
    }

    /// <summary>Visits of which nothing but records is known.</summary>
    internal static VisitBook Recorded(VisitBook visits, IEnumerable<QueueVisitRecord> rows, CallFacts facts, DateTimeOffset asked)
    {
        var recorded = new Dictionary<VisitKey, QueueVisitRecord>();
        foreach (var row in rows.OrderBy(row => row.StartedAt))
        {
            if (Recorded(visits, recorded, row, visits.Settings) is not { } visit) continue;
            visits = visits.Put(visit);
            recorded.Add(visit.Key, row);
        }
        return Decided(visits, recorded.Keys, facts, visits.Settings, asked);
    }

    /// <summary>Ended a while ago, and the records are past it without one: there was no such visit, an event came twice or was garbled.</summary>
    /// <param name="until">The last instant that a record tells of: some platforms write them late.</param>
    private static VisitBook WithoutUnrecorded(VisitBook visits, Dictionary<VisitKey, QueueVisitRecord> recorded, DateTimeOffset from, DateTimeOffset? until, DateTimeOffset readAt)
    {
        foreach (var visit in visits.All.ToList())
            if (visit.EnteredAt >= from && visit.Stage == VisitStage.Ended && visit.EndedAt < readAt.AddSeconds(-10) && visit.EndedAt < until && !recorded.ContainsKey(visit.Key))
                visits = visits.Remove(visit);
        return visits;
    }

    /// <summary>Whether a visit is the record's by its time as well: it comes before those that are only near.</summary>
    private static bool IsKnown(VisitBook visits, QueueVisitRecord row, LiveSettings settings) =>
        row is { CallId: { } call, Queue: { } queue, StartedAt: { } start }
        && visits.Of(call).Any(visit => visit.Key.Queue == settings.Full(queue) && visit.EnteredAbout(start));

    /// <param name="taken">Visits that have their record.</param>
    private static Visit? Recorded(VisitBook visits, Dictionary<VisitKey, QueueVisitRecord> taken, QueueVisitRecord row, LiveSettings settings)
    {
        if (Text(row.CallId) is not { } call || Text(row.Queue) is not { } number || row.StartedAt is not { } start) return null;
        var queue = settings.Full(number);
        var known = visits.Of(call).Where(visit => visit.Key.Queue == queue && !taken.ContainsKey(visit.Key) && visit.RecordedAs(start))
            .MinBy(visit => (visit.EnteredAt - start).Duration());
        var visit = known ?? visits.New(call, queue, start) with { Stage = VisitStage.Ended };
        // Stamped by another clock than ours: the events' times stay together.
        var ours = known is not null && !known.EnteredAbout(start);
        visit = visit with
        {
            EnteredAt = ours ? visit.EnteredAt : settings.InZone(start),
            Number = Text(row.CallerNumber) ?? visit.Number,
            CallType = row.CallType ?? visit.CallType,
            Agent = visit.Agent ?? Text(row.Agent),
        };
        // The end of an answered visit is the end of its talk, which the record does not tell.
        if (visit.Outcome != VisitOutcome.Answered && row.EndedAt is { } end && !(ours && visit.EndedAt is not null)) visit = visit with { EndedAt = settings.InZone(end) };
        return visit;
    }

    /// <summary>
    /// On the queue's list, which some platforms keep a call on while it talks. The record ends with the wait: with an end, and an agent, it talks.
    /// </summary>
    private static Visit Placed(VisitBook visits, QueuedNow call, ImmutableDictionary<string, AgentEntry> agents, DateTimeOffset readAt)
    {
        var ofQueue = visits.Of(call.CallId).Where(visit => visit.Key.Queue == call.Queue).ToList();
        // The one that began when the list says, and only then the last that is not over.
        var visit = ofQueue.LastOrDefault(visit => visit.Stage != VisitStage.Ended && call.EnteredAt is { } at && visit.EnteredAbout(at))
            ?? ofQueue.LastOrDefault(visit => !visit.Resolved)
            ?? ofQueue.LastOrDefault(visit => visit.Stage == VisitStage.Talking || (call.EnteredAt is { } at && visit.EnteredAbout(at)))
            // Where the list has talks, it has the wait of each: that says nothing of its beginning.
            ?? ofQueue.LastOrDefault(visit => visit.Outcome == VisitOutcome.Answered && call.Agent is not null && visit.Agent == call.Agent)
            ?? visits.New(call.CallId, call.Queue, call.EnteredAt ?? readAt);
        if (visit.Resolved) return visit;
        visit = visit with { Agent = call.Agent ?? visit.Agent, Number = call.Number ?? visit.Number };
        if (call.Agent is null) return visit with { Stage = VisitStage.Waiting, EndedAt = null };
        return visit.EndedAt is { } waitEnd && agents[call.Agent] is { State: 2, Reason: 1 } agent && agent.CallId == call.CallId
            ? visit with { Stage = VisitStage.Talking, Outcome = VisitOutcome.Answered, AnsweredAt = waitEnd, EndedAt = null }
            : visit with { Stage = VisitStage.Ringing, EndedAt = null };
    }

    /// <summary>
    /// No longer in the queue's list. Where its call is with an agent now, it was answered or rings there; else it is over.
    /// </summary>
    private static Visit NotQueued(Visit visit, VisitBook visits, AgentEntry? agent, DateTimeOffset readAt)
    {
        var latest = visits.Of(visit.Key.CallId)[^1].Key == visit.Key;
        // An agent who was with the call before it entered is the one who sent it there, not the one who takes it from here.
        if (!latest || agent is null || agent.Since < visit.EnteredAt.AddSeconds(-1)) return visit with { Stage = VisitStage.Ended };
        return agent.Reason switch
        {
            1 => visit with
            {
                Stage = VisitStage.Talking,
                Outcome = VisitOutcome.Answered,
                AnsweredAt = visit.EndedAt ?? agent.Since ?? readAt,
                EndedAt = null,
                Agent = agent.Number,
            },
            8 => visit with { Stage = VisitStage.Ringing, EndedAt = null, Agent = agent.Number },
            _ => visit with { Stage = VisitStage.Ended },
        };
    }
}
