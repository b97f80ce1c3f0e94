using Wallboard.Live;

namespace Wallboard.Reports;

/// <summary>
/// Puts what all sources say of a queue's day side by side and finds, call by call, why they differ. Nothing is assumed: a reason explains as much as it has rows for, and
/// the rest stays unexplained.
/// </summary>
public static class Reconciler
{
    public static ReconciledDay Of(QueueDay day)
    {
        if (day.Records is not { } recorded) return WithoutRecords(day);
        var records = new DayRecords(day, recorded);
        var (visits, legs) = (new VisitComparison(day, records), new LegComparison(day, records));
        List<ReconciledCell> cells =
        [
            .. day.Wall is { } wall ? visits.Cells(DaySource.Wall, wall) : [],
            .. day.Stored is { } stored ? visits.Cells(DaySource.Stored, stored) : [],
            .. visits.Cells(DaySource.Records, records.Visits),
            .. new CounterComparison(day, records).Cells(),
            new(
                DayFigure.Offered, DaySource.QueueRecords, records.Visits.Count + records.DoubledRows.Count, records.Visits.Count,
                Figures.Together(records.DoubledRows.Select(row => (DifferenceReason.DoubledRecord, 1.0, row)))),
            .. legs.Cells(),
        ];
        return new(cells, [.. legs.Hours()], cells.ToDictionary(cell => (cell.Figure, cell.Source), cell => Rows(cell, day, records, legs)));
    }

    /// <summary>The calls that a number counts. Behind a counter of the platform there are none to be had: those that the records have for it.</summary>
    private static IReadOnlyList<EvidenceRow> Rows(ReconciledCell cell, QueueDay day, DayRecords records, LegComparison legs)
    {
        // What came twice is in the number twice.
        if (cell.Source is DaySource.CallRecords or DaySource.QueueRecords) return [.. Once().Concat(cell.Parts.Where(part => part.Reason == DifferenceReason.DoubledRecord).SelectMany(part => part.Rows)).OrderBy(row => row.At)];
        return [.. Once()];

        IEnumerable<EvidenceRow> Once()
        {
            if (cell.Source is DaySource.CallRecords or DaySource.CallDay or DaySource.CallHours) return legs.Rows(cell.Figure == DayFigure.Answered);
            var visits = cell.Source switch { DaySource.Wall => day.Wall!, DaySource.Stored => day.Stored!, _ => records.Visits };
            // A wait of no time is a wait as well.
            var figure = cell.Figure switch { DayFigure.AnsweredWait => DayFigure.Answered, DayFigure.AbandonedWait => DayFigure.Abandoned, var other => other };
            return visits.Where(visit => visit.Day == day.Day && Figures.Of(visit, figure, day.Settings) > 0).OrderBy(visit => visit.EnteredAt).Select(visit => records.Row(visit.Key.CallId, visit.EnteredAt));
        }
    }

    /// <summary>Numbers alone: nothing can be said about their differences.</summary>
    private static ReconciledDay WithoutRecords(QueueDay day)
    {
        var nothing = new DayRecords(day, new RecordedDay(day.Day, [], []));
        List<ReconciledCell> cells =
        [
            .. day.Wall is { } wall ? new VisitComparison(day, nothing).Cells(DaySource.Wall, wall) : [],
            .. day.Stored is { } stored ? new VisitComparison(day, nothing).Cells(DaySource.Stored, stored) : [],
            .. new CounterComparison(day, nothing).Cells(),
            .. new LegComparison(day, nothing).Cells().Where(cell => cell.Source != DaySource.CallRecords),
        ];
        return new([.. cells.Select(cell => cell with { Expected = null, Parts = [] })], [], new Dictionary<(DayFigure, DaySource), IReadOnlyList<EvidenceRow>>());
    }
}
