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

/// <summary>Every value in an object's public properties, as the platform would write it.</summary>
internal static class Leaves
{
    public static HashSet<string> Of(object? value)
    {
        var leaves = new HashSet<string>();
        Add(leaves, value);
        return leaves;
    }

    private static void Add(HashSet<string> leaves, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string or int or bool:
                leaves.Add(Convert.ToString(value, CultureInfo.InvariantCulture)!);
                break;
            case decimal number:
                leaves.Add(number.ToString("G29", CultureInfo.InvariantCulture));
                break;
            case TimeSpan time:
                leaves.Add(time.TotalSeconds.ToString(CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset time:
                leaves.Add(time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
                break;
            case DateOnly day:
                leaves.Add(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case JsonElement json:
                leaves.Add(json.ToString());
                break;
            case IEnumerable list:
                foreach (var item in list) Add(leaves, item);
                break;
            default:
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)) Add(leaves, property.GetValue(value));
                break;
        }
    }
}
