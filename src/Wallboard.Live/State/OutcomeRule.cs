using Wallboard.Platform.Api;

namespace Wallboard.Live;

/// <summary>How a visit to a queue ended, when no event told: docs/decisions/010-outcome-of-a-visit.md.</summary>
internal static class OutcomeRule
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(3), Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Answered: see <see cref="Answered"/>. Otherwise left otherwise, when the call went on after the visit, when its last leg is not among
    /// the missed ones (guide 6.21 <c>isCdrInboundFail</c>) or timed out; otherwise abandoned. <c>null</c> = the records do not say yet: no leg
    /// at all, or the last one known ended before the visit did.
    /// </summary>
    /// <param name="next">The call's next visit to any queue.</param>
    /// <param name="asked">When the records were read, by the platform's clock: they have had time to say more, and the event that ended the visit may have come late.</param>
    public static Visit? Decide(Visit visit, Visit? next, CallFacts facts, LiveSettings settings, DateTimeOffset? asked = null)
    {
        if (Answered(visit, next, facts, settings) is { } answered)
            return answered with { Stage = VisitStage.Ended, EndedAt = visit.EndedAt ?? answered.AnsweredAt };
        if (next is not null) return Left(visit, next.EnteredAt);

        var legs = facts.Rows[visit.Key.CallId];
        // A later leg without an end: the call goes on, at the voicemail for one.
        if (visit.EndedAt is { } left && legs.Any(leg => leg.EndedAt is null && leg.StartedAt >= left)) return Left(visit, left);
        // A talk from before the entry ended in this visit; it does not tell how the visit ended.
        var last = legs.Where(leg => leg.EndedAt is not null && (string.IsNullOrEmpty(leg.Agent) || !(leg.AnsweredAt < visit.EnteredAt))).MaxBy(leg => leg.EndedAt);
        if (last?.EndedAt is not { } callEnd) return null;
        // Nothing has ended but what came before the queue: it may have entered just now.
        if (visit.EndedAt is null && callEnd <= visit.EnteredAt.AddSeconds(1) && !(visit.EnteredAt + Patience <= asked)) return null;
        if (callEnd < (visit.EndedAt ?? visit.EnteredAt) - Tolerance && !(visit.EndedAt + Patience <= asked)) return null;
        var ended = visit.EndedAt ?? callEnd;
        // To some platforms a call that somebody has answered before is not missed any more; one that a machine has taken since is not either.
        var missed = facts.IsMissed(last)
            || (!(AnsweredAt(last) >= visit.EnteredAt) && legs.Any(leg => AnsweredAt(leg) < visit.EnteredAt && !string.IsNullOrEmpty(leg.Agent) && !IsCallers(leg, settings)));
        return callEnd <= ended + Tolerance && missed && !TimedOut(last)
            ? visit with { Outcome = VisitOutcome.Abandoned, EndedAt = ended }
            : Left(visit, ended);
    }

    /// <summary>
    /// The visit as answered, when a leg of its call was answered by an agent at or after the entry, before the call's next visit, and is this
    /// visit's: of its queue, or, where the leg names none, of the agent that the visit was sent to.
    /// </summary>
    public static Visit? Answered(Visit visit, Visit? next, CallFacts facts, LiveSettings settings)
    {
        var answer = facts.Rows[visit.Key.CallId]
            .Select(leg => (Leg: leg, At: AnsweredAt(leg)))
            .Where(answer => answer.At >= visit.EnteredAt && !(answer.At >= next?.EnteredAt) && IsOf(answer.Leg, visit, settings))
            .OrderBy(answer => answer.At).FirstOrDefault();
        return answer.At is not { } at ? null : visit with
        {
            Stage = VisitStage.Talking,
            Outcome = VisitOutcome.Answered,
            AnsweredAt = settings.InZone(at),
            Agent = settings.Full(answer.Leg.Agent!),
        };
    }

    public static Visit Left(Visit visit, DateTimeOffset at) => visit with { Outcome = VisitOutcome.LeftOtherwise, EndedAt = visit.EndedAt ?? at };

    private static bool IsOf(CallRecord leg, Visit visit, LiveSettings settings) =>
        // A leg without an agent is the IVR's: its answer is the machine's. One whose agent is the caller (6.21's own sample) is not the queue's.
        string.IsNullOrEmpty(leg.Agent) || IsCallers(leg, settings) ? false
        // Some platforms write the queue's name there, which says as much as nothing.
        : leg.QueueNumber is { Length: > 0 } queue && queue.All(c => char.IsAsciiDigit(c) || c == '_') ? settings.Full(queue) == visit.Key.Queue
        : !string.IsNullOrEmpty(visit.Agent) ? settings.Full(leg.Agent) == settings.Full(visit.Agent)
        : visit.EndedAt is not { } end || (leg.StartedAt ?? leg.AnsweredAt) <= end + Tolerance;

    private static bool IsCallers(CallRecord leg, LiveSettings settings) =>
        !string.IsNullOrEmpty(leg.CallerNumber) && (leg.CallerNumber == leg.Extension || settings.Full(leg.CallerNumber) == settings.Full(leg.Agent!));

    /// <summary>Where <c>answerStamp</c> is left out, as 6.21's sample does, the talk tells.</summary>
    private static DateTimeOffset? AnsweredAt(CallRecord leg) => leg.AnsweredAt ?? (leg.Talk > TimeSpan.Zero ? leg.EndedAt - leg.Talk : null);

    private static bool TimedOut(CallRecord leg) => leg.HangupCause?.Contains("TIMEOUT", StringComparison.OrdinalIgnoreCase) == true;
}
