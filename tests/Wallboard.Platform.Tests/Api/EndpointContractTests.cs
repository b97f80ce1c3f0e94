using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Wallboard.Platform.Api;
using Wallboard.Testing;
using Guide = Wallboard.Testing.Contract;

namespace Wallboard.Platform.Tests.Api;

/// <summary>Walks the guide's 95 tables of endpoints: the client sends exactly their fields and reads every one of an answer.</summary>
public sealed class EndpointContractTests(EndpointContractTests.Platform platform, ITestOutputHelper output) : IClassFixture<EndpointContractTests.Platform>
{
    /// <summary>Fields of a request that are not sent, and why.</summary>
    private static readonly Dictionary<string, string[]> NotSent = new()
    {
        // One number is the answer: there is nothing to page through.
        ["6.44"] = ["currentPage", "pageSize"],
    };

    /// <summary>What gives a row's period: read together, see H9.</summary>
    private static readonly string[] PeriodFields = ["intHour", "intDay", "intMonth", "date", "hour"];

    public static TheoryData<string> Sections => [.. Guide.Endpoints.Select(e => e.Section)];

    public static TheoryData<string> WithFields => [.. Guide.Endpoints.Where(e => e.Response.Count > 0).Select(e => e.Section)];

    /// <summary>Of the guide's endpoints, those that the other tests here walk.</summary>
    public static int Covered => Guide.Endpoints.Count(e => EndpointCalls.All.ContainsKey(e.Section));

    [Fact]
    public void Every_endpoint_of_the_guide_is_a_method()
    {
        Assert.Equal(Guide.Endpoints.Select(e => e.Section).Order(), EndpointCalls.All.Keys.Order());
        output.WriteLine($"{Covered} of {Guide.Endpoints.Count} endpoints");
        Assert.Equal(95, Covered);
    }

    [Theory, MemberData(nameof(Sections))]
    public async Task H1_H21_S6_sends_the_documented_fields_as_strings_and_the_required_ones_always(string section)
    {
        var contract = Guide.OfSection(section);
        var (documented, required) = (contract.Request.Select(f => f.Name).Except(NotSent.GetValueOrDefault(section, [])).ToList(), contract.Request.Where(f => f.Required).Select(f => f.Name).ToList());
        var empty = Data(contract, new JsonObject());

        var full = new List<JsonElement>();
        foreach (var call in EndpointCalls.All[section].Full) full.AddRange(await platform.BodiesAsync(contract, empty, call));
        var bare = await platform.BodiesAsync(contract, empty, EndpointCalls.All[section].Required);

        Assert.Equal(documented.Order(), full.SelectMany(Names).Distinct().Order());
        Assert.All(full.Concat(bare), body =>
        {
            Assert.Empty(Names(body).Except(documented));
            Assert.Empty(required.Except(Names(body)));
            Assert.All(body.EnumerateObject(), p => Assert.Equal(JsonValueKind.String, p.Value.ValueKind));
            Assert.All(body.EnumerateObject(), p => Assert.NotEqual("", p.Value.GetString()));
            if (body.TryGetProperty("tenantId", out var tenant)) Assert.Equal("10000", tenant.GetString());
        });
        // S6: a list asked without a page size may be ten rows or all. H30: the tenant is named wherever it can be.
        Assert.All(bare, body => Assert.Empty(documented.Intersect(["tenantId", "currentPage", "pageSize"]).Except(Names(body))));
    }

    [Theory, MemberData(nameof(WithFields))]
    public async Task Every_documented_field_of_an_answer_lands_in_a_property(string section)
    {
        var contract = Guide.OfSection(section);
        var call = EndpointCalls.All[section].Full[0];
        var fields = contract.Response.SelectMany(t => t.Fields.Select(f => new AnswerField(t == contract.Response[0] ? null : t.Name, f.Path)))
            .Where(f => f.Table is not null || !contract.Response.Skip(1).Any(t => t.Name == f.Path))
            .Where(f => f.Path != "password" && (section is "6.30" || !PeriodFields.Contains(f.Path))).Distinct().ToList();

        // A value of each kind in turn, different for each field, until it is found in what the client gives.
        var found = fields.ToDictionary(f => f, _ => 0);
        for (var round = 0; round < AnswerField.Kinds; round++)
        {
            var leaves = Leaves.Of(await platform.ReadAsync(contract, Data(contract, Row(found)), call));
            foreach (var (field, kind) in found.ToList())
                if (!leaves.Contains(field.Leaf(fields.IndexOf(field), kind))) found[field] = kind + 1;
        }
        Assert.Empty(found.Where(f => f.Value >= AnswerField.Kinds).Select(f => f.Key));

        JsonObject Row(Dictionary<AnswerField, int> kinds)
        {
            var row = new JsonObject { ["unknown"] = 1, ["password"] = "secret" };
            foreach (var (field, kind) in kinds) field.Write(row, fields.IndexOf(field), kind);
            return row;
        }
    }

