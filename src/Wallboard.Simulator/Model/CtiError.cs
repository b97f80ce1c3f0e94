namespace Wallboard.Simulator.Model;

/// <summary>Guide 5.18: why a request failed, by the guide's numbers.</summary>
internal enum CtiError
{
    NoSuchCall = 4,
    NoSuchSeat = 14,
    BadRequest = 18,
    TooFast = 27,
    NoExtension = 31,
    InACall = 32,
    ExtensionInUse = 33,
    AlreadySignedIn = 34,
    TransferFailed = 35,
    MuteFailed = 36,
    UnmuteFailed = 37,
    HoldBroken = 38,
    HoldCallFailed = 39,
    HelpFailed = 40,
    NotBound = 41,
    LicenceExpired = 300,
}

/// <summary>Guide 5.20: what 8888 says of a request. Codes as the guide has them; there is no 5.</summary>
internal enum CtiHint { RestOver = 0, RestQueued = 1, CallTaken = 2, CallRefused = 3, Transferred = 4, Muted = 6, Unmuted = 7, HoldCallAnswered = 8, HelpAnswered = 9 }

/// <summary>What a seat's client hears later of a request that it sent: a hint (8888) or an error (9999).</summary>
internal readonly record struct Notice(int MessageId, CtiHint Hint, CtiError? Error = null);
