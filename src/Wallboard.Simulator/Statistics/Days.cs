using System.Globalization;
using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Statistics;

internal enum Period { Whole, Hour, Day, Month }

/// <summary>Some hours of a day.</summary>
internal readonly record struct Slice(DayTable Table, int FromHour, int ToHour);

/// <summary>A period with what was counted in it.</summary>
/// <param name="Start">Local time at which it begins.</param>
internal sealed record Bucket(DateTime Start, IReadOnlyList<Slice> Slices)
{
    public string Label(string format) => Start.ToString(format, CultureInfo.InvariantCulture);
}

/// <summary>Every day's table: those of days that have been put away are kept, today's and parts of days are folded when asked for.</summary>
internal sealed class Days(TenantModel tenant, long begin, int keepDays)
{
    private readonly SortedDictionary<long, DayTable> closed = [];
    private readonly long firstDay = tenant.Zone.DaysBefore(begin, 0);
    private long open = tenant.Zone.DaysBefore(begin, 0);

    /// <summary>The days before this midnight are over, and everything that began in them has ended.</summary>
    public void Close(long midnight)
    {
        for (var day = open; day < midnight; day = Next(day)) closed[day] = Fold(day, day, long.MaxValue, midnight);
        open = midnight;
        while (closed.Count > keepDays) closed.Remove(closed.First().Key);
    }

    /// <summary>The periods that have begun in [from, to), none before the platform's first day.</summary>
    public IEnumerable<Bucket> Buckets(long from, long to, long now, Period period)
    {
        if (period == Period.Whole) return [new Bucket(default, [.. Tables(from, to, now).Select(t => new Slice(t.Table, 0, DayTable.Hours))])];
        if (period == Period.Hour) return Tables(from, to, now).SelectMany(t => HoursOf(t, from, Math.Min(to, now + 1)));
        var days = Tables(from, to, now).Select(t => (Start: tenant.Zone.Local(t.Day).Date, Slice: new Slice(t.Table, 0, DayTable.Hours)));
        return days.GroupBy(d => period == Period.Day ? d.Start : new DateTime(d.Start.Year, d.Start.Month, 1), d => d.Slice)
            .Select(g => new Bucket(g.Key, [.. g]));
    }

    private IEnumerable<(long Day, DayTable Table)> Tables(long from, long to, long now)
    {
        var last = Math.Min(to, now + 1);
        var first = Math.Max(from, closed.Count > 0 ? closed.First().Key : firstDay);
        for (var day = tenant.Zone.DaysBefore(first, 0); day < last; day = Next(day))
        {
            var whole = from <= day && to >= Next(day) && closed.ContainsKey(day);
            yield return (day, whole ? closed[day] : Fold(day, from, to, now));
        }
    }

    private static IEnumerable<Bucket> HoursOf((long Day, DayTable Table) day, long from, long to, DateTime date)
    {
        for (var hour = 0; hour < DayTable.Hours; hour++)
        {
            var start = day.Day + hour * TimeSpan.TicksPerHour;
            if (start < to && start + TimeSpan.TicksPerHour > from) yield return new Bucket(date.AddHours(hour), [new Slice(day.Table, hour, hour + 1)]);
        }
    }

    private IEnumerable<Bucket> HoursOf((long Day, DayTable Table) day, long from, long to) => HoursOf(day, from, to, tenant.Zone.Local(day.Day).Date);

    private DayTable Fold(long day, long from, long to, long now) =>
        DayTable.Fold(tenant, StatesBefore(day, now), day, Next(day), from, to, now);

    private (byte State, byte Reason)[]? StatesBefore(long day, long now)
    {
        if (day <= firstDay) return null;
        var yesterday = tenant.Zone.DaysBefore(day, 1);
        return closed.TryGetValue(yesterday, out var table) ? table.Last
            : yesterday < open ? null : Fold(yesterday, yesterday, long.MaxValue, now).Last;
    }

    private long Next(long day) => tenant.Zone.DaysBefore(day, -1);
}
