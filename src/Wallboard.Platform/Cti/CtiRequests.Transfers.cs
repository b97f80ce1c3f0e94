namespace Wallboard.Platform.Cti;

/// <summary>Sends a call elsewhere: message 215 in its modes. Done by hint 4; refused with 35. Guide 4.10.</summary>
public abstract record TransferRequest : CtiCallRequest
{
    private protected TransferRequest(string callId, string target) : base(MessageIds.Transfer, callId) => Target = target;

    /// <summary>A number, seat or queue.</summary>
    public string Target { get; init; }

    /// <summary><c>isHold</c> and <c>phoneNumber</c>, where the mode has them.</summary>
    private protected virtual (string? IsHold, string? Number) Mode => default;

    // The own seat leaves the call also when nobody can take it then (9999, code 35).
    private protected static Acknowledgement Left { get; } = Acknowledgement.By(MessageIds.CallReleased) with { MayFailYet = true };

    internal override IEnumerable<WireField> Fields(CtiSeat seat) =>
        [Call, new("otherDN", Target), new("phoneNumber", Mode.Number), WireField.Attach("isHold", Mode.IsHold)];
}

/// <summary>The own seat leaves the call at once (<c>isHold</c> 0): done by its 515 too, unless a refusal follows at once.</summary>
public sealed record BlindTransfer(string CallId, string Target) : TransferRequest(CallId, Target)
{
    internal override Acknowledgement Acknowledgement => Left;

    private protected override (string? IsHold, string? Number) Mode => ("0", null);
}

/// <summary>The call comes back to the own seat when the customer is done with the third one (<c>isHold</c> 1).</summary>
/// <param name="HeldNumber">Whose side is kept on hold.</param>
public sealed record TransferAndReturn(string CallId, string Target, string HeldNumber) : TransferRequest(CallId, Target)
{
    internal override Acknowledgement Acknowledgement => Acknowledgement.AfterRinging();

    private protected override (string? IsHold, string? Number) Mode => ("1", HeldNumber);
}

/// <summary>One side is hung up when the third one has answered; if that fails, the call goes on (<c>isHold</c> 2).</summary>
/// <param name="ReleasedNumber">Who is hung up.</param>
public sealed record TransferWhenAnswered(string CallId, string Target, string ReleasedNumber) : TransferRequest(CallId, Target)
{
    internal override Acknowledgement Acknowledgement => Acknowledgement.AfterRinging();

    private protected override (string? IsHold, string? Number) Mode => ("2", ReleasedNumber);
}

/// <summary>Puts the call into a queue; the own seat leaves it: done by its 515 too, unless a refusal follows at once.</summary>
/// <param name="Target">The queue.</param>
public sealed record TransferToQueue(string CallId, string Target) : TransferRequest(CallId, Target)
{
    internal override Acknowledgement Acknowledgement => Left;
}

/// <summary>Takes a call from another agent, at whom it rings or who talks: done by 506 at the own seat too.</summary>
/// <param name="Target">The other agent's seat.</param>
public sealed record InterceptCall(string CallId, string Target) : TransferRequest(CallId, Target)
{
    internal override Acknowledgement Acknowledgement => Acknowledgement.AfterRinging(MessageIds.CallEstablished);
}

/// <summary>Puts the call into an IVR flow. The guide names no answer; a hint, or 515 when the seat leaves the call. Guide 4.11.</summary>
/// <param name="Number">The customer's.</param>
/// <param name="IvrId"><c>id</c> of 6.16.</param>
/// <param name="Return">The call comes back to the seat after the flow; otherwise the seat is hung up.</param>
public sealed record TransferToIvr(string CallId, string Number, string IvrId, bool Return = false) : CtiCallRequest(MessageIds.TransferToIvr, CallId)
{
    internal override Acknowledgement Acknowledgement => Return ? Acknowledgement.None : Acknowledgement.Perhaps(MessageIds.CallReleased);

    internal override IEnumerable<WireField> Fields(CtiSeat seat) =>
        [Call, new("phoneNumber", Number), WireField.Attach("ivrID", IvrId), WireField.Attach("isHold", Return ? "1" : "0")];
}
