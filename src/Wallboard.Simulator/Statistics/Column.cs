using System.Globalization;
using System.Text.Json;

namespace Wallboard.Simulator.Statistics;

/// <summary>A row of statistics before it is written; its figures are added up when somebody looks.</summary>
internal sealed class StatisticsRow(Unit unit, Bucket bucket, Family family)
{
    private Figures? figures;

    public Unit Unit => unit;
    public Bucket Bucket => bucket;
    public Figures Figures => figures ??= unit.Sum(bucket, family);
}

/// <summary>A documented field, or some that belong together: how it is sorted by, and how it is written.</summary>
internal sealed record Column(string Name, Func<StatisticsRow, IComparable> Key, Action<Utf8JsonWriter, StatisticsRow> Write)
{
    /// <summary>A JSON number.</summary>
    public static Column Number(string name, Func<Figures, int> value) => new(name, r => value(r.Figures), (json, r) => json.WriteNumber(name, value(r.Figures)));

    /// <summary>A number as text: <c>"37"</c>.</summary>
    public static Column Digits(string name, Func<Figures, int> value) => new(name, r => value(r.Figures), (json, r) => WriteDigits(json, name, value(r.Figures)));

    /// <summary>Seconds as hours, minutes and seconds, <c>"26:49:30"</c>, or <c>"0"</c>.</summary>
    public static Column Clock(string name, Func<Figures, int> value) => new(name, r => value(r.Figures), (json, r) => WriteClock(json, name, value(r.Figures)));

    /// <summary><c>"85.71%"</c>, rounded; <c>"0.00%"</c> of nothing.</summary>
    public static Column Rate(string name, Func<Figures, (int Part, int Whole)> value) => new(name, r => Hundredths(value(r.Figures)), (json, r) =>
    {
        var h = Hundredths(value(r.Figures));
        json.WriteString(name, string.Create(CultureInfo.InvariantCulture, $"{h / 100}.{h % 100:d2}%"));
    });

    public static Column Text(string name, Func<StatisticsRow, string> value) => new(name, value, (json, r) => json.WriteString(name, value(r)));

    /// <summary>The tenant's number, a JSON number where it is one.</summary>
    public static readonly Column TenantId = new("tenantId", r => r.Unit.Tenant.Plan.Id, (json, r) => WriteTenant(json, r.Unit));

    /// <summary>Averages are cut, not rounded, and 0 of nothing.</summary>
    public static int Average(int sum, int number) => number == 0 ? 0 : sum / number;

    public static void WriteTenant(Utf8JsonWriter json, Unit unit)
    {
        if (int.TryParse(unit.Tenant.Plan.Id, CultureInfo.InvariantCulture, out var number)) json.WriteNumber("tenantId", number);
        else json.WriteString("tenantId", unit.Tenant.Plan.Id);
    }

    public static void WriteDigits(Utf8JsonWriter json, string name, int value)
    {
        Span<char> text = stackalloc char[11];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }

    public static void WriteClock(Utf8JsonWriter json, string name, int seconds) => json.WriteString(
        name, seconds == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:d2}:{seconds / 60 % 60:d2}:{seconds % 60:d2}"));

    private static int Hundredths((int Part, int Whole) rate) => rate.Whole == 0 ? 0 : (int)((rate.Part * 20_000L / rate.Whole + 1) / 2);
}
