namespace Wallboard.Platform.Cti;

/// <summary>How far a tenant's connection can be trusted.</summary>
public enum LinkState
{
    /// <summary>Signed in, and frames arrive.</summary>
    Fresh,

    /// <summary>Open, but silent for four seconds, or being fetched anew.</summary>
    Stale,

    /// <summary>Closed, being opened, refused, or waiting for a person.</summary>
    Offline,
}

/// <summary>Why a link is as it is. One word for each thing that an operator would act on differently.</summary>
public enum LinkReason
{
    None, Starting, Connecting, Refused, Closed, Silent, PingsUnanswered, SigningIn, SignInTimeout, SignInRefused,
    LicenceExpired, SeatTakenElsewhere, SeatCancelled, Fetching, FetchFailed, BadFrame, FramesLost, Reconciliation, ProtocolError, Stopped,
}

/// <summary>State of a link at an instant (this machine's clock).</summary>
/// <param name="Detail">For people: the platform's error code, or what was refused. Never an address or a seat.</param>
public sealed record CtiLinkStatus(LinkState State, LinkReason Reason, DateTimeOffset Since, string? Detail = null);
