using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Wallboard.Simulator.Tests;

/// <summary>Conservation: whichever way a figure is asked for, it is the same.</summary>
public sealed class StatisticsTests
{
    private static readonly string[] Range = ["startTime", "2026-11-20 00:00:00", "endTime", "2026-11-22 23:59:59"];

    private static readonly string[] Contacts =
        ["calls", "inCalls", "outCalls", "inAnswerCalls", "outAnswerCalls", "inTransfers", "outTransfers", "inMonitors", "outMonitors", "inConferences", "outConferences", "talkTime"];

    private static readonly string[] Times =
        ["acwTime", "busyTime", "leaveTime", "breakTime", "readyTime", "workTime", "operationTime_9", "operationTime_10", "talkTime", "inTalkTime", "outTalkTime"];

    private static readonly string[] Counts =
        ["acwCount", "busyCount", "leaveCount", "breakCount", "readyCount", "loginCount", "logoutCount", "operationCount_9", "operationCount_10", .. Contacts[..5]];

    private static readonly string[] Visits = ["inCalls", "inAnswerCalls", "inUnAnswerCalls", "inAbandonCalls", "holdTime", "abandonTime"];

    private static readonly (string Hour, string Day, string Month, string StateDay, string StateMonth, string VisitDay)[] Paths =
        [.. new[] { "Tenant", "Queue", "SkillGroup", "Agent" }.Select(d => (
            $"query/query{d}HourDateStatistics", $"query/query{d}DayDateStatistics", $"query/query{d}MonthDateStatistics",
            $"query/query{d}StateDayDateStatistics", $"query/query{d}StateMonthDateStatistics", $"query/query{d}DayDateQueueStatistics"))];

