namespace Wallboard.Simulator.Log;

internal enum LogKind : byte
{
    CallStarted,
    IvrEntered,
    IvrNodeEntered,
    IvrPlayed,
    IvrDigit,
    IvrNodeLeft,
    IvrLeft,
    QueueEntered,
    Rung,
    Refused,
    NotAnswered,
    Answered,
    LegEnded,
    QueueLeft,
    CallEnded,
    AgentState,
    RestQueued,
    RestUnqueued,
    Held,
    Retrieved,
    Muted,
    Unmuted,
    RecordingStarted,
    RecordingStopped,
    TransferBegun,
    OutsideDialled,
    OutsideAnswered,
    OutsideEnded,
    CustomerLeft,
    DigitSent,
    AudioPlayed,
    DataAttached,
    PhoneRegistered,
    PhoneUnregistered,
}

/// <summary>How a leg came to be: 6.21 channelAttr.</summary>
internal enum LegAttribute : byte { None, Transfer, Conference, Monitor, MakeCall, HoldCall }

/// <summary>Why a visit is over; <see cref="TalkEnded"/> and <see cref="TransferredAway"/> come after an answer.</summary>
internal enum LeftReason : byte { Abandoned, TimedOut, TalkEnded, TransferredAway }

/// <summary>How a leg or call ended, by the guide's words in 6.21.</summary>
internal enum Cause : byte { CallerHungUp, CalledHungUp, Refused, NoAnswer, Busy, Transferred, Completed }

/// <summary>
/// One line of the append-only log. Small on purpose (a day is up to a million of them); what a field means depends on the kind.
/// </summary>
/// <param name="At">UTC ticks.</param>
/// <param name="Call">Index into the log's calls, or -1.</param>
/// <param name="Queue">Index into the plan's queues, or -1 outside a queue.</param>
/// <param name="Agent">Index into the plan's agents, or -1.</param>
/// <param name="A">Agent state; left reason; cause; IVR flow; key pressed; leg attribute of one rung or dialled; who hears played audio (4.27).</param>
/// <param name="B">
/// Reason code of an agent state; IVR node; 1 at an agent rung to speak with the call's called side; which outside party was dialled; who is muted without
/// being an agent: 0 the customer, from 1 on the outside parties.
/// </param>
internal readonly record struct LogEntry(long At, LogKind Kind, int Call, short Queue, short Agent, byte A, byte B);

internal enum Direction : byte { Internal = 1, Inbound = 2, Outbound = 3 }

/// <summary>What is fixed about a call from its first moment on. An archived one is made anew whenever it is read: compare by index.</summary>
/// <param name="started">UTC ticks.</param>
internal sealed class Call(int index, CallIds ids, long started, Direction direction, string caller, string called, short fromAgent)
{
    private string? id;

    public int Index => index;
    public string Id => id ??= ids.Of(index);
    public long Started => started;
    public Direction Direction => direction;
    public string Caller => caller;
    public string Called => called;
    public short FromAgent => fromAgent;

    /// <summary>What log entries are too small to hold; null for nearly all calls.</summary>
    public CallNotes? Notes { get; set; }

    public CallNotes Note() => Notes ??= new CallNotes();

    /// <summary>Guide 4.5: what agents attached, read by 6.39. Null: nothing.</summary>
    public IReadOnlyDictionary<string, string>? AttachedData => Notes?.Attached;
}

/// <summary>Texts of a call that entries only point to.</summary>
internal sealed class CallNotes
{
    public Dictionary<string, string> Attached { get; } = [];

    /// <summary>Numbers of third parties, in the order in which they were dialled.</summary>
    public List<string> Outside { get; } = [];

    /// <summary>Recordings that an agent began by hand (4.16), latest last.</summary>
    public List<(short Agent, string File)> Files { get; } = [];
}
