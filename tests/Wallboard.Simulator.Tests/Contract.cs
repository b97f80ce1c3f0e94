using System.Text.Json;

namespace Wallboard.Simulator.Tests;

/// <summary>What the guide's tables say of the endpoints and events that are implemented.</summary>
internal static class Contract
{
    public sealed record Endpoint(string Section, string Path, string Data, List<Field> Request, List<Table> Response);

    public sealed record Field(string Name, bool Required);

    public sealed record Table(string Label, List<string> Fields);

    private static readonly JsonElement Root =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "contract", "implemented.json"))).RootElement;

    public static readonly IReadOnlyList<Endpoint> Endpoints =
        Root.GetProperty("endpoints").Deserialize<List<Endpoint>>(JsonSerializerOptions.Web)!;

    public static readonly IReadOnlyDictionary<int, List<string>> Events =
        Root.GetProperty("events").EnumerateArray().ToDictionary(e => e.Id(), e => e.GetProperty("fields").Deserialize<List<string>>()!);
}
