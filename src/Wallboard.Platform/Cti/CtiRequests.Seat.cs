using System.Globalization;

namespace Wallboard.Platform.Cti;

/// <summary>
/// Signs the own seat in. The link sends it by itself, as <see cref="CtiSeat.SignIn"/> has it. Done by 580; code 34 says that it was already. Guide 4.2.
/// </summary>
public sealed record SignIn() : CtiRequest(MessageIds.SignIn)
{
    /// <summary><c>thisQueues</c>: the queues that the seat is a member of. None = it gets no calls, and counts nowhere as ready for one.</summary>
    public IReadOnlyList<string> Queues { get; init; } = [];

    /// <summary><c>attachDatas.typeText</c>: the seat's kind of business, in words.</summary>
    public string? BusinessText { get; init; }

    /// <summary><c>attachDatas.typeCode</c>.</summary>
    public string? BusinessCode { get; init; }

    internal override Acknowledgement Acknowledgement => Acknowledgement.By(MessageIds.SeatSignedIn);

    internal override IEnumerable<WireField> Fields(CtiSeat seat) =>
        [new("extension", seat.Extension), new("thisQueues", Queues), WireField.Attach("typeText", BusinessText), WireField.Attach("typeCode", BusinessCode)];
}

/// <summary>Done by 581. The link then signs in again, so stop the link to stay out. Guide 4.3.</summary>
public sealed record SignOut() : CtiRequest(MessageIds.SignOut)
{
    internal override Acknowledgement Acknowledgement => Acknowledgement.By(MessageIds.SeatSignedOut);

    internal override IEnumerable<WireField> Fields(CtiSeat seat) => [new("extension", seat.Extension)];
}

/// <summary>Done by 583. Guide 4.4.</summary>
public sealed record Ready() : CtiRequest(MessageIds.Ready)
{
    internal override Acknowledgement Acknowledgement => Acknowledgement.By(MessageIds.SeatReady);
}

/// <summary>Done by 582 with the same reason; hint 1 says that the rest has to wait its turn. Guide 4.1.</summary>
/// <param name="Reason">0 after-call work, 3 busy, 4 away, 5 rest, …; an open set (6.36).</param>
/// <param name="Limit">How long the rest may last; whole seconds on the wire. Hint 0 comes at its end.</param>
public sealed record Busy(int Reason, TimeSpan? Limit = null) : CtiRequest(MessageIds.Busy)
{
    internal override Acknowledgement Acknowledgement => Acknowledgement.By(MessageIds.SeatBusy);

    internal override IEnumerable<WireField> Fields(CtiSeat seat) => [new("reasonCode", Reason), WireField.Attach("limit", Seconds(Limit))];

    // A call that rings makes the seat busy too, with reason 1.
    internal override bool IsDoneBy(CtiEvent e) => base.IsDoneBy(e) && (e is not SeatStateChanged { Reason: { } reason } || reason == Reason);

    internal static string? Seconds(TimeSpan? time) => time is { } known ? ((long)known.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null;
}

/// <summary>Done by event 3. The link sends it by itself. Guide 4.25.</summary>
public sealed record Ping() : CtiRequest(messageId: null)
{
    internal override Acknowledgement Acknowledgement => Acknowledgement.By(MessageIds.PingAnswered);
}
