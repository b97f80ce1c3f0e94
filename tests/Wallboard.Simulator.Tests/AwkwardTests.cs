using System.Text.Json;
using Wallboard.Simulator.Http;
using Wallboard.Testing;

namespace Wallboard.Simulator.Tests;

/// <summary>Awkward answers say the same as exact ones, otherwise.</summary>
public sealed class AwkwardTests
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true };

    [Fact]
    public async Task Answers_differ_in_form_only()
    {
        await using var exact = await Lab.StartAsync();
        await using var awkward = await Lab.StartAsync(Lab.Quick() with { Awkward = true });
        foreach (var endpoint in ApiHost.Endpoints.Values.Where(e => e.Section is not ("6.9" or "6.14" or "6.19" or "6.21")))
        {
            var (expected, text) = (await TextAsync(exact, endpoint.Path), await TextAsync(awkward, endpoint.Path));
            Assert.Equal(Flat(Read(expected).GetProperty("data")), Flat(Read(text).GetProperty("data")));
        }
    }

    [Fact]
    public async Task Each_awkwardness_occurs()
    {
        await using var lab = await Lab.StartAsync(Lab.Quick() with { Awkward = true });
        var tenant = await TextAsync(lab, "query/queryTenantinfo") + await TextAsync(lab, "query/queryTenantinfo") + await TextAsync(lab, "query/queryTenantinfo");
        Assert.Contains("gatewayCroup", tenant, StringComparison.Ordinal);
        Assert.Contains(",}", tenant, StringComparison.Ordinal);
        var colors = await TextAsync(lab, "query/queryAgentStateColors");
        Assert.Contains("\"\\#f3f3f4\"", colors, StringComparison.Ordinal);
        Assert.Contains("reasontext", colors, StringComparison.Ordinal);
        var day = await TextAsync(lab, "callcenter/queryAgentRealtimeData");
        Assert.Matches("\"(ready|busy)Time\":\"[0-9]{2,}:[0-5][0-9]:[0-5][0-9]\"", day);
        Assert.Matches("\"readyCount\":\"[0-9]+\"", day);
        Assert.Matches("\"readyCount\":[0-9]+", day);
        Assert.Contains("typeText", day, StringComparison.Ordinal);
        Assert.Contains("\"restAgentQueue\":\"[]\"", await TextAsync(lab, "callcenter/queryAgentRestQueue"), StringComparison.Ordinal);
        Assert.Contains("\"createdTime\"", await TextAsync(lab, "query/queryUsers"), StringComparison.Ordinal);
        Assert.Contains("\"campaignId\":null", await TextAsync(lab, "query/queryCdrs"), StringComparison.Ordinal);
    }

    private static Task<string> TextAsync(Lab lab, string path) =>
        lab.TextAsync(path, Samples.Required(Contract.Endpoints.Single(e => e.Path == path).Section));

    private static JsonElement Read(string text) =>
        JsonDocument.Parse(text.Replace("\"\\#", "\"#", StringComparison.Ordinal), Lenient).RootElement;

    /// <summary>Values as text, in order: names, null, "" and the kinds of numbers make no difference.</summary>
    private static string Flat(JsonElement e) => e.ValueKind switch
    {
        JsonValueKind.Object => string.Join('|', e.EnumerateObject().Select(p => Flat(p.Value)).Where(v => v.Length > 0)),
        JsonValueKind.Array => string.Join('|', e.EnumerateArray().Select(Flat)),
        JsonValueKind.Null => "",
        _ => e.ToString() == "[]" ? "" : e.ToString(),
    };
}
