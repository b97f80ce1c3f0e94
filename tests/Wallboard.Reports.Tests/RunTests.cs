using Wallboard.Live;
using Wallboard.Testing;

namespace Wallboard.Reports.Tests;

/// <summary>Every report against a platform of five days; numbers are compared with those that come another way.</summary>
public sealed class RunTests(RunTests.Platform platform) : IClassFixture<RunTests.Platform>
{
    private static readonly (string, string)[] range = [("startTime", "2026-11-28 00:00:00"), ("endTime", "2026-12-02 23:59:59")];
    private readonly ReportLab lab = platform.Lab;

    [Theory]
    [MemberData(nameof(CatalogueTests.Every), MemberType = typeof(CatalogueTests))]
    public async Task Every_combination_runs_and_asks_its_section(string id, ReportSubject subject, ReportUnit unit)
    {
        var report = ReportCatalogue.Find(id)!;
        lab.Asked();
        var result = await lab.RunAsync(report, subject, unit, anew: true);
        Assert.Null(result.Failure);
        Assert.NotEmpty(result.Rows);
        Assert.All(result.Rows, row => Assert.Equal(result.Columns.Count, row.Length));
        if (lab.Asked() is { Count: > 0 } asked) Assert.Equal([Contract.OfSection(report.Section(subject, unit)!).Path], asked.Select(a => a.Path).Distinct());
        Assert.All(result.Column(ReportRows.Name), name => Assert.True(name.IsKnown || id is "concurrency" or "service-level"));
        if (unit != ReportUnit.Range) Assert.All(result.Column(ReportRows.Period), period => Assert.True(period.IsKnown));
        // A quotient may have nothing to divide by, and a queue no outbound call that could be the longest; keys have no score until somebody sets one.
        Assert.All(
            result.Columns.Index().Where(c => c.Item is { Group.Length: > 0, Quotient: null, Total: TotalRule.Sum or TotalRule.None, Key: not ("scoreSum" or "scored") }),
            c => Assert.Contains(result.Rows, row => row[c.Index].IsKnown));
        // The line under the rows is that of the rows, whatever way they are counted.
        if (result.Totals is not null)
            foreach (var (i, column) in result.Columns.Index().Where(c => c.Item is { Total: TotalRule.Sum, Key: not ("scoreSum" or "scored") }))
                Assert.Equal(result.Rows.Sum(row => row[i].Number), result.Totals[i].Number);
        Assert.Equal(subject is ReportSubject.Departments || (subject is ReportSubject.Queues && report.Area == "agents"), result.Rows.Count > 1 && result.Totals is null);
    }

    [Fact]
    public async Task Calls_are_the_rows_of_6_21()
    {
        var legs = (await lab.RowsAsync("query/queryCdrs", range)).Where(l => Text(l, "agent").Length > 0).ToList();
        var answered = legs.Where(l => Text(l, "answerStamp").Length > 0).Select(l => int.Parse(Text(l, "billsec"), null)).ToList();
        var transfers = legs.Count(l => Text(l, "channelAttr") == "transfer");
        Assert.True(transfers > 0);
        foreach (var unit in CallReportsUnits)
            foreach (var subject in new[] { ReportSubject.Tenant, ReportSubject.Agents })
                AssertSame(await lab.RunAsync(ReportCatalogue.Find("calls")!, subject, unit));
        foreach (var subject in new[] { ReportSubject.Tenant, ReportSubject.Agents, ReportSubject.AgentsOfTenant, ReportSubject.AgentsTogether })
            AssertSame(await lab.RunAsync(ReportCatalogue.Find("call-totals")!, subject, ReportUnit.Range));
        var departments = await lab.RunAsync(ReportCatalogue.Find("calls")!, ReportSubject.Departments, ReportUnit.Hour);
        Assert.Equal((legs.Count, answered.Sum()), (departments.Sum("calls"), departments.Sum("talkTime")));

        void AssertSame(ReportResult result)
        {
            Assert.Equal((legs.Count, answered.Count, answered.Sum()), (result.Total("calls"), result.Total("handled"), result.Total("talkTime")));
            Assert.Equal((answered.Min(), answered.Max()), (result.Total("talkMin"), result.Total("talkMax")));
            Assert.Equal(Math.Round((double)answered.Sum() / answered.Count, MidpointRounding.AwayFromZero), result.Total("att"));
            Assert.Equal((double)transfers / answered.Count, result.Total("transferRate"));
        }
    }

