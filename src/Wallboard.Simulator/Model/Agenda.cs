namespace Wallboard.Simulator.Model;

/// <summary>
/// What is due, in order. Runs in its own time, which stands still while frozen: <see cref="Shift"/> is what all freezes have cost so far,
/// so an instant of the platform is an instant here plus the shift.
/// </summary>
internal sealed class Agenda(long start)
{
    private readonly PriorityQueue<Action, (long Due, long Order)> due = new();
    private long order;
    private long now = start;
    private long touched;

    public long Shift { get; set; }

    /// <summary>The platform's instant (UTC ticks) at which the running action happens.</summary>
    public long Now => Math.Max(now + Shift, touched);

    /// <summary>Somebody from outside acts at this instant, perhaps while everything here stands still.</summary>
    public void Touch(long platformTicks) => touched = platformTicks;

    /// <summary>The platform's instant of the next action; null when nothing is due any more.</summary>
    public long? Next => due.TryPeek(out _, out var key) ? key.Due + Shift : null;

    public void In(double seconds, Action action) => due.Enqueue(action, (now + (long)(seconds * TimeSpan.TicksPerSecond), order++));

    public void RunUntil(long platformTicks)
    {
        var end = platformTicks - Shift;
        while (due.TryPeek(out var action, out var key) && key.Due <= end)
        {
            due.Dequeue();
            now = Math.Max(now, key.Due);
            action();
        }
        now = Math.Max(now, end);
    }
}
