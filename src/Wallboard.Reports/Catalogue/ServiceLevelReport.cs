using System.Runtime.CompilerServices;
using Wallboard.Live;
using Wallboard.Platform.Api;
using static Wallboard.Reports.Measure<Wallboard.Reports.ServiceLevelReport.Visits>;

namespace Wallboard.Reports;

/// <summary>Service level and waits, which no statistic of the platform has, from the visits that the portal has stored. Finished ones only.</summary>
internal static class ServiceLevelReport
{
    private static readonly string[] finished = ["answered", "abandoned", "leftOtherwise"];

    private static readonly Measures<Visits> measures = new Measures<Visits>()
        .In("visits",
            Count("offeredStored", v => v.Tally.Offered, "offered"), Count("answered", v => v.Tally.Answered, "answered"),
            Count("abandoned", v => v.Tally.Abandoned, "abandoned"), Count("leftOtherwise", v => v.Tally.LeftOtherwise, "left-otherwise"),
            Count("shortAbandons", v => v.Tally.ShortAbandons, "short-abandon"))
        .In("rates",
            Rate("serviceLevel", ["serviceLevelOver"], ["serviceLevelUnder"], "service-level"),
            Rate("answerRate", ["answered"], finished, "answer-rate"), Rate("abandonmentRate", ["abandoned"], finished, "abandonment-rate"),
            Count("serviceLevelOver", v => (int)v.Level.Over, hidden: true), Count("serviceLevelUnder", v => (int)v.Level.Under, hidden: true))
        .In("waiting",
            Average("asa", ["answeredWait"], ["answered"], "asa"), Average("abandonedAverage", ["abandonedWait"], ["abandoned"], "average-time-to-abandon"),
            Longest("longestWait", v => v.Longest, "longest-wait"),
            Time("answeredWait", v => TimeSpan.FromSeconds(v.Tally.AnsweredWait), extra: true),
            Time("abandonedWait", v => TimeSpan.FromSeconds(v.Tally.AbandonedWait), extra: true));

    public static Report ServiceLevel { get; } = new(
        "service-level", "queues", [ReportSubject.Queues, ReportSubject.Tenant], [ReportUnit.Day, ReportUnit.Hour, ReportUnit.Month], measures.Columns,
        (request, ct) => FetchAsync(request, ct))
    {
        Charted = ["serviceLevel", "answerRate"],
    };

    private static async IAsyncEnumerable<FetchedRow> FetchAsync(ReportRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var (sources, byQueue) = (request.Sources, request.Subject == ReportSubject.Queues);
        var asked = request.Numbers.ToHashSet();
        Dictionary<(StatisticsTime Period, string? Queue), Visits> rows = [];
        await foreach (var visit in sources.Visits(request.Days, ct).ConfigureAwait(false))
        {
            if (byQueue && !asked.Contains(visit.Queue)) continue;
            var key = (PeriodOf(visit.EnteredAt, request.Unit), byQueue ? visit.Queue : null);
            rows[key] = rows.GetValueOrDefault(key).With(visit, sources.Queue(visit.Queue));
        }
        foreach (var (key, visits) in rows) yield return new(key.Period, key.Queue, null, measures.Of(visits), []);
    }

    private static StatisticsTime PeriodOf(DateTime at, ReportUnit unit) => unit switch
    {
        ReportUnit.Hour => new(DateOnly.FromDateTime(at), at.Hour),
        ReportUnit.Month => new(new DateOnly(at.Year, at.Month, 1)),
        _ => new(DateOnly.FromDateTime(at)),
    };

    /// <param name="Level">Each queue by its own formula: sums, so that queues can be added.</param>
    internal readonly record struct Visits(Tally Tally, Ratio Level, TimeSpan? Longest)
    {
        public Visits With(QueueVisit visit, QueueOptions options)
        {
            var one = Tally.Of(visit.Outcome, visit.Wait, visit.CallType, options);
            return new(Tally + one, Level + one.ServiceLevel(options.Formula), Longest > visit.Wait ? Longest : visit.Wait);
        }
    }
}
