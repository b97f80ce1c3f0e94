using System.Globalization;
using System.Text.Json.Serialization;

namespace Wallboard.Platform.Api;

/// <summary>What every row of a statistic says of itself. Guide 6.30, 6.32, 6.45–6.68.</summary>
public abstract record StatisticsRow
{
    [JsonPropertyName("tenantId")]
    public string? TenantId { get; init; }

    /// <summary><c>agent</c>: the number of the agent, queue or tenant; departments have none.</summary>
    [JsonPropertyName("agent")]
    public string? Number { get; init; }

    /// <summary>Of the agent, queue, tenant or department.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>Which hour, day or month; <c>null</c> for sums over a range, and where the platform does not say and the range asked for was more than one.</summary>
    [JsonIgnore]
    public StatisticsTime? Period { get; init; }

    [JsonInclude, JsonPropertyName("intHour")]
    internal string? IntHour { get; init; }

    [JsonInclude, JsonPropertyName("intDay")]
    internal string? IntDay { get; init; }

    [JsonInclude, JsonPropertyName("intMonth")]
    internal string? IntMonth { get; init; }

    [JsonInclude, JsonPropertyName("date")]
    internal string? Date { get; init; }

    [JsonInclude, JsonPropertyName("hour")]
    internal string? Hour { get; init; }

    /// <summary>Whichever of the period's fields is filled, cut to the unit: the guide's samples fill <c>intHour</c> of days and months, and <c>intDay</c> of months.</summary>
    internal StatisticsTime? PeriodOf(StatisticsPeriod unit)
    {
        // "2021-01-21 00", { "date": "2021-01-21", "hour": "00" }, "2021-01-21", "2021-01"
        var (date, hour) = Read(IntHour) ?? Read(Hour is { Length: > 0 } h && Date is { Length: > 0 } d ? $"{d} {h.PadLeft(2, '0')}" : Hour) ?? Read(IntDay) ?? Read(Date) ?? Read(IntMonth) ?? default;
        return date == default ? null : Cut(date, hour, unit);
    }

    internal static StatisticsTime? Cut(DateOnly date, int? hour, StatisticsPeriod unit) => unit switch
    {
        StatisticsPeriod.Month => new(new DateOnly(date.Year, date.Month, 1)),
        StatisticsPeriod.Day => new(date),
        _ => hour is null ? null : new(date, hour),
    };

    private static (DateOnly Date, int? Hour)? Read(string? text)
    {
        if (text is null) return null;
        text = text.Trim();
        if (text.Length >= 13 && text[10] is ' ' or 'T' && Day(text[..10]) is { } day && int.TryParse(text.AsSpan(11, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour < 24)
            return (day, hour);
        return Day(text) is { } whole ? (whole, null) : null;
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

internal static class StatisticsRows
{
    /// <summary>
    /// The row with its period, with number and name in their places (they change them, guide 6.60 and others), and with what the request itself says where the row
    /// does not: a single number, a single period.
    /// </summary>
    public static T Completed<T>(this T row, StatisticsSubject subject, StatisticsPeriod? unit, StatisticsFilter? filter, ApiCaller caller)
        where T : StatisticsRow
    {
        var (number, name) = subject.Placed(Text(row.Number), Text(row.Name), row.TenantId ?? caller.TenantId);
        var period = unit is { } u ? row.PeriodOf(u) ?? Only(u, filter!, caller.Zone) : null;
        return (T)(row with { Number = number, Name = name, Period = period });
    }

    private static string? Text(string? text) => text is { Length: > 0 } ? text : null;

    /// <summary>The one period that was asked for; <c>null</c> where it was more.</summary>
    private static StatisticsTime? Only(StatisticsPeriod unit, StatisticsFilter filter, TimeZoneInfo zone)
    {
        var first = At(filter.From);
        return first == At(filter.To > filter.From ? filter.To.AddTicks(-1) : filter.To) ? first : null;

        StatisticsTime? At(DateTimeOffset time)
        {
            var local = TimeZoneInfo.ConvertTime(time, zone);
            return StatisticsRow.Cut(DateOnly.FromDateTime(local.DateTime), local.Hour, unit);
        }
    }
}
