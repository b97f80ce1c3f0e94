using Wallboard.Testing;

namespace Wallboard.Platform.Tests;

/// <summary>A clock that stands still, and tells how many timers were made and have fired.</summary>
internal sealed class WatchedClock : TimeProvider
{
    private readonly FakeTimeProvider clock = new();
    private int fired, created;

    public int Fired => Volatile.Read(ref fired);

    public int Created => Volatile.Read(ref created);

    public int PendingTimers => clock.PendingTimers;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public void Advance(TimeSpan by) => clock.Advance(by);

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref created);
        return clock.CreateTimer(Fire, state, dueTime, period);

        void Fire(object? s)
        {
            Interlocked.Increment(ref fired);
            callback(s);
        }
    }
}
