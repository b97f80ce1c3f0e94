using System.Text.Json;
using static Wallboard.Simulator.Tests.SeatClient;

namespace Wallboard.Simulator.Tests;

/// <summary>Guide 4.10–4.13: calls passed on, taken over, joined and listened to.</summary>
public sealed class TransferTests
{
    private static async Task<(Lab Lab, SeatClient Seat, string CallId)> TalkingAsync(string seat = CtiClient.Seat)
    {
        var lab = await LabAsync();
        var client = await SignInAsync(lab, seat);
        return (lab, client, await client.TalkAsync());
    }

    private static async Task<List<JsonElement>> LegsAsync(Lab lab, string callId) => await lab.RowsAsync("query/queryCdrs", "ctiCallId", callId);

    [Fact]
    public async Task A_blind_transfer_lets_the_agent_go_at_once()
    {
        var (lab, seat, id) = await TalkingAsync();
        await using var held = lab;
        await using var client = seat;
        var events = await seat.AskAsync(215, ("callID", id), ("otherDN", Other), (".isHold", "0"));
        Assert.Equal([519, 515, 8888], events.Calls());
        Assert.Equal((215, 4), events.Hint());
        lab.Pass(UntilAnswered + UntilOver);
        var legs = await LegsAsync(lab, id);
        Assert.Equal([("10000_1900", Customer, "makeCall"), ("", Other, "transfer")], legs.Select(l => (l.Text("agent"), l.Text("destinationNumber"), l.Text("channelAttr"))));
        Assert.All(legs, l => Assert.NotEqual("", l.Text("endStamp")));
    }

    [Fact]
    public async Task A_transfer_when_answered_lets_the_agent_go_then_or_gives_the_call_back()
    {
        var (lab, seat, id) = await TalkingAsync();
        await using var held = lab;
        await using var client = seat;
        Assert.Equal([], (await seat.AskAsync(215, ("callID", id), ("otherDN", NobodyThere), ("phoneNumber", "10000_1900"), (".isHold", "2"))).Calls());
        Assert.Equal(35, (await seat.PassAsync(UntilAnswered)).One(9999).Int("errorCode"));
        await seat.AskAsync(215, ("callID", id), ("otherDN", Other), ("phoneNumber", "10000_1900"), (".isHold", "2"));
        Assert.Equal([8888, 519, 515], (await seat.PassAsync(UntilAnswered)).Calls());
    }

    [Fact]
    public async Task A_transfer_that_comes_back_leaves_the_agent_in_the_call()
    {
        var (lab, seat, id) = await TalkingAsync();
        await using var held = lab;
        await using var client = seat;
        await seat.AskAsync(215, ("callID", id), ("otherDN", Other), ("phoneNumber", Customer), (".isHold", "1"));
        Assert.Equal([8888], (await seat.PassAsync(UntilAnswered)).Calls());
        // The third one has hung up when their talk is over; the customer talks with the agent again.
        var rows = await UntilAsync(lab, id, legs => legs.Exists(l => l.Text("destinationNumber") == Other && l.Text("endStamp") != ""));
        Assert.Equal("", rows.Single(l => l.Text("agent") == CtiClient.Seat).Text("endStamp"));
        Assert.Equal([519, 515], (await seat.PassAsync(UntilOver)).Calls());
    }

    [Theory, InlineData("0"), InlineData("2")]
    public async Task A_transfer_to_a_queue_makes_a_visit_and_a_second_leg(string mode)
    {
        var (lab, seat, id) = await TalkingAsync();
        await using var held = lab;
        await using var client = seat;
        await seat.AskAsync(275, ("queueDNS", new[] { "10000_8001" }));
        var events = await seat.AskAsync(215, ("callID", id), ("otherDN", "10000_8001"), (".isHold", mode));
        events.AddRange(await seat.PassAsync(30));
        Assert.Equal(4, events.Hint().Code);
        Assert.Contains(515, events.Calls());
        Assert.Equal([0, 3, 1], events.Where(e => e.Id() == 520 && e.Text("callID") == id).Select(e => e.Int("status")).Take(3));
        var second = (await LegsAsync(lab, id)).Single(l => l.Text("queueName") == "10000_8001");
        Assert.Equal("transfer", second.Text("channelAttr"));
        // Who has taken the call over hears the customer, and everybody may know.
        Assert.Equal(Customer, lab.Server.Truth().Agents.Single(a => a.CallId == id).Number);
    }

