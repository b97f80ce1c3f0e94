using System.Text.Json;

namespace Wallboard.Platform.Tests;

/// <summary>The part of the guide's contract that is implemented, field by field. Made from the guide's tables.</summary>
internal static class Contract
{
    private static readonly JsonElement Root = Load();

    public static IEnumerable<JsonElement> Requests => Root.GetProperty("requests").EnumerateArray();

    public static IEnumerable<JsonElement> Events => Root.GetProperty("events").EnumerateArray();

    public static IReadOnlyDictionary<string, int> RateLimits => Root.GetProperty("rateLimits").Deserialize<Dictionary<string, int>>()!;

    public static IEnumerable<JsonElement> Endpoints => Root.GetProperty("endpoints").EnumerateArray();

    public static JsonElement Endpoint(string section) => Endpoints.Single(e => e.GetProperty("section").GetString() == section);

    private static JsonElement Load()
    {
        using var stream = typeof(Contract).Assembly.GetManifestResourceStream("contract.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
