using System.Text.Json;

namespace Wallboard.Simulator.Tests;

/// <summary>Records of the IVR, recordings, surveys, voicemail and states follow from the same log as those of calls and visits; deleted ones are gone.</summary>
public sealed class DetailTests(DetailTests.LivedLab shared) : IClassFixture<DetailTests.LivedLab>
{
    /// <summary>Ten lively minutes.</summary>
    public sealed class LivedLab : IAsyncLifetime
    {
        internal Lab Lab { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Lab = await Lab.StartAsync();
            Lab.Pass(600);
        }

        public ValueTask DisposeAsync() => Lab.DisposeAsync();
    }

    private readonly Lab lab = shared.Lab;

    [Fact]
    public async Task A_queue_record_says_who_was_rung()
    {
        var legs = await lab.ListAsync("6.21");
        var refused = legs.First(l => l.Text("hangupCause") == "CALL_REJECTED" && l.Text("queueName").Length > 0);
        var visits = await lab.ListAsync("6.19", "callId", refused.Text("ctiCallId"));
        var steps = new List<JsonElement>();
        foreach (var visit in visits) steps.AddRange(await lab.ListAsync("6.20", "id", $"{visit.Int("id")}"));
        Assert.Contains(steps, s => s.Text("agent") == refused.Text("agent") && s.GetProperty("nodeStatus").Maybe() == 2 && s.Text("startTime") == refused.Text("startStamp"));
        Assert.Equal(steps.Count, (await lab.ListAsync("6.20", "id", refused.Text("ctiCallId"))).Count);
        var answered = (await lab.ListAsync("6.19")).First(v => legs.Exists(l =>
            l.Text("ctiCallId") == v.Text("callId") && l.Text("agent") == v.Text("agent") && v.Text("endTime").Length > 0 && l.Text("answerStamp") == v.Text("endTime")));
        var way = await lab.ListAsync("6.20", "id", $"{answered.Int("id")}");
        Assert.Equal((2, "", answered.Text("startTime"), "1"), (way[0].Int("queueStatus"), way[0].Text("agent"), way[0].Text("startTime"), way[0].Text("sequence")));
        Assert.Equal((1, answered.Text("agent"), answered.Text("endTime")), (way[^1].Int("queueStatus"), way[^1].Text("agent"), way[^1].Text("startTime")));
        Assert.All(way, s => Assert.Equal(answered.Text("callerId"), s.Text("callerId")));
    }

    [Fact]
    public async Task A_call_record_is_found_by_its_number_and_by_the_calls_id()
    {
        foreach (var leg in (await lab.ListAsync("6.21")).TakeLast(20))
        {
            var detail = await lab.DoAsync("6.22", "id", leg.Text("id"));
            foreach (var field in detail.EnumerateObject().Where(p => p.Name != "billRate")) Assert.Equal(leg.Text(field.Name), field.Value.GetString());
            Assert.Equal(leg.Text("ctiCallId"), (await lab.DoAsync("6.22", "id", leg.Text("ctiCallId"))).Text("ctiCallId"));
        }
    }

    [Fact]
    public async Task Talks_that_are_over_have_a_recording()
    {
        var talks = (await lab.ListAsync("6.21")).Where(l => l.Text("agent").Length > 0 && l.Text("answerStamp").Length > 0 && l.Text("endStamp").Length > 0).ToList();
        var recordings = await lab.ListAsync("6.23");
        Assert.Equal(
            talks.Select(l => (l.Text("id"), l.Text("agent"), l.Text("extension"), l.Text("billsec"), l.Text("answerStamp"), l.Text("ctiCallType"))),
            recordings.Select(r => (r.Text("id"), r.Text("agent"), r.Text("extension"), r.Text("duration"), r.Text("createTime"), r.Text("callType"))));
        Assert.All(recordings, r => Assert.Equal("-1", r.Text("campaignId")));
        var one = recordings[^1];
        Assert.Equal(one.Text("createTime"), (await lab.DoAsync("6.24", "id", one.Text("id"))).Text("createTime"));
        Assert.Equal(recordings.Count(r => int.Parse(r.Text("duration"), null) >= 8), (await lab.ListAsync("6.23", "second", "8")).Count);
    }

    [Fact]
    public async Task Contacts_with_a_number_are_counted_by_the_filters_of_the_list()
    {
        var number = (await lab.ListAsync("6.21", "callType", "2"))[0].Text("callerIdNumber");
        Assert.Equal($"{(await lab.ListAsync("6.21", "mobile", number)).Count}", (await lab.DoAsync("6.44", "mobile", number)).GetString());
        Assert.Equal($"{(await lab.ListAsync("6.21", "isCdrInboundFail", "5")).Count}", (await lab.DoAsync("6.44", "isCdrInboundFail", "5")).GetString());
    }

