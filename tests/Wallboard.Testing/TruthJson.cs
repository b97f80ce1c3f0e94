using System.Text.Json;
using Wallboard.Simulator;

namespace Wallboard.Testing;

/// <summary>The simulator's truth in the shape of <c>/api/live</c>.</summary>
public static class TruthJson
{
    private static readonly JsonSerializerOptions web = new(JsonSerializerDefaults.Web);

    public static JsonElement Of(SimulatorServer platform, string tenant = "10000") =>
        JsonSerializer.SerializeToElement(platform.Truth(tenant), web);
}
