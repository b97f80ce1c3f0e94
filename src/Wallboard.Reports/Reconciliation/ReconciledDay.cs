namespace Wallboard.Reports;

/// <summary>What is counted of a queue's day; each is a term of the glossary.</summary>
public enum DayFigure
{
    Offered,
    Answered,
    Abandoned,
    ShortAbandons,
    LeftOtherwise,
    Open,

    /// <summary>The service level's numerator, by the queue's formula.</summary>
    ServiceLevelOver,

    /// <summary>Its denominator.</summary>
    ServiceLevelUnder,

    /// <summary>Seconds.</summary>
    AnsweredWait,

    /// <summary>Seconds.</summary>
    AbandonedWait,
}

/// <summary>Why two sources differ. Those from <see cref="LostEvent"/> on are faults: a number is wrong, and it is known of which call.</summary>
public enum DifferenceReason
{
    /// <summary>It has no outcome yet, or the record that tells it comes when the call is over.</summary>
    StillOpen,

    /// <summary>It happened between the readings.</summary>
    WhileReading,

    /// <summary>Visits are stored some seconds after they end.</summary>
    NotStoredYet,

    /// <summary>Visits count when they entered the queue, call records and call statistics when the agent was rung; and two clocks may put an entry on two sides of midnight.</summary>
    IntervalRule,

    /// <summary>A row more for each agent who refused or did not answer before another did.</summary>
    RefusedThenAnswered,

    /// <summary>A row more for each agent rung after the first, nobody having answered.</summary>
    RungAgain,

    /// <summary>No row, since no agent was rung.</summary>
    NobodyRung,

    /// <summary>A row more for each agent that an answered call was transferred to or who joined it.</summary>
    PassedOn,

    /// <summary>The source leaves short abandons out.</summary>
    ShortAbandonsOut,

    /// <summary>The source counts calls of type 2 alone.</summary>
    InboundOnly,

    /// <summary>The wall measures by events, the records by their stamps: up to three seconds apart.</summary>
    EventClock,

    /// <summary>The records have a visit, or the end of one, that was not counted here: its event was lost.</summary>
    LostEvent,

    /// <summary>Counted, but the records have no such visit.</summary>
    NoRecord,

    /// <summary>The same record came twice.</summary>
    DoubledRecord,

    /// <summary>Counted twice.</summary>
    DoubledVisit,

    OtherOutcome,
    OtherWait,

    /// <summary>A call record of the queue whose call has no queue record.</summary>
    NoQueueRecord,

    /// <summary>A queue record whose call has no call record that tells how it ended.</summary>
    NoCallRecord,
}

/// <summary>One call behind a number.</summary>
/// <param name="Record">Number of a row of 6.21 of the call, where there is one.</param>
/// <param name="Agent">Of a call record.</param>
public sealed record EvidenceRow(string CallId, DateTimeOffset At, string? Record, string? Agent = null);

/// <param name="Amount">What it adds to the source's number; negative = what the source lacks.</param>
/// <param name="Rows">The calls that make the amount.</param>
public sealed record Explained(DifferenceReason Reason, double Amount, IReadOnlyList<EvidenceRow> Rows)
{
    public bool IsFault => Reason >= DifferenceReason.LostEvent;
}

/// <summary>One source's number beside that of the records.</summary>
/// <param name="Expected"><c>null</c> = the records could not be read.</param>
public sealed record ReconciledCell(DayFigure Figure, DaySource Source, double Value, double? Expected, IReadOnlyList<Explained> Parts)
{
    public double Difference => Value - (Expected ?? Value);

    /// <summary>What is left over when everything that has a reason is taken off.</summary>
    public double Unexplained => Difference - Parts.Sum(part => part.Amount);

    public bool IsRed => Unexplained != 0 || Parts.Any(part => part.IsFault);
}

/// <summary>An hour of the call statistics beside the call records and the visits.</summary>
public sealed record ReconciledHour(int Hour, ReconciledCell Offered, ReconciledCell Answered);

/// <summary>All numbers of a queue's day, side by side.</summary>
/// <param name="Cells">Where a source has nothing to say about a figure there is none.</param>
public sealed record ReconciledDay(IReadOnlyList<ReconciledCell> Cells, IReadOnlyList<ReconciledHour> Hours, IReadOnlyDictionary<(DayFigure, DaySource), IReadOnlyList<EvidenceRow>> Rows)
{
    public ReconciledCell? At(DayFigure figure, DaySource source) => Cells.FirstOrDefault(cell => cell.Figure == figure && cell.Source == source);

    /// <summary>The day's and the hours'.</summary>
    public IEnumerable<ReconciledCell> All => Cells.Concat(Hours.SelectMany(hour => new[] { hour.Offered, hour.Answered }));

    /// <summary>Each faulty call once for each source that it was seen at.</summary>
    public IEnumerable<(DifferenceReason Reason, DaySource Source, EvidenceRow Row)> Faults =>
        All.SelectMany(cell => cell.Parts.Where(part => part.IsFault).SelectMany(part => part.Rows.Select(row => (part.Reason, cell.Source, row)))).Distinct();

    public bool IsRed => All.Any(cell => cell.IsRed);
}