    [Fact]
    public async Task The_ivr_is_recorded_step_by_step_and_leads_into_the_queue()
    {
        var sessions = await lab.ListAsync("6.17", "executeContext", "inbound_ivr");
        var session = sessions.Last(s => s.Text("thisQueue").Length > 0);
        Assert.Contains(await lab.ListAsync("6.19", "callId", session.Text("callId")),
            v => v.Text("thisQueue") == session.Text("thisQueue") && v.Text("startTime") == session.Text("endTime"));
        var steps = await lab.ListAsync("6.18", "ivrSessionId", session.Text("ivrSessionId"), "callId", session.Text("callId"));
        Assert.Equal(Enumerable.Range(1, steps.Count), steps.Select(s => int.Parse(s.Text("eventSequence"), null)));
        Assert.Equal(("start", session.Text("startTime")), (steps[0].Text("ivrStatus"), steps[0].Text("startTime")));
        Assert.Equal(("end_ivr_route", session.Text("endTime"), session.Text("thisQueue")), (steps[^1].Text("ivrStatus"), steps[^1].Text("endTime"), steps[^1].Text("target")));
        Assert.All(steps, s => Assert.Equal((session.Int("id"), session.Text("ani")), (s.Int("id"), s.Text("ani"))));
        var pressed = steps.Last(s => s.Text("ivrDtmfDigit").Length > 0).Text("ivrDtmfDigit");
        var attached = Assert.Single(await lab.ListAsync("6.39", "callID", session.Text("callId")));
        Assert.Equal(pressed, attached.Text($"{session.Text("callId")}_digit"));
        Assert.Equal(["digit"], (await lab.ListAsync("6.39", "callID", session.Text("callId"), "key", "digit"))[0].EnumerateObject().Select(p => p.Name[^5..]));
    }

    [Fact]
    public async Task Surveys_end_in_a_key_that_the_call_record_has_too()
    {
        var surveys = await lab.ListAsync("6.26");
        Assert.Equal(surveys.Count, (await lab.ListAsync("6.17", "executeContext", "satisfaction_ivr")).Count);
        Assert.Contains(surveys, s => s.Text("stopCause") == "FAILED" && s.Text("ivrDtmfDigit").Length == 0);
        foreach (var survey in surveys.Where(s => s.Text("stopCause") == "SUCCESS"))
            Assert.Contains(await lab.ListAsync("6.21", "ctiCallId", survey.Text("callId")), l => l.Text("ivrDtmfDigit") == survey.Text("ivrDtmfDigit"));
        Assert.Equal(surveys.Count(s => s.Text("ivrDtmfDigit") == "1"), (await lab.ListAsync("6.26", "ivrDtmfDigit", "1")).Count);
    }

    [Fact]
    public async Task Messages_are_left_on_the_voicemail_of_a_member_of_the_queue()
    {
        var legs = (await lab.ListAsync("6.21", "ivrDigitType", "5")).Where(l => l.Text("endStamp").Length > 0).ToList();
        var messages = await lab.ListAsync("6.28");
        Assert.Equal(legs.Select(l => (l.Text("ctiCallId"), l.Text("callerIdNumber"))), messages.Select(m => (m.Text("callId"), m.Text("cidNumber"))));
        var box = messages[0].Text("userName");
        Assert.Equal(messages.Count(m => m.Text("userName") == box), (await lab.ListAsync("6.28", "agent", box)).Count);
    }

    [Fact]
    public async Task An_agents_states_follow_one_another()
    {
        var spans = await lab.ListAsync("6.38", "agent", "10000_1000", "sort", "startTime", "order", "asc");
        foreach (var (span, next) in spans.Zip(spans.Skip(1))) Assert.Equal(span.Text("endTime"), next.Text("startTime"));
        Assert.Equal("", spans[^1].Text("endTime"));
        var now = Assert.Single(await lab.ListAsync("6.13", "agent", "10000_1000"));
        Assert.Equal(now.Int("state"), spans[^1].Int("state"));
        Assert.All(spans, s => Assert.Equal(s.Int("state") == 2, s.Int("reasonCode") >= 0));
        Assert.All(await lab.ListAsync("6.38", "state", "2", "reasonCode", "1", "holdTime", "5"), s => Assert.Equal(("通话", true), (s.Text("stateText"), s.Int("holdTime") >= 5)));
    }

    [Fact]
    public async Task Deleted_records_are_gone_from_lists_and_details_and_stay_in_the_figures()
    {
        await using var own = await Lab.StartAsync();
        own.Pass(120);
        var day = await own.ListAsync("6.14");
        var leg = (await own.ListAsync("6.21")).Last(l => l.Text("agent").Length > 0 && l.Text("answerStamp").Length > 0 && l.Text("endStamp").Length > 0);
        var (id, callId) = (leg.Text("id"), leg.Text("ctiCallId"));
        await own.DoAsync("7.7", "id", id);
        Assert.Empty(await own.ListAsync("6.21", "ids", id));
        Assert.Equal(JsonValueKind.Null, (await own.DoAsync("6.22", "id", id)).ValueKind);
        Assert.Equal(callId, (await own.DoAsync("6.24", "id", id)).Text("callId"));
        await own.DoAsync("7.8", "id", callId);
        Assert.Equal(JsonValueKind.Null, (await own.DoAsync("6.24", "id", id)).ValueKind);
        Assert.Empty(await own.ListAsync("6.23", "ids", id));
        var visits = await own.ListAsync("6.19");
        await own.DoAsync("7.9", "id", $"{visits[0].Int("id")},{visits[1].Text("callId")}");
        Assert.Empty((await own.ListAsync("6.19")).Select(v => v.Text("callId")).Intersect([visits[1].Text("callId")]));
        Assert.Empty(await own.ListAsync("6.20", "id", $"{visits[0].Int("id")}"));
        var session = (await own.ListAsync("6.17"))[0];
        await own.DoAsync("7.10", "id", session.Text("callId"));
        Assert.Empty(await own.ListAsync("6.17", "callId", session.Text("callId")));
        Assert.Empty(await own.ListAsync("6.18", "ivrSessionId", session.Text("ivrSessionId")));
        var span = (await own.ListAsync("6.38"))[5].Int("id");
        await own.DoAsync("7.14", "id", $"{span}");
        Assert.DoesNotContain(span, (await own.ListAsync("6.38")).Select(s => s.Int("id")));
        Assert.Equal(day.Select(a => a.ToString()), (await own.ListAsync("6.14")).Select(a => a.ToString()));
    }
}
