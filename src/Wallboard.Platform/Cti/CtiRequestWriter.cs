using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Wallboard.Platform.Cti;

/// <summary>Writes requests exactly as documented. Guide 4.x.</summary>
internal static class CtiRequestWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // {"thisDN":"10000_1900","type":"request","message":"{\"messageId\":266,\"thisDN\":\"10000_1900\",\"agentDNS\":[\"10000_1000\"]}"}
    /// <param name="tenantsAsQueues">4.22 and 4.23 as their samples have them: <c>queueDNS</c> in place of the table's <c>tenantIDS</c>.</param>
    public static byte[] Write(CtiSeat seat, CtiRequest request, bool tenantsAsQueues = false)
    {
        var type = request switch { SignIn => "login", Ping => "ping", _ => "request" };
        var message = request is Ping ? "ping"u8 : Message(seat, request, tenantsAsQueues);
        return Written(json =>
        {
            json.WriteString("thisDN"u8, seat.Seat);
            json.WriteString("type"u8, type);
        }, message).ToArray();
    }

    private static ReadOnlySpan<byte> Message(CtiSeat seat, CtiRequest request, bool tenantsAsQueues) => Written(json =>
    {
        json.WriteNumber("messageId"u8, request.MessageId!.Value);
        json.WriteString("thisDN"u8, seat.Seat);
        switch (request)
        {
            case SignIn:
                json.WriteString("extension"u8, seat.Extension);
                List(json, "thisQueues", []);
                break;
            case SignOut:
                json.WriteString("extension"u8, seat.Extension);
                break;
            case Busy busy:
                json.WriteNumber("reasonCode"u8, busy.Reason);
                if (busy.Limit is { } limit)
                {
                    json.WriteStartObject("attachDatas"u8);
                    json.WriteString("limit"u8, ((long)limit.TotalSeconds).ToString(CultureInfo.InvariantCulture));
                    json.WriteEndObject();
                }
                break;
            case MonitorAgents monitor:
                List(json, "agentDNS", monitor.Agents);
                break;
            case UnmonitorAgents monitor:
                List(json, "agentDNS", monitor.Agents);
                break;
            case MonitorQueues monitor:
                List(json, "queueDNS", monitor.Queues);
                break;
            case UnmonitorQueues monitor:
                List(json, "queueDNS", monitor.Queues);
                break;
            case MonitorIvr monitor:
                List(json, tenantsAsQueues ? "queueDNS" : "tenantIDS", monitor.Tenants);
                break;
            case UnmonitorIvr monitor:
                List(json, tenantsAsQueues ? "queueDNS" : "tenantIDS", monitor.Tenants);
                break;
        }
    });

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

    private static void List(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
