namespace Wallboard.Platform.Api;

/// <summary>
/// The platform takes so many calls a minute of some endpoints; more are answered with an error. Slots are given in order, counted over any
/// sixty seconds, so that neither the end of one minute nor the start of the next lets through double; and one second more, because the platform
/// counts when calls arrive, and one may have been longer under way than another.
/// </summary>
internal sealed class RateLimits(TimeProvider clock, IReadOnlyDictionary<string, int>? perMinute = null, IProgress<RateLimitWait>? waits = null)
{
    private readonly long window = 61 * clock.TimestampFrequency;

    /// <summary>Calls a minute by the guide's section; sections that are not here have no limit.</summary>
    public static readonly IReadOnlyDictionary<string, int> Guide = new[] { "6.42", "6.43" }
        .Concat(Enumerable.Range(1, 14).Select(n => $"7.{n}"))
        .Concat(Enumerable.Range(1, 7).Select(n => $"8.{n}"))
        .ToDictionary(section => section, _ => 20);

    private readonly IReadOnlyDictionary<string, int> perMinute = perMinute ?? Guide;
    private readonly Dictionary<string, Queue<long>> slots = [];
    private readonly Lock gate = new();

    /// <summary>How long a call made now would wait.</summary>
    public TimeSpan WaitFor(string section)
    {
        lock (gate) return Wait(section, clock.GetTimestamp());
    }

    /// <summary>Takes the next slot and waits for it.</summary>
    public Task TakeAsync(string section, CancellationToken ct)
    {
        TimeSpan wait;
        lock (gate)
        {
            var now = clock.GetTimestamp();
            wait = Wait(section, now);
            if (perMinute.ContainsKey(section)) slots[section].Enqueue(now + (long)(wait.TotalSeconds * clock.TimestampFrequency));
        }
        if (wait <= TimeSpan.Zero) return Task.CompletedTask;
        waits?.Report(new(section, wait));
        return Task.Delay(wait, clock, ct);
    }

    private TimeSpan Wait(string section, long now)
    {
        if (!perMinute.TryGetValue(section, out var limit)) return TimeSpan.Zero;
        if (!slots.TryGetValue(section, out var taken)) slots[section] = taken = new();
        while (taken.TryPeek(out var oldest) && oldest <= now - window) taken.Dequeue();
        if (taken.Count < limit) return TimeSpan.Zero;
        var free = taken.ElementAt(taken.Count - limit) + window;
        return free > now ? clock.GetElapsedTime(now, free) : TimeSpan.Zero;
    }
}