    private static Task ForSeeds(int tests, Func<Lab, Task> property)
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests), Prop.ForAll<int>(seed => RunAsync(seed).GetAwaiter().GetResult()));
        return Task.CompletedTask;

        async Task RunAsync(int seed)
        {
            await using var lab = await Lab.StartAsync(Lab.Quick(seed) with { HistoryDays = 2, Start = Lab.At("2026-11-22 00:40:00") });
            await property(lab);
        }
    }

    private static string[] Asking(Lab lab, int dimension) => dimension switch
    {
        0 => Range,
        1 => [.. Range, "filter", string.Join(',', lab.Server.Truth().Queues.Select(q => q.Dn))],
        2 => [.. Range, "filter", Departments(lab)],
        _ => [.. Range, "filter", string.Join(',', lab.Server.Truth().Agents.Select(a => a.Dn))],
    };

    private static string Departments(Lab lab) => JsonSerializer.Serialize(
        lab.Server.Truth().Agents.Chunk(5).Index().ToDictionary(c => $"部门{c.Index}", c => $"[{string.Join(',', c.Item.Select(a => a.Dn))}]"));

    private static Dictionary<string, long> Sum(IEnumerable<JsonElement> rows, IEnumerable<string> fields)
    {
        var all = rows.ToList();
        return fields.ToDictionary(f => f, f => all.Sum(r => long.Parse(r.GetProperty(f).ToString(), null)));
    }

    [Fact]
    public Task Hours_sum_to_days_and_days_to_months() => ForSeeds(2, async lab =>
    {
        for (var dimension = 0; dimension < 4; dimension++)
        {
            var (paths, asking) = (Paths[dimension], Asking(lab, dimension));
            var (hours, days, months) = (await lab.RowsAsync(paths.Hour, asking), await lab.RowsAsync(paths.Day, asking), await lab.RowsAsync(paths.Month, asking));
            foreach (var day in days.GroupBy(Subject))
            {
                Assert.Equal(["2026-11-20", "2026-11-21", "2026-11-22"], day.Select(d => d.Text("intDay")));
                foreach (var row in day)
                    Assert.Equal(Sum(hours.Where(h => Subject(h) == day.Key && h.Text("date") == row.Text("intDay")), Contacts), Sum([row], Contacts));
                Assert.Equal(Sum(months.Where(m => Subject(m) == day.Key), Contacts), Sum(day, Contacts));
            }
            var (stateDays, stateMonths) = (await lab.RowsAsync(paths.StateDay, asking), await lab.RowsAsync(paths.StateMonth, asking));
            foreach (var day in stateDays.GroupBy(Subject))
                Assert.Equal(Sum(stateMonths.Where(m => Subject(m) == day.Key), [.. Times, .. Counts]), Sum(day, [.. Times, .. Counts]));
        }
        static string Subject(JsonElement row) => row.Text("name");
    });

    [Fact]
    public Task Agents_sum_to_departments_and_to_the_tenant() => ForSeeds(2, async lab =>
    {
        foreach (var (path, fields) in new (Func<int, string>, string[])[]
            { (d => Paths[d].Day, Contacts), (d => Paths[d].StateDay, [.. Times, .. Counts]), (d => Paths[d].StateMonth, [.. Times, .. Counts]) })
        {
            var tenant = Sum(await lab.RowsAsync(path(0), Asking(lab, 0)), fields);
            Assert.Equal(tenant, Sum(await lab.RowsAsync(path(2), Asking(lab, 2)), fields));
            Assert.Equal(tenant, Sum(await lab.RowsAsync(path(3), Asking(lab, 3)), fields));
        }
        var visits = Sum(await lab.RowsAsync(Paths[0].VisitDay, Asking(lab, 0)), Visits);
        Assert.Equal(visits, Sum(await lab.RowsAsync(Paths[1].VisitDay, Asking(lab, 1)), Visits));
        // A visit that never rang at anybody is no agent's.
        Assert.Equal(visits["inAnswerCalls"], Sum(await lab.RowsAsync(Paths[3].VisitDay, Asking(lab, 3)), Visits)["inAnswerCalls"]);
        Assert.Equal(visits["inAnswerCalls"], Sum(await lab.RowsAsync(Paths[2].VisitDay, Asking(lab, 2)), Visits)["inAnswerCalls"]);
    });

    [Fact]
    public Task Calls_are_the_rows_of_6_21() => ForSeeds(2, async lab =>
    {
        var extensions = lab.Server.Truth().Agents.ToDictionary(a => a.Dn, a => a.Extension);
        var legs = (await lab.RowsAsync("query/queryCdrs", Range)).Where(l => l.Text("agent").Length > 0).ToLookup(l => l.Text("agent"));
        var all = legs.SelectMany(g => g).ToList();
        var rows = await lab.RowsAsync("query/queryIntentionStatistics", [.. Range, "type", "3", "filter", "10000"]);
        foreach (var row in rows) AssertSame(row, [.. legs[row.Text("agent")]]);
        foreach (var row in await lab.RowsAsync(Paths[3].Month, Asking(lab, 3))) AssertSame(row, [.. legs[row.Text("agent")]]);
        AssertSame((await lab.RowsAsync(Paths[0].Month, Asking(lab, 0))).Single(), all);
        foreach (var row in await lab.RowsAsync(Paths[1].Month, Asking(lab, 1))) AssertSame(row, [.. all.Where(l => l.Text("queueName") == row.Text("agent"))]);
        foreach (var row in await lab.RowsAsync(Paths[3].Hour, Asking(lab, 3)))
            AssertSame(row, [.. legs[row.Text("agent")].Where(l => l.Text("startStamp").StartsWith(row.Text("intHour"), StringComparison.Ordinal))]);

        void AssertSame(JsonElement row, List<JsonElement> own)
        {
            // The caller of an internal call is on its way out.
            var outgoing = own.Where(l => l.Text("callerIdNumber") == extensions[l.Text("agent")]).ToList();
            var answered = own.Where(l => l.Text("answerStamp").Length > 0).ToList();
            var talk = answered.Select(l => int.Parse(l.Text("billsec"), null)).ToList();
            Assert.Equal(
                (own.Count, outgoing.Count, answered.Count, talk.Sum(), own.Count(l => l.Text("channelAttr") == "transfer")),
                (row.Int("calls"), row.Int("outCalls"), row.Int("inAnswerCalls") + row.Int("outAnswerCalls"), int.Parse(row.Text("talkTime"), null),
                    row.Int("inTransfers") + row.Int("outTransfers")));
            Assert.Equal((talk.DefaultIfEmpty().Min(), talk.DefaultIfEmpty().Max()), (row.Int("minTalkTime"), row.Int("maxTalkTime")));
            Assert.Equal(own.Count == 0 ? 0 : talk.Sum() / own.Count, int.Parse(row.Text("avgTalkTime"), null));
            var incoming = own.Count - outgoing.Count;
            Assert.Equal(
                incoming == 0 ? "0.00%" : $"{Math.Round(100m * row.Int("inAnswerCalls") / incoming, 2, MidpointRounding.AwayFromZero):0.00}%", row.Text("inCallCompletingRate"));
        }
    });

    [Fact]
    public Task Visits_are_the_rows_of_6_19() => ForSeeds(2, async lab =>
    {
        var legs = (await lab.RowsAsync("query/queryCdrs")).ToLookup(l => l.Text("ctiCallId"));
        var visits = await lab.RowsAsync("query/queryQueueHistories", Range);
        var ranges = (await lab.RowsAsync("query/queryQueueStatistics", Asking(lab, 1))).ToDictionary(r => r.Text("queueName"));
        var days = await lab.RowsAsync(Paths[1].VisitDay, Asking(lab, 1));
        foreach (var queue in visits.GroupBy(v => v.Text("thisQueue")))
        {
            var range = ranges[queue.Key];
            int open = queue.Count(v => v.Text("endTime").Length == 0), answered = queue.Count(IsAnswered);
            Assert.Equal((queue.Count(), answered), (range.Int("inCallNum") + range.Int("outCallNum"), range.Int("answerNum")));
            Assert.Equal(queue.Count(), answered + range.Int("agentHoldNum") + range.Int("queueHoldNum") + open);
            Assert.Equal(queue.Sum(v => v.Int("holdTime")), range.Int("holdTime"));
            Assert.Equal(range.Int("abandonNum"), range.Int("agentAbandonNum") + range.Int("queueAbandonNum"));
            foreach (var day in days.Where(d => d.Text("agent") == queue.Key))
            {
                var own = queue.Where(v => v.Text("startTime").StartsWith(day.Text("intDay"), StringComparison.Ordinal)).ToList();
                Assert.Equal((own.Count, own.Count(IsAnswered), own.Sum(v => v.Int("holdTime"))), (day.Int("inCalls"), day.Int("inAnswerCalls"), day.Int("holdTime")));
                Assert.Equal(own.Count, day.Int("inAnswerCalls") + day.Int("inUnAnswerCalls") + own.Count(v => v.Text("endTime").Length == 0));
                Assert.True(day.Int("inAbandonCalls") <= day.Int("inUnAnswerCalls"));
            }
            var sum = Sum(days.Where(d => d.Text("agent") == queue.Key), Visits);
            Assert.Equal((sum["inAbandonCalls"], sum["abandonTime"]), (range.Int("abandonNum"), range.Int("abandonTime")));
        }
        var today = lab.Server.Truth();
        foreach (var queue in today.Queues)
        {
            var row = days.Single(d => d.Text("agent") == queue.Dn && d.Text("intDay") == "2026-11-22");
            Assert.Equal((queue.Offered, queue.Answered, queue.Abandoned, queue.LeftOtherwise + queue.Abandoned),
                (row.Int("inCalls"), row.Int("inAnswerCalls"), row.Int("inAbandonCalls"), row.Int("inUnAnswerCalls")));
        }
        var live = await lab.RowsAsync("callcenter/queryQueueRealtimeData");
        Assert.All(live, q => Assert.Equal(q.Int("queueSum"), q.Int("queueNum") + q.Int("callingNum")));

        bool IsAnswered(JsonElement v) =>
            v.Text("endTime").Length > 0 && legs[v.Text("callId")].Any(l => l.Text("agent") == v.Text("agent") && l.Text("agent").Length > 0 && l.Text("answerStamp") == v.Text("endTime"));
    });

    [Fact]
    public Task An_agents_states_fill_the_day() => ForSeeds(2, async lab =>
    {
        var days = await lab.RowsAsync(Paths[3].StateDay, Asking(lab, 3));
        var model = lab.Server.Platform.Tenants["10000"];
        var spans = lab.Server.Platform.At(_ => model.Rows.AgentSpans());
        foreach (var day in days)
        {
            // 6.60 has the number in "name".
            var (number, start) = (day.Text("name"), Lab.At(day.Text("intDay") + " 00:00:00").UtcTicks);
            var end = Math.Min(start + TimeSpan.TicksPerDay, lab.Server.Now.UtcTicks);
            var own = spans.Where(s => model.Plan.Agents[s.Agent].Dn == number).Select(s => (s.State, s.Reason, Seconds: Overlap(s.Started, s.Ended == 0 ? end : s.Ended, start, end))).ToList();
            Assert.Equal((end - start) / TimeSpan.TicksPerSecond, own.Sum(s => s.Seconds));
            Assert.Equal(own.Where(s => s.State != 0).Sum(s => s.Seconds), int.Parse(day.Text("workTime"), null));
            Assert.Equal(own.Where(s => s.State == 1).Sum(s => s.Seconds), int.Parse(day.Text("readyTime"), null));
            var reasons = day.GetProperty("amountAgentReasonCodes").EnumerateArray().ToList();
            Assert.Equal(int.Parse(day.Text("workTime"), null), int.Parse(day.Text("readyTime"), null) + reasons.Sum(r => r.Int("operationTime")));
            foreach (var reason in reasons)
                Assert.Equal(own.Where(s => s.State == 2 && s.Reason == reason.Int("reasonCode")).Sum(s => s.Seconds), reason.Int("operationTime"));
            foreach (var (code, field) in new[] { (0, "acwTime"), (3, "busyTime"), (4, "leaveTime"), (5, "breakTime"), (9, "operationTime_9") })
                Assert.Equal(own.Where(s => s.State == 2 && s.Reason == code).Sum(s => s.Seconds), int.Parse(day.Text(field), null));
        }
        static int Overlap(long from, long to, long start, long end) =>
            Math.Max(0, Model.PlatformZone.Seconds(Math.Max(from, start), Math.Max(Math.Max(from, start), Math.Min(to, end))));
    });

    [Fact]
    public Task H34_satisfaction_counts_the_keys_that_it_is_asked_for() => ForSeeds(2, async lab =>
    {
        string[] asking = [.. Range, "ivrDtmfDigits", "1,2,3,4,5,7", "filter", "10000"];
        var agents = await lab.RowsAsync("query/querySatisfactionStatistics", [.. asking, "type", "3"]);
        var tenant = (await lab.RowsAsync("query/querySatisfactionStatistics", [.. asking, "type", "1"])).Single();
        var legs = await lab.RowsAsync("query/queryCdrs", Range);
        foreach (var key in new[] { "1", "2", "3", "4", "5", "7" })
        {
            Assert.Equal(legs.Count(l => l.Text("ivrDtmfDigit") == key), int.Parse(tenant.Text(key), null));
            Assert.Equal(int.Parse(tenant.Text(key), null), agents.Sum(a => int.Parse(a.Text(key), null)));
        }
        Assert.True(int.Parse(tenant.Text("1"), null) > int.Parse(tenant.Text("5"), null));
        var few = (await lab.RowsAsync("query/querySatisfactionStatistics", [.. Range, "ivrDtmfDigits", "2", "filter", "10000", "type", "1"])).Single();
        Assert.Equal(tenant.Text("2"), few.Text("2"));
        Assert.False(few.TryGetProperty("1", out _));
    });

    [Fact]
    public Task Every_520_adds_up() => ForSeeds(3, async lab =>
    {
        await using var client = await lab.WatchAsync();
        lab.Pass(180);
        var queues = (await client.DrainAsync()).Where(e => e.Id() == 520).ToList();
        Assert.NotEmpty(queues);
        Assert.All(queues, e => Assert.Equal(e.Int("queueSum"), e.Int("queueNum") + e.Int("callingNum")));
    });

    [Fact]
    public async Task S8_empty_hours_are_rows_of_zeros_or_no_rows()
    {
        var options = Lab.Quick() with { HistoryDays = 1, Start = Lab.At("2026-11-22 00:40:00") };
        await using var zeros = await Lab.StartAsync(options);
        await using var gaps = await Lab.StartAsync(options with { Silent = new() { NoEmptyPeriods = true } });
        string[] asking = [.. Range, "filter", CtiClient.Seat + ",10000_1000"];
        var (all, some) = (await zeros.RowsAsync(Paths[3].Hour, asking), await gaps.RowsAsync(Paths[3].Hour, asking));
        Assert.Equal(all.Where(row => row.Int("calls") > 0).Select(row => row.GetRawText()), some.Select(row => row.GetRawText()));
        Assert.Contains(all, row => row.Int("calls") == 0);
    }
}
