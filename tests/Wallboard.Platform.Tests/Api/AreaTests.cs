using Microsoft.AspNetCore.Http;
using Wallboard.Platform.Api;
using static Wallboard.Platform.Tests.Api.EndpointCalls;

namespace Wallboard.Platform.Tests.Api;

/// <summary>What single endpoints are special in.</summary>
public class AreaTests
{
    [Theory]
    [InlineData("""[{"contactNum":30}]""")]
    [InlineData("""[{"contactNumber":"30"}]""")]
    public async Task H16_contactNum_or_contactNumber(string rows)
    {
        await using var test = await ApiUnderTest.AnsweringAsync(rows);
        Assert.Equal(30, (await test.Api.Campaigns.ListAsync().FirstAsync()).Numbers);
    }

    [Theory]
    [InlineData("createTime")]
    [InlineData("createdTime")]
    public async Task H36_createTime_or_createdTime_everywhere(string name)
    {
        await using var test = await ApiUnderTest.AnsweringAsync($$"""[{"{{name}}":"2017-10-10 12:00:00","userName":"10000_1000"}]""");
        DateTimeOffset?[] times =
        [
            (await test.Api.Agents.ListAsync().FirstAsync()).CreatedAt, (await test.Api.Agents.GetAsync("1"))!.CreatedAt, (await test.Api.Recordings.ListAsync(new()).FirstAsync()).CreatedAt,
            (await test.Api.States.RecordsAsync(new()).FirstAsync()).CreatedAt, (await test.Api.Messages.ListAsync(new()).FirstAsync()).CreatedAt,
            (await test.Api.Messages.VoicemailsAsync().FirstAsync()).CreatedAt, (await test.Api.Blacklist.GetAsync("1"))!.CreatedAt, (await test.Api.Campaigns.ListAsync().FirstAsync()).CreatedAt,
        ];
        Assert.All(times, t => Assert.Equal(new DateTimeOffset(2017, 10, 10, 12, 0, 0, TimeSpan.FromHours(8)), t));
    }

    [Theory]
    [InlineData("\"1\"", true)]
    [InlineData("0", false)]
    [InlineData("\"\"", false)]
    public async Task H29_unread_is_0_or_nothing(string state, bool read)
    {
        await using var test = await ApiUnderTest.AnsweringAsync($$"""[{"id":2,"stateValue":{{state}}}]""");
        Assert.Equal(read, (await test.Api.Messages.ListAsync(new()).FirstAsync()).IsRead);
        Assert.Equal(0, test.Api.Counters.BadFields);
    }

    [Fact]
    public async Task H29_codes_are_those_of_their_endpoint()
    {
        await using var test = await ApiUnderTest.AnsweringAsync("""{"id":"1"}""");
        await test.Api.Blacklist.AddAsync(Agent, new("王", "138", CallType: 1));
        await test.Api.Campaigns.AddAsync(new NewAgentCampaign("x", Agent, [new("138"), new("139")], "5", DialMode: 2, 1.5m) { RemoveDuplicates = true });
        await test.Api.Campaigns.AddAsync(new NewVoiceCampaign("x", Agent, [new("138", "12"), new("139")], "3") { RemoveDuplicates = false });
        var bodies = test.Server.Calls.Select(c => c.Body).ToList();
        string? Sent(int call, string name) => bodies[call].TryGetProperty(name, out var value) ? value.GetString() : null;
        Assert.Equal("1", Sent(0, "type"));
        Assert.Equal(("0", "2", "1.5", "5", "0", "138,139"), (Sent(1, "isVgc"), Sent(1, "callType"), Sent(1, "ratio"), Sent(1, "queueId"), Sent(1, "removeRepetition"), Sent(1, "filter")));
        Assert.Equal(("1", "3", null, "1", "138:12,139"), (Sent(2, "isVgc"), Sent(2, "ivrId"), Sent(2, "callType"), Sent(2, "removeRepetition"), Sent(2, "filter")));
        await Assert.ThrowsAsync<ArgumentException>(() => test.Api.Campaigns.AppendAsync("1", [new("138,139")]));
    }

