namespace Wallboard.Platform.Cti;

/// <summary>One event of the platform (guide 5.x), read tolerantly: whatever the platform left out is <c>null</c>.</summary>
/// <param name="MessageId">The guide's message id; decides the event's kind.</param>
public abstract record CtiEvent(int MessageId)
{
    /// <summary>The seat that asked for the event, with events about something else or about its requests: our own. <c>null</c> where it is the event's subject.</summary>
    public string? Seat { get; init; }

    /// <summary>The extension of <see cref="Seat"/>.</summary>
    public string? SeatExtension { get; init; }
}

/// <summary>Answer to a ping. Guide 5.21, message 3.</summary>
public sealed record PingAnswered() : CtiEvent(MessageIds.PingAnswered);

/// <summary>Our own seat signed in (580), out (581), became busy (582) or ready (583). Guide 5.4–5.7.</summary>
public sealed record SeatStateChanged(int MessageId, string? Agent, string? Extension, int? State, int? Reason, int? DeviceState, IReadOnlyList<string> Queues)
    : CtiEvent(MessageId)
{
    public string? TenantId { get; init; }
}

/// <summary>
/// A call at our own seat: dialling (505), ringing (503), established (506), held (509), retrieved (513), released (515). Guide 5.1, 5.8–5.10, 5.13, 5.14.
/// </summary>
/// <param name="CallType">0 unknown, 1 internal, 2 inbound, 3 outbound; not with 509 and 513.</param>
/// <param name="HangupCause">With 515: <c>send_bye</c> (the caller hung up), <c>recv_bye</c>, <c>call_failed</c>, <c>CALL_REJECTED</c>, <c>NO_ANSWER</c>; an open set.</param>
public sealed record SeatCallChanged(int MessageId, string? Agent, string? Extension, string? CallId, int? CallType, string? OtherNumber, string? HangupCause)
    : CtiEvent(MessageId)
{
    public string? TenantId { get; init; }

    /// <summary><c>ANI</c>; with 503 and 505.</summary>
    public string? CallerNumber { get; init; }

    /// <summary><c>DNIS</c>; with 503 and 505.</summary>
    public string? DialledNumber { get; init; }

    /// <summary><c>thirdDN</c>: who transferred the call, by <see cref="ThirdRole"/>.</summary>
    public string? ThirdNumber { get; init; }

    /// <summary>3 transferred by; an open set.</summary>
    public int? ThirdRole { get; init; }

    /// <summary>The recording (<c>attachDatas.fileNam</c>, the guide's spelling); with 503.</summary>
    public string? FileName { get; init; }
}

/// <summary>The recording of a call at our own seat began (589) or ended (519). Guide 5.11, 5.12.</summary>
/// <param name="FileName">Path of the recording on the platform.</param>
/// <param name="Duration">With 519: how long the call has been; whole seconds on the wire.</param>
public sealed record RecordingChanged(
    int MessageId, string? Agent, string? Extension, string? CallId, int? CallType, string? OtherNumber, string? FileName, TimeSpan? Duration)
    : CtiEvent(MessageId)
{
    public string? TenantId { get; init; }
}

/// <summary>The phone of our own seat was registered (572) or unregistered (574). Guide 5.2, 5.3.</summary>
/// <param name="Address">With 572: <c>sipIp</c>, from where the phone registered.</param>
public sealed record PhoneChanged(int MessageId, string? Agent, string? Extension, string? Address) : CtiEvent(MessageId)
{
    public string? TenantId { get; init; }
}

