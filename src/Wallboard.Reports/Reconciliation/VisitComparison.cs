using Wallboard.Live;

namespace Wallboard.Reports;

/// <summary>Visits that somebody else counted beside those of the records, call by call.</summary>
internal sealed class VisitComparison(QueueDay day, DayRecords records)
{
    private static readonly TimeSpan SameEntry = TimeSpan.FromSeconds(60), SameInstant = TimeSpan.FromSeconds(3), Late = TimeSpan.FromSeconds(2), StoredWithin = TimeSpan.FromSeconds(15), DecidedWithin = TimeSpan.FromSeconds(35);

    public IEnumerable<ReconciledCell> Cells(DaySource source, IReadOnlyList<CountedVisit> theirs)
    {
        var pairs = Pairs(source, theirs).ToList();
        foreach (var figure in Figures.All)
        {
            // What is stored has its outcome.
            if (source == DaySource.Stored && figure == DayFigure.Open) continue;
            yield return new(
                figure, source, theirs.Where(IsOfDay).Sum(visit => Value(visit, figure)), records.Visits.Sum(visit => Value(visit, figure)),
                Figures.Together(pairs.Select(pair => (
                    pair.Reason, Value(pair.Theirs, figure) - Value(pair.Ours, figure), records.Row((pair.Ours ?? pair.Theirs)!.Key.CallId, (pair.Ours ?? pair.Theirs)!.EnteredAt)))));
        }
    }

    /// <param name="Theirs">As far as it counts in the day.</param>
    /// <param name="Ours">Likewise.</param>
    private readonly record struct Pair(CountedVisit? Theirs, CountedVisit? Ours, DifferenceReason Reason);

    private IEnumerable<Pair> Pairs(DaySource source, IReadOnlyList<CountedVisit> theirs)
    {
        var left = theirs.GroupBy(visit => visit.Key.CallId).ToDictionary(call => call.Key, call => call.ToList());
        foreach (var ours in records.Visits)
        {
            if (Nearest(left, ours) is not { } same)
                yield return new(null, ours, WhyMissing(source, ours));
            else if (!IsOfDay(same))
                yield return new(null, ours, DifferenceReason.IntervalRule);
            else if (same.Outcome != ours.Outcome || same.Wait != ours.Wait || same.CallType != ours.CallType)
                yield return new(same, ours, WhyOther(same, ours));
        }
        foreach (var extra in left.Values.SelectMany(visits => visits).Where(IsOfDay))
            yield return new(extra, null, WhyMore(extra, theirs));
    }

    /// <summary>The one of the same call that entered at the same time, for the clocks; it is taken out.</summary>
    private static CountedVisit? Nearest(Dictionary<string, List<CountedVisit>> left, CountedVisit ours)
    {
        if (left.GetValueOrDefault(ours.Key.CallId) is not { } visits) return null;
        var nearest = visits.Where(visit => (visit.EnteredAt - ours.EnteredAt).Duration() <= SameEntry).MinBy(visit => (visit.EnteredAt - ours.EnteredAt).Duration());
        if (nearest is not null) visits.Remove(nearest);
        return nearest;
    }

    private DifferenceReason WhyMissing(DaySource source, CountedVisit ours) =>
        source == DaySource.Stored && ours.Outcome == VisitOutcome.Open ? DifferenceReason.StillOpen
        : source == DaySource.Stored && ours.ChangedAt >= day.ReadFrom - StoredWithin ? DifferenceReason.NotStoredYet
        : ours.EnteredAt >= day.ReadFrom - Late ? DifferenceReason.WhileReading
        : DifferenceReason.LostEvent;

    private DifferenceReason WhyOther(CountedVisit theirs, CountedVisit ours) => (theirs.Outcome, ours.Outcome) switch
    {
        var (a, b) when a == b => (theirs.Wait - ours.Wait).Duration() <= SameInstant ? DifferenceReason.EventClock : DifferenceReason.OtherWait,
        (_, VisitOutcome.Open) => day.ReadFrom is null ? DifferenceReason.NoCallRecord : DifferenceReason.StillOpen,
        // The wall asks for such an outcome, again and again up to half a minute apart.
        (VisitOutcome.Open, not VisitOutcome.Answered) when ours.ChangedAt >= day.ReadFrom - DecidedWithin => DifferenceReason.StillOpen,
        (VisitOutcome.Open, _) => ours.ChangedAt >= day.ReadFrom - Late ? DifferenceReason.WhileReading : DifferenceReason.LostEvent,
        _ => DifferenceReason.OtherOutcome,
    };

    private DifferenceReason WhyMore(CountedVisit extra, IReadOnlyList<CountedVisit> theirs) =>
        theirs.Any(other => other != extra && other.Key.CallId == extra.Key.CallId && (other.EnteredAt - extra.EnteredAt).Duration() <= SameInstant) ? DifferenceReason.DoubledVisit
        : records.Entries.Any(entry => entry.CallId == extra.Key.CallId && !IsOfDay(entry.EnteredAt) && (entry.EnteredAt - extra.EnteredAt).Duration() <= SameEntry) ? DifferenceReason.IntervalRule
        : extra.EnteredAt >= day.ReadFrom - Late ? DifferenceReason.WhileReading
        : DifferenceReason.NoRecord;

    private double Value(CountedVisit? visit, DayFigure figure) => visit is null ? 0 : Figures.Of(visit, figure, day.Settings);

    private bool IsOfDay(CountedVisit visit) => visit.Day == day.Day;

    private bool IsOfDay(DateTimeOffset at) => DateOnly.FromDateTime(at.DateTime) == day.Day;
}