    [Fact]
    public async Task H37_the_password_of_an_extension_is_nowhere()
    {
        Assert.Contains(Guide.OfSection("6.10").Response[0].Fields, f => f.Path == "password");
        var row = new JsonObject { ["extension"] = "6000", ["password"] = "secret" };
        var extensions = await platform.ReadAsync(Guide.OfSection("6.10"), Data(Guide.OfSection("6.10"), row), EndpointCalls.All["6.10"].Full[0]);
        Assert.Contains("6000", Leaves.Of(extensions));
        Assert.DoesNotContain("secret", Leaves.Of(extensions));
        Assert.DoesNotContain("secret", JsonSerializer.Serialize(extensions), StringComparison.Ordinal);
        Assert.DoesNotContain(typeof(ExtensionInfo).GetProperties(), p => p.Name.Contains("assword", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Sections))]
    public async Task H2_S9_no_is_a_typed_error_of_every_endpoint(string section)
    {
        var contract = Guide.OfSection(section);
        // 6.18's rows are only ever read; what asks first whose the id is says no by itself.
        var e = await Assert.ThrowsAsync<PlatformApiException>(() => platform.ReadAsync(contract, "null", EndpointCalls.All[section].Required, code: 201));
        Assert.Equal((ApiFault.Refused, 201, section, contract.Path, "Please check your parameters"), (e.Fault, e.Code, e.Section, e.Endpoint, e.PlatformMessage));
    }

    private static IEnumerable<string> Names(JsonElement body) => body.EnumerateObject().Select(p => p.Name);

    private static string Data(Guide.Endpoint contract, JsonObject row) => contract.Data switch
    {
        "object" => row.ToJsonString(),
        "string" => contract.Section == "6.69" ? "\"2026-11-22 09:00:00\"" : "\"12\"",
        "none" => "null",
        _ => $"[{row.ToJsonString()}]",
    };

    /// <summary>One server for all; it knows every look-up's own rows, and answers the endpoint in question as it is told.</summary>
    public sealed class Platform : IAsyncLifetime
    {
        private readonly HttpClient http = new();
        private Loopback server = null!;

        public async ValueTask InitializeAsync() => server = await Loopback.StartAsync();

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            await server.DisposeAsync();
        }

        internal async Task<List<JsonElement>> BodiesAsync(Guide.Endpoint contract, string data, EndpointCalls.Call call)
        {
            server.Calls.Clear();
            await ReadAsync(contract, data, call);
            return [.. server.Calls.Where(c => c.Path == Path(contract)).Select(c => c.Body)];
        }

        internal async Task<object?> ReadAsync(Guide.Endpoint contract, string data, EndpointCalls.Call call, int code = 200)
        {
            var calls = 0;
            server.Answer = (context, body) => context.Request.Path != Path(contract) ? context.Response.WriteAsync(Envelope(body, Own(context)))
                : ++calls > 1 && contract.Data == "list" ? context.Response.WriteAsync(Envelope(body, "[]"))
                : context.Response.WriteAsync(Envelope(body, data, code));
            var options = new PlatformApiOptions("10000", new Uri(server.Http, "5.0.x"), null, ApiUnderTest.Zone, Retries: 0);
            return await call(new PlatformApi(http, options, new FakeTimeProvider()));
        }

        private static string Path(Guide.Endpoint contract) => contract.Versioned ? $"/5.0.x/{contract.Path}" : $"/{contract.Path}";

        /// <summary>A row that says that the id 1 is the tenant's.</summary>
        private static string Own(HttpContext context)
        {
            const string Row = """{"id":"1","callId":"1","ctiCallId":"1","tenantId":"10000"}""";
            return Guide.Endpoints.Single(e => Path(e) == context.Request.Path).Data == "object" ? Row : $"[{Row}]";
        }

        private static string Envelope(JsonElement body, string data, int code = 200) => JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["code"] = code,
            ["message"] = code == 200 ? "success!" : "Please check your parameters",
            ["actionID"] = body.TryGetProperty("actionID", out var id) ? id.GetString() : null,
            ["data"] = JsonNode.Parse(data),
        });
    }
}
