using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Wallboard.Platform.Api;

/// <summary>A request's body. One that must not be sent twice refuses it: a handler would send it on by itself when it is redirected.</summary>
internal sealed class ApiBody : HttpContent
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> bytes = new(256);
    private readonly bool once;
    private bool sent;

    // { "tenantId": "10000", "currentPage": "1", "pageSize": "10", "actionID": "abcd123" }: every field is a String
    public ApiBody(IReadOnlyList<(string Name, string? Value)> fields, string? actionId, bool once)
    {
        this.once = once;
        Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        using var json = new Utf8JsonWriter(bytes, WriterOptions);
        json.WriteStartObject();
        foreach (var (name, value) in fields)
            if (value is not null) json.WriteString(name, value);
        if (actionId is not null) json.WriteString("actionID"u8, actionId);
        json.WriteEndObject();
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (once && sent) throw new HttpRequestException("It has been sent already.");
        sent = true;
        return stream.WriteAsync(bytes.WrittenMemory, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.WrittenCount;
        return true;
    }
}
