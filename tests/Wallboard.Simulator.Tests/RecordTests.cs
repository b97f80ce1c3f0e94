namespace Wallboard.Simulator.Tests;

public sealed class RecordTests
{
    private const string Visits = "query/queryQueueHistories", Legs = "query/queryCdrs";

    private static readonly string[] Today = ["startTime", "2026-11-22 00:00:00", "endTime", "2026-11-22 23:59:59"];

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public async Task Records_alone_give_the_figures_of_the_truth(int seed)
    {
        await using var lab = await Lab.StartAsync(Lab.Quick(seed));
        var visits = await lab.RowsAsync(Visits, Today);
        var legs = (await lab.RowsAsync(Legs)).ToLookup(l => l.Text("ctiCallId"));
        var truth = lab.Server.Truth();
        foreach (var queue in truth.Queues)
        {
            int answered = 0, inTime = 0, abandoned = 0, otherwise = 0, open = 0;
            foreach (var v in visits.Where(v => v.Text("thisQueue") == queue.Dn))
            {
                var (call, end) = (v.Text("callId"), v.Text("endTime"));
                if (end.Length == 0) open++;
                else if (legs[call].Any(l => l.Text("agent") == v.Text("agent") && l.Text("agent").Length > 0 && l.Text("answerStamp") == end))
                {
                    answered++;
                    if (v.Int("holdTime") <= 20) inTime++;
                }
                // The call is over at that second: given up. It goes on, at the voicemail or in another queue: sent on.
                else if (legs[call].Any(l => l.Text("endStamp") == end && l.Text("answerStamp").Length == 0 && l.Text("hangupCause") == "send_bye")
                    && !visits.Any(n => n.Text("callId") == call && n.Int("id") > v.Int("id"))) abandoned++;
                else otherwise++;
            }
            Assert.Equal((queue.Offered, queue.Answered, queue.Abandoned, queue.LeftOtherwise, queue.Open),
                (answered + abandoned + otherwise + open, answered, abandoned, otherwise, open));
            Assert.Equal(queue.ServiceLevel, (double)inTime / (answered + abandoned));
        }
    }

    [Fact]
    public async Task Live_answers_and_the_truth_agree()
    {
        await using var lab = await Lab.StartAsync();
        var truth = lab.Server.Truth();
        var queues = await lab.RowsAsync("callcenter/queryQueueRealtimeData");
        Assert.Equal(
            truth.Queues.Select(q => (q.Dn, q.Waiting, q.Calling, q.LongestWaitSeconds, q.Ready, q.Busy, q.SignedIn, q.Offered, q.Answered)),
            queues.Select(q => (q.Text("thisQueue"), q.Int("queueNum"), q.Int("callingNum"), q.Int("maxHoldTime"), q.Int("readyNum"), q.Int("busyNum"),
                q.Int("loginNum"), q.Int("inCalls"), q.Int("inAnswerCalls"))));
        Assert.All(queues, q => Assert.Equal(q.Int("queueSum"), q.Int("queueNum") + q.Int("callingNum")));
        var agents = await lab.RowsAsync("callcenter/queryAgentRealtimeData");
        foreach (var (expected, row) in truth.Agents.Zip(agents))
        {
            Assert.Equal(
                (expected.Dn, expected.State, expected.Reason, expected.CallId ?? "", expected.Number ?? ""),
                (row.Text("agent"), row.Int("state"), row.GetProperty("reasonCode").Maybe(), row.Text("callID"), row.Text("mobile")));
        }
        var present = new List<string>();
        foreach (var queue in truth.Queues)
        {
            var rows = (await lab.AskAsync("callcenter/queryQueueRealtimeQueueData", "queueName", queue.Dn)).GetProperty("data").EnumerateArray();
            present.AddRange(rows.Where(r => r.Text("thisDN").Length == 0).Select(r => r.Text("callId")));
        }
        Assert.Equal(truth.Waiting.Select(w => w.CallId).Order(), present.Order());
    }