    [Fact]
    public async Task States_are_the_same_by_day_by_month_and_over_the_range()
    {
        string[] keys = ["readyTime", "acwTime", "busyTime", "awayTime", "breakTime", "signedIn", "talkTime", "handled", "own:9:time", "own:9:count", "own:10:time", "own:10:count"];
        var days = await lab.RunAsync(ReportCatalogue.Find("states")!, ReportSubject.Tenant, ReportUnit.Day);
        Assert.Equal(5, days.Rows.Count);
        var expected = keys.Select(key => days.Total(key)).ToList();
        // Nobody of this platform has ever used its second own state.
        Assert.All(expected[..10], value => Assert.True(value > 0));
        foreach (var (subject, unit) in new[] { (ReportSubject.Tenant, ReportUnit.Month), (ReportSubject.Agents, ReportUnit.Day), (ReportSubject.Agents, ReportUnit.Month) })
            await AssertSameAsync("states", subject, unit, keys);
        foreach (var subject in new[] { ReportSubject.Tenant, ReportSubject.Agents, ReportSubject.AgentsOfTenant, ReportSubject.AgentsTogether, ReportSubject.AgentsOfQueues })
        {
            await AssertSameAsync("state-totals", subject, ReportUnit.Range, subject == ReportSubject.AgentsOfQueues ? keys[^4..] : keys);
            await AssertSameAsync("own-states", subject, ReportUnit.Range, keys[^4..]);
        }
        var own = await lab.RunAsync(ReportCatalogue.Find("own-states")!, ReportSubject.Departments, ReportUnit.Range);
        Assert.Equal(expected[^4..], keys[^4..].Select(key => (double?)own.Sum(key)));
        Assert.Equal(own.Column(ReportRows.Name).Select(cell => cell.Text), lab.Departments.Keys);
        var handled = days.Total("handled")!.Value;
        var (talk, acw, ready) = (days.Total("talkTime")!.Value, days.Total("acwTime")!.Value, days.Total("readyTime")!.Value);
        Assert.Equal((Math.Round((talk + acw) / handled), (talk + acw) / (talk + acw + ready)), (days.Total("aht"), days.Total("occupancy")));

        async Task AssertSameAsync(string id, ReportSubject subject, ReportUnit unit, string[] of)
        {
            var result = await lab.RunAsync(ReportCatalogue.Find(id)!, subject, unit);
            Assert.Equal(expected[^of.Length..], of.Select(result.Total));
        }
    }

    [Fact]
    public async Task Without_after_call_work_it_is_not_known_and_talk_is_all()
    {
        await using var other = await ReportLab.StartAsync();
        other.Sources = other.Sources with { AfterCallState = 1 };
        var states = await other.RunAsync(ReportCatalogue.Find("states")!, ReportSubject.Tenant, ReportUnit.Day);
        Assert.Null(states.Total("acw"));
        Assert.Equal((true, states.Total("att")), (states.Total("aht") > 0, states.Total("aht")));
        // What is kept is the platform's: the setting may change.
        other.Sources = other.Sources with { AfterCallState = 2 };
        Assert.True((await other.RunAsync(ReportCatalogue.Find("states")!, ReportSubject.Tenant, ReportUnit.Day)).Total("acw") > 0);
        other.Sources = other.Sources with { AfterCallState = null };
        Assert.Null((await other.RunAsync(ReportCatalogue.Find("states")!, ReportSubject.Tenant, ReportUnit.Day)).Total("aht"));
    }

    [Fact]
    public async Task Queue_visits_are_the_truth_and_the_rows_of_6_19()
    {
        var visits = await lab.RowsAsync("query/queryQueueHistories", range);
        var queues = await lab.RunAsync(ReportCatalogue.Find("queues")!, ReportSubject.Queues, ReportUnit.Day);
        Assert.Equal((visits.Count, visits.Sum(v => v.GetProperty("holdTime").GetInt32())), (queues.Total("offered"), queues.Total("waitTime")));
        foreach (var queue in lab.Server.Truth().Queues)
        {
            var row = queues.Rows.Single(r => r[queues.At("number")].Text == queue.Dn && r[0].Instant == ReportLab.Today.ToDateTime(TimeOnly.MinValue));
            Assert.Equal((queue.Offered, queue.Answered, queue.Abandoned, queue.LeftOtherwise), (Cell("offered"), Cell("answered"), Cell("abandoned"), Cell("leftOtherwise")));
            Assert.Equal(queue.Offered == queue.Open ? null : (double)queue.Answered / (queue.Offered - queue.Open), Cell("answerRate"));
            Assert.Equal(queue.Name, row[queues.At("name")].Text);

            double? Cell(string key) => row[queues.At(key)].Number;
        }
        var analysis = await lab.RunAsync(ReportCatalogue.Find("queue-analysis")!, ReportSubject.Queues, ReportUnit.Range);
        foreach (var (one, other) in new[] { ("answered", "answered"), ("abandoned", "abandoned"), ("waitTime", "waitTime"), ("abandonedTime", "abandonedTime"), ("abandonedAverage", "abandonedAverage") })
            Assert.Equal(queues.Total(one), analysis.Total(other));
        Assert.Equal(queues.Total("offered"), analysis.Total("queueIn") + analysis.Total("queueOut"));
        Assert.Equal(analysis.Total("abandoned"), analysis.Total("abandonedInQueue") + analysis.Total("abandonedAtAgent"));
    }

