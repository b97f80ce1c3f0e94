using System.Text.Json;

namespace Wallboard.Platform.Api;

/// <summary>An answer's envelope, read tolerantly; <c>null</c> where a field is missing or unreadable.</summary>
internal sealed class ApiAnswer(JsonDocument document) : IDisposable
{
    /// <summary>A list that came in a string lives on with the answer.</summary>
    private JsonDocument? inner;

    // { "actionID": "abcd123", "code": 200, "currentPage": "", "data": [ … ], "message": "success!", "totalCount": "" }
    public bool IsObject => document.RootElement.ValueKind == JsonValueKind.Object;

    public int? Code => JsonText.Of(Field("code")) is { } text ? IntConverter.Number(text) : null;

    public string? Message => JsonText.Of(Field("message"));

    public string? ActionId => JsonText.Of(Field("actionID")) is { Length: > 0 } id ? id : null;

    /// <summary>Not to be trusted as the only sign of the end.</summary>
    public int? TotalCount => JsonText.Of(Field("totalCount")) is { } text ? IntConverter.Number(text) : null;

    public JsonElement Data => Field("data");

    /// <summary>The rows: a list, a string that holds one, one object, or nothing; <c>null</c> when it is something else.</summary>
    public IReadOnlyList<JsonElement>? Rows() => Rows(Data);

    public void Dispose()
    {
        inner?.Dispose();
        document.Dispose();
    }

    private IReadOnlyList<JsonElement>? Rows(JsonElement data)
    {
        switch (data.ValueKind)
        {
            case JsonValueKind.Array:
                return [.. data.EnumerateArray()];
            case JsonValueKind.Object:
                return [data];
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return [];
            case JsonValueKind.String when JsonText.Of(data) is { } text:
                if (text.Length == 0) return [];
                inner ??= JsonText.Parse(text);
                return inner is { RootElement.ValueKind: not JsonValueKind.String } ? Rows(inner.RootElement) : null;
            default:
                return null;
        }
    }

    private JsonElement Field(string name)
    {
        var root = document.RootElement;
        if (root.TryGetProperty(name, out var exact)) return exact;
        foreach (var property in root.EnumerateObject())
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return property.Value;
        return default;
    }
}
