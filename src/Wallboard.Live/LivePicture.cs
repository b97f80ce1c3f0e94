using Wallboard.Platform.Cti;

namespace Wallboard.Live;

/// <summary>How far a figure can be trusted.</summary>
public enum Freshness
{
    Fresh,

    /// <summary>The source has been silent too long, or is known to differ from the platform.</summary>
    Stale,

    /// <summary>The source is closed, or has never spoken.</summary>
    Offline,
}

/// <summary>
/// What the walls show at one instant: everything that a tile or <c>/api/live/{tenant}</c> says, made from an immutable state by a pure function.
/// Unknown is <c>null</c>; rates are fractions; instants are the platform's; phone numbers are unmasked here and masked by whoever shows them.
/// </summary>
/// <param name="Version">Rises with every change of the state.</param>
public sealed record LivePicture(
    string Tenant,
    DateTimeOffset AsOf,
    long Version,
    LinkPicture Link,
    IReadOnlyList<AgentPicture> Agents,
    IReadOnlyList<QueuePicture> Queues,
    IReadOnlyList<WaitingCallPicture> Waiting,
    IvrPicture Ivr,
    TotalsPicture Totals,
    IReadOnlyDictionary<(int State, int? Reason), StatePicture> States)
{
    /// <summary>Today by queue and hour of queue entry, hours without a visit left out; empty while nothing is known.</summary>
    public IReadOnlyList<QueueHour> QueueHours { get; init; } = [];

    /// <summary>The same over all queues, by the hour.</summary>
    public IReadOnlyList<HourPicture> Hours =>
    [
        .. QueueHours.GroupBy(one => one.Hour).OrderBy(hour => hour.Key).Select(hour => new HourPicture(
            hour.Key, hour.Sum(one => one.Offered), hour.Sum(one => one.Answered), hour.Sum(one => one.Abandoned),
            hour.Any(one => one.OfferedLastWeek is not null) ? hour.Sum(one => one.OfferedLastWeek) : null))
    ];

    /// <summary>The platform wants phone numbers hidden (6.5 <c>hideNumber</c>); <c>null</c> = it has not said so lately.</summary>
    public bool? HidesNumbers { get; init; }

    /// <summary>6.4 <c>afterState</c>: 2 = agents go into after-call work; <c>null</c> = the platform has not said.</summary>
    public int? AfterCallState { get; init; }

    /// <summary>How much of the tenant this is; <c>null</c> = all of it.</summary>
    public PartPicture? Part { get; init; }

    /// <summary>
    /// What somebody with a limited scope sees. Its totals are those of its own queues and agents. A queue's figures stay the queue's own, whoever its
    /// agents are. What belongs to the tenant as a whole (IVR sessions, concurrency, why the link is bad) is not known in a part.
    /// </summary>
    public LivePicture Within(Scope scope)
    {
        if (scope.IsAll) return this;
        List<AgentPicture> agents =
        [
            .. Agents.Where(agent => scope.HasAgent(agent.Number)).Select(agent => scope.Queues is null ? agent : agent with { Queues = [.. agent.Queues.Where(scope.HasQueue)] })
        ];
        List<QueuePicture> queues = [.. Queues.Where(queue => scope.HasQueue(queue.Number))];
        return this with
        {
            // Details name queues and what they were found to have.
            Link = Link with { Detail = null },
            Agents = agents,
            Queues = queues,
            Waiting = [.. Waiting.Where(call => scope.HasQueue(call.Queue))],
            Ivr = new(null, []),
            Totals = TotalsPicture.Of(Totals.Offered is not null, queues, agents, Link.State),
            QueueHours = [.. QueueHours.Where(hour => scope.HasQueue(hour.Queue))],
            Part = new(queues.Count, Queues.Count, agents.Count, Agents.Count),
        };
    }
}

/// <summary>How much of a tenant somebody sees.</summary>
public sealed record PartPicture(int Queues, int OfQueues, int Agents, int OfAgents);

/// <param name="State">The connection as the walls may believe it: fresh only when the picture behind it is whole.</param>
/// <param name="Since">Platform clock.</param>
/// <param name="Age">Since the last frame; <c>null</c> before the first.</param>
/// <param name="Detail">For people, e.g. the platform's error code; no address, no seat.</param>
public sealed record LinkPicture(Freshness State, LinkReason Reason, DateTimeOffset Since, TimeSpan? Age, string? Detail);

