using System.Globalization;

namespace Wallboard.Simulator.Model;

/// <summary>Instants (UTC ticks) as the platform writes them: whole seconds, cut not rounded, in the platform's own time zone.</summary>
internal sealed class PlatformZone(TimeZoneInfo zone)
{
    private const string Format = "yyyy-MM-dd HH:mm:ss";
    private long dayStart = long.MaxValue;
    private long dayEnd = long.MinValue;

    public DateTimeOffset Local(long ticks) => TimeZoneInfo.ConvertTime(new DateTimeOffset(ticks, TimeSpan.Zero), zone);

    public string Stamp(long ticks) => ticks <= 0 ? "" : Local(ticks).ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The tenant's midnight at or before the instant.</summary>
    public long Midnight(long ticks)
    {
        if (ticks >= dayStart && ticks < dayEnd) return dayStart;
        var date = Local(ticks).Date;
        dayStart = Utc(date);
        dayEnd = Utc(date.AddDays(1));
        return dayStart;
    }

    /// <summary>The midnight at which the day so many days before the instant's began.</summary>
    public long DaysBefore(long ticks, int days) => Utc(Local(ticks).Date.AddDays(-days));

    /// <summary>Reads "2026-11-22 18:00:00", "2026-11-22" or the samples' "2026-11-22 24:00:00"; null when it is none of them.</summary>
    public long? Parse(string text)
    {
        var nextDay = text.EndsWith(" 24:00:00", StringComparison.Ordinal);
        if (nextDay) text = text.Replace(" 24:", " 00:", StringComparison.Ordinal);
        if (!DateTime.TryParseExact(text, [Format, "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return null;
        return Utc(nextDay ? local.AddDays(1) : local);
    }

    public static long FloorSecond(long ticks) => ticks - ticks % TimeSpan.TicksPerSecond;

    /// <summary>Seconds between two whole-second stamps.</summary>
    public static int Seconds(long from, long to) => (int)((FloorSecond(to) - FloorSecond(from)) / TimeSpan.TicksPerSecond);

    private long Utc(DateTime local) => new DateTimeOffset(local, zone.GetUtcOffset(local)).UtcTicks;
}
