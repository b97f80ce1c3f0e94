namespace Wallboard.Live;

/// <summary>Durations for people: hours go past 24.</summary>
public static class DurationText
{
    /// <summary>E.g. <c>26:49:30</c>, <c>0:00:07</c>.</summary>
    public static string Of(TimeSpan duration) =>
        FormattableString.Invariant($"{(long)duration.TotalHours}:{Math.Abs(duration.Minutes):00}:{Math.Abs(duration.Seconds):00}");
}
