using System.Globalization;
using Wallboard.Platform.Cti;

namespace Wallboard.Live;

internal static partial class Reducer
{
    /// <summary>520. The counts in it are the truth; what happened to the call is one visit's affair.</summary>
    private static LiveState OnQueue(LiveState state, QueueChanged changed, DateTimeOffset receivedAt)
    {
        if (Text(changed.Queue) is not { } number || changed.Waiting is null)
            return Doubtful(state, LinkReason.BadFrame, receivedAt, "520 without a queue or its count");
        number = state.Settings.Full(number);
        if (!state.Queues.TryGetValue(number, out var queue)) return Unknown(state, number);

        var next = state with
        {
            Queues = state.Queues.SetItem(number, queue with
            {
                Waiting = changed.Waiting,
                Calling = changed.Calling ?? changed.Total - changed.Waiting ?? queue.Calling,
            }),
        };
        if (Text(changed.CallId) is not { } call || changed.Status is not { } status) return next with { UnknownSubjects = next.UnknownSubjects + 1 };
        return OnVisit(next, call, queue, status, changed, state.Stamp(receivedAt));
    }

    /// <param name="before">The queue before the event.</param>
    private static LiveState OnVisit(LiveState state, string call, QueueEntry before, int status, QueueChanged changed, DateTimeOffset at)
    {
        var queue = before.Number;
        var visit = state.Visits.At(call, queue, at);
        if (status == QueueCallStatus.Entered) return Entered(state, visit, call, queue, changed, at);
        if (visit is null)
        {
            // It entered before we watched, and no record has told: one will tell of a departure, the rest says that it is here.
            if (status is not (QueueCallStatus.Answered or QueueCallStatus.SentToAgent or QueueCallStatus.Refused)) return Unknown(state, call);
            visit = Described(state.Visits.New(call, queue, at - (Held(changed.HoldTime) ?? TimeSpan.Zero)), changed);
        }
        var agent = Text(changed.Agent) is { } named ? state.AgentNumber(named) : visit.Agent;
        var next = status switch
        {
            QueueCallStatus.Answered when !visit.Resolved =>
                visit with { Stage = VisitStage.Talking, Outcome = VisitOutcome.Answered, AnsweredAt = at, EndedAt = null, Agent = agent },
            QueueCallStatus.SentToAgent when InQueue(visit) => visit with { Stage = VisitStage.Ringing, Agent = agent },
            QueueCallStatus.Refused when InQueue(visit) => visit with { Stage = VisitStage.Waiting },
            // Some platforms let a call leave when it is answered, and count it as calling until the talk is over.
            QueueCallStatus.Left when visit.Stage == VisitStage.Talking && before.Calling > 0 && changed.Calling >= before.Calling => null,
            QueueCallStatus.Left when visit.Outcome == VisitOutcome.Answered => visit with { Stage = VisitStage.Ended, EndedAt = visit.EndedAt ?? at },
            QueueCallStatus.Left when InQueue(visit) => Gone(state, visit with { Stage = VisitStage.Ended, EndedAt = at }),
            // Known only to have gone: now it is known when.
            QueueCallStatus.Left when visit is { Resolved: false, EndedAt: null } => visit with { EndedAt = at },
            _ => null,
        };
        return next is null ? state : state with { Visits = state.Visits.Put(next) };
    }

    private static LiveState Entered(LiveState state, Visit? known, string call, string queue, QueueChanged changed, DateTimeOffset at)
    {
        var visits = state.Visits.Of(call).Where(visit => visit.Key.Queue == queue).ToList();
        known = visits.Find(visit => visit.EnteredAbout(at)) ?? visits.Find(visit => visit.IsEnteredBy(at)) ?? known;
        if (known is not null && (InQueue(known) || known.IsEnteredBy(at)))
        {
            // Seen in the records first: gone from the queue's list, or not on it yet. Its own events tell from here on.
            var goneUnseen = known is { Stage: VisitStage.Ended, Resolved: false, EndedAt: null };
            return state with { Visits = state.Visits.Put(known with { EntryTold = true, Stage = goneUnseen ? VisitStage.Waiting : known.Stage }) };
        }
        var next = WentOn(state, call, queue, at);
        // Some platforms tell of no stop when the IVR sends a call to a queue.
        return next with { Visits = next.Visits.Put(Described(next.Visits.New(call, queue, at) with { EntryTold = true }, changed)), Ivr = next.Ivr.Remove(call) };
    }

