using System.Text.Json;
using static Wallboard.Simulator.Tests.SeatClient;

namespace Wallboard.Simulator.Tests;

/// <summary>The rows W… of the guide's close reading that the platform's side can show.</summary>
public sealed class SocketQuirkTests
{
    [Theory]
    [InlineData("""{"thisDN":"10000_1900","type":"request","message":"{\"messageId\":102,\"reasonCode\":4}"}""")]
    [InlineData("""{"thisDN":"10000_1900","type":"request","message":{"messageId":"102","reasonCode":"4"}}""")]
    public async Task W1_the_message_is_a_text_or_leniently_an_object(string text)
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.ConnectAsync();
        await client.SignInAsync();
        await client.DrainAsync();
        await client.SendAsync(text);
        Assert.Equal([582], (await client.DrainAsync()).Select(e => e.Id()));
    }

    [Fact]
    public async Task W2_no_event_but_605_carries_a_time()
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.WatchAsync();
        lab.Pass(60);
        foreach (var e in await client.DrainAsync())
            Assert.Equal(e.Id() == 605, e.EnumerateObject().Any(p => p.Name.Contains("Time", StringComparison.Ordinal) && p.Name != "holdTime"));
    }

    [Fact]
    public async Task W3_the_heartbeat_is_answered_before_and_after_signing_in()
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.ConnectAsync();
        foreach (var extension in new[] { "", "6900" })
        {
            await client.SendAsync("""{"thisDN":"10000_1900","message":"ping","type":"ping"}""");
            var answer = JsonDocument.Parse((await client.ReceiveAsync())!).RootElement;
            Assert.Equal((3, "10000_1900", extension), (answer.Id(), answer.Text("thisDN"), answer.Text("extension")));
            await client.SignInAsync();
            if (extension.Length == 0) await client.ReceiveAsync();
        }
    }

    [Theory, InlineData("tenantIDS"), InlineData("queueDNS")]
    public async Task W4_ivr_monitors_name_tenants_in_either_field(string field)
    {
        await using var lab = await Lab.StartAsync();
        await using var seat = await SignInAsync(lab);
        Assert.Empty(await seat.AskAsync(301, (field, new[] { "10000" })));
        Assert.True(Assert.Single(lab.Server.State().Links).Ivr);
        Assert.Empty(await seat.AskAsync(302, (field, new[] { "10000" })));
        Assert.False(Assert.Single(lab.Server.State().Links).Ivr);
    }

    [Theory, InlineData("otherDN"), InlineData("oterDN"), InlineData(null)]
    public async Task W5_other_dn_in_either_spelling(string? field)
    {
        await using var lab = await LabAsync();
        await using var seat = await SignInAsync(lab);
        var id = await seat.TalkAsync();
        if (field is not null) Assert.Equal(18, await seat.ErrorAsync(204, ("callID", id), (field, Other)));
        var events = field is null ? await seat.AskAsync(204, ("callID", id)) : await seat.AskAsync(204, ("callID", id), (field, Customer));
        Assert.Equal([509], events.Select(e => e.Id()));
    }

    [Fact]
    public async Task W6_588_names_two_seats_by_one_name()
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.WatchAsync();
        lab.Pass(10);
        var e = (await client.DrainAsync()).First(e => e.Id() == 588);
        Assert.Equal([e.Monitored(), CtiClient.Seat], e.EnumerateObject().Where(p => p.Name == "thisDN").Select(p => p.Value.GetString()));
        Assert.Equal(lab.Server.Truth().Agents.Single(a => a.Dn == e.Monitored()).Extension, e.Text("monitorExtension"));
    }

    [Fact]
    public async Task W8_the_recordings_name_is_spelled_fileNam()
    {
        await using var lab = await LabAsync();
        await using var seat = await SignInAsync(lab);
        await seat.AskAsync(101);
        lab.Server.RingSeat(number: Customer);
        var ringing = (await seat.DrainAsync()).One(503);
        Assert.Equal($"{ringing.Text("callID")}.wav", ringing.GetProperty("attachDatas").Text("fileNam"));
    }

    [Theory]
    [InlineData("9", 18)]
    [InlineData("301", 27)]
    public async Task W9_an_error_names_the_request_by_message_id_alone(string messageId, int code)
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.WatchAsync();
        await client.RequestAsync(int.Parse(messageId, null));
        var error = Assert.Single(await client.DrainAsync());
        Assert.Equal((int.Parse(messageId, null), code), (error.Int("errorMessageId"), error.Int("errorCode")));
        Assert.DoesNotContain(error.EnumerateObject(), p => p.Name.Contains("action", StringComparison.OrdinalIgnoreCase));
    }

    [Theory, InlineData(Faults.FaultKind.SeatTaken, 1), InlineData(Faults.FaultKind.SeatCancelled, 2)]
    public async Task W10_a_seat_that_is_lost_is_told_why_and_closed(Faults.FaultKind fault, int reason)
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.WatchAsync();
        lab.Server.Faults.Inject(fault);
        Assert.StartsWith($"{{\"messageId\":4500,\"reason\":{reason},", await client.ReceiveAsync(), StringComparison.Ordinal);
        Assert.Null(await client.ReceiveAsync());
    }

    [Theory, InlineData(9), InlineData(10)]
    public async Task W11_a_tenants_own_reasons_can_be_set(int reason)
    {
        await using var lab = await Lab.StartAsync();
        await using var seat = await SignInAsync(lab);
        Assert.Equal([reason], (await seat.AskAsync(102, ("reasonCode", reason))).Reasons());
    }

    [Fact]
    public async Task W13_reasons_are_set_while_the_phone_still_rings()
    {
        await using var lab = await LabAsync();
        await using var seat = await SignInAsync(lab);
        Assert.Equal([3, 6], (await seat.AskAsync(200, ("otherDN", NobodyThere))).Reasons());
        Assert.Equal([7, 3], (await seat.PassAsync(UntilAnswered)).Reasons());
        await seat.AskAsync(101);
        lab.Server.RingSeat(number: Customer);
        Assert.Equal([8], (await seat.DrainAsync()).Reasons());
    }

    [Fact]
    public async Task W14_W15_520_has_the_agent_as_caller_and_its_counts_add_up()
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.WatchAsync();
        lab.Pass(60);
        foreach (var e in (await client.DrainAsync()).Where(e => e.Id() == 520))
        {
            if (e.Text("callerID") is { Length: > 0 } agent) Assert.StartsWith("10000_1", agent, StringComparison.Ordinal);
            Assert.Equal(e.Int("queueSum"), e.Int("queueNum") + e.Int("callingNum"));
            if (e.Int("status") is 1 or 3 or 4) Assert.NotEqual("", e.Text("callerID"));
        }
    }

    [Fact]
    public async Task W16_queues_named_at_signing_in_make_no_member_of_the_seat()
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.ConnectAsync();
        await client.RequestAsync(100, new() { ["extension"] = "6900", ["thisQueues"] = new[] { "10000_8000" } }, type: "login");
        await client.RequestAsync(101);
        Assert.Empty((await client.DrainAsync()).One(580).GetProperty("thisQueues").EnumerateArray());
        lab.Pass(60);
        Assert.Empty(await client.DrainAsync());
    }

    [Fact]
    public async Task W17_the_seat_outside_counts_whoever_is_named_inside()
    {
        await using var lab = await LabAsync();
        await using var seat = await SignInAsync(lab);
        var id = await seat.TalkAsync();
        Assert.Equal([509], (await seat.AskAsync(204, "10000_1000", ("callID", id))).Select(e => e.Id()));
        Assert.Equal([513], (await seat.AskAsync(217, Customer, ("callID", id))).Select(e => e.Id()));
        // 4.27's sample drops the flag; 4.11 spells ivrID otherwise than 4.6.
        Assert.Empty(await seat.AskAsync(274, ("callID", id), ("path", "/a.wav")));
        Assert.Contains(515, (await seat.AskAsync(290, ("callID", id), (".ivr_id", "1"))).Calls());
    }

    [Fact]
    public async Task W18_sequences_are_texts_that_count_up()
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.WatchAsync();
        lab.Pass(60);
        var started = (await client.DrainAsync()).Where(e => e.Id() == 605).GroupBy(e => e.Text("callId")).Where(g => g.First().Text("ivrStatus") == "start");
        Assert.All(started, g =>
        {
            // A call may come into another flow later, which counts anew.
            var session = g.Take(1 + g.TakeWhile(e => e.Text("ivrStatus") != "stop").Count()).ToList();
            Assert.Equal(Enumerable.Range(1, session.Count), session.Select(e => int.Parse(e.Text("eventSequence"), null)));
        });
    }
}
