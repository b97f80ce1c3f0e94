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
        if (number is null || !state.Agents.TryGetValue(number, out var known)) return Unknown(state, number ?? changed.Extension);

        var reason = now == 2 ? changed.Reason : null;
        var same = known.State == now && known.Reason == reason;
        var next = known.CallId is { } call && (Text(changed.CallId) != call || reason is not (1 or 6 or 7 or 8))
            ? TalkOver(state, call, number, receivedAt)
            : state;
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
    /// The agent has left the call. Some platforms send no 520 after a talk: the queue has one call less without being told. Where one comes
    /// as well, before or after, its counts stand.
    /// </summary>
    private static LiveState TalkOver(LiveState state, string call, string agent, DateTimeOffset receivedAt)
    {
        var visit = state.Visits.Of(call)
            .LastOrDefault(visit => visit.Stage == VisitStage.Talking && (visit.Agent is null || state.Settings.Full(visit.Agent) == agent));
        if (visit is null || !state.Queues.TryGetValue(visit.Key.Queue, out var queue)) return state;
        return state with
        {
            Visits = state.Visits.Put(visit with { Stage = VisitStage.Ended, EndedAt = state.Stamp(receivedAt) }),
            Queues = state.Queues.SetItem(queue.Number, queue with { Calling = queue.Calling > 0 ? queue.Calling - 1 : queue.Calling }),
        };
    }

    /// <summary>605. Each call has one session; its last step says where it is.</summary>
    private static LiveState OnIvr(LiveState state, IvrProgress progress, DateTimeOffset receivedAt)
    {
        if (Text(progress.CallId) is not { } call) return state with { UnknownSubjects = state.UnknownSubjects + 1 };
        if (progress.Status == "stop") return state with { Ivr = state.Ivr.Remove(call) };

        // A call that is in the IVR again after a queue has not been given up there. A step that only ends may have been under way, and one
        // of the same second may have been on its way here.
        var next = progress.Status is "start" or "execute_start" or "get_digit" or "play_audio_file"
            ? WentOn(state, call, null, state.Stamp(receivedAt).AddSeconds(-1))
            : state;
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
