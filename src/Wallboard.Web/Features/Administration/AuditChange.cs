using System.Globalization;
using System.Text.Json;
using Wallboard.Web.Features.Live;

namespace Wallboard.Web.Features.Administration;

/// <summary>One field of an entry's before and after, in people's words; null where it was not said.</summary>
internal sealed record AuditChange(string Field, string? Before, string? After)
{
    /// <summary>The fields that differ, in the order in which they were written.</summary>
    public static IReadOnlyList<AuditChange> Of(string? before, string? after, Tenant tenant)
    {
        var (old, now) = (Fields(before), Fields(after));
        return
        [
            .. from field in old.Keys.Union(now.Keys)
               let was = old.TryGetValue(field, out var left) ? Say(left, tenant) : null
               let became = now.TryGetValue(field, out var right) ? Say(right, tenant) : null
               where was != became
               select new AuditChange(AuditText.Field(field), was, became)
        ];
    }

    public override string ToString()
    {
        var change = Before is not null && After is not null ? $"{Before} → {After}" : After ?? Before ?? "";
        return Field.Length > 0 ? $"{Field}: {change}" : change;
    }

    /// <summary>Of an object; anything else is one field without a name.</summary>
    private static Dictionary<string, JsonElement> Fields(string? json)
    {
        if (json is null) return [];
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement.Clone();
            return root.ValueKind == JsonValueKind.Object
                ? root.EnumerateObject().DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => p.Value)
                : new() { [""] = root };
        }
        catch (JsonException)
        {
            return new() { [""] = JsonSerializer.SerializeToElement(json) };
        }
    }

    private static string Say(JsonElement value, Tenant tenant) => value.ValueKind switch
    {
        JsonValueKind.True => AuditText.Words["Yes"],
        JsonValueKind.False => AuditText.Words["No"],
        JsonValueKind.Null => "—",
        JsonValueKind.String when value.TryGetDateTimeOffset(out var at) => AuditText.Time(tenant.Local(at)),
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array when value.GetArrayLength() == 0 => AuditText.Words["None"],
        JsonValueKind.Array => Join(value.EnumerateArray().Select(one => Say(one, tenant))),
        JsonValueKind.Object => Join(value.EnumerateObject().Select(p => $"{AuditText.Field(p.Name)} {Say(p.Value, tenant)}")),
        _ => value.GetRawText(),
    };

    private static string Join(IEnumerable<string> parts) => string.Join(AuditText.Words["Comma"], parts);
}
