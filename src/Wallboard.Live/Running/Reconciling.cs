using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Wallboard.Platform.Api;

namespace Wallboard.Live;

/// <summary>Compares the picture with 6.8 and 6.14 four times a minute (an event that is lost without a trace is wrong for no longer than that), soon after a reset, and a minute after midnight.</summary>
/// <param name="afterReset">From a reset to the first comparison.</param>
internal sealed class Reconciling(TenantMonitor monitor, Asking asking, TimeProvider clock, ILogger logger, TimeSpan afterReset)
{
    private static readonly TimeSpan
        Step = TimeSpan.FromMilliseconds(250), Every = PictureOf.ComparedEvery,
        WhileDifferent = TimeSpan.FromSeconds(10),
        InFlight = TimeSpan.FromMilliseconds(500), Again = TimeSpan.FromSeconds(2), SameForcedEvery = TimeSpan.FromMinutes(5), AfterMidnight = TimeSpan.FromSeconds(61);

    private readonly HashSet<(string Field, string Key)> countedOtherwise = [];
    private DateTimeOffset? lastReset;
    private DateOnly day;
    private DateTimeOffset due = DateTimeOffset.MaxValue, forcedAt = DateTimeOffset.MinValue;

    public long DifferencesSoFar { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Step, clock);
        while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
        {
            var state = monitor.State;
            var now = clock.GetUtcNow();
            Plan(state, now);
            if (now < due || !state.Whole) continue;
            due = now + Every;
            try
            {
                await CompareAsync(state, stop).ConfigureAwait(false);
            }
            catch (PlatformApiException e)
            {
                logger.LogWarning("Tenant {Tenant}: no reconciliation: {Error}", state.Settings.Options.Id, e.Message);
            }
        }
    }

    private void Plan(LiveState state, DateTimeOffset now)
    {
        if (state.ResetAt != lastReset)
        {
            lastReset = state.ResetAt;
            // Where the picture was known to be wrong, it stays marked until a comparison says that it is right.
            due = state.Reconciliation?.Differences.Any(difference => !difference.CountedOtherwise) == true ? now : now + afterReset;
        }
        if (state.Day != day && day != default)
        {
            due = now + AfterMidnight;
            countedOtherwise.Clear();
        }
        day = state.Day;
    }

    private async Task CompareAsync(LiveState before, CancellationToken stop)
    {
        var different = await ReadAsync(stop).ConfigureAwait(false);
        if (!different.IsEmpty)
        {
            await Task.Delay(Again, clock, stop).ConfigureAwait(false);
            different = Reconciliation.Lasting(different, await ReadAsync(stop).ConfigureAwait(false));
        }
        var state = monitor.State;
        // In between the picture was doubted or fetched anew: the comparison is of something that is no more.
        if (state.Doubt.Raised != before.Doubt.Raised || state.ResetAt != before.ResetAt) return;

        var now = clock.GetUtcNow();
        var known = state.Reconciliation?.Differences ?? [];
        different = [.. different.Select(difference => difference with { CountedOtherwise = IsCountedOtherwise(state, known, difference) })];
        var wrong = different.RemoveAll(difference => difference.CountedOtherwise);
        var survived = !wrong.IsEmpty && Reconciliation.Known(known, wrong);
        var force = !wrong.IsEmpty && (!survived || now - forcedAt >= SameForcedEvery);
        if (force) forcedAt = now;
        if (!wrong.IsEmpty) due = now + WhileDifferent;
        // First marked, then said: whoever reads of it finds it marked.
        monitor.Apply(new Reconciled(now, different, force));
        if (!survived) Report(state, wrong);
    }

    /// <summary>See docs/decisions/011-counts-of-the-day.md. Said once.</summary>
    private bool IsCountedOtherwise(LiveState state, ImmutableArray<Difference> known, Difference difference)
    {
        if (!Reconciliation.IsOfDay(difference)) return false;
        if (countedOtherwise.Contains((difference.Field, difference.Key))) return true;
        // Known before the whole day was read again, and still there.
        if (!Reconciliation.Known(known, [difference])) return false;
        countedOtherwise.Add((difference.Field, difference.Key));
        logger.LogWarning(
            "Tenant {Tenant}: the platform counts {Field} of {Key} otherwise: {Ours} here and {Theirs} there, also after reading the day again",
            state.Settings.Options.Id, difference.Field, difference.Key, difference.Ours, difference.Theirs);
        return true;
    }

    private async Task<ImmutableArray<Difference>> ReadAsync(CancellationToken stop)
    {
        monitor.Watch();
        var agents = monitor.State.Agents.Keys.ToList();
        var queueRows = asking.Ask("6.8", api => api.Queues.RealtimeAsync(ct: stop));
        var agentRows = asking.Ask("6.14", api => api.Agents.RealtimeAsync(agents, stop));
        await Task.WhenAll(queueRows, agentRows).ConfigureAwait(false);
        var readAt = clock.GetUtcNow();
        await Task.Delay(InFlight, clock, stop).ConfigureAwait(false);
        var window = monitor.Watched();
        monitor.Apply(new QueuesRead(await queueRows, readAt));
        monitor.Apply(new AgentsRead(await agentRows, readAt));
        return Reconciliation.Compare(window, await queueRows, await agentRows);
    }

    private void Report(LiveState state, ImmutableArray<Difference> differences)
    {
        DifferencesSoFar += differences.Length;
        foreach (var difference in differences)
        {
            LiveInstruments.Differences.Add(1, new("tenant", state.Settings.Options.Id), new("field", difference.Field));
            logger.LogWarning(
                "Tenant {Tenant}: {Source} {Field} of {Key} is {Ours} here and {Theirs} at the platform",
                state.Settings.Options.Id, difference.Source, difference.Field, difference.Key, difference.Ours, difference.Theirs);
        }
    }
}
