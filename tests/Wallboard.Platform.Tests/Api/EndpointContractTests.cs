using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Wallboard.Platform.Api;

namespace Wallboard.Platform.Tests.Api;

public class EndpointContractTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 0, 0, 0, TimeSpan.FromHours(8));

    private static readonly Dictionary<string, Func<PlatformApi, Task<object?>>> Endpoints = new()
    {
        ["6.4"] = async api => await api.Tenants.ListAsync().ToListAsync(),
        ["6.5"] = async api => await api.Tenants.GetAsync(),
        ["6.6"] = async api => await api.Queues.ListAsync().ToListAsync(),
        ["6.7"] = async api => await api.Queues.GetAsync("10000_8000"),
        ["6.8"] = async api => await api.Queues.RealtimeAsync(["10000_8000", "10000_8001"]),
        ["6.9"] = async api => await api.Queues.WaitingAsync("10000_8000"),
        ["6.11"] = async api => await api.Agents.ListAsync("10000_8000").ToListAsync(),
        ["6.13"] = async api => await api.Agents.StatesAsync(["10000_1000"]),
        ["6.14"] = async api => await api.Agents.RealtimeAsync(["10000_1000"]),
        ["6.15"] = async api => await api.Agents.StateCountsAsync(),
        ["6.16"] = async api => await api.Ivr.FlowsAsync().ToListAsync(),
        ["6.19"] = async api => await api.Records.QueueVisitsAsync(
            new(At, At.AddDays(1), "138", "1,2", "c", "售前", "10000_8000", 2, "10000_1000", 1, 9, "id", "asc")).ToListAsync(),
        ["6.21"] = async api => await api.Records.CallsAsync(
            new(At, At.AddDays(1), "c", "10000_1000", "138", 1, 9, "NO_ANSWER", 2, "8", "1,2", 5, 1, "transfer", "6000", "1", "10000_8000", "3", "1", "asc", "id", true)).ToListAsync(),
        ["6.34"] = async api => await api.Tenants.ConcurrencyAsync(),
        ["6.36"] = async api => await api.States.DefinitionsAsync(),
        ["6.37"] = async api => await api.States.ColorsAsync(),
        ["6.40"] = async api => await api.States.RestQueueAsync(),
        ["6.69"] = async api => await api.Clock.ReadAsync(),
    };

    /// <summary>Optional filters that the live picture has no use for; every field of the record filters is sent.</summary>
    private static readonly Dictionary<string, string[]> NotSent = new()
    {
        ["6.4"] = ["name", "status"],
        ["6.6"] = ["name"],
        ["6.11"] = ["name", "nameCn"],
        ["6.13"] = ["extension", "queueName", "state", "reasonCode"],
        ["6.14"] = ["extension", "queueName", "typeCode", "typeText"],
        ["6.15"] = ["queueName", "typeCode", "typeText"],
        ["6.16"] = ["name", "ids", "sort", "order"],
        ["6.36"] = ["state", "reasonCode"],
        ["6.37"] = ["state", "reasonCode"],
        ["6.40"] = ["typeCode"],
    };

    public static TheoryData<string> Sections => [.. Contract.Endpoints.Select(e => e.GetProperty("section").GetString()!)];

    [Fact]
    public void Every_endpoint_of_the_contract_is_implemented() => Assert.Equal(Endpoints.Keys.Order(), Sections.Select(s => s.Data).Order());

    [Theory]
    [MemberData(nameof(Sections))]
    public async Task H1_H21_sends_the_documented_fields_as_strings(string section)
    {
        var contract = Contract.Endpoint(section);
        await using var test = await ApiUnderTest.AnsweringAsync(section == "6.69" ? "\"2026-11-22 09:00:00\"" : "[]");
        await Endpoints[section](test.Api);
        var (path, body) = Assert.Single(test.Server.Calls);
        Assert.Equal($"/5.0.x/{contract.GetProperty("path").GetString()}", path);
        var documented = contract.GetProperty("request").EnumerateArray().Select(f => f.GetProperty("name").GetString()!);
        Assert.Equal(documented.Except(NotSent.GetValueOrDefault(section, [])).Order(), body.EnumerateObject().Select(p => p.Name).Order());
        Assert.All(body.EnumerateObject(), p => Assert.Equal(JsonValueKind.String, p.Value.ValueKind));
        Assert.All(body.EnumerateObject(), p => Assert.NotEqual("", p.Value.GetString()));
        if (body.TryGetProperty("tenantId", out var tenant)) Assert.Equal("10000", tenant.GetString());
    }

    [Fact]
    public async Task H8_H22_H29_record_filters_by_meaning()
    {
        await using var test = await ApiUnderTest.AnsweringAsync("[]");
        await Endpoints["6.19"](test.Api);
        await Endpoints["6.21"](test.Api);
        var bodies = test.Server.Calls.Select(c => c.Body).ToList();
        string? Sent(int call, string name) => bodies[call].GetProperty(name).GetString();
        Assert.Equal(("2026-11-22 00:00:00", "2026-11-23 00:00:00"), (Sent(0, "startTime"), Sent(0, "endTime")));
        Assert.Equal(("1", "9"), (Sent(0, "holdTime"), Sent(0, "holdTimeMin")));
        Assert.Equal(("1", "9"), (Sent(1, "second"), Sent(1, "secondMin")));
        Assert.Equal(("售前", "10000_8000"), (Sent(0, "queueName"), Sent(0, "queue")));
        Assert.Equal(("5", "1", "1"), (Sent(1, "isCdrInboundFail"), Sent(1, "isCdrOutboundFail"), Sent(1, "repeatCallId")));
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public async Task Every_documented_field_of_an_answer_is_read(string section)
    {
        var contract = Contract.Endpoint(section);
        await using var test = await ApiUnderTest.StartAsync();
        var row = new JsonObject();
        test.Server.Answer = (context, body) => context.Response.WriteAsync(
            ApiUnderTest.Envelope(body, contract.GetProperty("data").GetString() == "object" ? row.ToJsonString() : $"[{row.ToJsonString()}]"));
        JsonNode[] candidates = ["7", "2021-12-15 10:00:00", "#bbb", new JsonArray(new JsonObject()), new JsonObject { ["3"] = 1 }];
        List<string> unread = [];
        foreach (var group in contract.GetProperty("response").EnumerateArray())
            foreach (var field in group.GetProperty("fields").EnumerateArray())
            {
                var names = field.GetProperty("path").GetString()!.Split('.');
                var at = row = [];
                var label = group.GetProperty("label").GetString()!.Trim(':', '：', ' ');
                if (label != "data") row[label] = new JsonArray(at = []);
                foreach (var name in names[..^1]) at[name] = at = [];
                at["unknown"] = 1;
                var without = await Read();
                var read = 0;
                foreach (var candidate in candidates)
                {
                    at[names[^1]] = candidate.DeepClone();
                    if (await Read() != without) read++;
                }
                if (read == 0) unread.Add($"{label} {string.Join('.', names)}");
            }
        Assert.Empty(unread);

        async Task<string> Read() => JsonSerializer.Serialize(await Endpoints[section](test.Api));
    }
}
