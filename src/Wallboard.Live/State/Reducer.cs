using System.Collections.Immutable;
using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;

namespace Wallboard.Live;

/// <summary>The next state, from a state and an input. Pure; takes events in any order, twice, or with fields missing, and never throws.</summary>
internal static partial class Reducer
{
    public static LiveState Reduce(LiveState state, LiveInput input)
    {
        var next = input switch
        {
            FrameInput frame => OnFrame(state, frame.Frame),
            Tick tick => OnTick(state, tick.Now),
            // What is read next is of the platform's day.
            ClockRead read => OnTick(state with { Clock = state.Clock.Read(read.Platform, read.SentAt, read.ReceivedAt) }, read.ReceivedAt),
            ResetInput reset => OnReset(state, reset.Baseline, reset.Meanwhile),
            FetchFailed failed => Failed(state, failed),
            Doubted doubted => Doubtful(state, doubted.Reason, doubted.Now, doubted.Detail),
            CallsRead read => OnCalls(state, read),
            WaitsRead read => OnWaits(state, read),
            ConcurrencyRead read => state with { Polled = state.Polled with { Concurrency = (read.Value, state.PlatformTime(read.Now)) } },
            HidesNumbersRead read => state with { Polled = state.Polled with { HidesNumbers = (read.Value, state.PlatformTime(read.Now)) } },
            LastWeekRead read => state with { Polled = state.Polled with { LastWeek = (read.Today, LastWeek(state, read)) } },
            QueuesRead read => OnQueuesRead(state, read),
            AgentsRead read => OnAgentsRead(state, read),
            Reconciled reconciled => OnReconciled(state, reconciled),
            _ => state,
        };
        return ReferenceEquals(next, state) ? state : next with { Version = state.Version + 1 };
    }

    private static LiveState OnFrame(LiveState state, CtiFrame frame) => frame switch
    {
        StatusFrame status => OnStatus(state, status.Status),
        BadFrame bad => Doubtful(Heard(state, bad), LinkReason.BadFrame, bad.ReceivedAt, bad.What),
        LostFrames lost => Doubtful(Heard(state, lost), LinkReason.FramesLost, lost.ReceivedAt, null),
        EventFrame happened => OnEvent(Heard(state, happened), happened),
        _ => state,
    };

    private static LiveState Heard(LiveState state, CtiFrame frame) =>
        state.LastFrameAt >= frame.ReceivedAt ? state : state with { LastFrameAt = frame.ReceivedAt };

    /// <summary>A closed connection may have missed anything; a silent one has not, its events come late.</summary>
    private static LiveState OnStatus(LiveState state, CtiLinkStatus status)
    {
        var next = state with { Link = status };
        return status.State == LinkState.Offline && state.Link.State != LinkState.Offline ? Doubtful(next, LinkReason.Fetching, status.Since, null) : next;
    }

    private static LiveState OnEvent(LiveState state, EventFrame frame)
    {
        // Before the first reset there is nothing that an event could change truly; what matters is kept and applied after it.
        if (!state.Seeded) return state;
        return frame.Event switch
        {
            AgentStateChanged changed => OnAgent(state, changed, frame.ReceivedAt),
            QueueChanged changed => OnQueue(state, changed, frame.ReceivedAt),
            IvrProgress progress => OnIvr(state, progress, frame.ReceivedAt),
            RequestFailed { RequestMessageId: MessageIds.MonitorAgents or MessageIds.MonitorQueues } failed =>
                Doubtful(state, LinkReason.FetchFailed, frame.ReceivedAt, $"monitor {failed.RequestMessageId}: code {failed.Code}"),
            _ => state,
        };
    }

    private static LiveState Doubtful(LiveState state, LinkReason reason, DateTimeOffset localNow, string? detail) =>
        state with { Doubt = state.Doubt.Raise(reason, state.PlatformTime(localNow), detail) };

    private static LiveState Failed(LiveState state, FetchFailed failed)
    {
        var doubt = state.Doubt;
        if (state.Whole || (doubt.Reason == LinkReason.FetchFailed && doubt.Detail == failed.Detail)) return state;
        return state with { Doubt = doubt with { Reason = LinkReason.FetchFailed, Since = state.PlatformTime(failed.Now), Detail = failed.Detail } };
    }

    /// <summary>A number that no list named. It asks for the lists anew, once for each number until they have been read.</summary>
    private static LiveState Unknown(LiveState state, string? number) => state with
    {
        UnknownSubjects = state.UnknownSubjects + 1,
        UnknownNumbers = number is null || state.UnknownNumbers.Count >= 1000 ? state.UnknownNumbers : state.UnknownNumbers.Add(number),
    };

