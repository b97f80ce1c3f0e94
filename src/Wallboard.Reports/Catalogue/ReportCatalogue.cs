namespace Wallboard.Reports;

/// <summary>Every statistic of the guide, and those that the portal itself keeps, as reports: 6.27, 6.30–6.34, 6.45–6.68.</summary>
public static class ReportCatalogue
{
    /// <summary>In the order in which they are listed.</summary>
    public static IReadOnlyList<Report> All { get; } =
    [
        ServiceLevelReport.ServiceLevel, QueueReports.Queues, QueueAnalysisReport.Analysis,
        CallReports.Calls, CallReports.Totals,
        StateReports.States, StateReports.Totals, StateReports.Own,
        SatisfactionReport.Satisfaction, ConcurrencyReport.Concurrency,
    ];

    public static Report? Find(string? id) => All.FirstOrDefault(report => report.Id == id);
}
