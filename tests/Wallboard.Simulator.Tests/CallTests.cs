using static Wallboard.Simulator.Tests.SeatClient;

namespace Wallboard.Simulator.Tests;

/// <summary>Guide 4.6–4.9 and 4.24: placing, holding, releasing and answering calls.</summary>
public sealed class CallTests
{
    [Fact]
    public async Task A_call_is_dialled_answered_recorded_and_over()
    {
        await using var lab = await LabAsync();
        await using var seat = await SignInAsync(lab);
        var dialled = await seat.AskAsync(200, ("otherDN", Customer), (".cti-tenant-id", "10000"));
        var call = dialled.One(505);
        Assert.Equal([582, 505, 582], dialled.Select(e => e.Id()));
        Assert.Equal([3, 6], dialled.Reasons());
        Assert.Equal((Customer, 3, "6900", Customer), (call.Text("otherDN"), call.Int("callType"), call.Text("ANI"), call.Text("DNIS")));
        var answered = await seat.PassAsync(UntilAnswered);
        Assert.Equal([506, 589], answered.Calls());
        Assert.Equal([7, 1], answered.Reasons());
        var over = await seat.PassAsync(UntilOver);
        Assert.Equal([519, 515], over.Calls());
        Assert.Equal([0], over.Reasons());
        // The customer is the called side.
        Assert.Equal("recv_bye", over.One(515).GetProperty("attachDatas").Text("hangupCause"));
        var row = Assert.Single(await lab.RowsAsync("query/queryCdrs", "ctiCallId", call.Text("callID")));
        Assert.Equal((CtiClient.Seat, Customer, "makeCall", "3"), (row.Text("agent"), row.Text("destinationNumber"), row.Text("channelAttr"), row.Text("ctiCallType")));
        Assert.Equal(over.One(519).Text("fileName"), row.Text("filename"));
        Assert.Equal(over.One(519).Int("duration").ToString(null, null), row.Text("billsec"));
        var day = Assert.Single(await lab.RowsAsync("callcenter/queryAgentRealtimeData", "agent", CtiClient.Seat));
        Assert.Equal((1, 1, over.One(519).Int("duration")), (day.Int("outCalls"), day.Int("outAnswerCalls"), day.Int("outTalkTime")));
    }

    [Theory]
    [InlineData(NobodyThere, "NO_ANSWER")]
    [InlineData(Engaged, "call_failed")]
    public async Task A_call_that_nobody_takes_is_released_with_its_cause(string number, string cause)
    {
        await using var lab = await LabAsync();
        await using var seat = await SignInAsync(lab);
        await seat.AskAsync(200, ("otherDN", number));
        var events = await seat.PassAsync(UntilAnswered);
        Assert.Equal([515], events.Calls());
        Assert.Equal(cause, events.One(515).GetProperty("attachDatas").Text("hangupCause"));
        Assert.Equal([7, 3], events.Reasons());
    }

    [Theory, InlineData("10000_1900"), InlineData("6900"), InlineData("1900")]
    public async Task An_agent_is_called_by_seat_extension_or_short_number_and_both_hear_of_it(string number)
    {
        await using var lab = await LabAsync();
        await using var caller = await SignInAsync(lab, "10000_1003");
        await using var called = await SignInAsync(lab);
        await called.AskAsync(101);
        var id = (await caller.AskAsync(200, ("otherDN", number))).One(505).Text("callID");
        // Dialling takes at most four seconds, and nobody answers within two.
        for (var i = 0; i < 8 && !(await called.DrainAsync()).Exists(e => e.Id() == 503); i++) lab.Pass(0.5);
        Assert.Equal((8888, (294, 2)), (8888, (await called.AskAsync(294)).Hint()));
        Assert.Equal([506, 589], (await caller.DrainAsync()).Calls());
        await called.AskAsync(203, ("callID", id), ("otherDN", "10000_1003"));
        Assert.Equal("recv_bye", (await caller.DrainAsync()).One(515).GetProperty("attachDatas").Text("hangupCause"));
        Assert.Equal(["10000_1003", "10000_1900"], (await lab.RowsAsync("query/queryCdrs", "ctiCallId", id)).Select(r => r.Text("agent")).Order());
    }

    [Fact]
    public async Task A_queue_is_called_and_the_call_seen_in_it()
    {
        await using var lab = await LabAsync();
        await using var seat = await SignInAsync(lab);
        await seat.AskAsync(275, ("queueDNS", new[] { "10000_8000" }));
        var id = (await seat.AskAsync(200, ("otherDN", "10000_8000"))).One(505).Text("callID");
        var events = await seat.PassAsync(60);
        var visit = events.Where(e => e.Id() == 520 && e.Text("callID") == id).ToList();
        Assert.Equal([0, 3, 1], visit.Select(e => e.Int("status")));
        Assert.All(visit, e => Assert.Equal((1, "6900"), (e.Int("callType"), e.Text("ani"))));
        Assert.Contains(506, events.Calls());
        Assert.Single(await lab.RowsAsync("query/queryQueueHistories", "callId", id));
        Assert.Equal(2, (await lab.RowsAsync("query/queryCdrs", "ctiCallId", id)).Count);
        Assert.Contains(515, (await seat.AskAsync(203, ("callID", id), ("otherDN", "10000_1900"))).Calls());
    }

