namespace Wallboard.Simulator.Model;

/// <summary>The platform's clock (6.69): starts anywhere, runs at any speed, or is held and moved by hand.</summary>
/// <param name="begun">Time stamp of the real clock at which it was <c>start</c>.</param>
internal sealed class PlatformClock(TimeProvider real, long begun, DateTimeOffset start, double speed)
{
    private long advanced;

    /// <summary>UTC ticks of the platform's present.</summary>
    public long Now => start.UtcTicks + Interlocked.Read(ref advanced) + (long)(real.GetElapsedTime(begun).Ticks * speed);

    public TimeProvider Real => real;

    public bool Held => speed <= 0;

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Interlocked.Add(ref advanced, by.Ticks);
    }

    /// <summary>How long to sleep, in real time, until that platform instant.</summary>
    public TimeSpan Until(long platformTicks) => Held ? TimeSpan.MaxValue : TimeSpan.FromTicks((long)(Math.Max(0, platformTicks - Now) / speed));
}
