namespace Wallboard.Reports;

/// <summary>Every statistic of the guide, and those that the portal itself keeps, as reports: 6.27, 6.30–6.34, 6.45–6.68.</summary>
public static class ReportCatalogue
{
    /// <summary>In the order in which they are listed.</summary>
    public static IReadOnlyList<Report> All { get; } = [CallReports.Calls];

    public static Report? Find(string? id) => All.FirstOrDefault(report => report.Id == id);
}
