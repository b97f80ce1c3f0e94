using System.Collections.Immutable;
using Wallboard.Platform.Cti;

namespace Wallboard.Live;

/// <summary>The picture of a state at an instant. Pure: seconds tick by asking again with a later instant.</summary>
internal static class PictureOf
{
    /// <summary>As the link's own limit; asked here too, since a link that hangs cannot say that it does.</summary>
    private static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(4);

    /// <summary>How long 6.21 may leave open how a visit ended before its queue's counts are old.</summary>
    private static readonly TimeSpan OutcomesWithin = TimeSpan.FromSeconds(3.5);

    /// <summary>A polled figure is stale after two of its periods, and nobody's after six.</summary>
    public static readonly TimeSpan ConcurrencyEvery = TimeSpan.FromSeconds(5), ComparedEvery = TimeSpan.FromSeconds(15), NumbersAskedEvery = TimeSpan.FromSeconds(10);

    public static LivePicture At(LiveState state, DateTimeOffset localNow)
    {
        var now = state.PlatformTime(localNow);
        var link = Link(state, localNow);
        var waiting = Waiting(state);
        var (agents, queues) = (Agents(state), Queues(state, waiting, now, link.State));
        return new(
            state.Settings.Options.Id, now, state.Version, link, agents, queues, waiting, Ivr(state),
            Totals(state, queues, agents, now, link.State), state.States) { QueueHours = Hours(state), HidesNumbers = HidesNumbers(state, now), AfterCallState = state.AfterCallState };
    }

    public static LinkPicture Link(LiveState state, DateTimeOffset localNow)
    {
        var age = localNow - state.LastFrameAt;
        if (age < TimeSpan.Zero) age = TimeSpan.Zero;
        var since = state.PlatformTime(state.Link.Since);
        if (state.Link.State == LinkState.Offline) return new(Freshness.Offline, state.Link.Reason, since, age, state.Link.Detail);
        if (state.Link.State == LinkState.Stale) return new(Freshness.Stale, state.Link.Reason, since, age, state.Link.Detail);
        if (age > SilentAfter) return new(Freshness.Stale, LinkReason.Silent, state.PlatformTime(state.LastFrameAt!.Value + SilentAfter), age, null);
        if (!state.Whole) return new(Freshness.Stale, state.Doubt.Reason, state.Doubt.Since, age, state.Doubt.Detail);
        if (state.Reconciliation is { } known && known.Differences.RemoveAll(difference => difference.CountedOtherwise) is { IsEmpty: false } wrong)
            return new(Freshness.Stale, LinkReason.Reconciliation, state.PlatformTime(known.Now), age, Reconciliation.Describe(wrong));
        return new(Freshness.Fresh, LinkReason.None, Later(since, state.WholeSince ?? since), age, null);
    }

    private static List<AgentPicture> Agents(LiveState state) =>
    [
        .. state.Agents.Values.OrderBy(agent => agent.Number, StringComparer.Ordinal).Select(agent => new AgentPicture(
            agent.Number, agent.Name, agent.Extension, agent.State, agent.Reason, agent.Since, agent.CallId, agent.OtherNumber, agent.Queues))
    ];

    private static List<WaitingCallPicture> Waiting(LiveState state) =>
    [
        .. state.Visits.Open.Where(visit => visit.Stage == VisitStage.Waiting && state.Queues.ContainsKey(visit.Key.Queue))
            .OrderBy(visit => visit.EnteredAt).ThenBy(visit => visit.Key.CallId, StringComparer.Ordinal)
            .Select(visit => new WaitingCallPicture(visit.Key.Queue, visit.Key.CallId, visit.Number, visit.EnteredAt))
    ];

    private static List<QueuePicture> Queues(LiveState state, List<WaitingCallPicture> waiting, DateTimeOffset now, Freshness fresh)
    {
        var oldest = waiting.GroupBy(call => call.Queue).ToDictionary(group => group.Key, group => group.First().EnteredAt);
        var doubtful = Doubtful(state, now);
        var doubted = fresh == Freshness.Fresh ? Freshness.Stale : fresh;
        return
        [
            .. state.Queues.Values.OrderBy(queue => queue.Number, StringComparer.Ordinal)
                .Select(queue => Queue(state, queue, oldest.GetValueOrDefault(queue.Number), now, doubtful.Contains(queue.Number) ? doubted : fresh))
        ];
    }

    /// <summary>Queues whose counts of today are not to be trusted: the platform counts otherwise, or does not answer how visits ended.</summary>
    private static HashSet<string> Doubtful(LiveState state, DateTimeOffset now)
    {
        return
        [
            .. (state.Reconciliation?.Differences ?? []).Where(difference => difference.CountedOtherwise).Select(difference => difference.Key),
            .. state.Visits.Open.Where(visit => state.Visits.IsOfDay(visit) && Unanswered(visit, now)).Select(visit => visit.Key.Queue),
        ];
    }

