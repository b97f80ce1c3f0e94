namespace Wallboard.Simulator.Http;

/// <summary>So many calls in any minute of the real clock, for each tenant and endpoint.</summary>
internal sealed class CallLimits(TimeProvider clock)
{
    /// <summary>What the call too many is answered; the guide names no code for it.</summary>
    public const int Code = 429;

    // A second's grace for the way here.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(59);

    private readonly Dictionary<(string Section, string Tenant), Queue<long>> taken = [];

    /// <summary>False when the minute is full; such a call does not count.</summary>
    public bool Take(ApiEndpoint endpoint, string tenant)
    {
        if (endpoint.PerMinute is not { } limit) return true;
        if (!taken.TryGetValue((endpoint.Section, tenant), out var times)) taken[(endpoint.Section, tenant)] = times = new();
        while (times.TryPeek(out var first) && clock.GetElapsedTime(first) >= Window) times.Dequeue();
        if (times.Count >= limit) return false;
        times.Enqueue(clock.GetTimestamp());
        return true;
    }
}
