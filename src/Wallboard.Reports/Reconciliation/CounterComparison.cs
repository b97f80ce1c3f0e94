using Wallboard.Live;

namespace Wallboard.Reports;

/// <summary>
/// A platform's own counter beside the visits of the records. A counter has no rows: what it may differ by is found among the visits, and no more of it is explained than
/// there are visits for.
/// </summary>
internal sealed class CounterComparison(QueueDay day, DayRecords records)
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(2);

    public IEnumerable<ReconciledCell> Cells()
    {
        if (day.Now is { } now)
        {
            foreach (var cell in Counts(DaySource.QueueNow, (DayFigure.Offered, now.Offered), (DayFigure.Answered, now.Answered))) yield return cell;
        }
        if (day.Range is { } range)
        {
            var counts = Counts(DaySource.QueueRange, (DayFigure.Offered, range.Inbound + range.Outbound), (DayFigure.Answered, range.Answered), (DayFigure.Abandoned, range.Abandoned)).ToList();
            foreach (var cell in counts) yield return cell;
            if (Wait(counts, DaySource.QueueRange, range.AbandonedTime) is { } wait) yield return wait;
        }
        if (day.ByDay is { } rows)
        {
            var counts = Counts(
                DaySource.QueueDay, (DayFigure.Offered, Sum(r => r.Offered)), (DayFigure.Answered, Sum(r => r.Answered)), (DayFigure.Abandoned, Sum(r => r.Abandoned)),
                (DayFigure.LeftOtherwise, Sum(r => r.Unanswered - r.Abandoned)), (DayFigure.Open, Sum(r => r.Offered - r.Answered - r.Unanswered))).ToList();
            foreach (var cell in counts) yield return cell;
            if (Wait(counts, DaySource.QueueDay, rows.Aggregate((TimeSpan?)TimeSpan.Zero, (sum, row) => sum + row.AbandonedWait)) is { } wait) yield return wait;

            // One that is not told makes the sum unknown.
            int? Sum(Func<Platform.Api.QueueStatistics, int?> value) => rows.Aggregate((int?)0, (sum, row) => sum + value(row));
        }
    }

    private IEnumerable<ReconciledCell> Counts(DaySource source, params (DayFigure Figure, int? Value)[] counters)
    {
        foreach (var (figure, value) in counters)
        {
            if (value is not { } number) continue;
            var expected = records.Visits.Sum(visit => Value(visit, figure));
            yield return new(figure, source, number, expected, Figures.Together(Parts(figure, number - expected)));
        }
    }

    /// <summary>Seconds are explained by the visits that explain the count.</summary>
    private ReconciledCell? Wait(List<ReconciledCell> counts, DaySource source, TimeSpan? said)
    {
        if (said is not { } time || counts.Find(cell => cell.Figure == DayFigure.Abandoned) is not { } count) return null;
        var waits = records.Visits.ToLookup(visit => (visit.Key.CallId, visit.EnteredAt), visit => Value(visit, DayFigure.AbandonedWait));
        var expected = records.Visits.Sum(visit => Value(visit, DayFigure.AbandonedWait));
        var difference = time.TotalSeconds - expected;
        List<Explained> parts = [.. count.Parts.Where(part => part.Amount < 0).Select(part => part with { Amount = -part.Rows.Sum(row => waits[(row.CallId, row.At)].Sum()) })];
        // How long those waited that only the counter knows to have given up, it says by the difference alone.
        if (count.Parts.FirstOrDefault(part => part.Amount > 0) is { } more) parts.Add(more with { Amount = difference - parts.Sum(part => part.Amount) });
        return new(DayFigure.AbandonedWait, source, time.TotalSeconds, expected, [.. parts.Where(part => part.Amount != 0)]);
    }

    private IEnumerable<(DifferenceReason, double, EvidenceRow)> Parts(DayFigure figure, double difference)
    {
        var taken = new HashSet<CountedVisit>();
        foreach (var (reason, visits) in Candidates(figure))
        {
            // With the sign of the difference, no more than it, the latest first.
            foreach (var (visit, amount) in visits)
            {
                if (difference == 0) yield break;
                if (Math.Sign(amount) != Math.Sign(difference) || !taken.Add(visit)) continue;
                difference -= amount;
                yield return (reason, amount, records.Row(visit.Key.CallId, visit.EnteredAt));
            }
        }
        foreach (var (reason, visits) in Definitions(figure))
        {
            // Another definition explains all of it or nothing.
            if (difference == 0 || visits.Count != -difference) continue;
            foreach (var visit in visits) yield return (reason, -1, records.Row(visit.Key.CallId, visit.EnteredAt));
            yield break;
        }
    }

    private IEnumerable<(DifferenceReason Reason, IEnumerable<(CountedVisit Visit, double Amount)> Visits)> Candidates(DayFigure figure)
    {
        if (day.ReadFrom is { } from)
        {
            // The counter was read before the records, and after this instant.
            var late = records.Visits.Where(visit => visit.ChangedAt >= from - Late).OrderByDescending(visit => visit.ChangedAt);
            yield return (DifferenceReason.WhileReading, late.SelectMany(visit => Then(visit, from).Select(then => (visit, then - Value(visit, figure)))));
        }
        // Counters know an outcome at once; its record may come when the call is over.
        var unknown = records.Visits.Where(visit => visit.Outcome == VisitOutcome.Open).OrderByDescending(visit => visit.EnteredAt);
        yield return (
            day.ReadFrom is null ? DifferenceReason.NoCallRecord : DifferenceReason.StillOpen,
            unknown.Select(visit => (visit, figure == DayFigure.Open ? -1.0 : figure == DayFigure.Offered ? 0 : 1)));

        // What the visit may have added by then: nothing, or what one adds that waits.
        IEnumerable<double> Then(CountedVisit visit, DateTimeOffset from)
        {
            var open = Value(visit with { Outcome = VisitOutcome.Open, Wait = TimeSpan.Zero }, figure);
            return visit.EnteredAt >= from - Late ? new[] { 0, open }.Distinct() : [open];
        }
    }

    private IEnumerable<(DifferenceReason Reason, List<CountedVisit> Visits)> Definitions(DayFigure figure)
    {
        yield return (DifferenceReason.InboundOnly, [.. records.Visits.Where(visit => visit.CallType is not (null or 2) && Value(visit, figure) > 0)]);
        if (figure is DayFigure.Offered or DayFigure.Abandoned)
            yield return (DifferenceReason.ShortAbandonsOut, [.. records.Visits.Where(visit => Value(visit, DayFigure.ShortAbandons) > 0)]);
    }

    private double Value(CountedVisit visit, DayFigure figure) => Figures.Of(visit, figure, day.Settings);
}
