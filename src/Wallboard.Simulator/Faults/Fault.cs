using System.Text.Json.Serialization;

namespace Wallboard.Simulator.Faults;

/// <summary>What can go wrong with a platform, each tellable from the others.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>Every link is cut; new ones are refused (503) for the fault's seconds.</summary>
    DropLinks,

    /// <summary>Links that exist now, and those opened while the fault lasts, stay open but never carry anything again.</summary>
    HalfOpen,

    /// <summary>The next <c>Count</c> event frames become garbage; what they said is lost.</summary>
    GarbleFrames,

    /// <summary><c>Count</c> garbage frames are sent in between; nothing is lost.</summary>
    InsertGarbage,

    /// <summary>One valid frame of <c>Bytes</c> (default 2 MB) with an unknown messageId.</summary>
    OversizedFrame,

    /// <summary><c>Count</c> repeats (default 5000) of the latest events, all at once.</summary>
    Burst,

    /// <summary>The next <c>Count</c> event frames are swallowed without a trace.</summary>
    LoseEvents,

    /// <summary>Answers come <c>DelaySeconds</c> (default 5) late.</summary>
    SlowHttp,

    /// <summary>HTTP status 500.</summary>
    Http500,

    /// <summary>Code 201, "Please check your parameters".</summary>
    Code201,

    /// <summary>Status 200 with an HTML page.</summary>
    HtmlInsteadOfJson,

    /// <summary>The answer stops half-way, though its length fits.</summary>
    TruncatedJson,

    /// <summary>The answer carries another actionID.</summary>
    WrongActionId,

    /// <summary>A row of the next <c>Count</c> lists comes twice: the middle one of those with the text <c>Row</c>.</summary>
    DoubledRow,

    /// <summary>Likewise, one is missing.</summary>
    LostRow,

    /// <summary>HTTP connections are cut without an answer.</summary>
    HttpRefused,

    /// <summary>The portal's seat signs in elsewhere: 4500 reason 1, then the link is closed.</summary>
    SeatTaken,

    /// <summary>The seat's account is cancelled: 4500 reason 2, then sign-ins get 9999/14 while the fault lasts.</summary>
    SeatCancelled,

    /// <summary>Sign-ins get 9999/300.</summary>
    LicenceExpired,
}

/// <summary>A fault to inject. Without <see cref="Seconds"/> and <see cref="Count"/> one that lasts stays until cleared.</summary>
public sealed record Fault
{
    public required FaultKind Kind { get; init; }

    /// <summary>Real seconds from now on.</summary>
    public double? Seconds { get; init; }

    /// <summary>How many frames or answers.</summary>
    public int? Count { get; init; }

    public int? Bytes { get; init; }

    public double? DelaySeconds { get; init; }

    /// <summary>HTTP faults only: paths that end with this, e.g. <c>query/queryCdrs</c>. Null: every endpoint.</summary>
    public string? Path { get; init; }

    /// <summary><see cref="FaultKind.DoubledRow"/>, <see cref="FaultKind.LostRow"/>: what stands somewhere in the row, e.g. a queue's number. Null: any row.</summary>
    public string? Row { get; init; }
}
