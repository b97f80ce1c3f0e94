using Wallboard.Platform.Api;

namespace Wallboard.Platform.Tests.Api;

public class AnswerTests
{
    private static DateTimeOffset China(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) => new(year, month, day, hour, minute, second, TimeSpan.FromHours(8));

    [Fact]
    public async Task H4_numbers_in_any_dress_and_missing_is_never_zero()
    {
        await using var test = await ApiUnderTest.AnsweringAsync(
            """[{"thisQueue":"10000_8000","queueNum":"3","callingNum":2.0,"queueSum":"","readyNum":null,"busyNum":" 4 ","loginNum":"x","maxHoldTime":{}}]""");
        var row = Assert.Single(await test.Api.Queues.RealtimeAsync());
        Assert.Equal((3, 2, null, null, 4, null), (row.Waiting, row.Calling, row.Total, row.Ready, row.Busy, row.SignedIn));
        Assert.Null(row.LongestWait);
        Assert.Null(row.Offered);
        Assert.Equal(2, test.Api.Counters.BadFields);
    }

    [Theory]
    [InlineData("37", 37)]
    [InlineData("\"37\"", 37)]
    [InlineData("\"26:49:30\"", 96_570)]
    [InlineData("\"516\"", 516)]
    [InlineData("0", 0)]
    [InlineData("\"\"", null)]
    [InlineData("\"5:16\"", null)]
    [InlineData("\"1:60:00\"", null)]
    [InlineData("-1", null)]
    [InlineData("1e300", null)]
    public async Task H5_durations_are_seconds_or_hours_minutes_seconds(string json, int? seconds)
    {
        await using var test = await ApiUnderTest.AnsweringAsync($$"""[{"talkTime":{{json}}}]""");
        var row = Assert.Single(await test.Api.Agents.RealtimeAsync(["10000_1000"]));
        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, row.Talk);
    }

    [Theory]
    [InlineData("2021-12-15 10:00:00", "2021-12-15T10:00:00+08:00")]
    [InlineData("2021-12-15 24:00:00", "2021-12-16T00:00:00+08:00")]
    [InlineData("2021-12-31 24:00:00", "2022-01-01T00:00:00+08:00")]
    [InlineData("2021-12-15", "2021-12-15T00:00:00+08:00")]
    [InlineData("2021-12-15T10:00:00Z", "2021-12-15T10:00:00+00:00")]
    [InlineData("2021-12-15 25:00:00", null)]
    [InlineData("0001-01-01 00:00:00", null)]
    [InlineData("9999-12-31 24:00:00", null)]
    [InlineData("0000-00-00 00:00:00", null)]
    public async Task H8_times_are_the_tenants_and_a_day_may_end_at_24(string text, string? instant)
    {
        await using var test = await ApiUnderTest.AnsweringAsync($$"""[{"id":1,"startTime":"{{text}}"}]""", "\"code\":200,\"totalCount\":\"1\"");
        var row = await test.Api.QueueRecords.ListAsync(new()).SingleAsync();
        Assert.Equal(instant is null ? null : DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), row.StartedAt);
        Assert.Equal(instant is null ? 1 : 0, test.Api.Counters.BadFields);
    }

    [Theory]
    [InlineData("""{"1":"10000_1000","2":"10000_1001"}""")]
    [InlineData("""["10000_1000","10000_1001"]""")]
    [InlineData("\"[10000_1000,10000_1001]\"")]
    [InlineData("""
        "[\"10000_1000\",\"10000_1001\"]"
        """)]
    [InlineData("\"10000_1000, 10000_1001\"")]
    public async Task H28_H10_members_as_map_list_or_string(string agents)
    {
        await using var test = await ApiUnderTest.AnsweringAsync($$"""{"queueName":"10000_8000","agent":{{agents}}}""");
        Assert.Equal(["10000_1000", "10000_1001"], (await test.Api.Queues.GetAsync("10000_8000"))!.Members);
    }

    [Fact]
    public async Task H14_lower_case_names_and_stray_escapes_in_colours()
    {
        await using var test = await ApiUnderTest.AnsweringAsync(
            """[{"reason":[],"color":"\#f3f3f4","state":0},{"state":2,"color":"red;}","reason":[{"reasontext":"离开","color":"\#bbb","reasoncode":"4"},{"reasontext":"a\\b","color":"\\#BBB"}]}]""",
            "\"code\":0");
        var colors = await test.Api.States.ColorsAsync();
        Assert.Equal(["#f3f3f4", null], colors.Select(c => c.Color));
        Assert.Empty(colors[0].Reasons!);
        await using var map = await ApiUnderTest.AnsweringAsync("""[{"reason":{},"state":0},{"reason":{"0":{"reasoncode":0},"3":{"reasoncode":3}},"state":2},{"reason":{"reasoncode":4},"state":2}]""");
        Assert.Equal(["", "0,3", "4"], (await map.Api.States.DefinitionsAsync()).Select(d => string.Join(',', d.Reasons!.Select(r => r.Reason))));
        Assert.Equal([new ReasonDefinition(4, "离开", "#bbb"), new ReasonDefinition(null, "a\\b", "#BBB")], colors[1].Reasons);
    }

    [Theory]
    [InlineData("\"[]\"", 0)]
    [InlineData("[]", 0)]
    [InlineData("\"[10000_1000]\"", 1)]
    [InlineData("[{\"name\":\"坐席x\",\"agent\":\"10005_1000\"}]", 1)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    public async Task H15_the_rest_queue_is_a_list_or_a_string_that_holds_one(string json, int? count)
    {
        await using var test = await ApiUnderTest.AnsweringAsync(
            $$"""[{"restAgentQueue":{{json}},"restNum":1,"tenantId":10005,"restAgent":[{"name":" 坐席x","agent":"10005_1000","stateHoldTime":"10"}]}]""");
        var row = Assert.Single(await test.Api.Rest.QueueAsync());
        Assert.Equal(count, row.WaitingAgents?.Count);
        Assert.Equal("10005", row.TenantId);
        Assert.Equal(TimeSpan.FromSeconds(10), Assert.Single(row.RestingAgents!).Rested);
    }

    [Fact]
    public async Task H26_a_reason_that_comes_twice_is_summed()
    {
        await using var test = await ApiUnderTest.AnsweringAsync(
            """[{"agent":"10003_1000","busyReason":[{"operationCount":1,"reasonCode":0,"operationTime":2},{"operationCount":0,"reasonCode":0,"operationTime":"0:00:03"},7]},{"agent":"10003_1001","busyReason":"no"}]""");
        var rows = await test.Api.Agents.RealtimeAsync(["10003_1000"]);
        Assert.Equal(TimeSpan.FromSeconds(5), BusyReason.Sum(rows[0].BusyReasons, 0));
        Assert.Null(BusyReason.Sum(rows[1].BusyReasons, 0));
        Assert.Equal((1L, 1L), (test.Api.Counters.BadRows, test.Api.Counters.BadFields));
    }

    [Fact]
    public async Task H28_reasonCodeNum_is_a_map_in_6_8_and_a_number_in_6_15()
    {
        await using var test = await ApiUnderTest.AnsweringAsync("""[{"reasonCodeNum":{"3":1,"0":"2","5":""},"agentStateNum":[{"reasonCodeText":"忙碌","reasonCodeNum":1,"reasonCode":"3"}]}]""");
        Assert.Equal(new Dictionary<string, int?> { ["3"] = 1, ["0"] = 2, ["5"] = null }, Assert.Single(await test.Api.Queues.RealtimeAsync()).Reasons);
        Assert.Equal([new ReasonCount(3, "忙碌", 1)], Assert.Single(await test.Api.Agents.StateCountsAsync()).Reasons);
    }

    [Fact]
    public async Task H19_H36_trailing_commas_and_misspelt_names()
    {
        await using var test = await ApiUnderTest.AnsweringAsync(
            """[{"id":"1","gatewayCroup":"g","createdTime":"2017-10-10 12:00:00","strategy":"Stringest-idle-agent","typeText":"t",},]""");
        Assert.Equal("g", (await test.Api.Tenants.ListAsync().SingleAsync()).GatewayGroup);
        Assert.Equal(China(2017, 10, 10, 12), (await test.Api.Agents.ListAsync().SingleAsync()).CreatedAt);
        Assert.Equal("longest-idle-agent", (await test.Api.Queues.ListAsync().SingleAsync()).Strategy);
        Assert.Equal("t", Assert.Single(await test.Api.Agents.RealtimeAsync(["10000_1000"])).BusinessType);
    }

    [Fact]
    public async Task H36_the_right_spelling_wins_over_a_missing_wrong_one()
    {
        await using var test = await ApiUnderTest.AnsweringAsync("""{"tenantInfo":{"gatewayGroup":"g","status":"1"},"tenantFee":[],"outboundConfig":"{\"maxRatio\":\"0.1\"}"}""");
        var detail = await test.Api.Tenants.GetAsync();
        Assert.Equal(("g", 1), (detail!.Settings!.GatewayGroup, detail.Settings.Status));
        Assert.Null(detail.Fees);
        Assert.Equal(0.1m, detail.Outbound!.MaxRatio);
        Assert.Equal(1, test.Api.Counters.BadFields);
    }

    [Fact]
    public async Task One_bad_row_does_not_lose_the_answer()
    {
        await using var test = await ApiUnderTest.AnsweringAsync("""[{"agent":"10000_1000","state":1},"x",null,[],{"agent":["10000_1001"],"state":"2"}]""");
        var rows = await test.Api.Agents.StatesAsync(["10000_1000"]);
        Assert.Equal([new("10000_1000", null, null, 1, null), new(null, null, null, 2, null)], rows);
        Assert.Equal((3L, 1L, 2L), (test.Api.Counters.BadRows, test.Api.Counters.BadFields, test.Api.Counters.Rows));
    }

    [Fact]
    public async Task H30_another_tenants_queue_is_not_asked_for_and_its_rows_are_left_out()
    {
        await using var test = await ApiUnderTest.AnsweringAsync("""[{"callId":"a","thisQueue":"10003_8000"},{"callId":"b","thisQueue":"10000_8000","holdTime":14},{"callId":"c"}]""");
        Assert.Equal(["b", "c"], (await test.Api.Queues.WaitingAsync("10000_8000")).Select(c => c.CallId));
        Assert.Equal(1, test.Api.Counters.ForeignRows);
        await Assert.ThrowsAsync<ArgumentException>(() => test.Api.Queues.WaitingAsync("10003_8000"));
        Assert.Single(test.Server.Calls);
    }

    [Fact]
    public async Task H20_the_platforms_clock_is_in_its_own_zone()
    {
        await using var test = await ApiUnderTest.AnsweringAsync("\"2021-01-21 00:00:00\"");
        var now = test.Clock.GetUtcNow();
        Assert.Equal(new ClockReading(China(2021, 1, 21), now, now), await test.Api.System.ClockAsync());
    }

    [Fact]
    public async Task Long_lists_of_agents_are_asked_for_in_parts_and_an_empty_one_not_at_all()
    {
        await using var test = await ApiUnderTest.AnsweringAsync("""[{"agent":"10000_1000"}]""");
        Assert.Equal(3, (await test.Api.Agents.RealtimeAsync([.. Enumerable.Range(1000, 250).Select(n => $"10000_{n}")])).Count);
        Assert.Equal([100, 100, 50], test.Server.Calls.Select(c => c.Body.GetProperty("agent").GetString()!.Split(',').Length));
        Assert.Empty(await test.Api.Agents.StatesAsync([]));
        Assert.Equal(3, test.Server.Calls.Count);
    }
}