/// <param name="Number">Agent number (<c>dn</c>).</param>
/// <param name="State">0 signed out, 1 ready, 2 busy; <c>null</c> = the platform has not said.</param>
/// <param name="Reason">While the state is 2 only.</param>
/// <param name="OtherNumber">The other party of the present call, unmasked.</param>
public sealed record AgentPicture(
    string Number, string? Name, string? Extension, int? State, int? Reason, DateTimeOffset? Since, string? CallId, string? OtherNumber,
    IReadOnlyList<string> Queues);

/// <param name="Calling">Ringing at or talking to an agent.</param>
/// <param name="Open">Entered today, neither answered nor known to have ended otherwise.</param>
/// <param name="ServiceLevel">By <paramref name="Settings"/>.</param>
/// <param name="EstimatedWaitIsPlatforms">The platform sent it; otherwise waiting × AHT ÷ agents working.</param>
public sealed record QueuePicture(
    string Number, string? Name, int? Waiting, int? Calling, TimeSpan? LongestWait, int? Ready, int? Busy, int? SignedIn,
    int? Offered, int? Answered, int? Abandoned, int? LeftOtherwise, int? Open, Ratio ServiceLevel, TimeSpan? EstimatedWait,
    bool EstimatedWaitIsPlatforms, QueueOptions Settings, Freshness Fresh);

/// <param name="EnteredAt">Platform clock; the wait is <c>AsOf − EnteredAt</c>.</param>
public sealed record WaitingCallPicture(string Queue, string? CallId, string? Number, DateTimeOffset? EnteredAt);

/// <param name="CompleteSince">IVR sessions that began before this are not known: the platform has no list of them.</param>
public sealed record IvrPicture(DateTimeOffset? CompleteSince, IReadOnlyList<IvrSessionPicture> Sessions);

public sealed record IvrSessionPicture(string CallId, string? Number, string? Name, string? Node, DateTimeOffset StartedAt);

/// <param name="ServiceLevel">From the queues' sums, each by its own formula; never averaged.</param>
/// <param name="Concurrency">Polled; <c>null</c> when the poll is too old.</param>
/// <param name="Fresh">Of the totals over queues and agents.</param>
public sealed record TotalsPicture(
    int? Waiting, TimeSpan? LongestWait, int? Ready, int? Engaged, int? SignedIn, int? Offered, int? Answered, int? Abandoned, Ratio ServiceLevel,
    int? Concurrency, int? MaxConcurrency, Freshness Fresh, Freshness ConcurrencyFresh)
{
    /// <summary>Over some queues and agents, without the concurrency.</summary>
    /// <param name="known">The lists have been read.</param>
    internal static TotalsPicture Of(bool known, IReadOnlyList<QueuePicture> queues, IReadOnlyList<AgentPicture> agents, Freshness link)
    {
        if (!known) return new(null, null, null, null, null, null, null, null, default, null, null, link, Freshness.Offline);
        return new(
            queues.Aggregate((int?)0, (sum, queue) => sum + queue.Waiting),
            queues.Any(queue => queue.LongestWait is null) ? null : queues.Select(queue => queue.LongestWait!.Value).DefaultIfEmpty().Max(),
            agents.Count(agent => agent.State == 1), agents.Count(agent => agent is { State: 2, Reason: 1 }), agents.Count(agent => agent.State is 1 or 2),
            queues.Sum(queue => queue.Offered), queues.Sum(queue => queue.Answered), queues.Sum(queue => queue.Abandoned),
            queues.Aggregate(default(Ratio), (sum, queue) => sum + queue.ServiceLevel), null, null,
            queues.Select(queue => queue.Fresh).Append(link).Max(), Freshness.Offline);
    }
}

/// <summary>One queue's part of a <see cref="HourPicture"/>.</summary>
public sealed record QueueHour(string Queue, int Hour, int Offered, int Answered, int Abandoned, int? OfferedLastWeek);

/// <param name="Hour">Of the tenant's day, 0–23.</param>
/// <param name="OfferedLastWeek">In that hour of the same weekday a week ago; <c>null</c> = not known.</param>
public sealed record HourPicture(int Hour, int Offered, int Answered, int Abandoned, int? OfferedLastWeek);

/// <summary>A state by the tenant's own words (6.36) and colour (6.37); <c>null</c> = the portal's own.</summary>
public sealed record StatePicture(string? Text, string? Color);
