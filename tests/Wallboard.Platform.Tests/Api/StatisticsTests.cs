using System.Text.Json;
using Wallboard.Platform.Api;
using static Wallboard.Platform.Tests.Api.EndpointCalls;

namespace Wallboard.Platform.Tests.Api;

public class StatisticsTests
{
    private static readonly StatisticsFilter Day = new(From, To), Week = new(From, To.AddDays(6));

    [Theory]
    [InlineData("\"85.71%\"", "0.8571")]
    [InlineData("\"0.00%\"", "0")]
    [InlineData("\"100.00%\"", "1")]
    [InlineData("\"100.00 % \"", "1")]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    [InlineData("\"%\"", null)]
    public async Task H6_rates_are_fractions(string json, string? fraction)
    {
        await using var test = await ApiUnderTest.AnsweringAsync($$"""[{"intDay":"2021-01-14","inAnswerCallRate":{{json}}}]""");
        var row = await test.Api.Statistics.QueuesAsync(StatisticsSubject.Tenant, Week).FirstAsync();
        Assert.Equal(fraction is null ? null : decimal.Parse(fraction, System.Globalization.CultureInfo.InvariantCulture), row.AnswerRate);
    }

    [Theory]
    [InlineData(StatisticsPeriod.Hour, """ "intHour":"2021-01-21 07","intDay":null,"intMonth":null """, "2021-01-21", 7)]
    [InlineData(StatisticsPeriod.Hour, """ "date":"2021-01-21","hour":"07" """, "2021-01-21", 7)]
    [InlineData(StatisticsPeriod.Hour, """ "date":"2021-01-21","hour":7 """, "2021-01-21", 7)]
    [InlineData(StatisticsPeriod.Day, """ "intHour":"2021-01-21 00" """, "2021-01-21", null)]
    [InlineData(StatisticsPeriod.Day, """ "date":null,"hour":null,"intHour":null,"intDay":"2021-01-21" """, "2021-01-21", null)]
    [InlineData(StatisticsPeriod.Day, """ "date":"2021-01-21" """, "2021-01-21", null)]
    [InlineData(StatisticsPeriod.Month, """ "intHour":"2021-01-21 00" """, "2021-01-01", null)]
    [InlineData(StatisticsPeriod.Month, """ "intDay":"2021-01-21" """, "2021-01-01", null)]
    [InlineData(StatisticsPeriod.Month, """ "intDay":"2021-01" """, "2021-01-01", null)]
    [InlineData(StatisticsPeriod.Month, """ "intMonth":"2021-01" """, "2021-01-01", null)]
    public async Task H9_whichever_field_is_filled_gives_the_period(StatisticsPeriod period, string fields, string date, int? hour)
    {
        await using var test = await ApiUnderTest.AnsweringAsync($$"""[{"calls":1,{{fields}}}]""");
        var row = await test.Api.Statistics.CallsAsync(StatisticsSubject.Tenant, period, Week).FirstAsync();
        Assert.Equal(new StatisticsTime(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), hour), row.Period);
        Assert.Equal(0, test.Api.Counters.BadFields);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"intDay":0,"intHour":0,"intMonth":0,"intYear":0}""")]
    [InlineData("""{"intDay":"","intHour":null}""")]
    public async Task H9_a_row_without_a_period_has_that_of_the_request_if_it_was_one(string row)
    {
        await using var test = await ApiUnderTest.AnsweringAsync($"[{row}]");
        var statistics = test.Api.Statistics;
        Assert.Equal(new(new(2026, 11, 22)), (await statistics.StatesAsync(StatisticsSubject.Tenant, StatisticsPeriod.Day, Day).FirstAsync()).Period);
        Assert.Equal(new(new(2026, 11, 1)), (await statistics.StatesAsync(StatisticsSubject.Tenant, StatisticsPeriod.Month, Week).FirstAsync()).Period);
        Assert.Equal(new(new(2026, 11, 22), 9), (await statistics.CallsAsync(StatisticsSubject.Tenant, StatisticsPeriod.Hour, new(From.AddHours(9), From.AddHours(10))).FirstAsync()).Period);
        Assert.Null((await statistics.StatesAsync(StatisticsSubject.Tenant, StatisticsPeriod.Day, Week).FirstAsync()).Period);
        Assert.Null((await statistics.CallsAsync(StatisticsSubject.Tenant, StatisticsPeriod.Hour, Day).FirstAsync()).Period);
        Assert.Null((await statistics.StateTotalsAsync(StatisticsSubject.Tenant, Day).FirstAsync()).Period);
    }

    [Fact]
    public async Task H10_departments_are_JSON_in_a_string_and_their_members_an_unquoted_list_in_a_string()
    {
        await using var test = await ApiUnderTest.AnsweringAsync("[]");
        await test.Api.Statistics.QueuesAsync(EndpointStatistics.Departments, Day).ToListAsync();
        await test.Api.Statistics.StateTotalsAsync(EndpointStatistics.Departments, Day).ToListAsync();
        await test.Api.Satisfaction.CountsAsync(EndpointStatistics.Departments, ["1"]).ToListAsync();
        Assert.All(test.Server.Calls, c => Assert.Equal("""{"部门1":"[10000_1000,10000_1001]","部门2":"[10000_1003]"}""", c.Body.GetProperty("filter").GetString()));
        Assert.Equal([null, "7", "7"], test.Server.Calls.Select(c => c.Body.TryGetProperty("type", out var type) ? type.GetString() : null));
    }

    [Fact]
    public async Task The_type_and_filter_of_each_subject()
    {
        await using var test = await ApiUnderTest.AnsweringAsync("[]");
        StatisticsSubject[] subjects =
        [
            StatisticsSubject.Tenant, StatisticsSubject.Queues(Queue, "10000_8001"), StatisticsSubject.AgentsOfTenant, StatisticsSubject.AgentsOfQueues(Queue),
            StatisticsSubject.Agents(Agent), StatisticsSubject.AgentsTogether(Agent, "10000_1001"),
        ];
        foreach (var subject in subjects) await test.Api.Statistics.CallTotalsAsync(subject, Day).ToListAsync();
        Assert.Equal(
            [("1", "10000"), ("2", "10000_8000,10000_8001"), ("3", "10000"), ("4", Queue), ("5", Agent), ("6", "10000_1000,10000_1001")],
            test.Server.Calls.Select(c => (c.Body.GetProperty("type").GetString(), c.Body.GetProperty("filter").GetString())));
    }

    [Fact]
    public async Task What_the_guide_has_not_is_refused_before_it_is_asked()
    {
        await using var test = await ApiUnderTest.StartAsync();
        var statistics = test.Api.Statistics;
        Assert.Throws<ArgumentException>(() => statistics.StatesAsync(StatisticsSubject.Tenant, StatisticsPeriod.Hour, Day));
        Assert.Throws<ArgumentException>(() => statistics.CallsAsync(StatisticsSubject.AgentsOfTenant, StatisticsPeriod.Day, Day));
        Assert.Throws<ArgumentException>(() => statistics.QueuesAsync(StatisticsSubject.AgentsTogether(Agent), Day));
        Assert.Throws<ArgumentException>(() => StatisticsSubject.Queues());
        Assert.Empty(test.Server.Calls);
    }

    [Fact]
    public async Task H11_of_6_33_Num_is_a_count_and_Time_a_duration()
    {
        await using var test = await ApiUnderTest.AnsweringAsync(
            """[{"id":0,"queueHoldNum":18,"queueHoldTime":882,"queueAvgHoldTime":"49","agentHoldNum":6,"agentHoldTime":318,"holdTime":4794,"answerNum":48,"queueName":"10000_8000"}]""");
        var row = await test.Api.Statistics.QueueAnalysisAsync([Queue], From, To).FirstAsync();
        Assert.Equal((18, TimeSpan.FromSeconds(882), TimeSpan.FromSeconds(49)), (row.WaitedInQueue, row.WaitedInQueueTime, row.AverageWaitedInQueueTime));
        Assert.Equal((6, TimeSpan.FromSeconds(318), TimeSpan.FromSeconds(4794), Queue), (row.WaitedAtAgent, row.WaitedAtAgentTime, row.WaitedTime, row.Queue));
    }

    [Fact]
    public async Task H7_H11_rows_with_the_id_0_are_not_the_same_row() => await NotTheSameRowAsync(0);

    [Fact]
    public async Task H7_rows_with_the_id_minus_1_are_not_the_same_row() => await NotTheSameRowAsync(-1);

    private static async Task NotTheSameRowAsync(int id)
    {
        await using var test = await ApiUnderTest.StartAsync(o => o with { PageSize = 1 });
        test.Server.Answer = (context, body) => Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
            context.Response, ApiUnderTest.Envelope(body, body.GetProperty("currentPage").GetString() switch
            {
                "1" => $$"""[{"id":{{id}},"queueName":"10000_8000"}]""",
                "2" => $$"""[{"id":{{id}},"queueName":"10000_8001"}]""",
                _ => "[]",
            }));
        Assert.Equal([Queue, "10000_8001"], await test.Api.Statistics.QueueAnalysisAsync([Queue, "10000_8001"], From, To).Select(r => r.Queue).ToListAsync());
    }

    [Fact]
    public async Task H5_H12_both_spellings_and_the_tenants_own_states_from_9_on()
    {
        await using var test = await ApiUnderTest.AnsweringAsync(
            """
            [{"agent":"10000_1000","talkTime":"00:00:37","acwTime":"00:05:16","readyTime":"26:49:30","avgInTalkTime":"7","avgOutTalkTime":"00:00:04","operationCount_0":0,"operationTime_3":"0",
              "operationCount_9":3,"operationTime_9":"00:10:00","operationName_9":"免打扰","operationCount_10":"2","operationTime_10":"x",
              "amountAgentReasonCodes":[{"reasonCode":9,"operationCount":3,"operationTime":600,"reasonCodeName":"免打扰","reasonCodeId":12}]},
             {"agent":"10000_1001","inAvgTalkTime":"8","outAvgTalkTime":9}]
            """, "\"code\":200,\"totalCount\":\"2\"");
        var rows = await test.Api.Statistics.StateTotalsAsync(StatisticsSubject.AgentsOfTenant, Day).ToListAsync();
        Assert.Equal((TimeSpan.FromSeconds(96_570), TimeSpan.FromSeconds(316)), (rows[0].Ready, rows[0].AfterCallWork));
        Assert.Equal([(7, 4), (8, 9)], rows.Select(r => ((int)r.InboundAverageTalk!.Value.TotalSeconds, (int)r.OutboundAverageTalk!.Value.TotalSeconds)));
        Assert.Equal([9, 10], rows[0].OwnStates.Keys);
        Assert.Equal(new OwnStateColumns(3, TimeSpan.FromMinutes(10), "免打扰"), rows[0].OwnStates[9]);
        Assert.Equal(new OwnStateColumns(2, null, null), rows[0].OwnStates[10]);
        Assert.Equal(new ReasonStatistics(null, 3, TimeSpan.FromMinutes(10), "12", 9, "免打扰", null), Assert.Single(rows[0].Reasons!));
        Assert.Empty(rows[1].OwnStates);
        Assert.Equal(1, test.Api.Counters.BadFields);
    }

    [Fact]
    public async Task H13_H34_key_presses_are_columns_and_all_keys_are_asked_for()
    {
        await using var test = await ApiUnderTest.AnsweringAsync("""[{"agent":"10000_1000","1":"12","2":32,"3":"","4":null,"*":"1","1234":2,"name":"郭敏","tenantId":10000}]""");
        var row = await test.Api.Satisfaction.CountsAsync(StatisticsSubject.AgentsOfQueues(Queue), ["1", "2", "3", "4", "*"]).FirstAsync();
        Assert.Equal(new Dictionary<string, int?> { ["1"] = 12, ["2"] = 32, ["3"] = null, ["4"] = null, ["*"] = 1, ["1234"] = 2 }, row.Presses);
        Assert.Equal((Agent, "郭敏", "10000"), (row.Number, row.Name, row.TenantId));
        Assert.Equal("1,2,3,4,*", test.Server.Calls.First().Body.GetProperty("ivrDtmfDigits").GetString());
        Assert.Equal(0, test.Api.Counters.BadFields);
    }

    [Theory]
    [InlineData("""{"agent":"10000_1000","name":"郭敏"}""", "10000_1000", "郭敏")]
    [InlineData("""{"agent":"郭敏","name":"10000_1000"}""", "10000_1000", "郭敏")]
    [InlineData("""{"name":"10000_1000"}""", "10000_1000", null)]
    [InlineData("""{"agent":"10000_1000","name":"10000_1000"}""", "10000_1000", "10000_1000")]
    [InlineData("""{"agent":"test_agent_10000_5000"}""", "test_agent_10000_5000", null)]
    [InlineData("{}", "10000_1001", null)]
    public async Task H24_the_number_is_what_looks_like_one_or_the_only_one_asked_for(string json, string number, string? name)
    {
        await using var test = await ApiUnderTest.AnsweringAsync($"[{json}]");
        var row = await test.Api.Statistics.StatesAsync(StatisticsSubject.Agents("10000_1001"), StatisticsPeriod.Day, Day).FirstAsync();
        Assert.Equal((number, name), (row.Number, row.Name));
    }

    [Theory]
    [InlineData("a tenant named like a number", "{\"tenantId\":10000,\"name\":\"10001_1000\"}", "10000", "10001_1000")]
    [InlineData("a tenant", "{\"agent\":\"10000\",\"name\":\"区政府服务大厅\"}", "10000", "区政府服务大厅")]
    [InlineData("a tenant", "{\"agent\":\"区政府服务大厅\",\"name\":\"10000\"}", "10000", "区政府服务大厅")]
    [InlineData("an agent named like a number", "{\"agent\":\"1005\",\"name\":\"10000_1000\"}", "10000_1000", "1005")]
    [InlineData("an agent named like a number", "{\"agent\":\"10000_1000\",\"name\":\"1005\"}", "10000_1000", "1005")]
    [InlineData("an agent of one queue", "{\"name\":\"郭敏\"}", null, "郭敏")]
    [InlineData("a department", "{\"agent\":\"部门1\",\"name\":\"10000_1000\"}", "10000_1000", "部门1")]
    public async Task H24_what_was_asked_for_tells_number_and_name_apart(string what, string json, string? number, string? name)
    {
        await using var test = await ApiUnderTest.AnsweringAsync($"[{json}]");
        var subject = what switch
        {
            "a tenant" or "a tenant named like a number" => StatisticsSubject.Tenant,
            "an agent of one queue" => StatisticsSubject.AgentsOfQueues(Queue),
            "a department" => EndpointStatistics.Departments,
            _ => StatisticsSubject.Agents(Agent, "10000_1001"),
        };
        var row = await test.Api.Statistics.CallTotalsAsync(subject, Day).FirstAsync();
        Assert.Equal((number, name), (row.Number, row.Name));
    }

    [Fact]
    public async Task H24_departments_are_names_and_several_without_a_number_stay_unknown()
    {
        await using var test = await ApiUnderTest.AnsweringAsync("""[{"name":"7","inCalls":1},{"inCalls":2}]""");
        var departments = StatisticsSubject.Departments(new Dictionary<string, IReadOnlyCollection<string>> { ["7"] = [Agent] });
        var row = await test.Api.Statistics.QueuesAsync(departments, Day).FirstAsync();
        Assert.Equal((null, "7"), (row.Number, row.Name));
        Assert.Null((await test.Api.Statistics.QueuesAsync(StatisticsSubject.Agents(Agent, "10000_1001"), Day).Skip(1).FirstAsync()).Number);
        Assert.Equal("10000", (await test.Api.Statistics.QueuesAsync(StatisticsSubject.Tenant, Day).Skip(1).FirstAsync()).Number);
    }

    [Fact]
    public async Task H27_S8_the_abandoned_stay_among_the_unanswered_and_nothing_is_made_up()
    {
        await using var test = await ApiUnderTest.AnsweringAsync("""[{"intDay":"2026-11-22","inCalls":7,"inAnswerCalls":6,"inUnAnswerCalls":1,"inAbandonCalls":1,"holdTime":43}]""");
        var rows = await test.Api.Statistics.QueuesAsync(StatisticsSubject.Tenant, Week).ToListAsync();
        var row = Assert.Single(rows);
        Assert.Equal((7, 6, 1, 1, TimeSpan.FromSeconds(43)), (row.Offered, row.Answered, row.Unanswered, row.Abandoned, row.Wait));
        Assert.Null(row.AbandonmentRate);
    }

    [Fact]
    public async Task S7_times_are_sent_as_the_platforms_to_the_second()
    {
        await using var test = await ApiUnderTest.AnsweringAsync("[]");
        await test.Api.Statistics.QueuesAsync(StatisticsSubject.Tenant, new(From.ToUniversalTime(), To.ToOffset(TimeSpan.FromHours(-5)))).ToListAsync();
        var body = test.Server.Calls.First().Body;
        Assert.Equal(("2026-11-22 00:00:00", "2026-11-22 23:59:59"), (body.GetProperty("startTime").GetString(), body.GetProperty("endTime").GetString()));
        Assert.Equal(JsonValueKind.String, body.GetProperty("startTime").ValueKind);
    }
}
