using Wallboard.Platform.Api;

namespace Wallboard.Live;

/// <summary>How long a visit waited, by the records: docs/decisions/012-waits-at-the-limit.md.</summary>
internal static class WaitRule
{
    /// <summary>Events take their way, and both ends are cut to whole seconds: by so much a wait that is measured by them may be wrong.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(2);

    /// <summary>Whether the records may put the visit on the other side of a limit than its events do.</summary>
    public static bool IsToRead(Visit visit, QueueOptions settings) => !visit.WaitRecorded && visit.Outcome switch
    {
        VisitOutcome.Answered => IsNear(visit.Wait, settings.ServiceLevelSeconds),
        VisitOutcome.Abandoned => IsNear(visit.Wait, settings.ServiceLevelSeconds) || IsNear(visit.Wait, settings.ShortAbandonSeconds),
        _ => false,
    };

    /// <summary>
    /// The visit with the wait that its records have: to the leg's answer (6.21 <c>answerStamp</c>), or to the record's end (6.19) where nobody answered. While there is
    /// no such leg, the record's end stands for the answer if it is about when the event came: some platforms end the record with the talk.
    /// </summary>
    /// <param name="next">The call's next visit to any queue.</param>
    /// <param name="row">The visit's own.</param>
    public static Visit Read(Visit visit, Visit? next, QueueVisitRecord row, CallFacts facts, LiveSettings settings)
    {
        if (row.StartedAt is not { } start) return visit;
        // Stamped by another clock than ours: the wait counts, the entry stays.
        var entered = visit.EnteredAbout(start) ? settings.InZone(start) : visit.EnteredAt;
        var ended = row.EndedAt - start;
        switch (visit.Outcome)
        {
            case VisitOutcome.Answered when OutcomeRule.Answered(visit with { EnteredAt = start }, next, facts, settings) is { AnsweredAt: { } answer }:
                return visit with { EnteredAt = entered, AnsweredAt = entered + (answer - start), WaitRecorded = true };
            case VisitOutcome.Answered when ended is { } wait && (wait - visit.Wait).Duration() <= Visit.SameVisit:
                return visit with { EnteredAt = entered, AnsweredAt = entered + wait };
            case VisitOutcome.Abandoned when ended is { } wait:
                return visit with { EnteredAt = entered, EndedAt = entered + wait, WaitRecorded = true };
            default:
                return visit;
        }
    }

    // A wait of just the limit is within it.
    private static bool IsNear(TimeSpan wait, int limit) => wait > TimeSpan.FromSeconds(limit) - Near && wait <= TimeSpan.FromSeconds(limit) + Near;
}
