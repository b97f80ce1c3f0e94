using static Wallboard.Simulator.Tests.SeatClient;

namespace Wallboard.Simulator.Tests;

/// <summary>Guide 4.1–4.4, 5.2, 5.3: seats of agents, with a client and without.</summary>
public sealed class SeatTests
{
    private static (int State, int? Reason) StateOf(Lab lab, string seat) =>
        lab.Server.Truth().Agents.Where(a => a.Dn == seat).Select(a => (a.State, a.Reason)).Single();

    [Fact]
    public async Task A_signed_in_agent_does_nothing_by_themselves_until_signed_out()
    {
        await using var lab = await Lab.StartAsync();
        // Any agent who is in no call.
        var name = Free(lab).Dn;
        await using var agent = await SignInAsync(lab, name);
        Assert.Equal((2, 3), StateOf(lab, name));
        Assert.Empty(await agent.PassAsync(120));
        Assert.Equal((2, 3), StateOf(lab, name));
        Assert.Equal([581], (await agent.AskAsync(103)).Select(e => e.Id()));
        Assert.Equal((0, null), StateOf(lab, name));
        for (var i = 0; i < 100 && StateOf(lab, name).State == 0; i++) lab.Pass(1);
        Assert.NotEqual(0, StateOf(lab, name).State);
    }

    private static TruthAgent Free(Lab lab) => lab.Server.Truth().Agents.First(a => a is { State: not 0, CallId: null });

    [Fact]
    public async Task A_ready_agent_gets_the_queues_callers_and_wraps_up_until_ready_again()
    {
        await using var lab = await Lab.StartAsync();
        var name = Free(lab).Dn;
        await using var agent = await SignInAsync(lab, name);
        var events = await agent.AskAsync(101);
        for (var i = 0; i < 300 && !events.Exists(e => e.Id() == 515); i++) events.AddRange(await agent.PassAsync(1));
        Assert.Equal([503, 506, 589, 519, 515], events.Calls());
        Assert.Equal([8, 1, 0], events.Reasons());
        Assert.Empty(await agent.PassAsync(60));
        Assert.Equal((2, 0), StateOf(lab, name));
    }

    [Fact]
    public async Task Rest_beyond_the_limit_is_queued_and_comes_when_another_is_back()
    {
        await using var lab = await Lab.StartAsync();
        await using var seat = await SignInAsync(lab);
        await using var first = await SignInAsync(lab, "10000_1000");
        // The tenant lets one rest at a time: the client's agent holds the place.
        for (var i = 0; i < 300 && StateOf(lab, "10000_1000") != (2, 5); i++)
        {
            await first.AskAsync(102, ("reasonCode", 5));
            await first.PassAsync(1);
        }
        Assert.Equal((102, 1), (await seat.AskAsync(102, ("reasonCode", 5))).Hint());
        Assert.Equal((2, 3), StateOf(lab, CtiClient.Seat));
        var waiting = (await lab.AskAsync("callcenter/queryAgentRestQueue", "tenantId", "10000")).GetProperty("data")[0];
        Assert.Contains(CtiClient.Seat, waiting.GetProperty("restAgentQueue").ToString(), StringComparison.Ordinal);
        await first.AskAsync(102, ("reasonCode", 3));
        Assert.Equal([5], (await seat.DrainAsync()).Reasons());
        Assert.Equal((2, 5), StateOf(lab, CtiClient.Seat));
    }

    [Fact]
    public async Task A_phone_that_has_gone_does_not_ring()
    {
        await using var lab = await LabAsync();
        await using var seat = await SignInAsync(lab);
        await seat.AskAsync(266, ("agentDNS", new[] { CtiClient.Seat }));
        await seat.AskAsync(101);
        lab.Server.RegisterPhone(CtiClient.Seat, registered: false);
        var gone = await seat.DrainAsync();
        Assert.Equal([588, 574], gone.Select(e => e.Id()));
        Assert.Equal((1, 2), (gone[0].Int("agentState"), gone[0].Int("deviceState")));
        await using var other = await SignInAsync(lab, "10000_1003");
        await other.AskAsync(200, ("otherDN", CtiClient.Seat));
        Assert.Equal([515], (await other.PassAsync(UntilAnswered)).Calls());
        lab.Server.RegisterPhone(CtiClient.Seat, registered: true);
        Assert.Equal([588, 572], (await seat.DrainAsync()).Select(e => e.Id()));
        Assert.Equal("6900", gone[1].Text("extension"));
    }

    [Fact]
    public async Task An_extension_that_is_not_the_seats_own_cannot_be_ready()
    {
        await using var lab = await Lab.StartAsync();
        var free = Free(lab);
        await using var agent = await SignInAsync(lab, free.Dn);
        await agent.AskAsync(103);
        await using var client = await lab.ConnectAsync();
        await client.SignInAsync(extension: free.Extension);
        Assert.Equal(free.Extension, Assert.Single(await client.DrainAsync()).Text("extension"));
        await client.RequestAsync(101);
        Assert.Equal([41], await client.ErrorsAsync());
    }

    [Fact]
    public async Task States_cannot_be_changed_in_a_call()
    {
        await using var lab = await LabAsync();
        await using var seat = await SignInAsync(lab);
        await seat.TalkAsync();
        Assert.Equal(32, await seat.ErrorAsync(101));
        Assert.Equal(32, await seat.ErrorAsync(102, ("reasonCode", 5)));
        Assert.Equal(32, await seat.ErrorAsync(103));
        Assert.Equal(32, await seat.ErrorAsync(200, ("otherDN", Other)));
    }

    [Fact]
    public async Task A_client_that_goes_leaves_its_call()
    {
        await using var lab = await LabAsync();
        string id;
        await using (var seat = await SignInAsync(lab)) id = await seat.TalkAsync();
        while (lab.Server.State().Links.Count > 0) await Task.Yield();
        Assert.NotEqual("", Assert.Single(await lab.RowsAsync("query/queryCdrs", "ctiCallId", id)).Text("endStamp"));
        Assert.Equal((0, null), StateOf(lab, CtiClient.Seat));
    }
}
