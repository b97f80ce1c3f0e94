using System.Globalization;
using Microsoft.AspNetCore.Http;
using Wallboard.Platform.Api;

namespace Wallboard.Platform.Tests.Api;

/// <summary>H30: where an endpoint takes no tenant, an id is another's until the platform lists it as ours.</summary>
public class OwnershipTests
{
    private static readonly Dictionary<string, (string Path, Func<PlatformApi, Task> Call)> Endpoints = new()
    {
        ["6.20"] = ("query/queryQueueHistory", api => api.QueueRecords.StepsAsync("7")),
        ["7.2"] = ("config/modifySmHistories", api => api.Messages.MarkReadAsync(["7"])),
        ["7.3"] = ("config/deleteSmHistories", api => api.Messages.DeleteAsync("7")),
        ["7.3 by call"] = ("config/deleteSmHistories", api => api.Messages.DeleteOfCallAsync("7")),
        ["7.7"] = ("config/deleteCdrs", api => api.Calls.DeleteAsync(["7"])),
        ["7.8"] = ("config/deleteRecords", api => api.Recordings.DeleteAsync(["7"])),
        ["7.9"] = ("config/deleteQueueHistories", api => api.QueueRecords.DeleteAsync(["7"])),
        ["7.10"] = ("config/deleteIvrHistories", api => api.Ivr.DeleteRecordsAsync(["7"])),
        ["7.12"] = ("config/delBlacklist", api => api.Blacklist.DeleteAsync("7")),
        ["7.13"] = ("config/modifyBlacklist", api => api.Blacklist.ChangeAsync("7", new("x", "138", 1))),
        ["7.14"] = ("config/deleteAgentStateHistories", api => api.States.DeleteRecordsAsync(["7"])),
        ["8.2"] = ("config/appendOutboundInstance", api => api.Campaigns.AppendAsync("7", [new("138")])),
        ["8.3"] = ("config/delVoiceOutboundInstance", api => api.Campaigns.DeleteVoiceAsync("7")),
        ["8.7"] = ("config/outboundInstanceReset", api => api.Campaigns.ResetAsync("7", "1")),
    };

    public static TheoryData<string, string> Strange => [.. Endpoints.Keys.SelectMany(section => new[]
    {
        (section, "[]"), (section, "null"), (section, """[{"id":"8","callId":"8","ctiCallId":"8","tenantId":"10000"}]"""),
        (section, """[{"id":"7","callId":"7","ctiCallId":"7","tenantId":"10001"}]"""), (section, "refused"),
    })];

    [Theory, MemberData(nameof(Strange))]
    public async Task H30_an_id_that_is_not_listed_as_ours_is_not_sent(string section, string listed)
    {
        await using var test = await ApiUnderTest.StartAsync();
        test.Server.Answer = (context, body) => context.Response.WriteAsync(
            listed == "refused" ? ApiUnderTest.Envelope(body, "null", "\"code\":201") : ApiUnderTest.Envelope(body, listed));
        var e = await Assert.ThrowsAsync<PlatformApiException>(() => Endpoints[section].Call(test.Api));
        Assert.Equal((ApiFault.NotTheTenants, section.Split(' ')[0], Endpoints[section].Path), (e.Fault, e.Section, e.Endpoint));
        Assert.DoesNotContain(test.Server.Calls, c => c.Path.EndsWith(Endpoints[section].Path, StringComparison.Ordinal));
        Assert.All(test.Server.Calls, c => Assert.Equal("10000", c.Body.GetProperty("tenantId").GetString()));
    }

