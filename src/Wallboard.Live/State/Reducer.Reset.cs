using System.Collections.Immutable;
using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;

namespace Wallboard.Live;

internal static partial class Reducer
{
    /// <summary>
    /// Everything anew: lists, states, counts and waiting calls are the baseline's, so that nothing deleted lives on. Visits continue from
    /// where the fetch began. Then what arrived meanwhile happens on top.
    /// </summary>
    private static LiveState OnReset(LiveState state, Baseline baseline, IReadOnlyList<EventFrame> meanwhile)
    {
        var settings = state.Settings;
        var members = Members(settings, baseline);
        var queueNames = baseline.Queues.Where(q => q.Number.Length > 0)
            .GroupBy(q => settings.Full(q.Number)).ToDictionary(g => g.Key, g => g.Last().Name);
        var agents = Agents(state, baseline, members);
        var now = baseline.QueuesNow.Where(q => q.Queue is not null).GroupBy(q => settings.Full(q.Queue!)).ToDictionary(g => g.Key, g => g.Last());
        var queued = Queued(state, baseline, agents);

        var next = state with
        {
            ResetAt = state.PlatformTime(baseline.DoneAt),
            WholeSince = baseline.Before.Whole ? state.WholeSince : state.PlatformTime(baseline.DoneAt),
            Doubt = state.Doubt with { Answered = baseline.Before.Doubt.Raised },
            Agents = agents,
            AgentByExtension = agents.Values.Where(a => a.Extension is not null)
                .GroupBy(a => a.Extension!).ToImmutableDictionary(g => g.Key, g => g.Last().Number),
            Queues = queueNames.ToImmutableDictionary(q => q.Key, q => new QueueEntry(
                q.Key, q.Value ?? now.GetValueOrDefault(q.Key)?.Name, [.. members.GetValueOrDefault(q.Key, []).Where(agents.ContainsKey)],
                now.GetValueOrDefault(q.Key)?.Waiting ?? queued.Count(call => call.Queue == q.Key && call.Agent is null),
                now.GetValueOrDefault(q.Key)?.Calling)),
            Visits = Visits(state, baseline, queued, agents, meanwhile),
            VisitsCompleteUntil = state.PlatformTime(baseline.ReadAt),
            // There is no list of IVR sessions; those of a connection that never broke are known through a fetch as well.
            Ivr = baseline.Before.Whole ? baseline.Before.Ivr : ImmutableDictionary<string, IvrSession>.Empty,
            IvrCompleteSince = baseline.Before.Whole ? baseline.Before.IvrCompleteSince : state.Stamp(baseline.ReadAt),
            AfterCallState = baseline.AfterCallState ?? state.AfterCallState,
            States = States(state.States, baseline),
            UnknownNumbers = [],
        };
        next = next with { Polled = Polled(next, baseline) };
        var told = new HashSet<string>();
        foreach (var frame in meanwhile)
        {
            var counts = next.Queues;
            next = OnEvent(next, frame);
            // 6.8 was asked after it: its counts are the newer ones. Old ones must not come back, since what changed them may have been told by no 520.
            if (frame.ReceivedAt <= baseline.QueuesAskedAt) next = next with { Queues = counts };
            else if (frame.Event is QueueChanged { Queue: { } queue }) told.Add(settings.Full(queue));
            // 6.8 came after it: what an agent's event lets us conclude of a queue's counts is in them already, unless they are a later 520's.
            else if (frame is { Event: AgentStateChanged } && frame.ReceivedAt <= baseline.QueuesReadAt)
                next = next with { Queues = next.Queues.SetItems(counts.Where(queue => !told.Contains(queue.Key))) };
        }
        return next with { Visits = StillTalking(next) };
    }

    /// <summary>An agent's event from before everything was read may have ended a talk that began since. Whoever is on the call still talks.</summary>
    private static VisitBook StillTalking(LiveState state)
    {
        var visits = state.Visits;
        foreach (var agent in state.Agents.Values.Where(agent => agent is { State: 2, Reason: 1, CallId: not null }))
            if (visits.Of(agent.CallId!).LastOrDefault() is { Stage: VisitStage.Ended, Outcome: VisitOutcome.Answered } visit && visit.Agent == agent.Number)
                visits = visits.Put(visit with { Stage = VisitStage.Talking, EndedAt = null });
        return visits;
    }

