namespace Wallboard.Live;

/// <summary>
/// How far the platform's clock is ahead of this machine's, as an interval that every reading of 6.69 narrows. Guide 6.69 has a resolution
/// of one second and takes a while to arrive: a reading P sent at s and received at r says that the offset lies in [P − r, P + 1 s − s].
/// Before the first reading the offset is 0.
/// </summary>
internal readonly record struct ClockOffset(TimeSpan? Low, TimeSpan? High)
{
    private static readonly TimeSpan Resolution = TimeSpan.FromSeconds(1);

    public TimeSpan Value => Low is { } low && High is { } high ? (low + high) / 2 : TimeSpan.Zero;

    /// <summary>How far <see cref="Value"/> may be off, at most.</summary>
    public TimeSpan? Error => (High - Low) / 2;

    /// <summary>Readings that contradict each other mean that a clock was set: the last one starts anew.</summary>
    public ClockOffset Read(DateTimeOffset platform, DateTimeOffset sentAt, DateTimeOffset receivedAt)
    {
        var low = platform - receivedAt;
        var high = platform + Resolution - sentAt;
        if (high < low) return this;
        var narrowedLow = Low is { } knownLow && knownLow > low ? knownLow : low;
        var narrowedHigh = High is { } knownHigh && knownHigh < high ? knownHigh : high;
        return narrowedLow <= narrowedHigh ? new(narrowedLow, narrowedHigh) : new(low, high);
    }

    /// <summary>The next local instant at which a reading halves the interval: when its middle says that a platform second begins.</summary>
    public DateTimeOffset NextUseful(DateTimeOffset localNow)
    {
        var intoSecond = (localNow + Value).Ticks % TimeSpan.TicksPerSecond;
        return localNow.AddTicks(TimeSpan.TicksPerSecond - intoSecond);
    }
}
