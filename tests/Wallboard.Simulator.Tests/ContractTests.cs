using System.Text.Json;

namespace Wallboard.Simulator.Tests;

/// <summary>One held simulator for all tests of a class that only ask.</summary>
public sealed class AskedLab : IAsyncLifetime
{
    internal Lab Lab { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Lab = await Lab.StartAsync();

    public ValueTask DisposeAsync() => Lab.DisposeAsync();
}

public sealed class ContractTests(AskedLab shared) : IClassFixture<AskedLab>
{
    private readonly Lab lab = shared.Lab;

    public static TheoryData<string> Sections => [.. Contract.Endpoints.Select(e => e.Section)];

    private static Contract.Endpoint Find(string section) => Contract.Endpoints.Single(e => e.Section == section);

    [Fact]
    public void Everything_in_the_extract_is_implemented_under_its_path() =>
        Assert.Equal(Contract.Endpoints.Select(e => (e.Section, e.Path)).Order(), Http.ApiHost.Endpoints.Values.Select(e => (e.Section, e.Path)).Order());

    [Theory, MemberData(nameof(Sections))]
    public async Task Required_fields_are_enough_and_each_is_required(string section)
    {
        var endpoint = Find(section);
        var fields = endpoint.Request.Where(f => f.Required).ToDictionary(f => f.Name, f => Sample(f.Name));
        var answer = await lab.PostAsync(endpoint.Path, fields);
        Assert.Equal(section is "6.36" or "6.37" ? 0 : 200, answer.Int("code"));
        Assert.Equal("a1", answer.Text("actionID"));
        Assert.Equal("success!", answer.Text("message"));
        Assert.Equal(["code", "message", "actionID", "data", "currentPage", "totalCount"], answer.EnumerateObject().Select(p => p.Name));
        foreach (var missing in fields.Keys)
        {
            var without = await lab.PostAsync(endpoint.Path, fields.Where(f => f.Key != missing).ToDictionary());
            Assert.Equal(201, without.Int("code"));
            Assert.Equal("Please check your parameters", without.Text("message"));
        }
    }

    [Theory, MemberData(nameof(Sections))]
    public async Task Rows_have_exactly_the_documented_fields(string section)
    {
        var endpoint = Find(section);
        var fields = endpoint.Request.Where(f => f.Required).ToDictionary(f => f.Name, f => Sample(f.Name));
        var data = (await lab.PostAsync(endpoint.Path, fields)).GetProperty("data");
        if (endpoint.Data == "string")
        {
            Assert.Equal(JsonValueKind.String, data.ValueKind);
            return;
        }
        var rows = endpoint.Data == "list" ? data.EnumerateArray().ToList() : [data];
        Assert.NotEmpty(rows);
        // 6.6's and 6.7's samples show a tenantId that their tables leave out.
        var extra = section is "6.6" or "6.7" ? new[] { "tenantId" } : [];
        var top = endpoint.Response[0].Fields.Concat(extra).Distinct().Order().ToList();
        Assert.All(rows, row => Assert.Equal(top, Names(row, top).Order()));
        foreach (var nested in endpoint.Response.Skip(1))
        {
            var inner = rows.SelectMany(r => r.GetProperty(nested.Label.TrimEnd(':', '：')).EnumerateArray()).ToList();
            Assert.All(inner, row => Assert.Equal(nested.Fields.Order(), row.EnumerateObject().Select(p => p.Name).Order()));
        }
    }

    [Theory, MemberData(nameof(Sections))]
    public async Task Every_documented_field_is_understood(string section)
    {
        var endpoint = Find(section);
        var answer = await lab.PostAsync(endpoint.Path, endpoint.Request.ToDictionary(f => f.Name, f => Sample(f.Name)));
        Assert.Contains(answer.Int("code"), new[] { 200, 0 });
    }

    [Theory]
    [InlineData("query/queryQueueHistories", "startTime", "yesterday")]
    [InlineData("query/queryQueueHistories", "holdTime", "long")]
    [InlineData("query/queryCdrs", "currentPage", "0")]
    [InlineData("query/queryCdrs", "tenantId", "4711")]
    public async Task Unreadable_values_are_bad_parameters(string path, string field, string value)
    {
        var fields = new Dictionary<string, string> { ["actionID"] = "a1", ["tenantId"] = "10000", [field] = value };
        Assert.Equal(201, (await lab.PostAsync(path, fields)).Int("code"));
    }

    private static IEnumerable<string> Names(JsonElement row, List<string> documented) => row.EnumerateObject().SelectMany(p =>
        p.Value.ValueKind == JsonValueKind.Object && documented.Exists(d => d.StartsWith(p.Name + ".", StringComparison.Ordinal))
            ? p.Value.EnumerateObject().Select(n => $"{p.Name}.{n.Name}")
            : [p.Name]);

    private static string Sample(string field) => field switch
    {
        "actionID" => "a1",
        "tenantId" => "10000",
        "queue" or "queueName" => "10000_8000",
        "agent" => "10000_1000,10000_1001",
        "startTime" => "2026-11-22 00:00:00",
        "endTime" => "2026-11-22 24:00:00",
        "order" => "desc",
        "sort" => "id",
        "name" or "nameCn" => "王",
        "ids" => "1,2",
        _ => "1",
    };
}
