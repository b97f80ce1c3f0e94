using Wallboard.Platform.Api;

namespace Wallboard.Live;

/// <summary>Asks 6.21 how visits ended that no event told: soon, then ever more seldom, a few calls by their ids, many by time.</summary>
internal sealed class OutcomeAsking(TenantMonitor monitor, Asking asking, TimeProvider clock)
{
    private const int FewCalls = 8;

    private static readonly TimeSpan
        Step = TimeSpan.FromMilliseconds(250), First = TimeSpan.FromSeconds(0.5), Longest = TimeSpan.FromSeconds(30), BeforeTheQueue = TimeSpan.FromHours(2);

    private readonly Dictionary<VisitKey, (DateTimeOffset Next, TimeSpan Wait)> schedule = [];

    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Step, clock);
        while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
        {
            var now = clock.GetUtcNow();
            var due = Due(monitor.State, now);
            if (due.Count == 0) continue;
            try
            {
                monitor.Apply(new CallsRead([.. due.Select(visit => visit.Key)], await FactsAsync(due, stop).ConfigureAwait(false), now));
            }
            catch (PlatformApiException)
            {
                // Counted where it was asked. Nobody has answered, so nobody waits longer: all are asked again as soon as somebody may.
                foreach (var visit in due) schedule[visit.Key] = (now + 2 * First, 2 * First);
            }
        }
    }

    private List<Visit> Due(LiveState state, DateTimeOffset now)
    {
        var unresolved = state.Visits.Open.Where(visit => visit.Unresolved).ToList();
        foreach (var gone in schedule.Keys.Except(unresolved.Select(visit => visit.Key)).ToList()) schedule.Remove(gone);
        var due = new List<Visit>();
        foreach (var visit in unresolved)
        {
            if (!schedule.TryGetValue(visit.Key, out var at)) schedule[visit.Key] = (now + First, First);
            else if (now >= at.Next)
            {
                schedule[visit.Key] = (now + at.Wait, at.Wait * 2 < Longest ? at.Wait * 2 : Longest);
                due.Add(visit);
            }
        }
        return due;
    }

    private async Task<CallFacts> FactsAsync(List<Visit> due, CancellationToken ct)
    {
        var calls = due.Select(visit => visit.Key.CallId).Distinct().ToList();
        List<CallFilter> filters = calls.Count <= FewCalls
            ? [.. calls.Select(call => new CallFilter(CallId: call))]
            : [new CallFilter(From: due.Min(visit => visit.EnteredAt) - BeforeTheQueue, To: due.Max(visit => visit.EnteredAt).AddDays(1))];
        var rows = await Task.WhenAll(filters.Select(filter =>
            asking.Ask("6.21", async api => await api.Calls.ListAsync(filter, ct: ct).ToListAsync(ct).ConfigureAwait(false)))).ConfigureAwait(false);
        var missed = await Task.WhenAll(filters.Select(filter => asking.MissedAsync(filter, ct))).ConfigureAwait(false);
        return CallFacts.Of(rows.SelectMany(list => list), missed.SelectMany(list => list));
    }
}
