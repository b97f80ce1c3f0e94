using System.Text.Json;
using Wallboard.Testing;

namespace Wallboard.Simulator.Tests;

public sealed class EventTests
{
    [Theory, InlineData(1), InlineData(2)]
    public async Task Events_alone_lead_from_one_truth_to_the_next(int seed)
    {
        await using var lab = await Lab.StartAsync(Lab.Quick(seed));
        await using var client = await lab.WatchAsync();
        var before = lab.Server.Truth();
        var states = before.Agents.ToDictionary(a => a.Dn, a => (a.State, a.Reason, CallId: a.CallId ?? ""));
        var queues = before.Queues.ToDictionary(q => q.Dn, q => (q.Waiting, q.Calling, q.Offered, q.Answered));
        lab.Pass(120);
        foreach (var e in await client.DrainAsync())
        {
            if (e.Id() == 588) states[e.Monitored()] = (e.Int("agentState"), e.GetProperty("reasonCode").Maybe(), e.Text("callID"));
            if (e.Id() != 520) continue;
            Assert.Equal(e.Int("queueSum"), e.Int("queueNum") + e.Int("callingNum"));
            var (dn, status) = (e.Text("thisQueue"), e.Int("status"));
            var (_, _, offered, answered) = queues[dn];
            queues[dn] = (e.Int("queueNum"), e.Int("callingNum"), offered + (status == 0 ? 1 : 0), answered + (status == 1 ? 1 : 0));
        }
        var after = lab.Server.Truth();
        Assert.Equal(after.Agents.ToDictionary(a => a.Dn, a => (a.State, a.Reason, CallId: a.CallId ?? "")), states);
        Assert.Equal(after.Queues.ToDictionary(q => q.Dn, q => (q.Waiting, q.Calling, q.Offered, q.Answered)), queues);
        Assert.True(after.Totals.Answered > before.Totals.Answered + 20, "a lively two minutes");
    }

