using System.Collections;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Wallboard.Platform.Api;
using Wallboard.Simulator;
using Wallboard.Testing;
using Guide = Wallboard.Testing.Contract;

namespace Wallboard.Platform.Tests.Api;

/// <summary>The client and the simulated platform, two readings of the same guide, understand each other.</summary>
public class RoundTripTests(ITestOutputHelper output)
{
    private static readonly Regex CallId = new("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]+@[0-9.]+[0-9]");

    [Fact]
    public async Task Every_endpoint_and_an_awkward_platform_says_the_same_as_an_exact_one()
    {
        var exact = await WalkAsync(awkward: false);
        var awkward = await WalkAsync(awkward: true);
        Assert.Equal(Guide.Endpoints.Select(e => e.Section).Order(), exact.Keys.Order());
        Assert.Multiple([.. exact.Select(e => (Action)(() => Assert.Equal(e.Value, awkward[e.Key])))]);
        output.WriteLine($"{exact.Count} of {Guide.Endpoints.Count} endpoints, exact and awkward");
    }

    [Fact]
    public async Task Every_required_field_is_missed()
    {
        var missed = 0;
        await WalkAsync(awkward: false, _ => missed++);
        output.WriteLine($"{missed} missing fields, each a typed error");
        Assert.Equal(Guide.Endpoints.Sum(e => e.Request.Count(f => f.Required)), missed);
    }

    /// <summary>All that an endpoint gave but what an awkward platform has otherwise: ids of calls, codes that mean the same, a reason that comes twice, once with nothing.</summary>
    private static string[] Shown(string section, object? answer) =>
    [
        .. Leaves.In(section, answer)
            .Where(l => !l.Place.EndsWith("ReadState", StringComparison.Ordinal) && !l.Place.EndsWith("CallState", StringComparison.Ordinal) && !l.Place.Contains(".BusyReasons[", StringComparison.Ordinal))
            .Select(l => $"{l.Place} {CallId.Replace(l.Value, "call")}"),
    ];

    /// <returns>What each endpoint gave, value by value.</returns>
    private static async Task<Dictionary<string, string[]>> WalkAsync(bool awkward, Action<string>? missed = null)
    {
        var clock = new FakeTimeProvider();
        var start = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.FromHours(8));
        await using var server = await SimulatorServer.StartAsync(
            new SimulatorOptions { Preset = Preset.Quick, Seed = 1, Speed = 0, Start = start, HistoryDays = 1, Awkward = awkward }, clock: clock);
        using var stripping = new Stripping();
        using var http = new HttpClient(stripping);
        var api = new PlatformApi(http, new("10000", server.Api, server.Dialer, ApiUnderTest.Zone, Retries: 0), clock);
        Dictionary<string, string[]> answers = [];
        List<string> wrong = [];
        var seen = 0L;
        foreach (var (section, call) in RoundTrip.Steps)
        {
            var contract = Guide.OfSection(section);
            foreach (var field in contract.Request.Where(f => f.Required && missed is not null))
            {
                stripping.Strip = (contract.Path, field.Name);
                var e = await Record.ExceptionAsync(() => call(api));
                if (e is not PlatformApiException { Fault: ApiFault.Refused, Code: 201 } refused || refused.Section != section) wrong.Add($"{section} without {field.Name}: {e?.Message}");
                missed!(field.Name);
            }
            stripping.Strip = default;
            try
            {
                var answer = await call(api);
                if (answer is null or ICollection { Count: 0 } && !MayBeEmpty.Contains(section)) wrong.Add($"{section} gives nothing");
                answers.Add(section, Shown(section, answer));
            }
            catch (Exception e) when (e is PlatformApiException or InvalidOperationException)
            {
                wrong.Add($"{section} {e.Message}");
            }
            if ((api.Counters.BadFields, api.Counters.BadRows, api.Counters.ForeignRows) is var (fields, rows, foreign) && fields + rows + foreign > seen)
            {
                wrong.Add($"{section}: {fields} fields and {rows} rows unread, {foreign} of another tenant");
                seen = fields + rows + foreign;
            }
            if (section == "8.1") server.Advance(TimeSpan.FromMinutes(10));
            clock.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        return answers;
    }

    private static readonly string[] MayBeEmpty = ["6.9"];

    /// <summary>Takes one field out of the requests to one endpoint.</summary>
    private sealed class Stripping() : DelegatingHandler(new SocketsHttpHandler())
    {
        public (string Path, string Field) Strip { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Strip.Path is { } path && request.RequestUri!.AbsolutePath.EndsWith("/" + path, StringComparison.Ordinal))
            {
                var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!.AsObject();
                Assert.True(body.Remove(Strip.Field), $"{path} lacks {Strip.Field} anyway");
                request.Content = JsonContent.Create(body);
            }
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
