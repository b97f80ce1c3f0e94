using Wallboard.Platform.Api;

namespace Wallboard.Live;

/// <summary>Asks 6.21 how visits ended that no event told: soon, then ever more seldom, a few calls by their ids, many by time.</summary>
internal sealed class OutcomeAsking(TenantMonitor monitor, Asking asking, TimeProvider clock)
{
    /// <summary>A slow answer about some visits must not hold up the others.</summary>
    private const int AtOnce = 4;

    private const int FewCalls = 8;

    private static readonly TimeSpan
        Step = TimeSpan.FromMilliseconds(250), First = TimeSpan.FromSeconds(0.5), Longest = TimeSpan.FromSeconds(30), BeforeTheQueue = TimeSpan.FromHours(2);

    private readonly Dictionary<VisitKey, (DateTimeOffset Next, TimeSpan Wait)> schedule = [];

    public async Task RunAsync(CancellationToken stop)
    {
        List<Task<Asked>> running = [];
        using var timer = new PeriodicTimer(Step, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                foreach (var done in running.FindAll(task => task.IsCompleted))
                {
                    running.Remove(done);
                    PlanNext(await done.ConfigureAwait(false));
                }
                if (running.Count < AtOnce && Due(monitor.State, clock.GetUtcNow()) is { Count: > 0 } due) running.Add(AskAsync(due, stop));
            }
        }
        finally
        {
            // Cancelled with us; whatever else they have to say comes too late.
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Asked> AskAsync(List<Visit> due, CancellationToken stop)
    {
        var (keys, now) = (due.ConvertAll(visit => visit.Key), clock.GetUtcNow());
        CallFacts? facts = null;
        try
        {
            facts = await FactsAsync(due, stop).ConfigureAwait(false);
        }
        catch (PlatformApiException)
        {
            // Counted where it was asked.
        }
        monitor.Apply(new CallsRead(keys, facts, now));
        return new(keys, facts is not null);
    }

    /// <summary>Where nobody has answered, nobody waits longer: all are asked again as soon as somebody may.</summary>
    private void PlanNext(Asked asked)
    {
        var now = clock.GetUtcNow();
        foreach (var key in asked.Keys)
            if (schedule.TryGetValue(key, out var at))
                schedule[key] = !asked.Answered ? (now + 2 * First, 2 * First) : (now + at.Wait, at.Wait * 2 < Longest ? at.Wait * 2 : Longest);
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
                schedule[visit.Key] = at with { Next = DateTimeOffset.MaxValue };
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

    private readonly record struct Asked(List<VisitKey> Keys, bool Answered);
}
