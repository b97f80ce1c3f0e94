using System.Globalization;
using Wallboard.Platform.Api;

namespace Wallboard.Reports;

/// <summary>Calls by hour, day and month. Guide 6.45–6.56.</summary>
internal static class CallReports
{
    private static readonly Measures<CallStatistics> measures = new Measures<CallStatistics>()
        .In("calls",
            Measure.Count<CallStatistics>("calls", r => r.Calls))
        .In("inbound",
            Measure.Count<CallStatistics>("inCalls", r => r.Inbound),
            Measure.Count<CallStatistics>("inAnswered", r => r.InboundAnswered),
            Measure.Rate<CallStatistics>("inAnswerRate", ["inAnswered"], ["inCalls"]));

    private static readonly ReportUnit[] units = [ReportUnit.Day, ReportUnit.Hour, ReportUnit.Month];
    private static readonly ReportSubject[] subjects = [ReportSubject.Tenant, ReportSubject.Queues, ReportSubject.Departments, ReportSubject.Agents];

    public static Report Calls { get; } = new("calls", "calls", subjects, units, measures.Columns, FetchAsync)
    {
        IsKept = true,
        Charted = ["inCalls", "inAnswered"],
        Section = (subject, unit) => Section(45, unit switch { ReportUnit.Hour => 0, ReportUnit.Day => 1, _ => 2 }, subject),
    };

    /// <summary>The guide has the four subjects of a unit one after the other.</summary>
    public static string Section(int first, int unit, ReportSubject subject) => string.Create(CultureInfo.InvariantCulture, $"6.{first + (4 * unit) + Array.IndexOf(subjects, subject)}");

    private static IAsyncEnumerable<FetchedRow> FetchAsync(ReportRequest request, CancellationToken ct) =>
        request.Sources.Api.Statistics.CallsAsync(request.PlatformSubject, request.PlatformPeriod, request.Filter, request.Progress, ct)
            .Select(row => new FetchedRow(row.Period, row.Number, row.Name, measures.Of(row), []));
}
