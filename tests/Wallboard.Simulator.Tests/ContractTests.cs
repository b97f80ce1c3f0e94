using System.Text.Json;
using Wallboard.Simulator.Http;
using Wallboard.Testing;

namespace Wallboard.Simulator.Tests;

/// <summary>One held simulator for all tests of a class that only ask.</summary>
public sealed class AskedLab : IAsyncLifetime
{
    internal Lab Lab { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Lab = await Lab.StartAsync();
        await Lab.FurnishAsync();
        // Long enough for a call to be kept away by the black list.
        Lab.Pass(400);
    }

    public ValueTask DisposeAsync() => Lab.DisposeAsync();
}

/// <summary>Walks the guide's tables of endpoints: the simulator takes exactly the documented fields and answers with exactly the documented ones.</summary>
public sealed class ContractTests(AskedLab shared) : IClassFixture<AskedLab>
{
    public static TheoryData<string> Sections => [.. ApiHost.Endpoints.Values.Select(e => e.Section)];

    public static TheoryData<string> WithRows => [.. Sections.Select(s => s.Data).Where(s => Contract.OfSection(s).Data is "list" or "object")];

    [Fact]
    public void Every_endpoint_of_the_guide_is_there() =>
        Assert.Equal(Contract.Endpoints.Select(e => e.Section).Order(), ApiHost.Endpoints.Values.Select(e => e.Section).Order());

    [Theory, MemberData(nameof(Sections))]
    public void Declared_as_in_the_guide(string section)
    {
        var contract = Contract.OfSection(section);
        var endpoint = ApiHost.Endpoints.Values.Single(e => e.Section == section);
        Assert.Equal((contract.Path, contract.Versioned, contract.RateLimitPerMinute), (endpoint.Path, !endpoint.Dialer, endpoint.PerMinute));
        string[] action = endpoint.ActionId == ActionId.Required ? ["actionID"] : [];
        Assert.Equal(contract.Request.Where(f => f.Required).Select(f => f.Name).Order(), endpoint.Required.Concat(action).Order());
        Assert.Equal(contract.Request.Where(f => !f.Required).Select(f => f.Name).Order(), endpoint.Optional.Order());
    }

    [Theory, MemberData(nameof(Sections))]
    public async Task Required_fields_are_enough_and_each_is_required(string section)
    {
        await using var own = await OwnAsync(section);
        var lab = own ?? shared.Lab;
        var fields = Samples.Required(section);
        foreach (var missing in fields.Keys)
        {
            var without = await lab.PostAsync(section, fields.Where(f => f.Key != missing).ToDictionary());
            Assert.Equal(201, without.Int("code"));
            Assert.Equal("Please check your parameters", without.Text("message"));
        }
        var answer = await lab.PostAsync(section, fields);
        Assert.Equal(section is "6.36" or "6.37" ? 0 : 200, answer.Int("code"));
        Assert.Equal("success!", answer.Text("message"));
        var echo = fields.ContainsKey("actionID") ? "a1" : null;
        Assert.Equal(echo, answer.TryGetProperty("actionID", out var id) ? id.GetString() : null);
        string[] action = echo is null ? [] : ["actionID"];
        string[] data = Contract.OfSection(section).Data == "none" ? [] : ["data", "currentPage", "totalCount"];
        Assert.Equal(["code", "message", .. action, .. data], answer.EnumerateObject().Select(p => p.Name));
    }

    [Theory, MemberData(nameof(Sections))]
    public async Task An_undocumented_field_is_a_bad_parameter(string section) =>
        Assert.Equal(201, (await shared.Lab.PostAsync(section, new(Samples.Required(section)) { ["tenantDN"] = "10000" })).Int("code"));

    [Theory, MemberData(nameof(Sections))]
    public async Task Every_documented_field_is_understood(string section)
    {
        await using var own = await OwnAsync(section);
        Assert.Contains((await (own ?? shared.Lab).PostAsync(section, Samples.All(section))).Int("code"), new[] { 200, 0 });
    }

    [Theory, MemberData(nameof(WithRows))]
    public async Task Rows_have_exactly_the_documented_fields(string section)
    {
        await using var own = await OwnAsync(section);
        var endpoint = Contract.OfSection(section);
        var data = (await (own ?? shared.Lab).PostAsync(section, Samples.Required(section))).GetProperty("data");
        var rows = endpoint.Data == "list" ? data.EnumerateArray().ToList() : [data];
        Assert.NotEmpty(rows);
        // Samples show what these tables leave out: of which tenant or queue a row is, and its number.
        string[] extra = section switch { "6.6" or "6.7" => ["tenantId"], "6.33" => ["tenantId", "queueName"], "6.38" => ["id"], _ => [] };
        var top = endpoint.Response[0].Fields.SelectMany(f => Filled(f.Path)).Concat(extra).Distinct().Order().ToList();
        Assert.All(rows, row => Assert.Equal(top, Names(row, top).Order()));
        foreach (var nested in endpoint.Response.Skip(1))
        {
            var inner = rows.SelectMany(r => r.GetProperty(nested.Name).EnumerateArray()).ToList();
            Assert.All(inner, row => Assert.Equal(nested.Fields.Select(f => f.Path).Order(), row.EnumerateObject().Select(p => p.Name).Order()));
        }
    }

    [Theory]
    [InlineData("6.19", "startTime", "yesterday")]
    [InlineData("6.19", "holdTime", "long")]
    [InlineData("6.21", "currentPage", "0")]
    [InlineData("6.21", "tenantId", "4711")]
    public async Task Unreadable_values_are_bad_parameters(string section, string field, string value) =>
        Assert.Equal(201, (await shared.Lab.PostAsync(section, new(Samples.Required(section)) { [field] = value })).Int("code"));

    // What writes has a platform of its own.
    private static async Task<Lab?> OwnAsync(string section)
    {
        if (section[0] == '6' || section is "8.8" or "8.9" or "8.10" or "8.11" or "8.12") return null;
        var lab = await Lab.StartAsync();
        await lab.FurnishAsync();
        return lab;
    }

    // Placeholders: the keys asked for, and the reasons that the tenant has of its own.
    private static string[] Filled(string field) =>
        field == "按键" ? ["1", "2", "3", "4", "5"]
        : field.EndsWith("_自定义状态编码", StringComparison.Ordinal) ? [field.Split('_')[0] + "_9", field.Split('_')[0] + "_10"]
        : [field];

    private static IEnumerable<string> Names(JsonElement row, List<string> documented) => row.EnumerateObject().SelectMany(p =>
        p.Value.ValueKind == JsonValueKind.Object && documented.Exists(d => d.StartsWith(p.Name + ".", StringComparison.Ordinal))
            ? p.Value.EnumerateObject().Select(n => $"{p.Name}.{n.Name}")
            : [p.Name]);
}