    /// <summary>The call is somewhere else now: a visit that it left without an answer was not given up.</summary>
    /// <param name="queue">Where it is; <c>null</c> = in no queue.</param>
    private static LiveState WentOn(LiveState state, string call, string? queue, DateTimeOffset at)
    {
        var visits = state.Visits;
        foreach (var visit in visits.Of(call))
        {
            // One that an agent had may have been answered unseen, in a break: the records say.
            var leftUnanswered = visit.Stage == VisitStage.Ended && (visit is { Outcome: VisitOutcome.Open, Agent: null } || visit.Outcome == VisitOutcome.Abandoned);
            if (leftUnanswered && visit.Key.Queue != queue && visit.EnteredAt < at && !(visit.EndedAt > at)) visits = visits.Put(OutcomeRule.Left(visit, at));
        }
        return ReferenceEquals(visits, state.Visits) ? state : state with { Visits = visits };
    }

    /// <summary>Left without an answer: where the call already is in another queue, nobody needs to be asked.</summary>
    private static Visit Gone(LiveState state, Visit visit) =>
        visit.Agent is null && state.Visits.Of(visit.Key.CallId).Any(other => other.EnteredAt > visit.EnteredAt && other.Key.Queue != visit.Key.Queue)
            ? OutcomeRule.Left(visit, visit.EndedAt ?? visit.EnteredAt)
            : visit;

    private static bool InQueue(Visit visit) => visit is { Stage: VisitStage.Waiting or VisitStage.Ringing, Resolved: false };

    private static Visit Described(Visit visit, QueueChanged changed) => visit with { Number = Text(changed.CallerNumber), CallType = changed.CallType };

    /// <summary>520 <c>holdTime</c> has no unit in the guide; everywhere else bare digits are seconds.</summary>
    private static TimeSpan? Held(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 86_400 ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>6.21 has answered for some visits.</summary>
    private static LiveState OnCalls(LiveState state, CallsRead read) =>
        state with { Visits = Decided(state.Visits, read.Asked, read.Facts, state.Settings, state.PlatformTime(read.AskedAt)) };

    /// <summary>6.19 and 6.21 have answered for some waits. A row is of the visit that it is nearest to.</summary>
    private static LiveState OnWaits(LiveState state, WaitsRead read)
    {
        var visits = state.Visits;
        foreach (var key in read.Asked)
        {
            var row = read.Rows.Where(row => row is { Queue: not null, StartedAt: not null } && row.CallId == key.CallId && state.Settings.Full(row.Queue) == key.Queue)
                .FirstOrDefault(row => visits.Of(key.CallId).Where(visit => visit.Key.Queue == key.Queue && visit.RecordedAs(row.StartedAt!.Value))
                    .MinBy(visit => (visit.EnteredAt - row.StartedAt!.Value).Duration())?.Key == key);
            if (row is not null && visits.Find(key) is ({ } visit, var next)) visits = visits.Put(WaitRule.Read(visit, next, row, read.Facts, state.Settings));
        }
        return ReferenceEquals(visits, state.Visits) ? state : state with { Visits = visits };
    }

    private static VisitBook Decided(VisitBook visits, IEnumerable<VisitKey> asked, CallFacts? facts, LiveSettings settings, DateTimeOffset at)
    {
        foreach (var key in asked)
        {
            var (visit, next) = visits.Find(key);
            if (visit is not { Unresolved: true }) continue;
            visits = visits.Put(facts is null
                ? visit with { AskingFailed = true }
                : (OutcomeRule.Decide(visit, next, facts, settings, at) ?? visit) with { AskedAt = at, AskingFailed = false });
        }
        return visits;
    }
}
