using Wallboard.Platform.Api;

namespace Wallboard.Reports.Tests;

public sealed class PeriodTests
{
    // A Wednesday.
    private static readonly DateOnly today = new(2026, 12, 2);

    [Theory]
    [InlineData(PeriodPreset.Today, "2026-12-02", "2026-12-02")]
    [InlineData(PeriodPreset.Yesterday, "2026-12-01", "2026-12-01")]
    [InlineData(PeriodPreset.ThisWeek, "2026-11-30", "2026-12-02")]
    [InlineData(PeriodPreset.LastWeek, "2026-11-23", "2026-11-29")]
    [InlineData(PeriodPreset.Last7Days, "2026-11-25", "2026-12-01")]
    [InlineData(PeriodPreset.Last30Days, "2026-11-02", "2026-12-01")]
    [InlineData(PeriodPreset.ThisMonth, "2026-12-01", "2026-12-02")]
    [InlineData(PeriodPreset.LastMonth, "2026-11-01", "2026-11-30")]
    [InlineData(PeriodPreset.ThisYear, "2026-01-01", "2026-12-02")]
    [InlineData(PeriodPreset.Last12Months, "2025-12-01", "2026-11-30")]
    public void A_preset_is_days_of_today(PeriodPreset preset, string from, string to) => Assert.Equal(Days(from, to), ReportPeriod.Of(preset).On(today));

    [Theory]
    [InlineData(ReportComparison.Previous, "2026-11-25", "2026-12-01", "2026-11-18", "2026-11-24")]
    [InlineData(ReportComparison.Previous, "2026-12-01", "2026-12-02", "2026-11-29", "2026-11-30")]
    [InlineData(ReportComparison.Previous, "2026-11-01", "2026-11-30", "2026-10-01", "2026-10-31")]
    [InlineData(ReportComparison.Previous, "2028-03-01", "2028-03-31", "2028-02-01", "2028-02-29")]
    [InlineData(ReportComparison.Previous, "2025-12-01", "2026-11-30", "2024-12-01", "2025-11-30")]
    [InlineData(ReportComparison.Previous, "2026-11-01", "2026-11-29", "2026-10-03", "2026-10-31")]
    [InlineData(ReportComparison.Weekdays, "2026-12-02", "2026-12-02", "2026-11-25", "2026-11-25")]
    [InlineData(ReportComparison.Weekdays, "2026-11-20", "2026-11-30", "2026-11-06", "2026-11-16")]
    public void What_it_is_compared_with(ReportComparison comparison, string from, string to, string beforeFrom, string beforeTo) =>
        Assert.Equal(Days(beforeFrom, beforeTo), ReportPeriod.Before(Days(from, to), comparison));

    [Fact]
    public void An_address_is_read_as_it_was_written()
    {
        var report = ReportCatalogue.Find("states")!;
        var query = new ReportQuery(
            "states", ReportUnit.Month, ReportPeriod.Of(new(2026, 11, 1), new(2026, 11, 30)), ReportSubject.Queues, ["10000_8000", "10000_8001"], ["aht", "own:9:time"], "aht", true,
            ReportComparison.Weekdays);
        var address = query.Parts().ToLookup(p => p.Name, p => p.Value);
        Assert.Equal(query.ToQueryString(), ReportQuery.Of(report, name => [.. address[name]]).ToQueryString());
        // Nonsense is the default.
        var plain = ReportQuery.Of(report, name => ["no such", "x"]);
        Assert.Equal((ReportUnit.Day, ReportSubject.Agents, PeriodPreset.Last7Days), (plain.Unit, plain.Subject, plain.Period.Preset));
    }

    [Fact]
    public void A_day_on_which_the_clocks_change_is_asked_for_from_its_first_second_to_its_last()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var sources = new ReportSources(null!, berlin, null!, null!, null!, null!);
        ReportRequest Request(DateOnly day) => new(sources, ReportUnit.Hour, new(day, day), ReportSubject.Tenant, [], new Dictionary<string, IReadOnlyCollection<string>>());
        Assert.Equal(TimeSpan.FromHours(23) - TimeSpan.FromSeconds(1), Length(Request(new(2026, 3, 29))));
        Assert.Equal(TimeSpan.FromHours(25) - TimeSpan.FromSeconds(1), Length(Request(new(2026, 10, 25))));

        static TimeSpan Length(ReportRequest request) => request.To - request.From;
    }

    [Fact]
    public async Task Rows_that_do_not_say_whose_or_when_are_asked_for_one_by_one()
    {
        List<(string, DayRange)> asked = [];
        var days = Days("2026-11-30", "2026-12-01");
        var request = new ReportRequest(null!, ReportUnit.Day, days, ReportSubject.Agents, ["10000_1000", "10000_1001"], new Dictionary<string, IReadOnlyCollection<string>>(), new Last());
        var rows = await Asking.AllAsync(request, Ask, default).ToListAsync();
        Assert.Equal(["10000_1000", "10000_1000", "10000_1001", "10000_1001"], rows.Select(r => r.Number));
        Assert.Equal([30, 1, 30, 1], rows.Select(r => r.Period!.Value.Date.Day));
        Assert.Equal(new PageProgress(4, 4), ((Last)request.Progress!).Value);
        Assert.Equal(7, asked.Count);

        async IAsyncEnumerable<FetchedRow> Ask(ReportRequest part)
        {
            asked.Add((string.Join(',', part.Numbers), part.Days));
            var number = part.Numbers.Count;
            part.Progress!.Report(new(number * part.Days.Days, number * part.Days.Days));
            for (var row = 0; row < number * part.Days.Days; row++) yield return new(part.Days.Days == 1 ? new StatisticsTime(part.Days.From) : null, null, null, [], []);
            await Task.CompletedTask;
        }
    }

    [Fact]
    public void What_is_not_known_is_sorted_last_and_hidden_columns_are_not_shown()
    {
        ReportColumn[] columns = [new("name", "", ColumnKind.Text), new("a", "x", ColumnKind.Count), new("b", "x", ColumnKind.Count) { IsExtra = true }, new("c", "x", ColumnKind.Count) { IsHidden = true }];
        var heading = new ReportHeading("", "", "", today, today, ReportUnit.Range, ReportSubject.Agents, []);
        var result = new ReportResult(heading, columns, [Row("甲", 2), Row("乙", null), Row("丙", 9)], null, null, null);
        Assert.Equal(["甲", "丙", "乙"], Names(result.Sorted("a", descending: false)));
        Assert.Equal(["丙", "甲", "乙"], Names(result.Sorted("a", descending: true)));
        Assert.Equal(["甲", "乙", "丙"], Names(result.Sorted("no such", descending: true)));
        Assert.Equal(["name", "a"], result.Showing([]).Columns.Select(c => c.Key));
        Assert.Equal(["name", "b"], result.Showing(["b", "c"]).Columns.Select(c => c.Key));

        static Cell[] Row(string name, double? a) => [Cell.Of(name), Cell.Of(a), Cell.Of(0d), Cell.Of(0d)];
        static IEnumerable<string?> Names(ReportResult result) => result.Rows.Select(row => row[0].Text);
    }

    private static DayRange Days(string from, string to) => new(DateOnly.Parse(from, null), DateOnly.Parse(to, null));

    private sealed class Last : IProgress<PageProgress>
    {
        public PageProgress Value { get; private set; }

        public void Report(PageProgress value) => Value = value;
    }
}
