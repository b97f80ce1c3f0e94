using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Wallboard.Simulator.Http;

/// <summary>
/// Spoils an exact answer the way real ones are spoilt (the guide's close reading, H…): never what it says, only how. Runs inside the platform's lock.
/// </summary>
internal sealed class Awkward(int seed)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // 6.14: seconds as digits or as hours, minutes, seconds, in one answer.
    private static readonly HashSet<string> Durations = ["readyTime", "busyTime", "outTalkTime", "inTalkTime", "talkTime", "operationTime"];

    private static readonly Dictionary<string, string> OtherSpellings = new()
    {
        ["gatewayGroup"] = "gatewayCroup", ["createTime"] = "createdTime", ["typeType"] = "typeText", ["reasonText"] = "reasontext", ["reasonCode"] = "reasoncode",
    };

    private static readonly HashSet<string> SpeltOtherwiseIn = ["6.4", "6.5", "6.11", "6.14", "6.36", "6.37"];

    private readonly Random random = new(seed);

    public string Answer(ApiEndpoint endpoint, JsonObject answer)
    {
        if (answer["data"] is { } data) answer["data"] = Spoil(data.DeepClone(), endpoint.Section, "data");
        if (answer["currentPage"]?.ToString() == "" && random.Next(2) == 0) answer["totalCount"] = random.Next(2) == 0 ? 0 : "abcd123";
        var text = answer.ToJsonString(Json);
        // 6.37: "\#f3f3f4" is not JSON; 6.4 and 6.5: a comma before the closing brace.
        if (endpoint.Section == "6.37") text = text.Replace("\"#", "\"\\#", StringComparison.Ordinal);
        if (endpoint.Section is "6.4" or "6.5") text = text.Replace("}", ",}", StringComparison.Ordinal);
        return text;
    }

    private JsonNode? Spoil(JsonNode? node, string section, string name) => node switch
    {
        JsonObject row => SpoilRow(row, section),
        JsonArray { Count: 0 } when name == "restAgentQueue" => "[]",
        JsonArray list => SpoilList(list, section, name),
        JsonValue value => SpoilValue(value, section, name),
        _ => null,
    };

    private JsonObject SpoilRow(JsonObject row, string section)
    {
        var spoilt = new JsonObject();
        // A signed-out agent has few fields; the documented ones that say nothing are left out.
        var signedOut = section is "6.13" or "6.14" && row["state"]?.GetValue<int>() == 0;
        foreach (var (name, value) in row)
        {
            if (signedOut && name != "state" && random.Next(2) == 0 && value is null or JsonValue && IsNothing(value)) continue;
            var spelling = section != "6.14" || name == "typeType" ? OtherSpellings.GetValueOrDefault(name, name) : name;
            if (!SpeltOtherwiseIn.Contains(section) || random.Next(2) == 0) spelling = name;
            spoilt[spelling] = Spoil(value?.DeepClone(), section, name);
        }
        return spoilt;
    }

    private static bool IsNothing(JsonNode? value) => value?.ToString() is null or "" or "0";

    // 6.14 busyReason says a code twice now and then: the parts belong together.
    private JsonArray SpoilList(JsonArray list, string section, string name)
    {
        var rows = list.Select(row => Spoil(row?.DeepClone(), section, "")).ToList();
        if (name == "busyReason" && list.Count > 0 && random.Next(2) == 0)
            rows.Add(new JsonObject { ["reasonCode"] = list[0]!["reasonCode"]!.DeepClone(), ["operationCount"] = 0, ["operationTime"] = 0 });
        return new JsonArray([.. rows]);
    }

    private JsonNode? SpoilValue(JsonValue value, string section, string name)
    {
        if (value.TryGetValue<string>(out var text))
        {
            if (text.Length == 0 && random.Next(2) == 0) return null;
            // Ids come as numbers or as text.
            var isId = name is "tenantId" or "id" && text.All(char.IsAsciiDigit) && text.Length is > 0 and < 10;
            return isId && random.Next(2) == 0 ? int.Parse(text, CultureInfo.InvariantCulture) : text;
        }
        if (!value.TryGetValue<int>(out var number)) return value.DeepClone();
        if (section == "6.14" && Durations.Contains(name) && random.Next(3) == 0) return Clock(number);
        return random.Next(3) == 0 ? Wire.Text(number) : number;
    }

    // Hours go past 24: "26:49:30".
    private static string Clock(int seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:d2}:{seconds / 60 % 60:d2}:{seconds % 60:d2}");
}
