using System.Text.Json.Nodes;
using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Sockets;

/// <summary>One request of a client. <paramref name="ThisDn"/> is the seat outside; the message may name another one inside (W17).</summary>
internal sealed record Request(CtiConnection From, int MessageId, string ThisDn, JsonObject Message)
{
    public TenantModel Tenant => From.Tenant!;

    public short Seat => From.Seat!.Index;

    /// <summary>Null when missing or empty.</summary>
    public string? Text(string name) => Filled(Message[name]);

    /// <summary>The same of <c>attachDatas</c>.</summary>
    public string? Attached(string name) => Filled((Message["attachDatas"] as JsonObject)?[name]);

    /// <summary>Everything in <c>attachDatas</c> that is a text or number.</summary>
    public IEnumerable<KeyValuePair<string, string>> AllAttached =>
        (Message["attachDatas"] as JsonObject ?? []).Where(p => p.Value is JsonValue).Select(p => KeyValuePair.Create(p.Key, p.Value!.ToString()));

    /// <summary>Null unless it is a filled list of texts.</summary>
    public List<string>? List(string name) =>
        Message[name] is JsonArray { Count: > 0 } array ? [.. array.Select(v => v?.ToString() ?? "")] : null;

    private static string? Filled(JsonNode? node) => node is JsonValue value && value.ToString() is { Length: > 0 } text ? text : null;
}
