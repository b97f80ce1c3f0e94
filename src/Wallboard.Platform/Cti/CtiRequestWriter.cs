using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Wallboard.Platform.Cti;

/// <summary>Writes requests exactly as documented, from the fields that they declare. Guide 4.x.</summary>
internal static class CtiRequestWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // {"thisDN":"10000_1900","type":"request","message":"{\"messageId\":266,\"thisDN\":\"10000_1900\",\"agentDNS\":[\"10000_1000\"]}"}
    /// <param name="otherSpelling">
    /// Where the guide has two: 4.22 and 4.23 as their samples have them, <c>queueDNS</c> in place of the table's <c>tenantIDS</c>, and 4.7 as its table
    /// has it, <c>oterDN</c> in place of the scenario's <c>otherDN</c>.
    /// </param>
    public static byte[] Write(CtiSeat seat, CtiRequest request, bool otherSpelling = false)
    {
        var type = request switch { SignIn => "login", Ping => "ping", _ => "request" };
        var message = request is Ping ? "ping"u8 : Message(seat, request, otherSpelling);
        return Written(json =>
        {
            json.WriteString("thisDN"u8, seat.Seat);
            json.WriteString("type"u8, type);
        }, message).ToArray();
    }

    /// <summary>The field that the guide spells in two ways, and the other one.</summary>
    public static (string Name, string Other)? TwoSpellings(CtiRequest request) => request switch
    {
        MonitorIvr or UnmonitorIvr => ("tenantIDS", "queueDNS"),
        HoldCall => ("otherDN", "oterDN"),
        _ => null,
    };

    private static ReadOnlySpan<byte> Message(CtiSeat seat, CtiRequest request, bool otherSpelling) => Written(json =>
    {
        var fields = request.Fields(seat).Where(f => f.Value is not null).ToLookup(f => f.Attached);
        var two = otherSpelling ? TwoSpellings(request) : null;
        json.WriteNumber("messageId"u8, request.MessageId!.Value);
        json.WriteString("thisDN"u8, request.InnerSeat ?? seat.Seat);
        foreach (var field in fields[false]) Field(json, field.Name == two?.Name ? two.Value.Other : field.Name, field.Value!);
        if (!fields.Contains(true)) return;
        json.WriteStartObject("attachDatas"u8);
        foreach (var field in fields[true]) Field(json, field.Name, field.Value!);
        json.WriteEndObject();
    });

    private static void Field(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case int number:
                json.WriteNumber(name, number);
                break;
            case IReadOnlyList<string> list:
                json.WriteStartArray(name);
                foreach (var item in list) json.WriteStringValue(item);
                json.WriteEndArray();
                break;
            default:
                json.WriteString(name, (string)value);
                break;
        }
    }

    private static ReadOnlySpan<byte> Written(Action<Utf8JsonWriter> fields, ReadOnlySpan<byte> message = default)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            fields(json);
            if (!message.IsEmpty) json.WriteString("message"u8, message);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan;
    }
}