    [Fact]
    public async Task H30_one_strange_id_among_many_stops_them_all()
    {
        await using var test = await ApiUnderTest.AnsweringAsync("""[{"id":1,"tenantId":10000},{"id":2,"tenantId":10000},{"id":3,"tenantId":10001}]""");
        await Assert.ThrowsAsync<PlatformApiException>(() => test.Api.Calls.DeleteAsync(["1", "2", "3"]));
        Assert.DoesNotContain(test.Server.Calls, c => c.Path.Contains("delete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task H30_H32_row_ids_and_call_ids_may_be_mixed_and_many_go_in_parts()
    {
        await using var test = await ApiUnderTest.StartAsync();
        test.Server.Answer = (context, body) => context.Response.WriteAsync(ApiUnderTest.Envelope(
            body, body.TryGetProperty("ids", out var ids) ? $"[{string.Join(',', ids.GetString()!.Split(',').Where(i => int.TryParse(i, CultureInfo.InvariantCulture, out _)).Select(i => $$"""{"id":{{i}}}"""))}]"
                : body.TryGetProperty("callId", out var call) ? $$"""[{"id":999,"callId":"{{call.GetString()}}"}]""" : "null"));
        await test.Api.Ivr.DeleteRecordsAsync([.. Enumerable.Range(1, 150).Select(i => $"{i}"), "2244f187@183.129.179.6"]);
        Assert.Equal([100, 51], test.Server.Calls.Where(c => c.Path.EndsWith("deleteIvrHistories", StringComparison.Ordinal)).Select(c => c.Body.GetProperty("id").GetString()!.Split(',').Length));
        await test.Api.Ivr.DeleteRecordsAsync([]);
        Assert.Equal(2, test.Server.Calls.Count(c => c.Path.EndsWith("deleteIvrHistories", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task H30_rows_of_another_tenant_are_left_out_and_counted()
    {
        await using var test = await ApiUnderTest.AnsweringAsync(
            """
            [{"thisQueue":"10000_8000","callId":"1","tenantId":10000,"agent":"10000_1000","userName":"10000_1000","eventSequence":"10"},
             {"thisQueue":"10001_8000","callId":"2","tenantId":"10001","agent":"10001_1000","userName":"10001_1000","eventSequence":"9"},{"callId":"3","eventSequence":"2","id":"7"}]
            """);
        Assert.Equal(["1", "3"], (await test.Api.Queues.WaitingAsync("10000_8000")).Select(c => c.CallId));
        Assert.Equal(["3", "1"], (await test.Api.Ivr.StepsAsync("s")).Select(s => s.CallId));
        Assert.Equal(["1"], await test.Api.Messages.VoicemailsAsync().Select(v => v.CallId).ToListAsync());
        Assert.Equal(["1", "3"], await test.Api.Messages.VoicemailsAsync("10000_1000").Select(v => v.CallId).ToListAsync());
        Assert.Equal(["10000_1000", null], (await test.Api.QueueRecords.StepsAsync("7")).Select(s => s.Agent));
        Assert.Equal(5, test.Api.Counters.ForeignRows);
    }

    [Fact]
    public async Task H30_a_session_that_nobody_says_is_ours_is_not_shown()
    {
        await using var test = await ApiUnderTest.AnsweringAsync("""[{"callId":"3"},{"callId":"3","tenantId":10001}]""");
        Assert.Empty(await test.Api.Ivr.StepsAsync("s"));
    }

    [Fact]
    public async Task H30_another_tenants_number_is_refused_before_it_is_asked()
    {
        await using var test = await ApiUnderTest.StartAsync();
        var at = EndpointCalls.From;
        await Assert.ThrowsAsync<ArgumentException>(() => test.Api.Queues.WaitingAsync("10001_8000"));
        Assert.Throws<ArgumentException>(() => test.Api.Messages.VoicemailsAsync("10001_1000"));
        Assert.Throws<ArgumentException>(() => test.Api.Statistics.StateTotalsAsync(StatisticsSubject.Agents("10000_1000", "10001_1000"), new(at, at)));
        Assert.Throws<ArgumentException>(() => test.Api.Statistics.QueuesAsync(StatisticsSubject.Queues("10001_8000"), new(at, at)));
        Assert.Throws<ArgumentException>(() => test.Api.Statistics.QueueAnalysisAsync(["10001_8000"], at, at));
        await Assert.ThrowsAsync<ArgumentException>(() => test.Api.Messages.SendAsync(new("10001_1000", ["138"], "x")));
        Assert.Empty(test.Server.Calls);
    }
}