    private static PolledFigures Polled(LiveState state, Baseline baseline)
    {
        var at = state.PlatformTime(baseline.DoneAt);
        return new()
        {
            Concurrency = baseline.Concurrency is { } concurrency ? (concurrency, at) : state.Polled.Concurrency,
            EstimatedWaits = EstimatedWaits(state, baseline.QueuesNow, baseline.DoneAt),
            Handling = Handling(state, baseline.AgentsNow, baseline.DoneAt),
            LastWeek = state.Polled.LastWeek,
            HidesNumbers = state.Polled.HidesNumbers,
            StateCounts = baseline.StateCounts is { } counts ? (counts, at) : state.Polled.StateCounts,
            Rest = baseline.Rest is { } rest ? (rest, at) : state.Polled.Rest,
        };
    }

    private static Dictionary<string, ImmutableSortedSet<string>> Members(LiveSettings settings, Baseline baseline)
    {
        var members = baseline.Members.ToDictionary(
            pair => settings.Full(pair.Key), pair => pair.Value.Select(settings.Full).ToImmutableSortedSet(StringComparer.Ordinal));
        // 6.11 where 6.7 has not answered.
        var nobody = ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal);
        foreach (var agent in baseline.Agents.Where(agent => agent.Number is not null))
            foreach (var queue in (agent.Queues ?? []).Select(settings.Full).Where(queue => !baseline.Members.ContainsKey(queue)))
                members[queue] = members.GetValueOrDefault(queue, nobody).Add(settings.Full(agent.Number!));
        return members;
    }

    private static ImmutableDictionary<string, AgentEntry> Agents(
        LiveState state, Baseline baseline, Dictionary<string, ImmutableSortedSet<string>> members)
    {
        var settings = state.Settings;
        var queues = members.SelectMany(q => q.Value.Select(agent => (agent, queue: q.Key))).ToLookup(pair => pair.agent, pair => pair.queue);
        var realtime = baseline.AgentsNow.Where(a => a.Agent is not null).GroupBy(a => settings.Full(a.Agent!)).ToDictionary(g => g.Key, g => g.Last());
        var states = baseline.AgentStates.Where(a => a.Agent is not null).GroupBy(a => settings.Full(a.Agent!)).ToDictionary(g => g.Key, g => g.Last());
        var agents = ImmutableDictionary.CreateBuilder<string, AgentEntry>();
        foreach (var info in baseline.Agents.Where(agent => Text(agent.Number) is not null))
        {
            var number = settings.Full(info.Number!);
            var now = realtime.GetValueOrDefault(number);
            var said = states.GetValueOrDefault(number);
            var status = (now?.State ?? said?.State) is { } one and >= 0 and <= 2 ? one : (int?)null;
            var entry = new AgentEntry(
                number, Text(info.Name) ?? Text(now?.Name), Text(info.Extension) ?? Text(now?.Extension) ?? Text(said?.Extension),
                [.. queues[number].Order(StringComparer.Ordinal)])
            {
                State = status,
                Reason = status == 2 ? now?.State is null ? said?.Reason : now.Reason : null,
                CallId = Text(now?.CallId),
                OtherNumber = Text(now?.OtherNumber),
            };
            agents[number] = entry with { Since = Since(state, entry, now?.StateHeld, baseline.AgentsReadAt ?? baseline.ReadAt) };
        }
        return agents.ToImmutable();
    }

    /// <summary>
    /// The event told the entry more exactly than whole seconds of holding can: kept where they agree, so that a reset moves no clock on the wall.
    /// </summary>
    private static DateTimeOffset? Since(LiveState state, AgentEntry entry, TimeSpan? held, DateTimeOffset readAt)
    {
        var known = state.Agents.GetValueOrDefault(entry.Number);
        var same = known is not null && known.State == entry.State && known.Reason == entry.Reason;
        if (held is not { } duration) return same ? known!.Since : null;
        var since = state.Stamp(readAt - duration);
        return same && known!.Since is { } before && (before - since).Duration() <= TimeSpan.FromSeconds(1) ? before : since;
    }

    private static ImmutableDictionary<(int, int?), StatePicture> States(ImmutableDictionary<(int, int?), StatePicture> known, Baseline baseline)
    {
        if (baseline.Definitions is null && baseline.Colors is null) return known;
        var states = (baseline.Definitions is null || baseline.Colors is null ? known : known.Clear()).ToBuilder();
        foreach (var definition in (baseline.Definitions ?? []).Concat(baseline.Colors ?? []))
        {
            if (definition.State is not { } state) continue;
            if (definition.Color is not null) Merge(state, null, null, definition.Color);
            foreach (var reason in definition.Reasons ?? []) Merge(state, reason.Reason, Text(reason.Text), reason.Color);
        }
        return states.ToImmutable();

        void Merge(int state, int? reason, string? text, string? color)
        {
            var before = states.GetValueOrDefault((state, reason));
            states[(state, reason)] = new(text ?? before?.Text, color ?? before?.Color);
        }
    }
}
