using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using Quartz;

namespace Wallboard.Web.Features.Reports.Schedules;

public enum RecurrenceKind
{
    Daily,
    Weekly,
    Monthly,
    Cron,
}

/// <summary>
/// When something is due, on a clock on a wall: <c>daily 08:00</c>, <c>weekly mon,fri 08:00</c>, <c>monthly 1 08:00</c>, <c>monthly last 08:00</c>,
/// <c>cron 0 8-18 * * 1-5</c> with the five fields that crontabs have. Every kind is a cron expression underneath; which instants its times are is
/// <see cref="Due"/>'s to say, and no daylight saving drops or doubles one.
/// </summary>
public sealed partial record Recurrence
{
    /// <summary>Each is a question to the platform and something in somebody's mailbox.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(15);

    private const int LongestCron = 100;
    private static readonly string[] weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>Reckons with times on a wall: they stand in it as if they were UTC.</summary>
    private readonly CronExpression expression;

    private Recurrence(RecurrenceKind kind, string text, CronExpression expression) => (Kind, Text, this.expression) = (kind, text, expression);

    public RecurrenceKind Kind { get; }

    /// <summary>As it is stored.</summary>
    public string Text { get; }

    /// <summary>Of all kinds but cron.</summary>
    public TimeOnly Time { get; private init; }

    /// <summary>Of a weekly one: 0 is Monday.</summary>
    public IReadOnlyList<int> Weekdays { get; private init; } = [];

    /// <summary>Of a monthly one, 1 to 28; null = the last.</summary>
    public int? Day { get; private init; }

    /// <summary>The five fields.</summary>
    public string? Cron { get; private init; }

    public static Recurrence Daily(TimeOnly time) => new(RecurrenceKind.Daily, $"daily {Of(time)}", Every($"{At(time)} * * ?")) { Time = time };

    /// <param name="days">0 is Monday; at least one.</param>
    public static Recurrence Weekly(IEnumerable<int> days, TimeOnly time)
    {
        List<int> sorted = [.. days.Distinct().Order()];
        var names = string.Join(',', sorted.Select(day => weekdays[day]));
        return new(RecurrenceKind.Weekly, $"weekly {names} {Of(time)}", Every($"{At(time)} ? * {names.ToUpperInvariant()}")) { Time = time, Weekdays = sorted };
    }

    /// <param name="day">1 to 28, which every month has; null = the last.</param>
    public static Recurrence Monthly(int? day, TimeOnly time)
    {
        var text = day?.ToString(CultureInfo.InvariantCulture);
        return new(RecurrenceKind.Monthly, $"monthly {text ?? "last"} {Of(time)}", Every($"{At(time)} {text ?? "L"} * ?")) { Time = time, Day = day };
    }

    /// <summary>False where it is none, is never due, or is due more often than every <see cref="Shortest"/>.</summary>
    public static bool TryCron(string? fields, [NotNullWhen(true)] out Recurrence? recurrence)
    {
        recurrence = null;
        var clean = string.Join(' ', (fields ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (clean.Length > LongestCron || !Fields().IsMatch(clean) || !CronExpression.TryParse(clean, CronFormat.Unix, out var parsed)) return false;
        var known = new Recurrence(RecurrenceKind.Cron, $"cron {clean}", parsed!.WithTimeZone(TimeZoneInfo.Utc)) { Cron = clean };
        // A leap year has every day that there is, and the days after one another show how close two times can be.
        var times = known.Local(new(2028, 1, 1), new(2029, 1, 1)).Take(2000).ToList();
        if (times.Count == 0 || times.Zip(times.Skip(1), (a, b) => b - a).Any(gap => gap < Shortest)) return false;
        recurrence = known;
        return true;
    }

    public static bool TryParse(string? text, [NotNullWhen(true)] out Recurrence? recurrence)
    {
        recurrence = (text ?? "").Split(' ', 2) switch
        {
            ["daily", var time] when IsTime(time, out var at) => Daily(at),
            ["weekly", var rest] when rest.Split(' ') is [var days, var time] && IsTime(time, out var at) && days.Split(',').All(weekdays.Contains) =>
                Weekly(days.Split(',').Select(day => Array.IndexOf(weekdays, day)), at),
            ["monthly", var rest] when rest.Split(' ') is ["last", var time] && IsTime(time, out var at) => Monthly(null, at),
            ["monthly", var rest] when rest.Split(' ') is [var day, var time] && IsTime(time, out var at)
                && int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 28 => Monthly(number, at),
            ["cron", var fields] when TryCron(fields, out var cron) => cron,
            _ => null,
        };
        return recurrence is not null;
    }

    public static bool IsTime(string? text, out TimeOnly time) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    /// <summary>Times on the wall after one and up to another, in their order.</summary>
    public IEnumerable<DateTime> Local(DateTime after, DateTime until)
    {
        var at = new DateTimeOffset(after, TimeSpan.Zero);
        while (expression.GetNextValidTimeAfter(at) is { } next && next.UtcDateTime <= until)
        {
            yield return DateTime.SpecifyKind(next.UtcDateTime, DateTimeKind.Unspecified);
            at = next;
        }
    }

    /// <summary>The instants at which it is due, after one and up to another, each once, in their order.</summary>
    public IEnumerable<DateTimeOffset> Due(TimeZoneInfo zone, DateTimeOffset after, DateTimeOffset until)
    {
        // A day on either side: no clock is put further than that.
        var times = Local(TimeZoneInfo.ConvertTime(after, zone).DateTime.AddDays(-1), TimeZoneInfo.ConvertTime(until, zone).DateTime.AddDays(1));
        return times.Select(time => InstantOf(time, zone)).Where(instant => instant > after && instant <= until).Distinct();
    }

    /// <summary>The next ones, and none that are more than some years away.</summary>
    public IEnumerable<DateTimeOffset> Next(TimeZoneInfo zone, DateTimeOffset after, int count) => Due(zone, after, after.AddYears(9)).Take(count);

    /// <summary>
    /// The first moment at which a clock there shows the time, or has gone past it. A time that the clock leaves out in spring is the moment of the change; one that it
    /// shows twice in autumn is the first of them.
    /// </summary>
    public static DateTimeOffset InstantOf(DateTime local, TimeZoneInfo zone)
    {
        var near = new DateTimeOffset(local, TimeSpan.Zero);
        var (before, after) = (zone.GetUtcOffset(near.AddDays(-1)), zone.GetUtcOffset(near.AddDays(1)));
        var instant = near - (before > after ? before : after);
        while (TimeZoneInfo.ConvertTime(instant, zone).DateTime < local) instant = instant.AddMinutes(1);
        return instant;
    }

    private static string Of(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string At(TimeOnly time) => string.Create(CultureInfo.InvariantCulture, $"0 {time.Minute} {time.Hour}");

    private static CronExpression Every(string quartz) => CronExpression.Parse(quartz).WithTimeZone(TimeZoneInfo.Utc);

    /// <summary>Five fields of what crontabs have: no seconds, no names of whole schedules.</summary>
    [GeneratedRegex(@"^[0-9A-Za-z*,/-]+( [0-9A-Za-z*,/-]+){4}$")]
    private static partial Regex Fields();
}