    [Fact]
    public async Task Pages_cover_everything_once()
    {
        await using var lab = await Lab.StartAsync();
        var all = (await lab.RowsAsync(Legs, Today)).Select(l => l.Text("id")).ToList();
        var paged = new List<string>();
        for (var page = 1; ; page++)
        {
            var rows = await lab.RowsAsync(Legs, [.. Today, "currentPage", $"{page}", "pageSize", "500", "sort", "startStamp", "order", "asc"]);
            paged.AddRange(rows.Select(r => r.Text("id")));
            if (rows.Count < 500) break;
        }
        Assert.Equal(all.Order(), paged.Order());
        Assert.Equal(all.Count, paged.Distinct().Count());
    }

    [Fact]
    public async Task Filters_filter()
    {
        await using var lab = await Lab.StartAsync();
        var visits = await lab.RowsAsync(Visits);
        var (one, long20) = (visits[100], visits.Where(v => v.Int("holdTime") is >= 3 and <= 9).ToList());
        Assert.Equal(long20.Count, (await lab.RowsAsync(Visits, "holdTime", "3", "holdTimeMin", "9")).Count);
        Assert.All(await lab.RowsAsync(Visits, "callId", one.Text("callId")), v => Assert.Equal(one.Text("callId"), v.Text("callId")));
        Assert.Equal(visits.Count(v => v.Text("queueName") == "售后服务"), (await lab.RowsAsync(Visits, "queueName", "售后服务")).Count);
        var legs = await lab.RowsAsync(Legs);
        var fails = new List<int>();
        foreach (var kind in new[] { "1", "2", "3", "4", "5" }) fails.Add((await lab.RowsAsync(Legs, "isCdrInboundFail", kind)).Count);
        Assert.Equal(legs.Count, fails[..4].Sum());
        Assert.Equal(fails[4], fails[..3].Sum());
        Assert.All(fails, count => Assert.NotEqual(0, count));
        Assert.Equal(legs.Select(l => l.Text("ctiCallId")).Distinct().Count(), (await lab.RowsAsync(Legs, "repeatCallId", "1")).Count);
        var answered = await lab.RowsAsync(Legs, "second", "5", "callType", "2");
        Assert.All(answered, l => Assert.True(int.Parse(l.Text("billsec"), null) >= 5 && l.Text("ctiCallType") == "2"));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task The_end_of_a_range_belongs_to_it_or_not_as_the_switch_says(bool inclusive)
    {
        await using var lab = await Lab.StartAsync(Lab.Quick() with { Silent = new() { EndTimeInclusive = inclusive } });
        var stamp = (await lab.RowsAsync(Visits))[50].Text("startTime");
        Assert.Equal(inclusive, (await lab.RowsAsync(Visits, "startTime", stamp, "endTime", stamp)).Count > 0);
    }

    [Fact]
    public async Task Lists_without_a_page_size_give_ten_when_switched_so()
    {
        await using var lab = await Lab.StartAsync(Lab.Quick() with { Silent = new() { TenRowsByDefault = true } });
        Assert.Equal(10, (await lab.RowsAsync(Legs)).Count);
        Assert.Equal(10, (await lab.RowsAsync("query/queryUsers")).Count);
    }

    [Fact]
    public async Task The_platforms_clock_runs_on_while_frozen()
    {
        await using var lab = await Lab.StartAsync();
        lab.Server.Freeze();
        lab.Pass(90);
        Assert.Equal("2026-11-22 02:01:30", (await lab.AskAsync("query/querySysDateTime")).Text("data"));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Legs_in_progress_are_listed_unless_switched_off(bool onlyEnded)
    {
        await using var lab = await Lab.StartAsync(Lab.Quick() with { Silent = new() { LegsOnlyWhenEnded = onlyEnded } });
        Assert.Equal(onlyEnded, (await lab.RowsAsync(Legs)).All(l => l.Text("endStamp").Length > 0));
    }
}