    [Fact]
    public async Task H33_times_of_states_and_H28_a_reason_below_zero()
    {
        await using var test = await ApiUnderTest.AnsweringAsync(
            """[{"action":0,"agent":"10003_1000","endTime":"2021-08-04 18:10:48","id":4322,"extension":"","reasonCode":-1,"startTime":"2021-08-04 18:10:47","state":0,"tenantId":10003}]""");
        var row = await test.Api.States.RecordsAsync(new()).FirstAsync();
        Assert.Equal((0, -1, null, "4322"), (row.State, row.Reason, row.Extension, row.Id));
        Assert.Equal(TimeSpan.FromSeconds(1), row.EndedAt - row.StartedAt);
    }

    [Fact]
    public async Task H8_times_of_day_may_end_at_24_and_are_sent_as_the_guide_does()
    {
        await using var test = await ApiUnderTest.AnsweringAsync("""[{"id":9,"startStamp":"12:00:01","endStamp":"24:00:00","restNum":1,"typeCode":"12"}]""");
        var template = await test.Api.Rest.TemplatesAsync().FirstAsync();
        Assert.Equal((new TimeSpan(12, 0, 1), TimeSpan.FromDays(1)), (template.Start, template.End));
        await test.Api.Rest.AddTemplateAsync(new(new(7, 5, 9), TimeSpan.FromDays(1), 3, "12"));
        var body = test.Server.Calls.Last().Body;
        Assert.Equal(("07:05:09", "23:59:59", "3"), (body.GetProperty("startTime").GetString(), body.GetProperty("endTime").GetString(), body.GetProperty("restNum").GetString()));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => test.Api.Rest.AddTemplateAsync(new(TimeSpan.Zero, TimeSpan.FromHours(25), 3, "12")));
    }

    [Theory]
    [InlineData("\"湖南 长沙 湖南移动全球通卡\\\\n\"", "湖南 长沙 湖南移动全球通卡")]
    [InlineData("\"湖南 长沙\\n\"", "湖南 长沙")]
    [InlineData("null", null)]
    public async Task A_numbers_origin_is_one_text(string data, string? origin)
    {
        await using var test = await ApiUnderTest.AnsweringAsync(data);
        Assert.Equal(origin, await test.Api.System.NumberOriginAsync("18222222222"));
    }

    [Theory]
    [InlineData("\"12\"", 12)]
    [InlineData("12", 12)]
    [InlineData("\"\"", null)]
    public async Task H4_a_count_is_one_number_or_missing(string data, int? count)
    {
        await using var test = await ApiUnderTest.AnsweringAsync(data);
        Assert.Equal(count, await test.Api.Calls.CountAsync(new(Number: "138")));
    }

    [Fact]
    public async Task Attached_data_are_maps()
    {
        await using var test = await ApiUnderTest.AnsweringAsync("""[{"c@ip_digit":"1","c@ip_digit_type":4,"c@ip_ivr_id":null}]""");
        Assert.Equal(
            new Dictionary<string, string?> { ["c@ip_digit"] = "1", ["c@ip_digit_type"] = "4", ["c@ip_ivr_id"] = null }, Assert.Single(await test.Api.Calls.AttachedDataAsync("c@ip")));
    }

    [Fact]
    public async Task H20_the_platforms_clock_is_read_in_its_zone()
    {
        await using var test = await ApiUnderTest.AnsweringAsync("\"2021-01-21 00:00:00\"");
        Assert.Equal(new DateTimeOffset(2021, 1, 21, 0, 0, 0, TimeSpan.FromHours(8)), (await test.Api.System.ClockAsync()).Platform);
    }

    [Fact]
    public async Task H35_tables_win_over_samples()
    {
        await using var test = await ApiUnderTest.StartAsync();
        test.Server.Answer = (context, body) => context.Response.WriteAsync(ApiUnderTest.Envelope(body, """{"id":"7"}"""));
        await test.Api.Campaigns.AppendAsync("7", [new("138")]);
        await test.Api.Campaigns.NumberBatchesAsync();
        var append = test.Server.Calls.Single(c => c.Path.EndsWith("appendOutboundInstance", StringComparison.Ordinal)).Body;
        Assert.Equal(["outboundId", "filter", "actionID"], append.EnumerateObject().Select(p => p.Name));
    }
}
