using Wallboard.Platform.Api;

namespace Wallboard.Live;

/// <summary>How a visit to a queue ended, when no event told: docs/decisions/010-outcome-of-a-visit.md.</summary>
internal static class OutcomeRule
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Answered: a leg of the call was answered at or after the entry, before the call's next visit, and is this visit's: of its queue,
    /// or, where the leg names no queue, of the agent that the visit was sent to. Otherwise left otherwise, when the call went on after the
    /// visit, was not missed (guide 6.21 <c>isCdrInboundFail</c>), or timed out; otherwise abandoned. <c>null</c> = the records do not say yet:
    /// no leg at all, or the last one known ended before the visit did.
    /// </summary>
    /// <param name="next">The call's next visit to any queue.</param>
    public static Visit? Decide(Visit visit, Visit? next, IEnumerable<CallRecord> rows, bool missed, LiveSettings settings)
    {
        var legs = rows.ToList();
        if (legs.Count == 0) return next is null ? null : Left(visit, next.EnteredAt);

        var answer = legs
            .Where(leg => leg.AnsweredAt >= visit.EnteredAt && !(leg.AnsweredAt >= next?.EnteredAt) && IsOf(leg, visit, settings))
            .MinBy(leg => leg.AnsweredAt);
        if (answer is not null)
            return visit with { Outcome = VisitOutcome.Answered, AnsweredAt = answer.AnsweredAt, EndedAt = visit.EndedAt ?? answer.EndedAt, Agent = answer.Agent ?? visit.Agent };
        if (next is not null) return Left(visit, next.EnteredAt);

        var last = legs.Where(leg => leg.EndedAt is not null).MaxBy(leg => leg.EndedAt);
        if (last?.EndedAt is not { } callEnd || callEnd < (visit.EndedAt ?? visit.EnteredAt) - Tolerance) return null;
        var ended = visit.EndedAt ?? callEnd;
        return callEnd <= ended + Tolerance && missed && !TimedOut(last)
            ? visit with { Outcome = VisitOutcome.Abandoned, EndedAt = ended }
            : Left(visit, ended);
    }

    public static Visit Left(Visit visit, DateTimeOffset at) => visit with { Outcome = VisitOutcome.LeftOtherwise, EndedAt = visit.EndedAt ?? at };

    private static bool IsOf(CallRecord leg, Visit visit, LiveSettings settings) =>
        // A leg without an agent is the IVR's: its answer is the machine's.
        string.IsNullOrEmpty(leg.Agent) ? false
        : !string.IsNullOrEmpty(leg.QueueNumber) ? settings.Full(leg.QueueNumber) == visit.Key.Queue
        : !string.IsNullOrEmpty(visit.Agent) ? settings.Full(leg.Agent) == settings.Full(visit.Agent)
        : visit.EndedAt is not { } end || leg.AnsweredAt <= end + Tolerance;

    private static bool TimedOut(CallRecord leg) => leg.HangupCause?.Contains("TIMEOUT", StringComparison.OrdinalIgnoreCase) == true;
}
