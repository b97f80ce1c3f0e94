namespace Wallboard.Platform.Cti;

/// <summary>What became of a request that was not refused.</summary>
public abstract record CtiAnswer
{
    private protected CtiAnswer() { }
}

/// <summary>An event says that it is done.</summary>
public sealed record RequestDone(CtiEvent Event) : CtiAnswer;

/// <summary>A hint (guide 5.20) names the request. Its code says what: <see cref="HintCodes.RestQueued"/> is not yet done.</summary>
public sealed record RequestHinted(RequestHint Hint) : CtiAnswer;

/// <summary>It was sent, and not refused within <see cref="CtiTimings.RefusalWithin"/>: the platform acknowledges it with nothing.</summary>
public sealed record RequestSent : CtiAnswer;
