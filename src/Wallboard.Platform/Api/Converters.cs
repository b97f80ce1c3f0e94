using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Wallboard.Platform.Api;

/// <summary>Reads one kind of value from whatever the platform wrote it as; what cannot be read is <c>null</c> and counted, never an error.</summary>
internal abstract class TolerantConverter<T>(ApiCounters counters) : JsonConverter<T?>
{
    public override bool HandleNull => true;

    public sealed override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number && !reader.HasValueSequence && !reader.ValueIsEscaped && Usual(reader.ValueSpan, out var usual)) return usual;
        var text = reader.TokenType switch
        {
            JsonTokenType.String => Decode(ref reader),
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            _ => null,
        };
        if (text?.Length == 0 || reader.TokenType == JsonTokenType.Null) return default;
        if (text is not null && Parse(text) is { } value) return value;
        reader.Skip();
        counters.AddBadField();
        return default;
    }

    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options) => throw new NotSupportedException("Answers are read only.");

    /// <returns><c>null</c> when the text is not of this kind.</returns>
    protected abstract T? Parse(string text);

    /// <summary>Reads the usual forms without making a text of them: statistics have thirty numbers to a row. All others are left to <see cref="Parse"/>.</summary>
    protected virtual bool Usual(ReadOnlySpan<byte> utf8, out T? value)
    {
        value = default;
        return false;
    }

    private static string? Decode(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair
        }
    }
}

/// <summary><c>"abc"</c>, <c>129231</c>; <c>""</c> is nothing.</summary>
internal sealed class TextConverter(ApiCounters counters) : TolerantConverter<string>(counters)
{
    protected override string? Parse(string text) => text;
}

/// <summary><c>3</c>, <c>"3"</c>, <c>" 3 "</c>, <c>3.0</c>.</summary>
internal sealed class IntConverter(ApiCounters counters) : TolerantConverter<int?>(counters)
{
    protected override int? Parse(string text) => Number(text);

    protected override bool Usual(ReadOnlySpan<byte> utf8, out int? value)
    {
        var read = Utf8Parser.TryParse(utf8, out int number, out var used) && used == utf8.Length;
        value = number;
        return read;
    }

    public static int? Number(string text) =>
        Decimals.Number(text) is { } number && number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue ? (int)number : null;
}

/// <summary><c>0.04</c>, <c>"0.04"</c>; <c>"85.71%"</c> is the fraction 0.8571.</summary>
internal sealed class DecimalConverter(ApiCounters counters) : TolerantConverter<decimal?>(counters)
{
    protected override decimal? Parse(string text) =>
        text.TrimEnd() is [.. var percent, '%'] ? Decimals.Number(percent) / 100 : Decimals.Number(text);
}

internal static class Decimals
{
    public static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Seconds (<c>37</c>, <c>"37"</c>) or <c>"26:49:30"</c>, whose hours go past 24.</summary>
internal sealed class DurationConverter(ApiCounters counters) : TolerantConverter<TimeSpan?>(counters)
{
    private const decimal MostSeconds = 100L * 366 * 86_400;

    protected override TimeSpan? Parse(string text) => Duration(text);

    protected override bool Usual(ReadOnlySpan<byte> utf8, out TimeSpan? value)
    {
        var read = Utf8Parser.TryParse(utf8, out uint seconds, out var used) && used == utf8.Length && seconds <= MostSeconds;
        value = TimeSpan.FromSeconds(seconds);
        return read;
    }

    public static TimeSpan? Duration(string text)
    {
        var parts = text.Trim().Split(':');
        if (parts.Length == 1) return Decimals.Number(text) is { } seconds and >= 0 and <= MostSeconds ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)) : null;
        return parts.Length == 3 && Part(parts[0], 876_000) is { } h && Part(parts[1], 59) is { } m && Part(parts[2], 59) is { } s
            ? TimeSpan.FromSeconds((h * 3600L) + (m * 60) + s) : null;
    }

    private static int? Part(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;
}

/// <summary><c>"2021-12-15 10:00:00"</c> in the tenant's zone, <c>24:00:00</c> as the end of the day; ISO 8601 with an offset too.</summary>
internal sealed class InstantConverter(ApiCounters counters, TimeZoneInfo zone) : TolerantConverter<DateTimeOffset?>(counters)
{
    private static readonly string[] Formats =
        ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd", "yyyy/MM/dd HH:mm:ss"];

    protected override DateTimeOffset? Parse(string text) => Instant(text.Trim(), zone);

    public static DateTimeOffset? Instant(string text, TimeZoneInfo zone)
    {
        var endOfDay = text.Length == 19 && text.EndsWith(" 24:00:00", StringComparison.Ordinal);
        if (DateTime.TryParseExact(endOfDay ? text[..10] : text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            if (local.Year is 1 or 9999) return null; // nobody's time, and no offset fits
            if (endOfDay) local = local.AddDays(1);
            return new DateTimeOffset(local, zone.GetUtcOffset(local));
        }
        return text.Length > 19 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant : null;
    }
}

/// <summary><c>"#f3f3f4"</c>, <c>"#bbb"</c>, also with the guide's stray backslash; anything else must not reach a style.</summary>
internal sealed class ColorConverter : JsonConverter<string?>
{
    public override bool HandleNull => true;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = ((JsonConverter<string?>)options.GetConverter(typeof(string))).Read(ref reader, typeToConvert, options)?.Trim().TrimStart('\\');
        return text is { Length: 4 or 7 } && text[0] == '#' && text.AsSpan(1).IndexOfAnyExcept(Hex) < 0 ? text : null;
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    private static readonly System.Buffers.SearchValues<char> Hex = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}

/// <summary>The guide's search-and-replace accident <c>Stringest-idle-agent</c> is <c>longest-idle-agent</c>.</summary>
internal sealed class StrategyConverter : JsonConverter<string?>
{
    public override bool HandleNull => true;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = ((JsonConverter<string?>)options.GetConverter(typeof(string))).Read(ref reader, typeToConvert, options);
        return string.Equals(text, "Stringest-idle-agent", StringComparison.OrdinalIgnoreCase) ? "longest-idle-agent" : text;
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
