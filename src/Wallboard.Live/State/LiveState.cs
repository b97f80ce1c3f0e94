using System.Collections.Immutable;
using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;

namespace Wallboard.Live;

/// <summary>
/// All that is known of a tenant, replaced whole by <see cref="Reducer"/>. Instants are the platform's unless they say "local".
/// </summary>
internal sealed record LiveState(LiveSettings Settings, CtiLinkStatus Link, Doubt Doubt, VisitBook Visits)
{
    public long Version { get; init; }
    public ClockOffset Clock { get; init; }

    /// <summary>Local.</summary>
    public DateTimeOffset? LastFrameAt { get; init; }

    /// <summary>When the last reset's data was read; <c>null</c> = nothing is known yet.</summary>
    public DateTimeOffset? ResetAt { get; init; }

    /// <summary>Since when the picture has been whole without a break.</summary>
    public DateTimeOffset? WholeSince { get; init; }

    /// <summary>Visits that entered before this are all known.</summary>
    public DateTimeOffset? VisitsCompleteUntil { get; init; }

    /// <summary>As the visits of the day before were when it ended.</summary>
    public VisitBook? Yesterday { get; init; }

    public ImmutableDictionary<string, AgentEntry> Agents { get; init; } = ImmutableDictionary<string, AgentEntry>.Empty;
    public ImmutableDictionary<string, string> AgentByExtension { get; init; } = ImmutableDictionary<string, string>.Empty;
    public ImmutableDictionary<string, QueueEntry> Queues { get; init; } = ImmutableDictionary<string, QueueEntry>.Empty;
    public ImmutableDictionary<string, IvrSession> Ivr { get; init; } = ImmutableDictionary<string, IvrSession>.Empty;
    public DateTimeOffset? IvrCompleteSince { get; init; }
    public ImmutableDictionary<(int State, int? Reason), StatePicture> States { get; init; } = ImmutableDictionary<(int, int?), StatePicture>.Empty;

    /// <summary>6.4 <c>afterState</c>: 2 = agents go into after-call work.</summary>
    public int? AfterCallState { get; init; }
    public PolledFigures Polled { get; init; } = new();
    public Reconciled? Reconciliation { get; init; }

    /// <summary>Numbers that events named and no list did, since the lists were last read.</summary>
    public ImmutableHashSet<string> UnknownNumbers { get; init; } = [];

    /// <summary>Events about unknown numbers, or that had to be left out.</summary>
    public long UnknownSubjects { get; init; }

    public bool Seeded => ResetAt is not null;

    /// <summary>Every frame since the last reset was understood.</summary>
    public bool Whole => Seeded && Doubt.Settled;

    public DateOnly Day => Visits.Day;

    public static LiveState Start(LiveSettings settings, DateTimeOffset localNow) => new(
        settings, new(LinkState.Offline, LinkReason.Starting, localNow), new(0, 0, LinkReason.Fetching, settings.InZone(localNow), null),
        new(settings, settings.DayOf(localNow)));

    /// <summary>The platform's clock at a local instant, in its zone.</summary>
    public DateTimeOffset PlatformTime(DateTimeOffset local) => Settings.InZone(local + Clock.Value);

    /// <summary>An agent by number, or by extension, as some platforms name one.</summary>
    public string AgentNumber(string named) =>
        !Agents.ContainsKey(Settings.Full(named)) && AgentByExtension.TryGetValue(named, out var number) ? number : Settings.Full(named);

    /// <summary>Whether a number, an agent's or a caller's, and an agent are the same: who calls a queue from a seat is not whom the queue calls.</summary>
    public bool IsAgent(string? number, AgentEntry agent) =>
        !string.IsNullOrEmpty(number) && (Settings.Full(number) == agent.Number || number == agent.Extension);

    /// <summary>As the platform's records would stamp it.</summary>
    public DateTimeOffset Stamp(DateTimeOffset local)
    {
        var time = PlatformTime(local);
        return time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
    }
}

/// <summary>
/// What made the picture doubtful. A fetch that began after the last doubt settles it; one that began before does not.
/// </summary>
/// <param name="Raised">How many there have been.</param>
/// <param name="Answered">The count when the fetch behind the present picture began.</param>
internal sealed record Doubt(long Raised, long Answered, LinkReason Reason, DateTimeOffset Since, string? Detail)
{
    public bool Settled => Raised == Answered;

    public Doubt Raise(LinkReason reason, DateTimeOffset at, string? detail) => new(Raised + 1, Answered, reason, at, detail);
}

/// <param name="Queues">Sorted numbers.</param>
internal sealed record AgentEntry(string Number, string? Name, string? Extension, ImmutableArray<string> Queues)
{
    public int? State { get; init; }

    /// <summary>While the state is 2 only.</summary>
    public int? Reason { get; init; }
    public DateTimeOffset? Since { get; init; }
    public string? CallId { get; init; }
    public string? OtherNumber { get; init; }
}

/// <param name="Members">Agents' numbers.</param>
internal sealed record QueueEntry(string Number, string? Name, ImmutableArray<string> Members, int? Waiting, int? Calling);

internal sealed record IvrSession(string CallId, string? Number, string? Name, string? Node, DateTimeOffset StartedAt);

/// <summary>What is asked for from time to time, each with the instant of its answer.</summary>
internal sealed record PolledFigures
{
    public (Concurrency Value, DateTimeOffset At)? Concurrency { get; init; }
    public (ImmutableDictionary<string, TimeSpan> ByQueue, DateTimeOffset At)? EstimatedWaits { get; init; }
    public (ImmutableDictionary<string, Handling> ByAgent, DateTimeOffset At)? Handling { get; init; }

    /// <summary>Offered a week before <c>Today</c>, by queue and hour; of another day once midnight has passed.</summary>
    public (DateOnly Today, ImmutableDictionary<(string Queue, int Hour), int> Offered)? LastWeek { get; init; }

    /// <summary>6.5 <c>hideNumber</c>: 1 = true.</summary>
    public (bool Value, DateTimeOffset At)? HidesNumbers { get; init; }
    public (IReadOnlyList<AgentStateCounts> Value, DateTimeOffset At)? StateCounts { get; init; }
    public (IReadOnlyList<RestQueue> Value, DateTimeOffset At)? Rest { get; init; }
}

/// <summary>A figure that the platform gives otherwise than we do, twice in a row.</summary>
/// <param name="Source">The guide's section.</param>
/// <param name="Key">Number of the queue or agent.</param>
public sealed record Difference(string Source, string Field, string Key, string Ours, string Theirs)
{
    /// <summary>A count of the day that a full reading of the records did not change: the platform counts something else by that name.</summary>
    public bool CountedOtherwise { get; init; }
}
