namespace Wallboard.Reports.Tests;

/// <summary>What is over is asked for once; what is not over, or not whole, is asked for again.</summary>
public sealed class KeptTests
{
    private static readonly DayRange Whole = new(new(2026, 11, 28), ReportLab.Today);
    private static readonly Report Calls = ReportCatalogue.Find("calls")!;

    [Fact]
    public async Task Days_that_are_over_are_not_asked_for_again_unless_anew()
    {
        await using var lab = await ReportLab.StartAsync();
        var first = await lab.RunAsync(Calls, ReportSubject.Queues, ReportUnit.Hour);
        Assert.Equal([new("query/queryQueueHourDateStatistics", 28, 2)], lab.Asked().Distinct());
        // Calls that are open at midnight still belong to 1 December.
        Assert.Equal([28, 29, 30], lab.Cache.Kept.Keys.Select(k => k.Day.Day).Order());
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await lab.RunAsync(Calls, ReportSubject.Queues, ReportUnit.Hour);
        Assert.Equal([new("query/queryQueueHourDateStatistics", 1, 2)], lab.Asked().Distinct());
        Assert.Equal(first.Rows.Select(Line), second.Rows.Select(Line));
        Assert.Equal(Line(first.Totals!), Line(second.Totals!));
        Assert.Equal((first.Heading.ReadAt, first.Announced), (second.Heading.ReadAt, second.Announced));
        await lab.RunAsync(Calls, ReportSubject.Queues, ReportUnit.Hour, Whole with { To = new(2026, 11, 30) });
        Assert.Empty(lab.Asked());
        // Some of those that are kept; others would be asked for.
        var one = await lab.RunAsync(Calls, ReportSubject.Queues, ReportUnit.Hour, Whole with { To = new(2026, 11, 30) }, numbers: [lab.Queues[1]]);
        Assert.Empty(lab.Asked());
        Assert.All(one.Column(ReportRows.Number), number => Assert.Equal(lab.Queues[1], number.Text));
        var anew = await lab.RunAsync(Calls, ReportSubject.Queues, ReportUnit.Hour, Whole with { To = new(2026, 11, 30) }, anew: true);
        Assert.Equal([(28, 30)], lab.Asked().Select(a => (a.From, a.To)).Distinct());
        Assert.Equal(lab.Clock.GetUtcNow(), anew.Heading.ReadAt);
    }

    [Fact]
    public async Task Who_was_not_asked_for_is_asked_for()
    {
        await using var lab = await ReportLab.StartAsync();
        var days = Whole with { To = new(2026, 11, 30) };
        await lab.RunAsync(Calls, ReportSubject.Agents, ReportUnit.Day, days, numbers: [.. lab.Agents.Take(2)]);
        await lab.RunAsync(Calls, ReportSubject.Agents, ReportUnit.Day, days, numbers: [.. lab.Agents.Skip(1).Take(2)]);
        Assert.Equal(2, lab.Asked().Count);
        var three = await lab.RunAsync(Calls, ReportSubject.Agents, ReportUnit.Day, days, numbers: [.. lab.Agents.Take(3)]);
        Assert.Empty(lab.Asked());
        Assert.Equal(9, three.Rows.Count);
        Assert.Equal(three.Total("calls"), (await lab.RunAsync(Calls, ReportSubject.Agents, ReportUnit.Day, days, anew: true, numbers: [.. lab.Agents.Take(3)])).Total("calls"));
    }

    [Fact]
    public async Task A_hole_between_kept_days_is_asked_for_alone()
    {
        await using var lab = await ReportLab.StartAsync();
        var days = Whole with { To = new(2026, 11, 30) };
        var whole = await lab.RunAsync(Calls, ReportSubject.Tenant, ReportUnit.Day, days);
        lab.Cache.Kept.Remove(lab.Cache.Kept.Keys.Single(k => k.Day.Day == 29));
        lab.Asked();
        var again = await lab.RunAsync(Calls, ReportSubject.Tenant, ReportUnit.Day, days);
        Assert.Equal([(29, 29)], lab.Asked().Select(a => (a.From, a.To)));
        Assert.Equal(whole.Rows.Select(Line), again.Rows.Select(Line));
    }

    [Fact]
    public async Task A_part_of_a_month_is_neither_kept_nor_made_of_a_kept_month()
    {
        await using var lab = await ReportLab.StartAsync();
        lab.Clock.Advance(TimeSpan.FromHours(3));
        var (november, end) = (new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30));
        var part = await lab.RunAsync(Calls, ReportSubject.Tenant, ReportUnit.Month, new(new(2026, 11, 29), ReportLab.Today));
        Assert.Empty(lab.Cache.Kept);
        Assert.Equal([11, 12], part.Column(ReportRows.Period).Select(p => p.Instant!.Value.Month));
        var days = await lab.RunAsync(Calls, ReportSubject.Tenant, ReportUnit.Day, new(new(2026, 11, 29), ReportLab.Today));
        Assert.Equal(days.Total("calls"), part.Total("calls"));

        var whole = await lab.RunAsync(Calls, ReportSubject.Tenant, ReportUnit.Month, new(november, end));
        Assert.Equal(november, lab.Cache.Kept.Keys.Single(k => k.Key.Unit == ReportUnit.Month).Day);
        Assert.True(whole.Total("calls") > part.Rows[0][part.At("calls")].Number);
        lab.Asked();
        var partAgain = await lab.RunAsync(Calls, ReportSubject.Tenant, ReportUnit.Month, new(new(2026, 11, 29), end));
        Assert.Equal(part.Rows[0][part.At("calls")], partAgain.Rows.Single()[part.At("calls")]);
        Assert.Single(lab.Asked());
        Assert.Equal(whole.Total("calls"), (await lab.RunAsync(Calls, ReportSubject.Tenant, ReportUnit.Month, new(november, end))).Total("calls"));
        Assert.Empty(lab.Asked());
    }

    [Fact]
    public async Task Rows_that_were_kept_by_another_build_are_read_again()
    {
        await using var lab = await ReportLab.StartAsync();
        var day = new DayRange(new(2026, 11, 29), new(2026, 11, 29));
        var whole = await lab.RunAsync(Calls, ReportSubject.Tenant, ReportUnit.Day, day);
        var (key, kept) = lab.Cache.Kept.Single();
        lab.Cache.Kept[key] = kept with { Rows = [.. kept.Rows.Select(row => row with { Cells = [.. row.Cells.Skip(1)] })] };
        Assert.Equal(whole.Rows.Select(Line), (await lab.RunAsync(Calls, ReportSubject.Tenant, ReportUnit.Day, day)).Rows.Select(Line));
    }

    private static string Line(Cell[] row) => string.Join('|', row.Select(cell => cell.Text ?? cell.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
