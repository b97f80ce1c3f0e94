using System.Globalization;
using Wallboard.Platform.Cti;

namespace Wallboard.Live;

internal static partial class Reducer
{
    /// <summary>588. The same state said twice is not entered twice; without a state, or somebody to have it, the event is lost.</summary>
    private static LiveState OnAgent(LiveState state, AgentStateChanged changed, DateTimeOffset receivedAt)
    {
        if (changed.State is not { } now || now is < 0 or > 2 || (changed.Agent is null && changed.Extension is null))
            return Doubtful(state, LinkReason.BadFrame, receivedAt, "588 without a state or an agent");
        var number = changed.Agent is { } agent ? state.Settings.Full(agent)
            : state.AgentByExtension.GetValueOrDefault(changed.Extension!);
        // Of somebody whom only an extension names, and that nobody is known to have: a state that we show is no longer true.
        if (number is null) return Doubtful(Unknown(state, changed.Extension), LinkReason.BadFrame, receivedAt, "588 of an unknown extension");
        if (!state.Agents.TryGetValue(number, out var known)) return Unknown(state, number);

        var reason = now == 2 ? changed.Reason : null;
        var same = known.State == now && known.Reason == reason;
        var (engaged, call) = (reason is 1 or 6 or 7 or 8, Text(changed.CallId));
        var next = state;
        if (known.Reason is 1 or 6 or 7 or 8 && (!engaged || (call is not null && known.CallId is not null && call != known.CallId)))
            next = CallOver(next, known, receivedAt);
        // Who was on the call before transfers it, or has called the queue.
        if (engaged && call is not null && known.CallId != call) next = Rings(next, known, call, reason);
        return next with
        {
            Agents = next.Agents.SetItem(number, known with
            {
                State = now,
                Reason = reason,
                Since = same ? known.Since : state.Stamp(receivedAt),
                Extension = Text(changed.Extension) ?? known.Extension,
                CallId = Text(changed.CallId),
                OtherNumber = Text(changed.OtherNumber),
            }),
        };
    }

    /// <summary>
    /// The agent has left the call. Some platforms send no 520 after a talk, or when nobody picks up: the queue has a call less, or it waits again,
    /// without being told. Where one comes as well, before or after, its counts stand.
    /// </summary>
    private static LiveState CallOver(LiveState state, AgentEntry agent, DateTimeOffset receivedAt)
    {
        // Some platforms' 588 names no call.
        var visits = agent.CallId is { } call ? state.Visits.Of(call) : state.Visits.All.Where(visit => visit.Agent is not null);
        var visit = visits.LastOrDefault(visit => visit.Stage is VisitStage.Talking or VisitStage.Ringing
            && (visit.Agent is null ? !state.IsAgent(visit.Number, agent) : visit.Agent == agent.Number));
        return visit switch
        {
            { Stage: VisitStage.Talking } => Moved(state, visit with { Stage = VisitStage.Ended, EndedAt = state.Stamp(receivedAt) }, 0, -1),
            { Stage: VisitStage.Ringing, Resolved: false, Agent: not null } => Moved(state, visit with { Stage = VisitStage.Waiting }, 1, -1),
            _ => state,
        };
    }

    /// <summary>The call is at the agent. Some platforms send no 520 before it is answered.</summary>
    private static LiveState Rings(LiveState state, AgentEntry agent, string call, int? reason) =>
        state.Visits.Of(call).LastOrDefault() is { Stage: VisitStage.Waiting, Resolved: false } visit
            && !state.IsAgent(visit.Number, agent) && (reason == 8 || visit.CallType == 2)
            ? Moved(state, visit with { Stage = VisitStage.Ringing, Agent = agent.Number }, -1, 1)
            : state;

    /// <summary>The visit as it is now, and its queue's counts with it.</summary>
    private static LiveState Moved(LiveState state, Visit visit, int waiting, int calling)
    {
        var visits = state.Visits.Put(visit);
        return !state.Queues.TryGetValue(visit.Key.Queue, out var queue) ? state with { Visits = visits } : state with
        {
            Visits = visits,
            Queues = state.Queues.SetItem(queue.Number, queue with { Waiting = Changed(queue.Waiting, waiting), Calling = Changed(queue.Calling, calling) }),
        };

        static int? Changed(int? count, int by) => count + by is < 0 ? 0 : count + by;
    }

    /// <summary>605. Each call has one session; its last step says where it is.</summary>
    private static LiveState OnIvr(LiveState state, IvrProgress progress, DateTimeOffset receivedAt)
    {
        if (Text(progress.CallId) is not { } call) return state with { UnknownSubjects = state.UnknownSubjects + 1 };
        if (progress.Status == "stop") return state with { Ivr = state.Ivr.Remove(call) };

        // A call that is in the IVR again after a queue has not been given up there. A step that only ends may have been under way, and one
        // of the same second may have been on its way here, but not a new start.
        var present = progress.Status is "start" or "execute_start" or "get_digit" or "play_audio_file";
        var next = present ? WentOn(state, call, null, state.Stamp(receivedAt).AddSeconds(progress.Status == "start" ? 0 : -1)) : state;
        if (!present && !state.Ivr.ContainsKey(call)) return next;
        var known = state.Ivr.GetValueOrDefault(call)
            ?? new(call, null, null, null, Instant(progress.StartTime, state.Settings) ?? state.Stamp(receivedAt));
        return next with
        {
            Ivr = next.Ivr.SetItem(call, known with
            {
                Number = Text(progress.CallerNumber) ?? known.Number,
                Name = Text(progress.Name) ?? known.Name,
                Node = Text(progress.Node) ?? known.Node,
            }),
        };
    }

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary><c>2021-12-15 10:00:00</c>, in the platform's zone.</summary>
    private static DateTimeOffset? Instant(string? text, LiveSettings settings) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new DateTimeOffset(time, settings.Zone.GetUtcOffset(time))
            : null;
}
