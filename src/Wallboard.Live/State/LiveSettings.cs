namespace Wallboard.Live;

/// <summary>A tenant's settings with what follows from them.</summary>
internal sealed record LiveSettings(TenantOptions Options, TimeZoneInfo Zone)
{
    public static LiveSettings Of(TenantOptions options) => new(options, TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone));

    public QueueOptions Of(string queue) => Options.SettingsOf(queue);

    /// <summary>Numbers come with and without the tenant: <c>8000</c> and <c>10000_8000</c>.</summary>
    public string Full(string number) => number.Contains('_', StringComparison.Ordinal) ? number : $"{Options.Id}_{number}";

    public DateTimeOffset InZone(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(InZone(instant).DateTime);

    /// <summary>The day's first instant.</summary>
    public DateTimeOffset Start(DateOnly day)
    {
        var start = day.ToDateTime(TimeOnly.MinValue);
        return new(start, Zone.GetUtcOffset(start));
    }
}
