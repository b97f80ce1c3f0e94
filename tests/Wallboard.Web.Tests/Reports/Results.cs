using Wallboard.Reports;

namespace Wallboard.Web.Tests.Reports;

/// <summary>Results made by hand: calls and those in time, so that a rate is of both.</summary>
internal static class Results
{
    public static readonly Report Report = ReportCatalogue.Find("calls")!;

    public static readonly ReportColumn Calls = new("inCalls", "inbound", ColumnKind.Count, TotalRule.Sum), Answered = new("inAnswered", "inbound", ColumnKind.Count, TotalRule.Sum),
        Rate = new("inAnswerRate", "inbound", ColumnKind.Rate) { Quotient = new(["inAnswered"], ["inCalls"]) };

    /// <param name="rows">When, whose, calls and answered; null = not known.</param>
    public static ReportResult Of(ReportUnit unit, ReportSubject subject, DateOnly from, DateOnly to, params (DateTime When, string Who, int? Calls, int? Answered)[] rows)
    {
        List<ReportColumn> columns =
        [
            .. unit == ReportUnit.Range ? Array.Empty<ReportColumn>() : [new("period", "", Enum.Parse<ColumnKind>(unit.ToString()))],
            new("number", "", ColumnKind.Text), new("name", "", ColumnKind.Text), Calls, Answered, Rate,
        ];
        var cells = rows.Select(row => (Cell[])
        [
            .. unit == ReportUnit.Range ? Array.Empty<Cell>() : [Cell.Of((DateTime?)row.When)],
            Cell.Of(row.Who), Cell.Of($"name of {row.Who}"), Cell.Of((double?)row.Calls), Cell.Of((double?)row.Answered), Cell.Of((double?)row.Answered / row.Calls),
        ]).ToList();
        var totals = new ReportTotals(columns);
        foreach (var row in cells) totals.Add(row);
        var heading = new ReportHeading(Report.Id, "测试中心", "Asia/Shanghai", from, to, unit, subject, []) { ReadAt = new(2026, 11, 22, 2, 42, 7, TimeSpan.Zero) };
        return new(heading, columns, cells, cells.Count > 1 ? totals.Line() : null, null, cells.Count);
    }
}
