using Wallboard.Live;
using Wallboard.Platform.Api;

namespace Wallboard.Reports;

/// <summary>Who says something about a queue's day.</summary>
public enum DaySource
{
    /// <summary>What the wall counts, or counted when the day ended.</summary>
    Wall,

    /// <summary>The queue visits that the portal has stored.</summary>
    Stored,

    /// <summary>Guide 6.19 joined with 6.21 by the wall's own rules: what the others are compared with.</summary>
    Records,

    /// <summary>Guide 6.8: today only.</summary>
    QueueNow,

    /// <summary>Guide 6.33.</summary>
    QueueRange,

    /// <summary>Guide 6.66.</summary>
    QueueDay,

    /// <summary>Guide 6.19, row by row.</summary>
    QueueRecords,

    /// <summary>Guide 6.21, row by row: one for each agent rung.</summary>
    CallRecords,

    /// <summary>Guide 6.46, added up.</summary>
    CallHours,

    /// <summary>Guide 6.50.</summary>
    CallDay,
}

/// <summary>A queue visit as somebody counted it.</summary>
/// <param name="EnteredAt">In the tenant's zone.</param>
/// <param name="Wait">From entry to answer, or to the end where there was none; nothing while it lasts.</param>
public sealed record CountedVisit(VisitKey Key, DateTimeOffset EnteredAt, VisitOutcome Outcome, TimeSpan Wait, int? CallType)
{
    public DateOnly Day => DateOnly.FromDateTime(EnteredAt.DateTime);

    /// <summary>The last instant at which something about it changed.</summary>
    public DateTimeOffset ChangedAt => EnteredAt + Wait;

    public static CountedVisit Of(FinishedVisit visit) => new(visit.Key, visit.EnteredAt, visit.Outcome, visit.Wait, visit.CallType);

    public static CountedVisit Of((VisitKey Key, DateTimeOffset EnteredAt) open) => new(open.Key, open.EnteredAt, VisitOutcome.Open, TimeSpan.Zero, null);
}

/// <summary>All that was said about a queue's day. <c>null</c> = that source says nothing, or could not be read.</summary>
/// <param name="Queue">E.g. <c>10000_8000</c>.</param>
public sealed record QueueDay(string Queue, DateOnly Day, QueueOptions Settings)
{
    /// <summary>The platform's instant when the first source was read: what happened since, some sources tell and others not. <c>null</c> = nothing of the day happens any more.</summary>
    public DateTimeOffset? ReadFrom { get; init; }

    /// <summary>Of the whole tenant: a call's way through other queues tells how it left this one.</summary>
    public RecordedDay? Records { get; init; }

    /// <summary>Of the queue; those of a minute before and after the day may be among them.</summary>
    public IReadOnlyList<CountedVisit>? Wall { get; init; }

    /// <inheritdoc cref="Wall"/>
    public IReadOnlyList<CountedVisit>? Stored { get; init; }

    public QueueRealtime? Now { get; init; }

    public QueueAnalysis? Range { get; init; }

    /// <summary>The one row; none where the platform has no rows for empty days.</summary>
    public IReadOnlyList<QueueStatistics>? ByDay { get; init; }

    /// <inheritdoc cref="ByDay"/>
    public IReadOnlyList<CallStatistics>? CallDay { get; init; }

    /// <summary>Hours without a call may be missing.</summary>
    public IReadOnlyList<CallStatistics>? CallHours { get; init; }
}
