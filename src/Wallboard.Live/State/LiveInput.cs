using System.Collections.Immutable;
using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;

namespace Wallboard.Live;

/// <summary>Everything that can change a <see cref="LiveState"/>.</summary>
internal abstract record LiveInput;

internal sealed record FrameInput(CtiFrame Frame) : LiveInput;

/// <param name="Now">Local.</param>
internal sealed record Tick(DateTimeOffset Now) : LiveInput;

internal sealed record ClockRead(DateTimeOffset Platform, DateTimeOffset SentAt, DateTimeOffset ReceivedAt) : LiveInput;

/// <summary>Everything anew. It replaces what was known, except visits that are history.</summary>
/// <param name="Meanwhile">Events that arrived since <see cref="Baseline.Before"/> was taken; applied on top.</param>
internal sealed record ResetInput(Baseline Baseline, IReadOnlyList<EventFrame> Meanwhile) : LiveInput;

/// <summary>A fetch failed and will be tried again.</summary>
/// <param name="Detail">Endpoint and kind.</param>
internal sealed record FetchFailed(string Detail, DateTimeOffset Now) : LiveInput;

/// <summary>Something that was asked of the platform was not done: fetch anew.</summary>
internal sealed record Doubted(LinkReason Reason, string Detail, DateTimeOffset Now) : LiveInput;

/// <summary>What 6.21 says about calls.</summary>
/// <param name="Asked">Visits that the answer is about.</param>
/// <param name="Facts"><c>null</c> = it did not answer.</param>
/// <param name="AskedAt">Local.</param>
internal sealed record CallsRead(IReadOnlyList<VisitKey> Asked, CallFacts? Facts, DateTimeOffset AskedAt) : LiveInput;

/// <summary>What 6.19 and 6.21 say about visits that have ended.</summary>
/// <param name="Asked">Visits that the answers are about.</param>
internal sealed record WaitsRead(IReadOnlyList<VisitKey> Asked, IReadOnlyList<QueueVisitRecord> Rows, CallFacts Facts) : LiveInput;

internal sealed record ConcurrencyRead(Concurrency Value, DateTimeOffset Now) : LiveInput;

/// <summary>6.5.</summary>
internal sealed record HidesNumbersRead(bool Value, DateTimeOffset Now) : LiveInput;

/// <summary>6.19 of the same weekday a week before <paramref name="Today"/>.</summary>
internal sealed record LastWeekRead(DateOnly Today, IReadOnlyList<QueueVisitRecord> Rows) : LiveInput;

internal sealed record QueuesRead(IReadOnlyList<QueueRealtime> Rows, DateTimeOffset Now) : LiveInput;

internal sealed record AgentsRead(IReadOnlyList<AgentRealtime> Rows, DateTimeOffset Now) : LiveInput;

/// <summary>A comparison with 6.8 and 6.14 has ended.</summary>
/// <param name="ForceReset">Of the differences, something is to be fetched anew.</param>
internal sealed record Reconciled(DateTimeOffset Now, ImmutableArray<Difference> Differences, bool ForceReset) : LiveInput;

/// <summary>Rows of 6.21 by call, and which of them the platform counts as missed (<c>isCdrInboundFail</c> 5).</summary>
internal sealed record CallFacts(ILookup<string, CallRecord> Rows, IReadOnlySet<string> Missed)
{
    public static readonly CallFacts None = Of([], []);

    public static CallFacts Of(IEnumerable<CallRecord> rows, IEnumerable<CallRecord> missed) => new(
        rows.Where(row => row.CallId is not null).ToLookup(row => row.CallId!), missed.Select(Name).OfType<string>().ToHashSet());

    public bool IsMissed(CallRecord row) => Name(row) is { } name && Missed.Contains(name);

    private static string? Name(CallRecord row) => string.IsNullOrEmpty(row.Id) ? row.CallId : row.Id;
}

/// <summary>What a fetch brought. Instants local.</summary>
internal sealed record Baseline
{
    /// <summary>The state when the events began to be kept for <see cref="ResetInput.Meanwhile"/>.</summary>
    public required LiveState Before { get; init; }

    /// <summary>What enters a queue from here on is told by an event; <c>null</c> = everything is.</summary>
    public DateTimeOffset? EventsSince { get; init; }

    /// <summary>6.8, 6.9 and 6.14 were read after this.</summary>
    public required DateTimeOffset ReadAt { get; init; }
    public DateTimeOffset DoneAt { get; init; }
    public IReadOnlyList<AgentInfo> Agents { get; init; } = [];

    /// <summary>Number and name.</summary>
    public IReadOnlyList<(string Number, string? Name)> Queues { get; init; } = [];

    /// <summary>6.7, where it answered.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Members { get; init; } = ImmutableDictionary<string, IReadOnlyList<string>>.Empty;
    public IReadOnlyList<AgentRealtime> AgentsNow { get; init; } = [];

    /// <summary>When 6.14 came; <c>null</c> = at <see cref="ReadAt"/>.</summary>
    public DateTimeOffset? AgentsReadAt { get; init; }
    public IReadOnlyList<AgentStateInfo> AgentStates { get; init; } = [];
    public IReadOnlyList<QueueRealtime> QueuesNow { get; init; } = [];

    /// <summary>When 6.8 was asked for <see cref="QueuesNow"/>, and when it came; <c>null</c> = before and after all events.</summary>
    public DateTimeOffset? QueuesAskedAt { get; init; }
    public DateTimeOffset? QueuesReadAt { get; init; }

    /// <summary>6.9, by queue.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<QueuedCall>> QueuedCalls { get; init; } = ImmutableDictionary<string, IReadOnlyList<QueuedCall>>.Empty;

    /// <summary>When each 6.9 came; missing = at <see cref="ReadAt"/>.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> QueuedReadAt { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>6.19, entered at <see cref="VisitsFrom"/> or later.</summary>
    public IReadOnlyList<QueueVisitRecord> Visits { get; init; } = [];

    /// <summary>Platform's clock.</summary>
    public DateTimeOffset VisitsFrom { get; init; }
    public CallFacts Calls { get; init; } = CallFacts.None;

    // What may fail without harm; null keeps what was known.
    public IReadOnlyList<AgentStateDefinition>? Definitions { get; init; }
    public IReadOnlyList<AgentStateDefinition>? Colors { get; init; }
    public int? AfterCallState { get; init; }
    public Concurrency? Concurrency { get; init; }
    public IReadOnlyList<AgentStateCounts>? StateCounts { get; init; }
    public IReadOnlyList<RestQueue>? Rest { get; init; }
}