    [Fact]
    public async Task A_call_rings_at_the_next_agent_with_who_passed_it_on()
    {
        var (lab, agent, id) = await TalkingAsync("10000_1003");
        await using var held = lab;
        await using var client = agent;
        await using var seat = await SignInAsync(lab);
        Assert.Equal(35, await agent.ErrorAsync(215, ("callID", id), ("otherDN", CtiClient.Seat)));
        await seat.AskAsync(101);
        await agent.AskAsync(215, ("callID", id), ("otherDN", CtiClient.Seat), (".isHold", "2"));
        var ringing = (await seat.DrainAsync()).One(503);
        Assert.Equal((Customer, "10000_1003", "3"), (ringing.Text("otherDN"), ringing.Text("thirdDN"), ringing.Text("thirdRole")));
        await seat.AskAsync(294, ("isReject", "1"));
        Assert.Equal(35, (await agent.DrainAsync()).One(9999).Int("errorCode"));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_call_is_taken_over_from_another_agent(bool ringing)
    {
        await using var lab = await LabAsync();
        await using var seat = await SignInAsync(lab);
        await using var other = await SignInAsync(lab, "10000_1003");
        var id = await seat.RungAsync(Customer);
        if (!ringing) await seat.AskAsync(294);
        await other.AskAsync(215, ("callID", id), ("otherDN", CtiClient.Seat));
        Assert.Contains(515, (await seat.DrainAsync()).Calls());
        Assert.Equal((506, Customer), (506, (await other.PassAsync(UntilAnswered)).One(506).Text("otherDN")));
        Assert.Equal(["10000_1003", "10000_1900"], (await LegsAsync(lab, id)).Select(l => l.Text("agent")).Order());
    }

    [Theory, InlineData("0"), InlineData("1")]
    public async Task A_customer_sent_into_a_flow_comes_back_if_asked_for(string mode)
    {
        var (lab, seat, id) = await TalkingAsync();
        await using var held = lab;
        await using var client = seat;
        await seat.AskAsync(301, ("tenantIDS", new[] { "10000" }));
        var events = await seat.AskAsync(290, ("callID", id), ("phoneNumber", Customer), (".ivrID", "1"), (".isHold", mode));
        Assert.Contains(events, e => e.Id() == 605 && e.Text("callId") == id && e.Text("ivrStatus") == "start");
        Assert.Equal(mode == "0", events.Exists(e => e.Id() == 515));
        if (mode == "0") return;
        // A key that the menu has ends the flow, and the customer is back.
        while (lab.Server.Truth().Ivr.Sessions.Any(s => s.CallId == id && s.Node != "102")) lab.Pass(0.5);
        await seat.DrainAsync();
        var pressed = await seat.AskAsync(250, ("callID", id), ("otherDN", Customer), ("dtmfDigit", "2"));
        Assert.Equal(["get_digit", "execute_end", "stop"], pressed.Where(e => e.Id() == 605 && e.Text("callId") == id).Select(e => e.Text("ivrStatus")));
        Assert.DoesNotContain(lab.Server.Truth().Ivr.Sessions, s => s.CallId == id);
        Assert.Equal([519, 515], (await seat.PassAsync(UntilOver)).Calls().Where(e => e != 605));
    }

    [Fact]
    public async Task A_third_party_joins_and_two_go_on_when_one_leaves()
    {
        var (lab, seat, id) = await TalkingAsync();
        await using var held = lab;
        await using var client = seat;
        await seat.AskAsync(214, ("callID", id), ("otherDN", NobodyThere), ("phoneNumber", Customer));
        Assert.Equal(40, (await seat.PassAsync(UntilAnswered)).One(9999).Int("errorCode"));
        await seat.AskAsync(214, ("callID", id), ("otherDN", Other), ("phoneNumber", Customer));
        Assert.Equal(36, await seat.ErrorAsync(292, ("callID", id), ("otherDN", Customer)));
        Assert.Equal((214, 9), (await seat.PassAsync(UntilAnswered)).Hint());
        Assert.Equal(37, await seat.ErrorAsync(293, ("callID", id), ("otherDN", Customer)));
        Assert.Equal([], (await seat.AskAsync(203, ("callID", id), ("otherDN", Customer))).Calls());
        Assert.Equal([519, 515], (await seat.AskAsync(203, ("callID", id), ("otherDN", Other))).Calls());
        Assert.Equal(["makeCall", "conference", "conference"], (await LegsAsync(lab, id)).Select(l => l.Text("channelAttr")));
    }

    [Theory, InlineData("10000_1003", "10000_1900"), InlineData("10000_1900", "10000_1003")]
    public async Task A_supervisor_barges_in_and_goes_again(string inside, string other)
    {
        var (lab, agent, id) = await TalkingAsync("10000_1003");
        await using var held = lab;
        await using var client = agent;
        await using var supervisor = await SignInAsync(lab);
        var rung = await supervisor.AskAsync(214, inside, ("callID", id), ("otherDN", other));
        Assert.Equal([503], rung.Calls());
        Assert.Equal([506, 589, 8888], (await supervisor.PassAsync(UntilAnswered)).Calls());
        Assert.Equal([519, 515], (await supervisor.AskAsync(203, ("callID", id), ("otherDN", CtiClient.Seat))).Calls());
        Assert.Equal([], (await agent.DrainAsync()).Calls());
    }

    [Fact]
    public async Task A_supervisor_listens_without_being_in_the_call()
    {
        var (lab, agent, id) = await TalkingAsync("10000_1003");
        await using var held = lab;
        await using var client = agent;
        await using var supervisor = await SignInAsync(lab);
        Assert.Equal([503], (await supervisor.AskAsync(265, ("callID", id), ("otherDN", Customer))).Calls());
        Assert.Equal([506], (await supervisor.PassAsync(UntilAnswered)).Calls());
        Assert.Equal([519, 515], (await agent.AskAsync(203, ("callID", id), ("otherDN", Customer))).Calls());
        Assert.Equal([515], (await supervisor.DrainAsync()).Calls());
        var leg = (await LegsAsync(lab, id)).Single(l => l.Text("agent") == CtiClient.Seat);
        Assert.Equal(("monitor", ""), (leg.Text("channelAttr"), leg.Text("filename")));
        var day = Assert.Single(await lab.RowsAsync("callcenter/queryAgentRealtimeData", "agent", CtiClient.Seat));
        Assert.Equal((0, 0), (day.Int("inCalls"), day.Int("talkTime")));
    }

    private static async Task<List<JsonElement>> UntilAsync(Lab lab, string id, Predicate<List<JsonElement>> there)
    {
        while (true)
        {
            var legs = await LegsAsync(lab, id);
            if (there(legs)) return legs;
            lab.Pass(5);
        }
    }
}
