using Wallboard.Platform.Api;

namespace Wallboard.Live;

/// <summary>Asks 6.19 and 6.21 how long those waited that the way of an event decides about.</summary>
internal sealed class WaitAsking(TenantMonitor monitor, Asking asking, TimeProvider clock)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    private readonly WaitSchedule schedule = new();

    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Step, clock);
        while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
        {
            if (schedule.Due(monitor.State.Visits.WaitsToRead, clock.GetUtcNow()) is not { Count: > 0 } due) continue;
            try
            {
                monitor.Apply(await ReadAsync(due, stop).ConfigureAwait(false));
            }
            catch (PlatformApiException)
            {
                // Counted where it was asked; the next asking is another try.
            }
        }
    }

    private async Task<WaitsRead> ReadAsync(List<VisitKey> due, CancellationToken ct)
    {
        var calls = due.Select(key => key.CallId).Distinct().ToList();
        var rows = Task.WhenAll(calls.Select(call =>
            asking.Ask("6.19", async api => await api.QueueRecords.ListAsync(new(CallId: call), ct: ct).ToListAsync(ct).ConfigureAwait(false))));
        var legs = Task.WhenAll(calls.Select(call =>
            asking.Ask("6.21", async api => await api.Calls.ListAsync(new(CallId: call), ct: ct).ToListAsync(ct).ConfigureAwait(false))));
        await Task.WhenAll(rows, legs).ConfigureAwait(false);
        return new(due, [.. (await rows).SelectMany(list => list)], CallFacts.Of((await legs).SelectMany(list => list), []));
    }
}
