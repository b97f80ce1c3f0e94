using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Wallboard.Simulator.Sockets;

/// <summary>Writes one event. Awkward: now and then a number comes as a string, as real answers do.</summary>
internal sealed class Frame : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> buffer = new(512);
    private readonly Utf8JsonWriter writer;
    private readonly Random? awkward;

    /// <param name="awkward">Null for exact frames.</param>
    public Frame(int messageId, Random? awkward)
    {
        this.awkward = awkward;
        writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        writer.WriteNumber("messageId", messageId);
    }

    public Frame Text(string name, string? value)
    {
        writer.WriteString(name, value);
        return this;
    }

    public Frame Number(string name, int? value)
    {
        if (value is null) writer.WriteNull(name);
        else if (awkward?.Next(4) == 0) writer.WriteString(name, value.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        else writer.WriteNumber(name, value.Value);
        return this;
    }

    public Frame Texts(string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
        return this;
    }

    public Frame Attached(IEnumerable<KeyValuePair<string, string>> values)
    {
        writer.WriteStartObject("attachDatas");
        foreach (var (name, value) in values) writer.WriteString(name, value);
        writer.WriteEndObject();
        return this;
    }

    public byte[] Done()
    {
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public void Dispose() => writer.Dispose();
}
