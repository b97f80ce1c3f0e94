using Wallboard.Live;
using Wallboard.Platform.Api;

namespace Wallboard.Reports;

/// <summary>Call records and call statistics beside the visits: a row for each agent rung, counted when the agent was rung.</summary>
internal sealed class LegComparison
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(2);

    private readonly QueueDay day;
    private readonly DayRecords records;

    /// <summary>Of the queue, those of hours around the day too, with the entry of the visit that each is of.</summary>
    private readonly List<(CallRecord Leg, DateTimeOffset? Entered)> legs = [];

    private readonly List<CallRecord> doubled;

    public LegComparison(QueueDay day, DayRecords records)
    {
        (this.day, this.records) = (day, records);
        var entries = records.AllEntries.OrderBy(entry => entry.EnteredAt).ToLookup(entry => entry.CallId);
        foreach (var leg in records.Legs.Where(IsCall))
        {
            var before = entries[leg.CallId!].Where(entry => entry.EnteredAt <= leg.StartedAt!.Value.AddSeconds(1)).ToList();
            // Where the record does not name its queue by number, it is of the queue that the call entered last.
            if ((leg.QueueNumber ?? before.LastOrDefault().Queue) != day.Queue) continue;
            var entered = before.Where(entry => entry.Queue == day.Queue).Select(entry => (DateTimeOffset?)entry.EnteredAt).LastOrDefault();
            legs.Add((leg, entered));
        }
        doubled = [.. records.DoubledLegs.Where(leg => IsCall(leg) && leg.QueueNumber == day.Queue && IsOfDay(leg.StartedAt!.Value))];
    }

    public IEnumerable<EvidenceRow> Rows(bool answered) => legs.Where(leg => IsOfDay(leg.Leg.StartedAt!.Value) && (!answered || IsAnswered(leg.Leg))).Select(leg => DayRecords.Row(leg.Leg));

    public IEnumerable<ReconciledCell> Cells()
    {
        foreach (var answered in new[] { false, true })
        {
            yield return Cell(DaySource.CallRecords, answered, IsOfDay, Rows(answered).Count() + doubled.Count(leg => !answered || IsAnswered(leg)), doubled);
            foreach (var (source, said) in new[] { (DaySource.CallHours, day.CallHours), (DaySource.CallDay, day.CallDay) })
                if (said is not null && said.All(row => Number(row, answered) is not null)) yield return Cell(source, answered, IsOfDay, said.Sum(row => Number(row, answered)!.Value), []);
        }
    }

    public IEnumerable<ReconciledHour> Hours()
    {
        if (day.CallHours is not { } said) yield break;
        for (var hour = 0; hour < 24; hour++)
        {
            var row = said.FirstOrDefault(one => one.Period is { } period && period.Date == day.Day && period.Hour == hour);
            var within = (DateTimeOffset at) => IsOfDay(at) && at.Hour == hour;
            yield return new(
                hour, Cell(DaySource.CallHours, false, within, row is null ? 0 : Number(row, false) ?? 0, []), Cell(DaySource.CallHours, true, within, row is null ? 0 : Number(row, true) ?? 0, []));
        }
    }

    private ReconciledCell Cell(DaySource source, bool answered, Func<DateTimeOffset, bool> within, double value, List<CallRecord> again)
    {
        var figure = answered ? DayFigure.Answered : DayFigure.Offered;
        var expected = records.Visits.Where(visit => within(visit.EnteredAt)).Sum(visit => Figures.Of(visit, figure, day.Settings));
        List<(DifferenceReason Reason, double Amount, EvidenceRow Row)> parts =
        [
            .. Parts(answered, within),
            .. again.Where(leg => !answered || IsAnswered(leg)).Select(leg => (DifferenceReason.DoubledRecord, 1.0, DayRecords.Row(leg))),
        ];
        if (source != DaySource.CallRecords) parts.AddRange(WhileReading(answered, within, value - expected - parts.Sum(part => part.Amount)));
        return new(figure, source, value, expected, Figures.Together(parts));
    }

    /// <summary>The statistics were read before the records: they may lack rows that came in between, the latest.</summary>
    private IEnumerable<(DifferenceReason, double, EvidenceRow)> WhileReading(bool answered, Func<DateTimeOffset, bool> within, double difference)
    {
        if (day.ReadFrom is not { } from) yield break;
        var late = legs.Select(leg => leg.Leg).Where(leg =>
            within(leg.StartedAt!.Value) && (!answered || IsAnswered(leg)) && (leg.AnsweredAt ?? leg.EndedAt ?? leg.StartedAt) >= from - Late);
        foreach (var leg in late.OrderByDescending(leg => leg.StartedAt))
        {
            if (difference++ >= 0) yield break;
            yield return (DifferenceReason.WhileReading, -1, DayRecords.Row(leg));
        }
    }

    private IEnumerable<(DifferenceReason Reason, double Amount, EvidenceRow Row)> Parts(bool answered, Func<DateTimeOffset, bool> within)
    {
        var ofVisit = legs.Where(leg => leg.Entered is not null).ToLookup(leg => (leg.Leg.CallId!, leg.Entered!.Value), leg => leg.Leg);
        var visits = records.Visits.ToLookup(visit => (visit.Key.CallId, visit.EnteredAt));
        foreach (var (call, entered) in records.Entries)
        {
            var all = ofVisit[(call, entered)].OrderBy(leg => leg.StartedAt).ToList();
            var here = all.Where(leg => within(leg.StartedAt!.Value)).ToList();
            var counted = answered ? here.Where(IsAnswered).ToList() : here;
            if (!within(entered))
            {
                foreach (var leg in counted) yield return (DifferenceReason.IntervalRule, 1, DayRecords.Row(leg));
                continue;
            }
            if (visits[(call, entered)].FirstOrDefault() is not { } visit) continue;
            var own = Figures.Of(visit, answered ? DayFigure.Answered : DayFigure.Offered, day.Settings);
            if (own > 0 && counted.Count == 0) yield return (WhyNone(visit, answered, all), -1, records.Row(call, entered));
            var first = own > 0 ? counted.Find(IsAnswered) ?? counted.FirstOrDefault() : null;
            foreach (var leg in counted.Where(leg => leg != first)) yield return (WhyMore(visit, leg, all.Find(IsAnswered)), 1, DayRecords.Row(leg));
        }
        foreach (var (leg, _) in legs.Where(leg => leg.Entered is null && within(leg.Leg.StartedAt!.Value) && (!answered || IsAnswered(leg.Leg))))
            yield return (IsJoined(leg) ? DifferenceReason.PassedOn : DifferenceReason.NoQueueRecord, 1, DayRecords.Row(leg));
    }

    private DifferenceReason WhyNone(CountedVisit visit, bool answered, List<CallRecord> all) =>
        all.Exists(leg => !answered || IsAnswered(leg)) ? DifferenceReason.IntervalRule
        : visit.Outcome == VisitOutcome.Open && day.ReadFrom is not null ? DifferenceReason.StillOpen
        : visit.Outcome is VisitOutcome.Open or VisitOutcome.Answered ? DifferenceReason.NoCallRecord
        : DifferenceReason.NobodyRung;

    private DifferenceReason WhyMore(CountedVisit visit, CallRecord leg, CallRecord? answer) =>
        IsJoined(leg) || leg.StartedAt >= answer?.AnsweredAt ? DifferenceReason.PassedOn
        : !IsAnswered(leg) ? answer is null ? DifferenceReason.RungAgain : DifferenceReason.RefusedThenAnswered
        : visit.Outcome == VisitOutcome.Open && day.ReadFrom is not null ? DifferenceReason.StillOpen
        : DifferenceReason.OtherOutcome;

    private static bool IsCall(CallRecord leg) => leg.Agent is { Length: > 0 } && leg.ChannelAttribute != "monitor";

    private static bool IsJoined(CallRecord leg) => leg.ChannelAttribute is "transfer" or "conference";

    private static bool IsAnswered(CallRecord leg) => leg.AnsweredAt is not null || leg.Talk > TimeSpan.Zero;

    private static int? Number(CallStatistics row, bool answered) => answered ? row.InboundAnswered + row.OutboundAnswered : row.Inbound + row.Outbound;

    private bool IsOfDay(DateTimeOffset at) => DateOnly.FromDateTime(at.DateTime) == day.Day;
}
