using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Wallboard.Simulator.Http;

/// <summary>
/// Spoils an exact answer the way real ones are spoilt (the guide's close reading, H…): never what it says, only how. Runs inside the platform's lock.
/// What is spelt how is in <see cref="Spelling"/>.
/// </summary>
internal sealed class Awkward(int seed)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Random random = new(seed);

    public string Answer(ApiEndpoint endpoint, JsonObject answer)
    {
        var section = endpoint.Section;
        if (answer["data"] is { } data) answer["data"] = Spoil(data.DeepClone(), section, "data");
        SpoilPaging(section, answer);
        if (section == "8.4") answer["actionID"] = "abcd123";
        var text = answer.ToJsonString(Json);
        // 6.37: "\#f3f3f4" is not JSON; elsewhere a comma before the closing brace.
        if (section == "6.37") text = text.Replace("\"#", "\"\\#", StringComparison.Ordinal);
        return Spelling.TrailingComma(section) ? text[..^1] + ",}" : text;
    }

    private void SpoilPaging(string section, JsonObject answer)
    {
        if (!answer.ContainsKey("totalCount")) return;
        if (answer["currentPage"]?.ToString() is { Length: > 0 } page)
        {
            if (Spelling.PagingIsNonsense(section)) (answer["currentPage"], answer["totalCount"]) = ("abcd123", "abcd123");
            else if (random.Next(3) == 0) answer["currentPage"] = random.Next(2) == 0 ? 0 : int.Parse(page, CultureInfo.InvariantCulture);
        }
        else if (random.Next(2) == 0) answer["totalCount"] = random.Next(2) == 0 ? 0 : "abcd123";
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
        var swapped = Spelling.NumberAndNameChangePlaces(section) && random.Next(2) == 0;
        foreach (var (name, value) in row)
        {
            if (signedOut && name != "state" && random.Next(2) == 0 && value is null or JsonValue && IsNothing(value)) continue;
            var spelling = random.Next(2) == 0 ? name : Spelling.Other(section, name);
            if (swapped && name is "agent" or "name" && row.ContainsKey("agent") && row.ContainsKey("name")) spelling = name == "agent" ? "name" : "agent";
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
        if (value.TryGetValue<string>(out var text)) return SpoilText(text, section, name);
        if (!value.TryGetValue<int>(out var number)) return value.DeepClone();
        if (Spelling.IsDuration(section, name) && random.Next(3) == 0) return Clock(number);
        return random.Next(3) == 0 ? Wire.Text(number) : number;
    }

    private JsonNode? SpoilText(string text, string section, string name)
    {
        if (Spelling.OtherCodes(section, name, text) is { Count: > 0 } codes && random.Next(2) == 0) return codes[random.Next(codes.Count)];
        if (text.Length == 0 && random.Next(2) == 0) return null;
        // Ids come as numbers or as text.
        var isId = name is "tenantId" or "id" && text.All(char.IsAsciiDigit) && text.Length is > 0 and < 10;
        return isId && random.Next(2) == 0 ? int.Parse(text, CultureInfo.InvariantCulture) : text;
    }

    // Hours go past 24: "26:49:30".
    private static string Clock(int seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:d2}:{seconds / 60 % 60:d2}:{seconds % 60:d2}");
}