    private static LiveState OnTick(LiveState state, DateTimeOffset localNow)
    {
        var day = state.Settings.DayOf(state.PlatformTime(localNow));
        if (day == state.Day || (state.Seeded && day < state.Day)) return state;
        // The agents' sums of yesterday are nobody's of today.
        var yesterday = state.Seeded && day == state.Day.AddDays(1) ? state.Visits : null;
        return state with { Visits = state.Visits.Turn(day), Yesterday = yesterday, Polled = state.Polled with { Handling = null, EstimatedWaits = null } };
    }

    /// <summary>A comparison that found a difference doubts the picture until another one finds none.</summary>
    private static LiveState OnReconciled(LiveState state, Reconciled reconciled)
    {
        var next = state with { Reconciliation = reconciled };
        return reconciled.ForceReset
            ? Doubtful(next, LinkReason.Reconciliation, reconciled.Now, Reconciliation.Describe(reconciled.Differences))
            : next;
    }

    /// <summary>6.8 while connected: the estimates, and queues that no list has named yet.</summary>
    private static LiveState OnQueuesRead(LiveState state, QueuesRead read)
    {
        var next = state with { Polled = state.Polled with { EstimatedWaits = EstimatedWaits(state, read.Rows, read.Now) } };
        if (!state.Seeded) return next;
        foreach (var row in read.Rows)
            if (Text(row.Queue) is { } queue && !state.Queues.ContainsKey(state.Settings.Full(queue))) next = Unknown(next, state.Settings.Full(queue));
        return next;
    }

    private static (ImmutableDictionary<string, TimeSpan>, DateTimeOffset) EstimatedWaits(
        LiveState state, IReadOnlyList<QueueRealtime> rows, DateTimeOffset localNow)
    {
        var waits = ImmutableDictionary.CreateBuilder<string, TimeSpan>();
        foreach (var row in rows)
            if (row is { Queue: { } queue, EstimatedWait: { } wait }) waits[state.Settings.Full(queue)] = wait;
        return (waits.ToImmutable(), state.PlatformTime(localNow));
    }

    /// <summary>Offered by queue and hour of entry.</summary>
    private static ImmutableDictionary<(string Queue, int Hour), int> LastWeek(LiveState state, LastWeekRead read) =>
        read.Rows.Where(row => row is { Queue: not null, StartedAt: { } at } && state.Settings.DayOf(at) == read.Today.AddDays(-7))
            .GroupBy(row => (state.Settings.Full(row.Queue!), state.Settings.InZone(row.StartedAt!.Value).Hour))
            .ToImmutableDictionary(group => group.Key, group => group.Count());

    /// <summary>6.14 while connected: the sums, and the time in state where an event repeated had made it too short.</summary>
    private static LiveState OnAgentsRead(LiveState state, AgentsRead read)
    {
        var agents = state.Agents;
        foreach (var row in read.Rows)
            if (row is { Agent: { } number, StateHeld: { } held } && agents.TryGetValue(state.Settings.Full(number), out var agent)
                && agent.State == row.State && (agent.State != 2 || agent.Reason == row.Reason))
                agents = agents.SetItem(agent.Number, agent with { Since = Since(state, agent, held, read.Now) });
        return state with { Agents = agents, Polled = state.Polled with { Handling = Handling(state, read.Rows, read.Now) } };
    }

    private static (ImmutableDictionary<string, Handling>, DateTimeOffset) Handling(
        LiveState state, IReadOnlyList<AgentRealtime> rows, DateTimeOffset localNow)
    {
        var byAgent = ImmutableDictionary.CreateBuilder<string, Handling>();
        foreach (var row in rows)
        {
            if (row.Agent is null) continue;
            var talk = row.Talk ?? (row.InboundTalk ?? TimeSpan.Zero) + (row.OutboundTalk ?? TimeSpan.Zero);
            var work = state.AfterCallState == 2 ? BusyReason.Sum(row.BusyReasons, 0)?.TotalSeconds : null;
            byAgent[state.Settings.Full(row.Agent)] = new(
                talk.TotalSeconds, work, row.ReadyTime?.TotalSeconds ?? 0, (row.ReadyTime + row.BusyTime)?.TotalSeconds ?? 0,
                (row.InboundAnswered ?? 0) + (row.OutboundAnswered ?? 0));
        }
        return (byAgent.ToImmutable(), state.PlatformTime(localNow));
    }
}
