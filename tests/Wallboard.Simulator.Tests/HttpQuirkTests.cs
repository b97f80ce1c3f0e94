using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Wallboard.Testing;

namespace Wallboard.Simulator.Tests;

/// <summary>Rows H… and S… of the guide's close reading that the HTTP face can show; how answers are spoilt is in <see cref="SpeltOtherwiseTests"/>.</summary>
public sealed class HttpQuirkTests
{
    [Fact]
    public async Task H1_everything_is_posted_below_the_version()
    {
        await using var lab = await Lab.StartAsync();
        var clock = new Uri(lab.Server.Api, "query/querySysDateTime");
        using var got = await lab.Http.GetAsync(clock);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, got.StatusCode);
        foreach (var other in new[] { "query/querySysDateTime", "4.0/query/querySysDateTime" })
        {
            using var posted = await lab.Http.PostAsJsonAsync(new Uri(lab.Server.Control, other), new { actionID = "a1" });
            Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
        }
    }

    [Fact]
    public async Task H2_H3_success_is_200_and_for_states_0_and_every_answer_echoes_the_action()
    {
        await using var lab = await Lab.StartAsync();
        foreach (var (section, code) in new[] { ("6.4", 200), ("6.36", 0), ("6.37", 0) })
        {
            var answer = await lab.PostAsync(section, new(Samples.Required(section)) { ["actionID"] = "新-1" });
            Assert.Equal((code, "success!", "新-1"), (answer.Int("code"), answer.Text("message"), answer.Text("actionID")));
            var bad = await lab.PostAsync(section, new() { ["actionID"] = "新-2", ["no"] = "1" });
            Assert.Equal((201, "新-2"), (bad.Int("code"), bad.Text("actionID")));
        }
    }

    [Fact]
    public async Task H8_S7_a_day_may_end_at_24_o_clock()
    {
        await using var lab = await Lab.StartAsync();
        var all = await lab.ListAsync("6.19", "startTime", "2026-11-21 00:00:00", "endTime", "2026-11-22 24:00:00");
        Assert.Equal(all.Count, (await lab.ListAsync("6.19")).Count);
        Assert.Empty(await lab.ListAsync("6.19", "startTime", "2026-11-22 24:00:00", "endTime", "2026-11-23 24:00:00"));
    }

    [Fact]
    public async Task H17_the_dialler_has_an_address_of_its_own_and_knows_no_action()
    {
        await using var lab = await Lab.StartAsync();
        await lab.FurnishAsync();
        var fields = Samples.Required("8.4");
        using var versioned = await lab.Http.PostAsJsonAsync(new Uri(lab.Server.Api, "config/StartOutbound"), fields);
        Assert.Equal(HttpStatusCode.NotFound, versioned.StatusCode);
        using var unversioned = await lab.Http.PostAsJsonAsync(new Uri(lab.Server.Dialer, "config/addOutboundInstance"), Samples.Required("8.1"));
        Assert.Equal(HttpStatusCode.NotFound, unversioned.StatusCode);
        Assert.False((await lab.PostAsync("8.4", fields)).TryGetProperty("actionID", out _));
    }

    [Fact]
    public async Task H18_S9_the_twenty_first_call_of_a_minute_is_refused_for_that_tenant_and_endpoint_alone()
    {
        SimulatedTenant[] tenants = [new(), new() { Id = "10001" }];
        await using var lab = await Lab.StartAsync(Lab.Quick() with { Tenants = tenants });
        for (var i = 0; i < 20; i++) await lab.DoAsync("6.43", "id", "1");
        Dictionary<string, string> Request(string tenant) => new() { ["actionID"] = "a1", ["tenantId"] = tenant, ["id"] = "1" };
        var refused = await lab.PostAsync("6.43", Request("10000"));
        Assert.Equal((429, "a1"), (refused.Int("code"), refused.Text("actionID")));
        Assert.Equal(200, (await lab.PostAsync("6.43", Request("10001"))).Int("code"));
        await lab.DoAsync("6.42", "thisDN", "10000_1000");
        lab.Clock.Advance(TimeSpan.FromSeconds(60));
        await lab.DoAsync("6.43", "id", "1");
    }

    [Fact]
    public async Task H30_without_a_tenant_anybodys_record_is_anybodys()
    {
        SimulatedTenant[] tenants = [new(), new() { Id = "10001" }];
        await using var lab = await Lab.StartAsync(Lab.Quick() with { Tenants = tenants });
        var other = (await lab.ListAsync("6.42", "tenantId", "10001", "thisDN", "10001_1000"))[0];
        Assert.Equal(JsonValueKind.Null, (await lab.DoAsync("6.43", "id", other.Text("id"))).ValueKind);
        Assert.Equal("10001", (await lab.DoAsync("7.12", "id", other.Text("id"))).Text("tenantId"));
    }

    [Fact]
    public async Task H20_the_platform_has_its_own_clock()
    {
        await using var lab = await Lab.StartAsync(Lab.Quick() with { TimeZone = "Asia/Tokyo" });
        Assert.Equal("2026-11-22 03:00:00", (await lab.DoAsync("6.69")).GetString());
    }

    [Fact]
    public async Task H21_numbers_are_taken_for_the_strings_that_they_should_be()
    {
        await using var lab = await Lab.StartAsync();
        using var response = await lab.Http.PostAsJsonAsync(
            new Uri(lab.Server.Api, "query/queryUsers"), new { actionID = 7, tenantId = 10000, currentPage = 1, pageSize = 5 });
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(("7", 5), (answer.Text("actionID"), answer.GetProperty("data").GetArrayLength()));
    }

    [Fact]
    public async Task H22_the_one_called_min_is_the_most()
    {
        await using var lab = await Lab.StartAsync();
        var holds = (await lab.ListAsync("6.19")).ConvertAll(v => v.Int("holdTime"));
        Assert.Equal(holds.Count(h => h is >= 3 and <= 9), (await lab.ListAsync("6.19", "holdTime", "3", "holdTimeMin", "9")).Count);
        var talks = (await lab.ListAsync("6.21")).ConvertAll(l => int.Parse(l.Text("billsec"), null));
        Assert.Equal(talks.Count(t => t is >= 3 and <= 9), (await lab.ListAsync("6.21", "second", "3", "secondMin", "9")).Count);
    }

    [Fact]
    public async Task H23_queueName_is_the_name_in_6_19_and_the_number_elsewhere()
    {
        await using var lab = await Lab.StartAsync();
        Assert.NotEmpty(await lab.ListAsync("6.19", "queueName", "售后服务"));
        Assert.Empty(await lab.ListAsync("6.19", "queueName", "10000_8001"));
        Assert.NotEmpty(await lab.ListAsync("6.19", "queue", "10000_8001"));
        Assert.Equal("售后服务", Assert.Single(await lab.ListAsync("6.8", "queueName", "10000_8001")).Text("description"));
        Assert.All(await lab.ListAsync("6.14", "queueName", "10000_8001"), a => Assert.Contains("售后服务", a.Text("queueName"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task H25_the_average_talk_is_over_all_calls_and_cut()
    {
        await using var lab = await Lab.StartAsync();
        foreach (var a in await lab.ListAsync("6.14"))
        {
            var calls = a.Int("inCalls") + a.Int("outCalls");
            Assert.Equal(calls == 0 ? 0 : a.Int("talkTime") / calls, a.Int("avgTalkTime"));
        }
    }

    [Fact]
    public async Task H28_one_name_has_several_types()
    {
        await using var lab = await Lab.StartAsync();
        Assert.Equal(JsonValueKind.Object, (await lab.ListAsync("6.8"))[0].GetProperty("reasonCodeNum").ValueKind);
        Assert.Equal(JsonValueKind.Number, (await lab.ListAsync("6.15"))[0].GetProperty("agentStateNum")[0].GetProperty("reasonCodeNum").ValueKind);
        Assert.Equal(JsonValueKind.Array, (await lab.DoAsync("6.7", "queue", "10000_8000")).GetProperty("agent").ValueKind);
    }

    [Fact]
    public async Task H29_a_code_means_something_else_in_every_list()
    {
        await using var lab = await Lab.StartAsync();
        // Both directions: 1 on the black list, 4 in the records.
        Assert.Equal(2, (await lab.ListAsync("6.42", "thisDN", "10000_1000", "callType", "1")).Count);
        var records = await lab.ListAsync("6.21", "callType", "4");
        Assert.Equal(["2", "3"], records.Select(r => r.Text("ctiCallType")).Distinct().Order());
        // 0 leaves repetitions out.
        var campaign = new[] { "name", "回访", "agent", "10000_1000", "queueId", "1", "callType", "1", "ratio", "1", "filter", "13900001111,13900001111" };
        Assert.Equal("1", (await lab.DoAsync("8.1", [.. campaign, "removeRepetition", "0"])).Text("contactNumber"));
        Assert.Equal("2", (await lab.DoAsync("8.1", [.. campaign, "removeRepetition", "1"])).Text("contactNumber"));
        // Asked for with 7, answered with 9: not called yet.
        Assert.All(await lab.ListAsync("8.10", "callState", "7"), c => Assert.Equal("9", c.Text("callState")));
    }

    [Fact]
    public async Task H31_only_the_unbound_are_listed()
    {
        await using var lab = await Lab.StartAsync();
        Assert.Equal("10000", Assert.Single(await lab.ListAsync("6.1")).Text("id"));
        var bound = (await lab.ListAsync("6.6")).Select(q => q.Text("queueName")).Except((await lab.ListAsync("6.2")).Select(q => q.Text("queueName")));
        Assert.Equal(["10000_8000"], bound);
        var seats = (await lab.ListAsync("6.11")).Select(a => a.Text("name")).Except((await lab.ListAsync("6.3")).Select(a => a.Text("userName")));
        Assert.Equal(["10000_1900"], seats);
    }

    [Fact]
    public async Task H32_a_visit_says_nothing_of_its_outcome()
    {
        await using var lab = await Lab.StartAsync();
        var legs = (await lab.ListAsync("6.21")).ToLookup(l => (l.Text("ctiCallId"), l.Text("agent")));
        var rung = (await lab.ListAsync("6.19")).Where(v => v.Text("agent").Length > 0 && v.Text("endTime").Length > 0).ToList();
        Assert.Contains(rung, v => legs[(v.Text("callId"), v.Text("agent"))].Any(l => l.Text("answerStamp") == v.Text("endTime")));
        Assert.Contains(rung, v => !legs[(v.Text("callId"), v.Text("agent"))].Any(l => l.Text("answerStamp") == v.Text("endTime")));
    }

    [Fact]
    public async Task H35_the_tables_are_followed_and_not_the_samples()
    {
        await using var lab = await Lab.StartAsync();
        await lab.FurnishAsync();
        // 7.5's sample has no id, 8.2's is that of 8.1.
        Assert.Equal(201, (await lab.PostAsync("7.5", Samples.Required("7.4"))).Int("code"));
        Assert.Equal(201, (await lab.PostAsync("8.2", Samples.Required("8.1"))).Int("code"));
        Assert.Equal(["tenantMaxConcurrent", "tenantOutboundChannel"],
            (await lab.DoAsync("6.34")).EnumerateObject().Select(p => p.Name).Where(n => n.StartsWith("tenant", StringComparison.Ordinal)).Take(2));
    }

    [Fact]
    public async Task H37_every_extensions_password_is_told_in_clear()
    {
        await using var lab = await Lab.StartAsync();
        Assert.All(await lab.ListAsync("6.10"), e => Assert.NotEqual("", e.Text("password")));
    }

    [Fact]
    public async Task S6_S13_pages_cover_everything_and_one_past_the_end_is_empty()
    {
        await using var lab = await Lab.StartAsync(Lab.Quick() with { Silent = new() { TenRowsByDefault = true } });
        Assert.Equal(10, (await lab.PostAsync("6.11", Samples.Required("6.11"))).GetProperty("data").GetArrayLength());
        Assert.Equal(13, (await lab.ListAsync("6.11")).Count);
        Assert.Empty(await lab.ListAsync("6.11", "currentPage", "2"));
    }

    [Theory, InlineData("6.12"), InlineData("6.43"), InlineData("8.9")]
    public async Task S9_an_unknown_record_is_null(string section)
    {
        await using var lab = await Lab.StartAsync();
        Assert.Equal(JsonValueKind.Null, (await lab.DoAsync(section, "id", "987654")).ValueKind);
    }

    [Fact]
    public async Task S14_a_wait_ends_at_the_answer()
    {
        await using var lab = await Lab.StartAsync();
        var answers = (await lab.ListAsync("6.21")).Select(l => (l.Text("ctiCallId"), l.Text("agent"), l.Text("answerStamp"))).ToHashSet();
        Assert.Contains(await lab.ListAsync("6.19"), v => v.Int("holdTime") > 0 && answers.Contains((v.Text("callId"), v.Text("agent"), v.Text("endTime"))));
    }
}