    /// <summary>6.21 fails, or has had its time and has not said what it knows of the visit since it ended.</summary>
    private static bool Unanswered(Visit visit, DateTimeOffset now)
    {
        var since = visit.EndedAt ?? visit.EnteredAt;
        return visit.Unresolved && (visit.AskingFailed || (since + OutcomesWithin < now && !(visit.AskedAt >= since)));
    }

    private static QueuePicture Queue(LiveState state, QueueEntry queue, DateTimeOffset? oldest, DateTimeOffset now, Freshness fresh)
    {
        var settings = state.Settings.Of(queue.Number);
        var tally = state.Visits.Tallies.GetValueOrDefault(queue.Number);
        var agents = AgentsOf(state, queue);
        var platforms = PlatformsWait(state, queue.Number, now);
        return new(
            queue.Number, queue.Name, queue.Waiting, queue.Calling, LongestWait(queue.Waiting, oldest, now),
            agents.Ready, agents.Busy, agents.Ready + agents.Busy, tally.Offered, tally.Answered, tally.Abandoned, tally.LeftOtherwise, tally.Open,
            tally.ServiceLevel(settings.Formula), platforms ?? OwnWait(state, queue, agents.Ready + agents.Busy, now), platforms is not null, settings, fresh);
    }

    /// <summary>Of a queue's members, how many are in state 1 and in state 2.</summary>
    public static (int Ready, int Busy) AgentsOf(LiveState state, QueueEntry queue)
    {
        int ready = 0, busy = 0;
        foreach (var member in queue.Members)
        {
            var now = state.Agents.GetValueOrDefault(member)?.State;
            if (now == 1) ready++;
            else if (now == 2) busy++;
        }
        return (ready, busy);
    }

    private static TimeSpan? LongestWait(int? waiting, DateTimeOffset? oldest, DateTimeOffset now) =>
        waiting == 0 ? TimeSpan.Zero
        : oldest is { } entry ? entry < now ? now - entry : TimeSpan.Zero
        : null;

    private static TimeSpan? PlatformsWait(LiveState state, string queue, DateTimeOffset now) =>
        state.Polled.EstimatedWaits is { } waits && now - waits.At <= 2 * ComparedEvery && waits.ByQueue.TryGetValue(queue, out var wait) ? wait : null;

    private static TimeSpan? OwnWait(LiveState state, QueueEntry queue, int signedIn, DateTimeOffset now)
    {
        if (queue.Waiting is not { } waiting || state.Polled.Handling is not { } handling || now - handling.At > 2 * ComparedEvery) return null;
        var sum = queue.Members.Aggregate(default(Handling), (sum, agent) => sum + handling.ByAgent.GetValueOrDefault(agent));
        return Handling.EstimatedWait(waiting, sum.AverageHandlingTime, signedIn);
    }

    /// <summary>Of the queues that there are, as the totals.</summary>
    private static List<QueueHour> Hours(LiveState state)
    {
        if (!state.Seeded) return [];
        var hours = state.Visits.Hours;
        // A day without a single record is as likely older than the records are.
        var before = state.Polled.LastWeek is { } week && week.Today == state.Day && !week.Offered.IsEmpty ? week.Offered : null;
        var onlyBefore = before?.Where(hour => hour.Value > 0 && !hours.ContainsKey(hour.Key)).Select(hour => hour.Key) ?? [];
        return
        [
            .. hours.Select(hour => Hour(hour.Key, hour.Value)).Concat(onlyBefore.Select(hour => Hour(hour, default)))
                .Where(hour => state.Queues.ContainsKey(hour.Queue) && (hour.Offered > 0 || hour.OfferedLastWeek > 0))
        ];

        QueueHour Hour((string Queue, int Hour) of, Tally tally) =>
            new(of.Queue, of.Hour, tally.Offered, tally.Answered, tally.Abandoned, before?.GetValueOrDefault(of));
    }

    private static bool? HidesNumbers(LiveState state, DateTimeOffset now) =>
        state.Polled.HidesNumbers is { } said && now - said.At <= 6 * NumbersAskedEvery ? said.Value : null;

    private static IvrPicture Ivr(LiveState state) => new(
        state.IvrCompleteSince,
        [
            .. state.Ivr.Values.OrderBy(session => session.StartedAt).ThenBy(session => session.CallId, StringComparer.Ordinal)
                .Select(session => new IvrSessionPicture(session.CallId, session.Number, session.Name, session.Node, session.StartedAt))
        ]);

    private static TotalsPicture Totals(LiveState state, List<QueuePicture> queues, List<AgentPicture> agents, DateTimeOffset now, Freshness fresh)
    {
        var age = now - state.Polled.Concurrency?.At;
        var channels = age is null || age > 6 * ConcurrencyEvery ? Freshness.Offline : age > 2 * ConcurrencyEvery ? Freshness.Stale : Freshness.Fresh;
        var concurrency = channels == Freshness.Offline ? null : state.Polled.Concurrency?.Value;
        return TotalsPicture.Of(state.Seeded, queues, agents, fresh) with
        {
            Concurrency = concurrency?.Tenant, MaxConcurrency = concurrency?.TenantMax, ConcurrencyFresh = channels,
        };
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
