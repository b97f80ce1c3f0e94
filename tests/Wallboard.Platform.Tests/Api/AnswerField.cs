using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Wallboard.Platform.Tests.Api;

/// <summary>A documented field of an answer, and values of each kind for it that no other field has.</summary>
/// <param name="Table">The nested table that it is in; <c>null</c> for the row itself.</param>
internal sealed record AnswerField(string? Table, string Path)
{
    public const int Kinds = 5;

    private static readonly DateTime Day = new(2021, 12, 15);

    /// <summary>The names that the guide has placeholders for.</summary>
    private string Name => Path.Replace("自定义状态编码", "9", StringComparison.Ordinal).Replace("按键", "1", StringComparison.Ordinal);

    public void Write(JsonObject row, int index, int kind)
    {
        var at = row;
        if (Table is not null)
        {
            if (row[Table] is not JsonArray list) row[Table] = list = [new JsonObject()];
            at = list[0]!.AsObject();
        }
        var names = Name.Split('.');
        foreach (var name in names[..^1])
        {
            if (at[name] is not JsonObject inner) at[name] = inner = [];
            at = inner;
        }
        at[names[^1]] = kind switch
        {
            0 => Leaf(index, 0),
            1 => Leaf(index, 1),
            2 => Leaf(index, 2),
            3 => new JsonObject { ["3"] = Leaf(index, 0) },
            _ => new JsonArray(new JsonObject { ["reasonCode"] = Leaf(index, 0) }),
        };
    }

    /// <summary>As <see cref="Leaves"/> shows it.</summary>
    public string Leaf(int index, int kind) => (Name, kind) switch
    {
        // Other tenants' rows are left out.
        ("tenantId", _) => "10000",
        (_, 1) => Day.AddSeconds(index).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        (_, 2) => $"#{1001 + index:000000}",
        _ => $"{1001 + index}",
    };
}

/// <summary>Every value in an object's public properties, with its place, as the platform would write it.</summary>
internal static class Leaves
{
    public static HashSet<string> Of(object? value) => [.. In("", value).Select(leaf => leaf.Value)];

    public static IEnumerable<(string Place, string Value)> In(string place, object? value) => value switch
    {
        null => [],
        string or int or bool => [(place, Convert.ToString(value, CultureInfo.InvariantCulture)!)],
        decimal number => [(place, number.ToString("G29", CultureInfo.InvariantCulture))],
        TimeSpan time => [(place, time.TotalSeconds.ToString(CultureInfo.InvariantCulture))],
        DateTimeOffset time => [(place, time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))],
        DateOnly day => [(place, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))],
        JsonElement json => [(place, json.ToString())],
        IEnumerable list => list.Cast<object?>().SelectMany((item, i) => In($"{place}[{i}]", item)),
        _ => value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(property => In($"{place}.{property.Name}", property.GetValue(value))),
    };
}