    [Fact]
    public async Task A_customer_who_answers_is_sent_into_a_flow()
    {
        await using var lab = await LabAsync();
        await using var seat = await SignInAsync(lab);
        await seat.AskAsync(301, ("tenantIDS", new[] { "10000" }));
        var id = (await seat.AskAsync(200, ("otherDN", Customer), (".ivr_id", "1"), (".voice_tts", "您好"))).One(505).Text("callID");
        var events = await seat.PassAsync(UntilAnswered);
        Assert.Equal([506, 589, 519, 515], events.Calls().Where(e => e != 605));
        Assert.Equal("start", events.First(e => e.Id() == 605 && e.Text("callId") == id).Text("ivrStatus"));
        Assert.Equal(3, events.First(e => e.Id() == 605 && e.Text("callId") == id).Int("callType"));
    }

    [Fact]
    public async Task A_held_call_is_still_a_talk_until_taken_back()
    {
        await using var lab = await LabAsync();
        await using var seat = await SignInAsync(lab);
        var id = await seat.TalkAsync();
        var held = await seat.AskAsync(204, ("callID", id), ("otherDN", Customer));
        Assert.Equal([509], held.Select(e => e.Id()));
        Assert.Equal((2, 1), lab.Server.Truth().Agents.Where(a => a.Dn == CtiClient.Seat).Select(a => (a.State, a.Reason ?? -1)).Single());
        Assert.Equal(18, await seat.ErrorAsync(204, ("callID", id)));
        Assert.Equal([513], (await seat.AskAsync(217, ("callID", id), ("otherDN", Customer))).Select(e => e.Id()));
        Assert.Equal(38, await seat.ErrorAsync(217, ("callID", id)));
    }

    [Fact]
    public async Task A_held_customer_who_hangs_up_breaks_the_hold()
    {
        await using var lab = await LabAsync();
        await using var seat = await SignInAsync(lab);
        var id = await seat.TalkAsync();
        await seat.AskAsync(204, ("callID", id));
        var over = await seat.PassAsync(UntilOver);
        Assert.Equal([519, 515, 9999], over.Calls());
        Assert.Equal((204, 38, "异常退出保持"), (over.One(9999).Int("errorMessageId"), over.One(9999).Int("errorCode"), over.One(9999).Text("errorMessage")));
    }

    [Fact]
    public async Task Another_call_beside_a_held_one()
    {
        await using var lab = await LabAsync();
        await using var seat = await SignInAsync(lab);
        var first = await seat.TalkAsync();
        Assert.Equal(32, await seat.ErrorAsync(200, ("otherDN", Other)));
        Assert.Equal(39, await seat.ErrorAsync(200, ("otherDN", Other), (".holdCall", "1"), (".callID", first)));
        Assert.Equal(4, await seat.ErrorAsync(200, ("otherDN", Other), (".holdCall", "1")));
        await seat.AskAsync(204, ("callID", first));
        var second = (await seat.AskAsync(200, ("otherDN", Other), (".holdCall", "1"), (".callID", first))).One(505).Text("callID");
        Assert.Equal((200, 8), (await seat.PassAsync(UntilAnswered)).Hint());
        Assert.Equal(32, await seat.ErrorAsync(217, ("callID", first)));
        Assert.Equal([519, 515], (await seat.AskAsync(203, ("callID", second), ("otherDN", Other))).Calls());
        Assert.Equal((1, first), lab.Server.Truth().Agents.Where(a => a.Dn == CtiClient.Seat).Select(a => (a.Reason ?? -1, a.CallId)).Single());
        await seat.AskAsync(200, ("otherDN", NobodyThere), (".holdCall", "1"), (".callID", first));
        Assert.Equal(39, (await seat.PassAsync(UntilAnswered)).One(9999).Int("errorCode"));
        Assert.Equal([513], (await seat.AskAsync(217, ("callID", first))).Select(e => e.Id()));
        Assert.Equal("holdCall", Assert.Single(await lab.RowsAsync("query/queryCdrs", "ctiCallId", second)).Text("channelAttr"));
    }

    [Fact]
    public async Task Another_agents_call_is_released()
    {
        await using var lab = await LabAsync();
        await using var agent = await SignInAsync(lab, "10000_1003");
        await using var supervisor = await SignInAsync(lab);
        await supervisor.AskAsync(266, ("agentDNS", new[] { "10000_1003" }));
        await agent.AskAsync(200, ("otherDN", Customer));
        lab.Pass(UntilAnswered);
        await agent.DrainAsync();
        var id = (await supervisor.DrainAsync()).Last(e => e.Id() == 588).Text("callID");
        Assert.Equal([], (await supervisor.AskAsync(203, ("callID", id), ("otherDN", "10000_1003"))).Calls());
        Assert.Equal([519, 515], (await agent.DrainAsync()).Calls());
        Assert.Equal(4, await supervisor.ErrorAsync(203, ("callID", id), ("otherDN", "10000_1003")));
    }

    [Fact]
    public async Task What_rings_is_answered_or_refused_on_request()
    {
        await using var lab = await LabAsync();
        await using var seat = await SignInAsync(lab);
        Assert.Equal(4, await seat.ErrorAsync(294, ("isReject", "0")));
        var id = await seat.RungAsync(Customer);
        var answered = await seat.AskAsync(294, ("isReject", "0"));
        Assert.Equal([506, 589, 8888], answered.Calls());
        Assert.Equal((294, 2), answered.Hint());
        await seat.AskAsync(203, ("callID", id), ("otherDN", Customer));
        await seat.RungAsync(Other);
        var refused = await seat.AskAsync(294, ("isReject", "1"));
        Assert.Equal([515, 8888], refused.Calls());
        Assert.Equal(((294, 3), "CALL_REJECTED"), (refused.Hint(), refused.One(515).GetProperty("attachDatas").Text("hangupCause")));
        Assert.Equal(18, await seat.ErrorAsync(294, ("isReject", "2")));
    }
}
