namespace Wallboard.Live;

/// <summary>A tenant as an operator sees it. Instants are the platform's.</summary>
/// <param name="Differences">Figures that the platform gives otherwise, now; by queue or agent number, no people's numbers.</param>
/// <param name="DifferencesSoFar">Counted since the start.</param>
/// <param name="ReconciledAt">The last comparison with the platform; <c>null</c> before the first.</param>
/// <param name="UnresolvedVisits">Ended, and neither an event nor a record has said how: they count as open.</param>
/// <param name="UnknownEvents">Events of a kind that the client has no type for.</param>
/// <param name="UnknownSubjects">Events about agents or queues that no list names, or that had to be left out.</param>
/// <param name="ClockOffset">The platform's clock minus this machine's.</param>
/// <param name="ClockError">How far that may be off, at most; <c>null</c> before the first reading.</param>
public sealed record LiveHealth(
    LinkPicture Link, IReadOnlyList<Difference> Differences, long DifferencesSoFar, DateTimeOffset? ReconciledAt, int UnresolvedVisits,
    long Frames, long BadFrames, long LostFrames, long Reconnects, long UnknownEvents, long UnknownSubjects,
    TimeSpan ClockOffset, TimeSpan? ClockError, DateTimeOffset? LastResetAt, TimeSpan? LastResetTook, long Resets);
