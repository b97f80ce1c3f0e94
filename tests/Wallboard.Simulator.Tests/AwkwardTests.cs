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
        foreach (var endpoint in ApiHost.Endpoints.Values.Where(e => IsComparable(Contract.OfSection(e.Section))))
        {
            var (expected, text) = (await TextAsync(exact, endpoint.Path), await TextAsync(awkward, endpoint.Path));
            Assert.Equal(Flat(Read(expected).GetProperty("data")), Flat(Read(text).GetProperty("data")));
        }
    }

    // Call ids and durations are other texts; what writes does something.
    private static bool IsComparable(Contract.Endpoint endpoint) =>
        endpoint.Section[0] == '6' && endpoint.Section is not ("6.14" or "6.29" or "6.39" or "6.44") && !Spelling.NumberAndNameChangePlaces(endpoint.Section)
        && !endpoint.Response.SelectMany(t => t.Fields).Any(f => f.Path.EndsWith("CallId", StringComparison.OrdinalIgnoreCase) || f.Path == "filename");

    private static Task<string> TextAsync(Lab lab, string path) =>
        lab.TextAsync(path, Samples.Required(Contract.Endpoints.Single(e => e.Path == path).Section));

    private static JsonElement Read(string text) =>
        JsonDocument.Parse(text.Replace("\"\\#", "\"#", StringComparison.Ordinal).Replace("Stringest", "longest", StringComparison.Ordinal), Lenient).RootElement;

    /// <summary>Values as text, in order: names, null, "" and the kinds of numbers make no difference.</summary>
    private static string Flat(JsonElement e) => e.ValueKind switch
    {
        JsonValueKind.Object => string.Join('|', e.EnumerateObject().Select(p => Flat(p.Value)).Where(v => v.Length > 0)),
        JsonValueKind.Array => string.Join('|', e.EnumerateArray().Select(Flat)),
        JsonValueKind.Null => "",
        _ => e.ToString() == "[]" ? "" : e.ToString(),
    };
}
