using System.Text.Json;

namespace Wallboard.Platform.Api;

/// <summary>An answer's envelope, read tolerantly; <c>null</c> where a field is missing or unreadable.</summary>
internal sealed class ApiAnswer(JsonDocument document, ApiEndpoint endpoint, string sentActionId) : IDisposable
{
    /// <summary>A list that came in a string lives on with the answer.</summary>
    private JsonDocument? inner;

    // { "actionID": "abcd123", "code": 200, "currentPage": "", "data": [ … ], "message": "success!", "totalCount": "" }
    private bool IsObject => document.RootElement.ValueKind == JsonValueKind.Object;

    private int? Code => JsonText.Of(Field("code")) is { } text ? IntConverter.Number(text) : null;

    private string? Message => JsonText.Of(Field("message"));

    private string? ActionId => JsonText.Of(Field("actionID")) is { Length: > 0 } id ? id : null;

    /// <summary>Not to be trusted as the only sign of the end.</summary>
    public int? TotalCount => JsonText.Of(Field("totalCount")) is { } text ? IntConverter.Number(text) : null;

    public JsonElement Data => Field("data");

    /// <summary>The rows: a list, a string that holds one, one object, or nothing.</summary>
    /// <exception cref="PlatformApiException">It is something else.</exception>
    public IReadOnlyList<JsonElement> Rows() => Rows(Data) ?? throw Fault(ApiFault.BadEnvelope, $"data is a {Data.ValueKind}");

    public bool HasRows => Rows(Data) is not null;

    public PlatformApiException Fault(ApiFault fault, string? detail = null, int? code = null) =>
        new(fault, endpoint, sentActionId, code, code is null ? null : Message is { Length: > 200 } text ? text[..200] : Message, detail);

    /// <summary>What is wrong with the answer as a whole, if anything.</summary>
    public PlatformApiException? Fault() =>
        !IsObject ? Fault(ApiFault.BadEnvelope, "no object")
        : endpoint.SendsActionId && ActionId is { } echoed && echoed != sentActionId ? Fault(ApiFault.ActionIdMismatch)
        : Code is not { } code ? Fault(ApiFault.BadEnvelope, "no code")
        : code is not (200 or 0) ? Fault(ApiFault.Refused, code: code)
        : null;

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
        JsonElement found = default;
        foreach (var property in root.EnumerateObject())
            if (JsonText.Name(property).Equals(name, StringComparison.OrdinalIgnoreCase)) found = property.Value;
        return found;
    }
}
