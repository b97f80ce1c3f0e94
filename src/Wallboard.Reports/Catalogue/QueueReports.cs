using Wallboard.Platform.Api;
using static Wallboard.Reports.Measure<Wallboard.Platform.Api.QueueStatistics>;

namespace Wallboard.Reports;

/// <summary>Visits to queues by day, as the platform counts them. Guide 6.65–6.68.</summary>
internal static class QueueReports
{
    // The unanswered contain the abandoned. Offered less still open = answered + unanswered.
    private static readonly string[] finished = ["answered", "unanswered"];

    private static readonly Measures<QueueStatistics> measures = new Measures<QueueStatistics>()
        .In("visits",
            Count("offered", r => r.Offered, "offered"), Count("answered", r => r.Answered, "answered"), Count("unanswered", r => r.Unanswered),
            Count("abandoned", r => r.Abandoned, "abandoned"), Count("leftOtherwise", r => r.Unanswered - r.Abandoned, "left-otherwise"))
        .In("rates",
            Rate("answerRate", ["answered"], finished, "answer-rate"), Rate("abandonmentRate", ["abandoned"], finished, "abandonment-rate"),
            GivenRate("answerRateGiven", r => r.AnswerRate), GivenRate("unansweredRateGiven", r => r.UnansweredRate),
            GivenRate("abandonmentRateGiven", r => r.AbandonmentRate))
        .In("waiting",
            Time("waitTime", r => r.Wait), Average("waitAverage", ["waitTime"], ["offered"]),
            Time("abandonedTime", r => r.AbandonedWait), Average("abandonedAverage", ["abandonedTime"], ["abandoned"], "average-time-to-abandon"),
            GivenTime("waitAverageGiven", r => r.AverageWait), GivenTime("abandonedAverageGiven", r => r.AverageAbandonedWait));

    public static Report Queues { get; } = new(
        "queues", "queues", [ReportSubject.Queues, ReportSubject.Tenant, ReportSubject.Departments, ReportSubject.Agents], [ReportUnit.Day], measures.Columns, FetchAsync)
    {
        IsKept = true,
        Charted = ["offered", "answered", "abandoned"],
        Section = Sections.From(65, ReportUnit.Day),
    };

    private static IAsyncEnumerable<FetchedRow> FetchAsync(ReportRequest request, CancellationToken ct) => Asking.AllAsync(
        request,
        asked => asked.Sources.Api.Statistics.QueuesAsync(asked.PlatformSubject, asked.Filter, asked.Progress, ct)
            .Select(row => new FetchedRow(row.Period, row.Number, row.Name, measures.Of(row), [])),
        ct);
}