/// <summary>
/// The state of a monitored agent. Guide 5.15, message 588. The event carries the name <c>thisDN</c> twice (monitored agent and
/// requesting seat); <see cref="Agent"/> is the monitored one, <c>null</c> when only <see cref="Extension"/> can tell.
/// </summary>
/// <param name="Agent">Number of the monitored agent, e.g. <c>10000_1000</c>.</param>
/// <param name="Extension">Extension of the monitored agent (<c>monitorExtension</c>).</param>
/// <param name="State">0 signed out, 1 ready, 2 busy.</param>
/// <param name="Reason">Meaningful while the state is 2 only; an open set.</param>
public sealed record AgentStateChanged(string? Agent, string? Extension, int? State, int? Reason, string? CallId, int? CallType, string? OtherNumber, int? DeviceState)
    : CtiEvent(MessageIds.AgentState)
{
    public string? TenantId { get; init; }
}

/// <summary>Something happened to a call in a queue, with the queue's counts after it. Guide 5.16, message 520.</summary>
/// <param name="Waiting"><c>queueNum</c>: calls not yet with an agent.</param>
/// <param name="Calling"><c>callingNum</c>: calls ringing at or talking to an agent.</param>
/// <param name="Status">See <see cref="QueueCallStatus"/>; an open set.</param>
/// <param name="Agent"><c>callerID</c>: the agent that the call was sent to.</param>
/// <param name="CallerNumber"><c>ani</c>: the caller.</param>
public sealed record QueueChanged(
    string? Queue, int? Waiting, int? Total, int? Calling, int? AgentsReady, int? Status, string? HoldTime,
    int? CallType, string? Agent, string? CallerNumber, string? DialledNumber, string? CallId)
    : CtiEvent(MessageIds.Queue);

/// <summary>Values of <see cref="QueueChanged.Status"/>. Guide 5.16.</summary>
public static class QueueCallStatus
{
    public const int Entered = 0, Answered = 1, Left = 2, SentToAgent = 3, Refused = 4;
}

/// <summary>A step of a call in the IVR. Guide 5.17, message 605.</summary>
/// <param name="Status"><c>start</c>, <c>execute_start</c>, <c>get_digit</c>, <c>play_audio_file</c>, <c>execute_end</c>, <c>stop</c>; an open set.</param>
/// <param name="StartTime">The platform's own text, e.g. <c>2021-12-15 10:00:00</c>: its zone is the tenant's.</param>
public sealed record IvrProgress(
    string? CallId, string? TenantId, string? StartTime, string? EndTime, string? CallerNumber, string? DialledNumber, int? CallType,
    string? Queue, string? Status, string? FileName, string? DigitType, string? Digits, string? Node, string? Name, string? Sequence)
    : CtiEvent(MessageIds.Ivr);

/// <summary>A request failed. Guide 5.18, message 9999. It names only the request's message id.</summary>
/// <param name="Code">See <see cref="RequestErrors"/>; an open set.</param>
/// <param name="Message">The platform's own words.</param>
public sealed record RequestFailed(int? RequestMessageId, int? Code, string? Message) : CtiEvent(MessageIds.RequestFailed);

/// <summary>A hint about a request. Guide 5.20, message 8888. Codes 0 (rest is over) and 1 (rest queued) come unasked.</summary>
/// <param name="Code"><c>referenceID</c>; see <see cref="HintCodes"/>; an open set.</param>
public sealed record RequestHint(int? RequestMessageId, int? Code) : CtiEvent(MessageIds.RequestHint);

/// <summary>Values of <see cref="RequestHint.Code"/>. Guide 5.20.</summary>
public static class HintCodes
{
    public const int RestOver = 0, RestQueued = 1, CallAnswered = 2, CallRefused = 3, Transferred = 4, Muted = 6, Unmuted = 7, CalledWhileHolding = 8,
        ThreeWayDone = 9;
}

/// <summary>Our seat was signed out by the platform: 1 = signed in elsewhere, 2 = cancelled. Guide 5.19, message 4500.</summary>
public sealed record SeatTaken(int? Reason) : CtiEvent(MessageIds.SeatTaken);

/// <summary>A well-formed event whose id this client has no type for. Counted, never an error.</summary>
public sealed record UnknownEvent(int MessageId) : CtiEvent(MessageId);
