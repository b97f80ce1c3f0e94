using System.Globalization;

namespace Wallboard.Reports;

/// <summary>Periods that move with the day. Weeks begin on Monday.</summary>
public enum PeriodPreset
{
    Today,
    Yesterday,
    ThisWeek,
    LastWeek,
    Last7Days,
    Last30Days,
    ThisMonth,
    LastMonth,
    ThisYear,
    Last12Months,
}

/// <summary>Days in the tenant's zone, the last one included.</summary>
public readonly record struct DayRange(DateOnly From, DateOnly To)
{
    public int Days => To.DayNumber - From.DayNumber + 1;

    public DayRange Moved(int days) => new(From.AddDays(days), To.AddDays(days));
}

/// <summary>Either a preset, which is resolved anew each day, or fixed days.</summary>
public sealed record ReportPeriod
{
    private const string Iso = "yyyy-MM-dd";

    /// <summary>More would be a question for years at the platform.</summary>
    public const int MostDays = 800;

    private ReportPeriod(PeriodPreset? preset, DayRange? days) => (Preset, Days) = (preset, days);

    public PeriodPreset? Preset { get; }

    public DayRange? Days { get; }

    public static ReportPeriod Of(PeriodPreset preset) => new(preset, null);

    public static ReportPeriod Of(DateOnly from, DateOnly to) => new(null, from <= to ? new(from, to) : new(to, from));

    internal static ReportPeriod Of(IReadOnlyList<string> preset, IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        if (preset is [{ } name, ..] && Enum.GetValues<PeriodPreset>().Where(p => ReportQuery.Spelt(p) == name).Cast<PeriodPreset?>().FirstOrDefault() is { } known) return Of(known);
        return Date(from) is { } first ? Of(first, Date(to) ?? first) : Of(PeriodPreset.Last7Days);

        static DateOnly? Date(IReadOnlyList<string> text) =>
            text is [{ } day, ..] && DateOnly.TryParseExact(day, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is > 1990 and < 2200
                ? date
                : null;
    }

    /// <summary>The days that it is, no more than <see cref="MostDays"/>.</summary>
    /// <param name="today">In the tenant's zone.</param>
    public DayRange On(DateOnly today)
    {
        if (Days is { } days) return days.Days > MostDays ? days with { From = days.To.AddDays(1 - MostDays) } : days;
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var first = new DateOnly(today.Year, today.Month, 1);
        return Preset switch
        {
            PeriodPreset.Today => new(today, today),
            PeriodPreset.Yesterday => new(today.AddDays(-1), today.AddDays(-1)),
            PeriodPreset.ThisWeek => new(monday, today),
            PeriodPreset.LastWeek => new(monday.AddDays(-7), monday.AddDays(-1)),
            PeriodPreset.Last30Days => new(today.AddDays(-30), today.AddDays(-1)),
            PeriodPreset.ThisMonth => new(first, today),
            PeriodPreset.LastMonth => new(first.AddMonths(-1), first.AddDays(-1)),
            PeriodPreset.ThisYear => new(new(today.Year, 1, 1), today),
            PeriodPreset.Last12Months => new(first.AddMonths(-12), first.AddDays(-1)),
            _ => new(today.AddDays(-7), today.AddDays(-1)),
        };
    }

    /// <summary>What the days are compared with. Months are compared with as many months, however long they are.</summary>
    public static DayRange? Before(DayRange days, ReportComparison comparison) => comparison switch
    {
        ReportComparison.Previous when days.From.Day == 1 && days.To.AddDays(1) is { Day: 1 } next =>
            new(days.From.AddMonths(-((next.Year - days.From.Year) * 12 + next.Month - days.From.Month)), days.From.AddDays(-1)),
        ReportComparison.Previous => days.Moved(-days.Days),
        ReportComparison.Weekdays => days.Moved(-7 * ((days.Days + 6) / 7)),
        _ => null,
    };

    internal IEnumerable<(string Name, string Value)> Parts()
    {
        if (Preset is { } preset)
        {
            yield return ("period", ReportQuery.Spelt(preset));
            yield break;
        }
        yield return ("from", Days!.Value.From.ToString(Iso, CultureInfo.InvariantCulture));
        yield return ("to", Days.Value.To.ToString(Iso, CultureInfo.InvariantCulture));
    }
}
