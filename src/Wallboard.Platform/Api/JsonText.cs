using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Wallboard.Platform.Api;

/// <summary>JSON as the platform writes it.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Parses; <c>null</c> when it is no JSON even after the stray escape of 6.37 is repaired.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        // A name in another encoding costs its own characters, not the answer.
        if (!Utf8.IsValid(utf8.Span)) utf8 = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(utf8.Span));
        return TryParse(utf8) ?? (utf8.Span.IndexOf("\\#"u8) >= 0 ? TryParse(Repaired(utf8.Span)) : null);
    }

    public static JsonDocument? Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    /// <summary>The text of a string or number; <c>null</c> for anything else.</summary>
    public static string? Of(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair
        }
    }

    /// <summary>A field's name; empty when it is no text.</summary>
    public static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static JsonDocument? TryParse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return JsonDocument.Parse(utf8, Tolerant);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // { "reason": [], "color": "\#f3f3f4", "state": 0 }
    private static ReadOnlyMemory<byte> Repaired(ReadOnlySpan<byte> utf8)
    {
        var repaired = new ArrayBufferWriter<byte>(utf8.Length);
        while (utf8.IndexOf((byte)'\\') is var at and >= 0)
        {
            // an escaped backslash before # is no stray escape
            var stray = at + 1 < utf8.Length && utf8[at + 1] == '#';
            repaired.Write(utf8[..(stray ? at : Math.Min(at + 2, utf8.Length))]);
            utf8 = utf8[Math.Min(stray ? at + 1 : at + 2, utf8.Length)..];
        }
        repaired.Write(utf8);
        return repaired.WrittenMemory;
    }
}