    [Fact]
    public async Task Answers_are_the_rows_of_6_26()
    {
        await using var scored = await ReportLab.StartAsync();
        scored.Sources = scored.Sources with { SatisfactionKeys = Enumerable.Range(1, 5).ToDictionary(key => $"{key}", key => (int?)(key <= 3 ? key * 10 : null)) };
        var pressed = (await scored.RowsAsync("query/querySatisfactions", range)).Select(r => Text(r, "ivrDtmfDigit")).Where(d => d.Length > 0).ToList();
        var result = await scored.RunAsync(ReportCatalogue.Find("satisfaction")!, ReportSubject.Tenant, ReportUnit.Range);
        Assert.Equal((pressed.Count, pressed.Count(d => d == "3")), (result.Total("presses"), result.Total("press:3")));
        var points = pressed.Where(d => d is "1" or "2" or "3").Select(d => 10 * (d[0] - '0')).ToList();
        Assert.Equal(points.Average(), result.Total("score")!.Value, 9);
        Assert.Equal(pressed.Count, (await scored.RunAsync(ReportCatalogue.Find("satisfaction")!, ReportSubject.Agents, ReportUnit.Range)).Total("presses"));
    }

    [Theory]
    [InlineData("calls", ReportUnit.Hour)]
    [InlineData("states", ReportUnit.Month)]
    [InlineData("queues", ReportUnit.Day)]
    [InlineData("state-totals", ReportUnit.Range)]
    [InlineData("own-states", ReportUnit.Range)]
    [InlineData("call-totals", ReportUnit.Range)]
    [InlineData("queue-analysis", ReportUnit.Range)]
    [InlineData("satisfaction", ReportUnit.Range)]
    public async Task An_awkward_platform_and_one_that_leaves_out_empty_periods_say_the_same(string id, ReportUnit unit)
    {
        await using var awkward = await ReportLab.StartAsync(with: o => o with { Awkward = true });
        await using var sparse = await ReportLab.StartAsync(with: o => o with { Silent = new() { NoEmptyPeriods = true } });
        var report = ReportCatalogue.Find(id)!;
        foreach (var subject in report.Subjects)
        {
            var plain = await lab.RunAsync(report, subject, unit);
            foreach (var other in new[] { awkward, sparse })
            {
                var same = await other.RunAsync(report, subject, unit);
                Assert.Null(same.Failure);
                foreach (var column in plain.Columns.Where(c => c.Total == TotalRule.Sum && c.Key is not ("scoreSum" or "scored")))
                    Assert.Equal((subject, column.Key, plain.Sum(column.Key)), (subject, column.Key, same.Sum(column.Key)));
            }
        }
    }

    [Fact]
    public async Task An_hour_without_a_call_is_a_row_of_zeros_though_the_platform_leaves_it_out()
    {
        // Somebody calls at any hour here, so what the platform says of some hours is taken out.
        await using var gaps = await ReportLab.StartAsync();
        gaps.Answer = (_, answer) => Without(answer, "2026-12-01 03", "2026-12-01 04");
        var day = new DayRange(new(2026, 12, 1), new(2026, 12, 1));
        var tenant = await gaps.RunAsync(ReportCatalogue.Find("calls")!, ReportSubject.Tenant, ReportUnit.Hour, day, anew: true);
        Assert.Equal((24, 0d, 0d), (tenant.Rows.Count, tenant.Rows[3][tenant.At("calls")].Number, tenant.Rows[4][tenant.At("calls")].Number));
        Assert.Equal((false, false), (tenant.Rows[3][tenant.At("inAnswerRate")].IsKnown, tenant.Rows[3][tenant.At("talkMax")].IsKnown));
        gaps.Answer = (_, answer) => Without(answer, "2026-12-01 23");
        Assert.Equal(23, (await gaps.RunAsync(ReportCatalogue.Find("calls")!, ReportSubject.Tenant, ReportUnit.Hour, day, anew: true)).Rows.Count);

        static string Without(string answer, params string[] hours)
        {
            var node = System.Text.Json.Nodes.JsonNode.Parse(answer)!;
            var rows = node["data"]!.AsArray();
            rows.RemoveAll(row => hours.Contains((string?)row!["intHour"]));
            node["totalCount"] = rows.Count;
            return node.ToJsonString();
        }
    }

    private static readonly ReportUnit[] CallReportsUnits = [ReportUnit.Hour, ReportUnit.Day, ReportUnit.Month];

    private static string Text(System.Text.Json.JsonElement row, string name) => row.GetProperty(name).ToString();

    /// <summary>Nothing moves in it, so that all may share it.</summary>
    public sealed class Platform : IAsyncLifetime
    {
        internal ReportLab Lab { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Lab = await ReportLab.StartAsync();
            Lab.Visits = [new(Lab.Queues[0], new(2026, 11, 30, 9, 0, 0), VisitOutcome.Answered, TimeSpan.FromSeconds(3), 2), new(Lab.Queues[1], new(2026, 12, 1, 9, 0, 0), VisitOutcome.Abandoned, TimeSpan.FromSeconds(30), 2)];
            Lab.Samples = [new(new(2026, 12, 1, 9, 0, 0), 4, 30), new(new(2026, 12, 1, 10, 1, 0), 9, 30)];
        }

        public ValueTask DisposeAsync() => Lab.DisposeAsync();
    }
}