    [Fact]
    public async Task Ivr_events_lead_to_the_sessions_of_the_truth()
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.WatchAsync();
        var sessions = lab.Server.Truth().Ivr.Sessions.ToDictionary(s => s.CallId, s => (s.Name, Node: s.Node ?? ""));
        lab.Pass(60);
        foreach (var e in (await client.DrainAsync()).Where(e => e.Id() == 605))
        {
            if (e.Text("ivrStatus") == "stop") sessions.Remove(e.Text("callId"));
            else sessions[e.Text("callId")] = (e.Text("name"), e.Text("ivrNode"));
        }
        Assert.Equal(lab.Server.Truth().Ivr.Sessions.ToDictionary(s => s.CallId, s => (s.Name, Node: s.Node ?? "")), sessions);
    }

    [Fact]
    public async Task Every_event_has_the_fields_of_the_guide()
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.WatchAsync();
        await client.RequestAsync(101);
        var events = await client.DrainAsync();
        lab.Server.RingSeat();
        lab.Pass(30);
        await client.RequestAsync(999);
        events.AddRange(await client.DrainAsync());
        lab.Server.Faults.Inject(Faults.FaultKind.SeatTaken);
        while (await client.ReceiveAsync() is { } frame) events.Add(JsonDocument.Parse(frame).RootElement);
        foreach (var contract in Contract.Events.Where(e => e.MessageId is not (3 or 505 or 580 or 581 or 8888 or 509 or 513 or 519 or 572 or 574 or 589)))
        {
            var names = events.First(e => e.Id() == contract.MessageId).EnumerateObject().SelectMany(p =>
                p.Value.ValueKind == JsonValueKind.Object ? p.Value.EnumerateObject().Select(n => $"{p.Name}.{n.Name}") : [p.Name]);
            Assert.Equal(contract.Fields.Select(f => f.Path).Order(), names.Order());
        }
    }

    [Fact]
    public async Task The_seats_own_calls_and_states_are_told_to_it_alone()
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.ConnectAsync();
        await client.SignInAsync();
        await client.RequestAsync(101);
        await client.DrainAsync();
        lab.Server.RingSeat(number: "13912345678");
        lab.Pass(30);
        // Wrapping up ends when the client says so.
        Assert.Equal([503, 582, 506, 589, 582, 519, 515, 582], (await client.DrainAsync()).Select(e => e.Id()));
        await client.RequestAsync(103);
        Assert.Equal([581], (await client.DrainAsync()).Select(e => e.Id()));
    }

    [Fact]
    public async Task Stopped_monitors_say_nothing_more()
    {
        await using var lab = await Lab.StartAsync();
        await using var client = await lab.WatchAsync();
        var truth = lab.Server.Truth();
        await client.RequestAsync(267, new() { ["agentDNS"] = truth.Agents.Select(a => a.Dn).ToArray() });
        await client.RequestAsync(276, new() { ["queueDNS"] = truth.Queues.Select(q => q.Dn).ToArray() });
        await client.RequestAsync(302, new() { ["queueDNS"] = new[] { "10000" } });
        await client.DrainAsync();
        lab.Pass(30);
        Assert.Empty(await client.DrainAsync());
    }

    [Fact]
    public async Task A_lost_link_signs_the_seat_out_or_keeps_it_as_the_switch_says()
    {
        foreach (var stays in new[] { false, true })
        {
            await using var lab = await Lab.StartAsync(Lab.Quick() with { Silent = new() { SeatStaysSignedIn = stays } });
            await using (await lab.WatchAsync()) Assert.Equal((2, 3), Seat(lab));
            while (lab.Server.State().Links.Count > 0) await Task.Yield();
            Assert.Equal(stays ? (2, 3) : (0, null), Seat(lab));
            lab.Clock.Advance(TimeSpan.FromSeconds(3));
            await using var again = await lab.ConnectAsync();
            await again.SignInAsync();
            var answer = Assert.Single(await again.DrainAsync());
            Assert.Equal(stays ? 9999 : 580, answer.Id());
            if (stays) Assert.Equal(34, answer.Int("errorCode"));
        }

        static (int, int?) Seat(Lab lab) => lab.Server.Truth().Agents.Where(a => a.Dn == CtiClient.Seat).Select(a => (a.State, a.Reason)).Single();
    }

    [Fact]
    public async Task S1_monitor_starts_send_present_states_when_switched_so()
    {
        await using var lab = await Lab.StartAsync(Lab.Quick() with { Silent = new() { MonitorStartSendsStates = true } });
        await using var client = await lab.ConnectAsync();
        await client.SignInAsync();
        await client.RequestAsync(266, new() { ["agentDNS"] = new[] { "10000_1000", "10000_1001" } });
        await client.RequestAsync(275, new() { ["queueDNS"] = new[] { "10000_8000" } });
        Assert.Equal([580, 588, 588, 520], (await client.DrainAsync()).Select(e => e.Id()));
    }

    [Fact]
    public async Task Awkward_frames_say_the_same_in_other_ways()
    {
        await using var lab = await Lab.StartAsync(Lab.Quick() with { Awkward = true });
        await using var client = await lab.WatchAsync();
        lab.Pass(60);
        var events = await client.DrainTextAsync();
        Assert.Contains(events, e => e.Contains("\"agentState\":\"2\"", StringComparison.Ordinal));
        Assert.Contains(events, e => e.Contains("\"agentState\":2", StringComparison.Ordinal));
        Assert.Contains(events, e => e.StartsWith($"{{\"messageId\":588,\"thisDN\":\"{CtiClient.Seat}\"", StringComparison.Ordinal));
        Assert.Contains(events, e => e.Contains("@183.129.179.6", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S3_S12_agent_events_come_first_when_switched_so_and_some_twice()
    {
        await using var plain = await Lab.StartAsync();
        await using var switched = await Lab.StartAsync(Lab.Quick() with { Silent = new() { AgentEventsFirst = true, RepeatAgentEvents = true } });
        await using var one = await plain.WatchAsync();
        await using var two = await switched.WatchAsync();
        plain.Pass(60);
        switched.Pass(60);
        var (expected, actual) = (await one.DrainTextAsync(), await two.DrainTextAsync());
        Assert.Equal(expected.Distinct().Order(), actual.Distinct().Order());
        Assert.Contains(actual.Zip(actual.Skip(1)), p => p.First == p.Second && p.First.Contains("\"messageId\":588", StringComparison.Ordinal));
        // An answer: queue then agent, or agent then queue.
        Assert.True(Before(expected, "\"status\":1", "\"reasonCode\":1,"));
        Assert.True(Before(actual, "\"reasonCode\":1,", "\"status\":1"));

        static bool Before(List<string> frames, string first, string second) =>
            frames.FindIndex(f => f.Contains(first, StringComparison.Ordinal)) < frames.FindIndex(f => f.Contains(second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task S4_left_comes_after_a_talk_unless_switched_off()
    {
        foreach (var after in new[] { true, false })
        {
            await using var lab = await Lab.StartAsync(Lab.Quick() with { Silent = new() { LeftAfterTalk = after } });
            await using var client = await lab.WatchAsync();
            lab.Pass(120);
            var calls = (await client.DrainAsync()).Where(e => e.Id() == 520).GroupBy(e => e.Text("callID") + e.Text("thisQueue"));
            var leftAfterAnswer = calls.Count(c => c.Select(e => e.Int("status")).SkipWhile(s => s != 1).Contains(2));
            Assert.True(after ? leftAfterAnswer > 50 : leftAfterAnswer < 20, $"{leftAfterAnswer} left after an answer");
        }
    }

    [Fact]
    public async Task At_running_speed_events_come_by_themselves_and_across_midnight()
    {
        await using var server = await SimulatorServer.StartAsync(Lab.Quick() with { Speed = 10, Start = Lab.At("2026-11-22 23:59:55") });
        await using var client = new CtiClient();
        await client.ConnectAsync(server.Socket);
        await client.SignInAsync();
        await client.RequestAsync(301, new() { ["tenantIDS"] = new[] { "10000" } });
        var before = server.Truth();
        while (await client.ReceiveAsync() is { } frame)
        {
            if (frame.Contains("\"startTime\":\"2026-11-23", StringComparison.Ordinal)) break;
        }
        var after = server.Truth();
        Assert.Equal((22, 23), (before.AsOf.Day, after.AsOf.Day));
        Assert.True(after.Totals.Offered < before.Totals.Offered);
    }
}
