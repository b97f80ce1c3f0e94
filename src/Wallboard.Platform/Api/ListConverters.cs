using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Wallboard.Platform.Api;

/// <summary>Reads what holds several values, from a <see cref="JsonElement"/>: a string may hold the JSON itself (<c>"[]"</c>).</summary>
internal abstract class TolerantContainerConverter<T>(ApiCounters counters) : JsonConverter<T?>
    where T : class
{
    protected ApiCounters Counters => counters;

    public sealed override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var value = document.RootElement;
        var text = JsonText.Of(value);
        if (text is { Length: 0 }) return null;
        if (text is not null && text[0] is '[' or '{' && JsonText.Parse(text) is { } inner)
        {
            using (inner) return Parse(inner.RootElement) ?? Bad();
        }
        return Parse(value) ?? (text is null ? null : FromText(text)) ?? Bad();
    }

    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options) => throw new NotSupportedException("Answers are read only.");

    protected abstract T? Parse(JsonElement value);

    protected virtual T? FromText(string text) => null;

    private T? Bad()
    {
        counters.AddBadField();
        return null;
    }
}

/// <summary>A list, a map of position to value, a string that holds a list, with or without quotes, or values separated by commas.</summary>
internal sealed class TextListConverter(ApiCounters counters) : TolerantContainerConverter<IReadOnlyList<string>>(counters)
{
    protected override IReadOnlyList<string>? Parse(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().Select(Item).OfType<string>().Where(t => t.Length > 0)],
        JsonValueKind.Object => [.. value.EnumerateObject().Select(p => Item(p.Value)).OfType<string>().Where(t => t.Length > 0)],
        _ => null,
    };

    // The agents that rest are records, so those that wait to rest may be, too (6.40).
    private string? Item(JsonElement value)
    {
        var text = JsonText.Of(value.ValueKind == JsonValueKind.Object && value.TryGetProperty("agent", out var agent) ? agent : value);
        if (text is null && value.ValueKind != JsonValueKind.Null) Counters.AddBadField();
        return text;
    }

    protected override IReadOnlyList<string>? FromText(string text) =>
        text.Trim('[', ']').Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>A map of reason code to number of agents (6.8).</summary>
internal sealed class CountMapConverter(ApiCounters counters) : TolerantContainerConverter<IReadOnlyDictionary<string, int?>>(counters)
{
    protected override IReadOnlyDictionary<string, int?>? Parse(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return null;
        var map = new Dictionary<string, int?>();
        foreach (var entry in value.EnumerateObject())
        {
            var text = JsonText.Of(entry.Value);
            var count = text is null ? null : IntConverter.Number(text);
            if (count is null && text is not { Length: 0 } && entry.Value.ValueKind != JsonValueKind.Null) Counters.AddBadField();
            map[JsonText.Name(entry)] = count;
        }
        return map;
    }
}

/// <summary>A list of records; one record, or a map of them, is a list too. An element that is no object is left out and counted.</summary>
internal sealed class RecordListConverter<T>(ApiCounters counters, JsonTypeInfo<T> type) : TolerantContainerConverter<IReadOnlyList<T>>(counters)
    where T : class
{
    protected override IReadOnlyList<T>? Parse(JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object)) return null;
        var list = new List<T>();
        foreach (var element in Elements(value))
            if (element.ValueKind == JsonValueKind.Object) list.Add(element.Deserialize(type)!);
            else Counters.AddBadRow();
        return list;
    }

    private static IEnumerable<JsonElement> Elements(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray()
        : value.EnumerateObject().All(p => p.Value.ValueKind == JsonValueKind.Object) ? value.EnumerateObject().Select(p => p.Value)
        : [value];
}

/// <summary>A record within a record.</summary>
internal sealed class RecordConverter<T>(ApiCounters counters, JsonTypeInfo<T> type) : TolerantContainerConverter<T>(counters)
    where T : class
{
    protected override T? Parse(JsonElement value) => value.ValueKind == JsonValueKind.Object ? value.Deserialize(type) : null;
}

/// <summary>A map of texts, as attached data is (6.39).</summary>
internal sealed class TextMapConverter(ApiCounters counters) : TolerantContainerConverter<IReadOnlyDictionary<string, string?>>(counters)
{
    protected override IReadOnlyDictionary<string, string?>? Parse(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return null;
        var map = new Dictionary<string, string?>();
        foreach (var entry in value.EnumerateObject())
        {
            var text = JsonText.Of(entry.Value);
            if (text is null && entry.Value.ValueKind != JsonValueKind.Null) Counters.AddBadField();
            map[JsonText.Name(entry)] = text;
        }
        return map;
    }
}

/// <summary>A row with columns whose names are not known beforehand (6.27, 6.30, 6.57–6.64).</summary>
internal interface IDynamicColumns
{
    void Take(JsonElement row, ApiCounters counters);
}
