using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Wallboard.Platform.Cti;

namespace Wallboard.Platform.Tests.Cti;

public class EventContractTests
{
    /// <summary>The requesting seat, which is our own, on events that are about something else.</summary>
    private static readonly string[] OwnSeat = ["5.16 thisDN", "5.16 extension", "5.17 thisDN", "5.17 extension", "5.15 extension"];

    private static readonly int[] AboutOurRequests = [3, 4500, 8888, 9999];

    public static TheoryData<string, int, string> Fields => [.. Contract.Events.SelectMany(e => e.GetProperty("fields").EnumerateArray()
        .Select(f => (Section: e.GetProperty("section").GetString()!, Id: e.GetProperty("messageId").GetInt32(), Path: f.GetProperty("path").GetString()!))
        .Where(f => f.Path != "messageId" && !OwnSeat.Contains($"{f.Section} {f.Path}"))
        .Where(f => !AboutOurRequests.Contains(f.Id) || f.Path is not ("thisDN" or "extension"))
        .Distinct()
        .Select(f => new TheoryDataRow<string, int, string>(f.Section, f.Id, f.Path)))];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Every_documented_field_is_read_as_string_and_as_number(string section, int id, string path)
    {
        Assert.NotEmpty(section);
        var without = Read(id, path, null);
        var text = Read(id, path, path == "thisQueues" ? new JsonArray("7") : "7");
        Assert.NotEqual(without, text);
        Assert.Equal(text, path == "thisQueues" ? Read(id, path, "7") : Read(id, path, 7));
        if (path != "thisQueues") Assert.Equal(without, Read(id, path, ""));
    }

    private static string Read(int id, string path, JsonNode? value)
    {
        var e = new JsonObject();
        var at = e;
        var names = path.Split('.');
        foreach (var name in names[..^1]) at[name] = at = [];
        if (value is not null) at[names[^1]] = value;
        e["messageId"] = id; // last: dispatch must not depend on its place
        var read = CtiEventReader.Read(Encoding.UTF8.GetBytes(e.ToJsonString()), "10000_1900");
        return read is UnknownEvent ? throw new InvalidOperationException($"{id} is unknown") : JsonSerializer.Serialize(read, read.GetType());
    }
}
