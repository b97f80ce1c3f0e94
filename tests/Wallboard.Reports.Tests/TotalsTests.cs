namespace Wallboard.Reports.Tests;

/// <summary>The worked examples of metrics.md.</summary>
public sealed class TotalsTests
{
    private static readonly ReportColumn[] columns =
    [
        new("inTime", "", ColumnKind.Count, TotalRule.Sum), new("all", "", ColumnKind.Count, TotalRule.Sum),
        new("rate", "", ColumnKind.Rate) { Quotient = new(["inTime"], ["all"]) },
        new("longest", "", ColumnKind.Duration, TotalRule.Max), new("shortest", "", ColumnKind.Duration, TotalRule.Min),
        new("given", "", ColumnKind.Rate),
    ];

    [Fact]
    public void One_of_one_and_none_of_99_are_one_per_cent()
    {
        var line = Line([1, 1, null, 3, 3, 1], [0, 99, null, 40, 2, 0]);
        Assert.Equal("1.00%", CellText.Of(line[2], ColumnKind.Rate));
        Assert.Equal((40, 2, false), (line[3].Number, line[4].Number, line[5].IsKnown));
    }

    [Fact]
    public void Nothing_offered_is_not_a_rate()
    {
        var line = Line([0, 0, null, null, null, null], [0, 0, null, null, null, null]);
        Assert.Equal((CellText.Unknown, CellText.Unknown), (CellText.Of(line[2], ColumnKind.Rate), CellText.Of(line[3], ColumnKind.Duration)));
    }

    [Fact]
    public void What_one_row_does_not_know_the_sum_does_not_know_but_the_longest_does()
    {
        var line = Line([1, null, null, null, 5, null], [1, 2, null, 7, null, null]);
        Assert.Equal((2, false, false, 7, 5), (line[0].Number, line[1].IsKnown, line[2].IsKnown, line[3].Number, line[4].Number));
    }

    [Fact]
    public void A_long_duration_keeps_its_hours() => Assert.Equal("26:49:30", CellText.Of(Cell.Of(96_570d), ColumnKind.Duration));

    private static Cell[] Line(params double?[][] rows)
    {
        var totals = new ReportTotals(columns);
        foreach (var row in rows) totals.Add([.. row.Select(Cell.Of)]);
        return totals.Line();
    }
}
