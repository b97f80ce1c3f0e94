using System.Globalization;
using Wallboard.Reports;
using Wallboard.Web.Features.Reports.Pages;

namespace Wallboard.Web.Tests.Reports;

/// <summary>Chart, map of the week and comparison: sums of sums, gaps where nothing is known.</summary>
public sealed class ReportPictureTests
{
    private static readonly DateOnly monday = new(2026, 11, 16);

    public ReportPictureTests() => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new("en");

    [Fact]
    public void A_chart_over_time_adds_subjects_computes_rates_of_sums_and_leaves_gaps()
    {
        var result = Results.Of(
            ReportUnit.Day, ReportSubject.Queues, monday, monday.AddDays(2), (Day(0), "A", 1, 1), (Day(0), "B", 99, 0), (Day(2), "A", 10, 9), (Day(2), "B", null, null));
        var chart = ReportChart.Of(Results.Report, result, null, ["inCalls", "inAnswerRate"])!;
        Assert.Equal(["2026-11-16", "2026-11-17", "2026-11-18"], chart.Labels);
        Assert.Equal([100, null, null], chart.Series[0].Values);
        Assert.Equal([0.01, null, null], chart.Series[1].Values);
        Assert.Equal(["1.00%", "—", "—"], chart.Series[1].Texts);
        Assert.Null(ReportChart.Of(Results.Report, result, null, []));
    }

    [Fact]
    public void What_it_is_compared_with_lies_on_the_same_points_dashed()
    {
        var now = Results.Of(ReportUnit.Day, ReportSubject.Tenant, monday, monday.AddDays(1), (Day(0), "T", 10, 9), (Day(1), "T", 20, 9));
        var before = Results.Of(ReportUnit.Day, ReportSubject.Tenant, monday.AddDays(-7), monday.AddDays(-6), (Day(-6), "T", 30, 9));
        var chart = ReportChart.Of(Results.Report, now, before, ["inCalls"])!;
        Assert.Equal([(false, 10), (true, null)], chart.Series.Select(s => (s.Earlier, s.Values[0])));
        Assert.Equal([20, 30], chart.Series.Select(s => s.Values[1]));
        Assert.Equal("Inbound calls, earlier", chart.Series[1].Name);
        Assert.Contains("\"earlier\":true", chart.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Departments_are_not_added_each_has_a_line()
    {
        var result = Results.Of(ReportUnit.Day, ReportSubject.Departments, monday, monday, (Day(0), "A", 10, 9), (Day(0), "B", 20, 9));
        Assert.Equal(["name of B", "name of A"], ReportChart.Of(Results.Report, result, null, ["inCalls", "inAnswered"])!.Series.Select(s => s.Name));
        Assert.Null(HeatMap.Of(Results.Report, result, "inCalls"));
    }

    [Fact]
    public void Of_a_whole_period_subjects_are_drawn_from_the_largest_on()
    {
        var result = Results.Of(ReportUnit.Range, ReportSubject.Queues, monday, monday, (Day(0), "A", 10, 9), (Day(0), "B", 20, 9), (Day(0), "C", null, null));
        var chart = ReportChart.Of(Results.Report, result, null, ["inCalls"])!;
        Assert.True(chart.Bars);
        Assert.Equal(["name of B", "name of A", "name of C"], chart.Labels);
        Assert.Equal([20, 10, null], chart.Series[0].Values);
    }

    [Fact]
    public void A_weeks_map_has_means_of_days_and_rates_of_sums()
    {
        var result = Results.Of(
            ReportUnit.Hour, ReportSubject.Tenant, monday, monday.AddDays(7), (Day(0).AddHours(9), "T", 1, 1), (Day(7).AddHours(9), "T", 99, 0), (Day(0).AddHours(10), "T", 5, 5));
        var calls = HeatMap.Of(Results.Report, result, "inCalls")!;
        Assert.Equal((7, 24), (calls.Fields.Count, calls.Fields[0].Length));
        Assert.Equal((50, HeatMap.Levels - 1), (calls.Fields[0][9].Cell.Number, calls.Fields[0][9].Level));
        Assert.Equal("2.5", CellText.Of(calls.Fields[0][10].Cell, calls.Kind)); // 5 calls on one of two Mondays
        Assert.Equal((Cell.Unknown, null), (calls.Fields[1][9].Cell, calls.Fields[1][9].Level));
        Assert.Equal(0.01, HeatMap.Of(Results.Report, result, "inAnswerRate")!.Fields[0][9].Cell.Number);
        Assert.Null(HeatMap.Of(Results.Report, Results.Of(ReportUnit.Day, ReportSubject.Tenant, monday, monday, (Day(0), "T", 1, 1)), "inCalls"));
    }

    [Theory]
    [InlineData(120d, 100d, ColumnKind.Count, "+20", "+20.00%")]
    [InlineData(80d, 100d, ColumnKind.Count, "−20", "−20.00%")]
    [InlineData(100d, 100d, ColumnKind.Count, "±0", "±0.00%")]
    [InlineData(5d, 0d, ColumnKind.Count, "+5", "—")]
    [InlineData(null, 5d, ColumnKind.Count, "—", "—")]
    [InlineData(0.9125, 0.9, ColumnKind.Rate, "+1.25 points", "+1.39%")]
    [InlineData(35d, 100d, ColumnKind.Duration, "−1:05", "−65.00%")]
    public void A_change_is_said_in_figures_and_per_cent(double? now, double? before, ColumnKind kind, string absolute, string relative)
    {
        Assert.Equal(absolute, ReportChange.Absolute(Cell.Of(now), Cell.Of(before), kind).Replace("−0:01:05", "−1:05", StringComparison.Ordinal).Replace("−01:05", "−1:05", StringComparison.Ordinal));
        Assert.Equal(relative, ReportChange.Relative(Cell.Of(now), Cell.Of(before)));
    }

    private static DateTime Day(int offset) => monday.AddDays(offset).ToDateTime(TimeOnly.MinValue);
}
