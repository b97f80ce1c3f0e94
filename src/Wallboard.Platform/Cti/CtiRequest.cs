namespace Wallboard.Platform.Cti;

/// <summary>
/// A request to the platform, sent in the name of the link's own seat. Guide 4.x. Each one declares its fields as the guide spells them, and what
/// says that it is done.
/// </summary>
public abstract record CtiRequest
{
    private protected CtiRequest(int? messageId) => MessageId = messageId;

    /// <summary>The guide's message id; <c>null</c> for a ping.</summary>
    public int? MessageId { get; }

    /// <summary>The inner <c>thisDN</c>, where it is not the own seat.</summary>
    internal virtual string? InnerSeat => null;

    internal virtual Acknowledgement Acknowledgement => Acknowledgement.None;

    /// <summary>What the message has beside <c>messageId</c> and <c>thisDN</c>.</summary>
    internal virtual IEnumerable<WireField> Fields(CtiSeat seat) => [];

    /// <summary>Whether an event at the own seat says that this request is done.</summary>
    internal virtual bool IsDoneBy(CtiEvent e) => Acknowledgement.Events.Contains(e.MessageId);
}

/// <summary>A request about one call.</summary>
public abstract record CtiCallRequest : CtiRequest
{
    private protected CtiCallRequest(int messageId, string callId) : base(messageId) => CallId = callId;

    /// <summary>As the call's events have it.</summary>
    public string CallId { get; init; }

    /// <summary>
    /// The seat that is in the call, where it is not the own one: the inner <c>thisDN</c>. <c>null</c> = the own seat, as in all the guide's
    /// scenarios.
    /// </summary>
    public string? Seat { get; init; }

    internal override string? InnerSeat => Seat;

    private protected WireField Call => new("callID", CallId);

    internal override bool IsDoneBy(CtiEvent e) => base.IsDoneBy(e) && (CallOf(e) is not { } id || id == CallId);

    private static string? CallOf(CtiEvent e) => e switch { SeatCallChanged c => c.CallId, RecordingChanged r => r.CallId, _ => null };
}

/// <summary>One field of a request's message.</summary>
/// <param name="Name">The guide's spelling.</param>
/// <param name="Value">A text, a number or a list of texts; without one the field is left out.</param>
/// <param name="Attached">It stands in <c>attachDatas</c>.</param>
internal readonly record struct WireField(string Name, object? Value, bool Attached = false)
{
    public static WireField Attach(string name, string? value) => new(name, value, Attached: true);
}

/// <summary>How long an answer may take.</summary>
internal enum Patience
{
    /// <summary>Nothing acknowledges the request: only a refusal may come.</summary>
    Refusal,

    Answer,

    /// <summary>It comes when somebody has answered the phone.</summary>
    Ringing,
}

/// <summary>The events that say that a request is done. A hint (8888) that names the request says so too.</summary>
internal sealed record Acknowledgement(Patience Patience, params int[] Events)
{
    /// <summary>A refusal may come right behind such an event.</summary>
    public bool MayFailYet { get; init; }

    public static Acknowledgement None { get; } = new(Patience.Refusal);

    public static Acknowledgement By(params int[] events) => new(Patience.Answer, events);

    /// <summary>The guide does not say that they come.</summary>
    public static Acknowledgement Perhaps(params int[] events) => new(Patience.Refusal, events);

    public static Acknowledgement AfterRinging(params int[] events) => new(Patience.Ringing, events);
}
