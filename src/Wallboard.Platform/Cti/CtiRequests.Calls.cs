namespace Wallboard.Platform.Cti;

/// <summary>
/// Calls a number from the own seat, which becomes busy at once. Done by 505 or 506. Beside a held call: by 506 or hint 8 once the called one has
/// answered; refused with 39. Guide 4.6.
/// </summary>
/// <param name="Number">An extension, a seat, a mobile or a fixed number.</param>
public sealed record PlaceCall(string Number) : CtiRequest(MessageIds.PlaceCall)
{
    /// <summary><c>ivr_id</c>: the flow (<c>id</c> of 6.16) that the called one is put into.</summary>
    public string? IvrId { get; init; }

    /// <summary><c>voice_tts</c>: a text that is read to the called one.</summary>
    public string? SpokenText { get; init; }

    private const int Inbound = 2;

    /// <summary>The call that is on hold meanwhile (<c>holdCall</c> 1 and its <c>callID</c>); <c>null</c> = none.</summary>
    public string? HeldCallId { get; init; }

    internal override Acknowledgement Acknowledgement => HeldCallId is null
        ? Acknowledgement.By(MessageIds.CallDialling, MessageIds.CallEstablished)
        : Acknowledgement.AfterRinging(MessageIds.CallEstablished);

    // A call that came in while this one was asked for is another one.
    internal override bool IsDoneBy(CtiEvent e) => base.IsDoneBy(e) && e is not SeatCallChanged { CallType: Inbound };

    internal override IEnumerable<WireField> Fields(CtiSeat seat) =>
    [
        new("otherDN", Number),
        WireField.Attach("cti-tenant-id", seat.TenantId),
        WireField.Attach("ivr_id", IvrId),
        WireField.Attach("voice_tts", SpokenText),
        WireField.Attach("holdCall", HeldCallId is null ? "0" : "1"),
        WireField.Attach("callID", HeldCallId),
    ];
}

/// <summary>Answers the call that rings at the own seat. Done by 506 or hint 2. Guide 4.24.</summary>
public sealed record AnswerCall() : CtiRequest(MessageIds.AnswerCall)
{
    internal override Acknowledgement Acknowledgement => Acknowledgement.By(MessageIds.CallEstablished);

    internal override IEnumerable<WireField> Fields(CtiSeat seat) => [new("isReject", "0")];
}

/// <summary>Refuses the call that rings at the own seat. Done by 515 or hint 3. Guide 4.24.</summary>
public sealed record RefuseCall() : CtiRequest(MessageIds.AnswerCall)
{
    internal override Acknowledgement Acknowledgement => Acknowledgement.By(MessageIds.CallReleased);

    internal override IEnumerable<WireField> Fields(CtiSeat seat) => [new("isReject", "1")];
}

/// <summary>Puts the other side on hold, with music. Done by 509. Guide 4.7.</summary>
/// <param name="Number">Who is to wait: <c>otherDN</c>, as the scenario has it; the table's <c>oterDN</c> only for a platform that refuses that.</param>
public sealed record HoldCall(string CallId, string Number) : CtiCallRequest(MessageIds.HoldCall, CallId)
{
    internal override Acknowledgement Acknowledgement => Acknowledgement.By(MessageIds.CallHeld);

    internal override IEnumerable<WireField> Fields(CtiSeat seat) => [Call, new("otherDN", Number)];
}

/// <summary>Takes the other side back from hold. Done by 513. Guide 4.8.</summary>
public sealed record RetrieveCall(string CallId, string Number) : CtiCallRequest(MessageIds.RetrieveCall, CallId)
{
    internal override Acknowledgement Acknowledgement => Acknowledgement.By(MessageIds.CallRetrieved);

    internal override IEnumerable<WireField> Fields(CtiSeat seat) => [Call, new("otherDN", Number)];
}

/// <summary>Hangs up. Done by 515 at the own seat; nothing acknowledges that somebody else was hung up. Guide 4.9.</summary>
/// <param name="Number">Of the own call the other number; to hang up another agent's call, that agent's seat; of more than two, who is to leave.</param>
public sealed record ReleaseCall(string CallId, string Number) : CtiCallRequest(MessageIds.ReleaseCall, CallId)
{
    /// <summary>The own seat's part is not ended by it: another agent's call, or one of several in the own.</summary>
    public bool OfAnother { get; init; }

    internal override Acknowledgement Acknowledgement =>
        OfAnother ? Acknowledgement.Perhaps(MessageIds.CallReleased) : Acknowledgement.By(MessageIds.CallReleased);

    internal override IEnumerable<WireField> Fields(CtiSeat seat) => [Call, new("otherDN", Number)];
}

/// <summary>
/// Brings a third one into the call: help for the own call, or barging into another agent's (<see cref="CtiCallRequest.Seat"/>). Done by hint 9 once
/// the third one has answered; refused with 40. Guide 4.12.
/// </summary>
/// <param name="Number">The third one.</param>
/// <param name="MutedNumber">Who hears nothing until the third one has answered; <c>null</c> = nobody.</param>
public sealed record ThreeWayCall(string CallId, string Number, string? MutedNumber = null) : CtiCallRequest(MessageIds.ThreeWayCall, CallId)
{
    internal override Acknowledgement Acknowledgement => Acknowledgement.AfterRinging();

    internal override IEnumerable<WireField> Fields(CtiSeat seat) => [Call, new("otherDN", Number), new("phoneNumber", MutedNumber)];
}

/// <summary>Listens to a call from the own phone. The guide names no answer; the own phone may ring (503). Guide 4.13.</summary>
/// <param name="Number">Who is listened to.</param>
public sealed record ListenToCall(string CallId, string Number) : CtiCallRequest(MessageIds.ListenToCall, CallId)
{
    internal override Acknowledgement Acknowledgement =>
        Acknowledgement.Perhaps(MessageIds.CallRinging, MessageIds.CallDialling, MessageIds.CallEstablished);

    internal override IEnumerable<WireField> Fields(CtiSeat seat) => [Call, new("otherDN", Number)];
}

/// <summary>Lets somebody in the call hear nothing any more. Done by hint 6; refused with 36. Guide 4.14.</summary>
/// <param name="Number">A seat or number: who hears nothing, not who is not heard.</param>
public sealed record Mute(string CallId, string Number) : CtiCallRequest(MessageIds.Mute, CallId)
{
    internal override Acknowledgement Acknowledgement => Acknowledgement.By();

    internal override IEnumerable<WireField> Fields(CtiSeat seat) => [Call, new("otherDN", Number)];
}

/// <summary>Ends a <see cref="Mute"/>. Done by hint 7; refused with 37. Guide 4.15.</summary>
public sealed record Unmute(string CallId, string Number) : CtiCallRequest(MessageIds.Unmute, CallId)
{
    internal override Acknowledgement Acknowledgement => Acknowledgement.By();

    internal override IEnumerable<WireField> Fields(CtiSeat seat) => [Call, new("otherDN", Number)];
}

/// <summary>Sends keys into the call. Nothing acknowledges it. Guide 4.26.</summary>
/// <param name="Number">Who gets them.</param>
/// <param name="Keys">E.g. <c>1</c>.</param>
public sealed record SendKeys(string CallId, string Number, string Keys) : CtiCallRequest(MessageIds.SendKeys, CallId)
{
    internal override IEnumerable<WireField> Fields(CtiSeat seat) => [Call, new("otherDN", Number), new("dtmfDigit", Keys)];
}
