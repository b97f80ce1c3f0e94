namespace Wallboard.Simulator;

/// <summary>
/// What is true of a tenant at <see cref="AsOf"/>, in the shape of the portal's <c>/api/live/{tenant}</c>. Times carry the platform's offset,
/// durations are seconds, rates are fractions, unknown is null, numbers are unmasked.
/// </summary>
/// <param name="Sequence">Number of log entries it was computed from.</param>
public sealed record TruthReport(
    string Tenant, DateTimeOffset AsOf, int Sequence, IReadOnlyList<TruthAgent> Agents, IReadOnlyList<TruthQueue> Queues,
    IReadOnlyList<TruthWaiting> Waiting, TruthIvr Ivr, TruthTotals Totals);

public sealed record TruthAgent(
    string Dn, string Name, string Extension, int State, int? Reason, DateTimeOffset Since, string? CallId, string? Number,
    IReadOnlyList<string> Queues);

/// <summary>A queue now and the visits that entered it since the platform's midnight.</summary>
/// <param name="EstimatedWaitSeconds">Always null: an estimate has no truth.</param>
public sealed record TruthQueue(
    string Dn, string Name, int Waiting, int Calling, int LongestWaitSeconds, int Ready, int Busy, int SignedIn, int Offered, int Answered,
    int Abandoned, int LeftOtherwise, int Open, double? ServiceLevel, int? EstimatedWaitSeconds);

public sealed record TruthWaiting(string Queue, string CallId, string Number, DateTimeOffset EnteredAt);

public sealed record TruthIvr(IReadOnlyList<TruthIvrSession> Sessions);

/// <param name="Name">The node's name, as the last 605 of the call says it; the flow's before the first node.</param>
/// <param name="Node">The node's id.</param>
public sealed record TruthIvrSession(string CallId, string Name, string? Node, DateTimeOffset StartedAt);

public sealed record TruthTotals(
    int Waiting, int LongestWaitSeconds, int Ready, int Engaged, int SignedIn, int Offered, int Answered, int Abandoned, int LeftOtherwise,
    int Open, double? ServiceLevel, int Concurrency);
