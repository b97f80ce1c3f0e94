namespace Wallboard.Live;

internal enum VisitStage
{
    Waiting,

    /// <summary>Sent to an agent: rings there, no longer waits.</summary>
    Ringing,
    Talking,

    /// <summary>Out of the queue.</summary>
    Ended,
}

/// <summary>
/// One visit of a call to a queue. Instants are the platform's, in its zone, cut to whole seconds as its own records are, so that a wait
/// counted live equals the wait of the record.
/// </summary>
internal sealed record Visit(VisitKey Key, DateTimeOffset EnteredAt)
{
    public VisitStage Stage { get; init; }
    public VisitOutcome Outcome { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Its enter event has come, or is not to come: the next one is of another visit.</summary>
    public bool EntryTold { get; init; }

    /// <summary><c>null</c> while it lasts, and where only its being gone is known.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Its <see cref="Wait"/> is the records', not measured by when events came.</summary>
    public bool WaitRecorded { get; init; }

    /// <summary>When 6.21 last said what it knows of it.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>6.21 was asked, and failed.</summary>
    public bool AskingFailed { get; init; }

    /// <summary>The caller.</summary>
    public string? Number { get; init; }
    public int? CallType { get; init; }

    /// <summary>The last agent that it was sent to.</summary>
    public string? Agent { get; init; }

    public bool Resolved => Outcome != VisitOutcome.Open;

    /// <summary>Gone, and 6.21 has to say how.</summary>
    public bool Unresolved => Outcome == VisitOutcome.Open && Stage == VisitStage.Ended;

    /// <summary>From entry to answer, or to the end where there was none.</summary>
    public TimeSpan Wait => (Outcome == VisitOutcome.Answered ? AnsweredAt ?? EndedAt : EndedAt) is { } until && until > EnteredAt
        ? until - EnteredAt
        : TimeSpan.Zero;

    /// <summary>An enter event and a record of it differ by the way of an event and the clocks' error, never by more.</summary>
    public static readonly TimeSpan SameVisit = TimeSpan.FromSeconds(3);

    /// <summary>A record may be stamped by another machine's clock, or from where the call began.</summary>
    public bool RecordedAs(DateTimeOffset start) => (EnteredAt - start).Duration() <= TimeSpan.FromSeconds(60);

    /// <summary>Whether an enter event is of this visit: however late it comes, where it has not come yet.</summary>
    public bool IsEnteredBy(DateTimeOffset at) => EnteredAbout(at) || (!EntryTold && RecordedAs(at));

    public bool EnteredAbout(DateTimeOffset at) => (EnteredAt - at).Duration() <= SameVisit;
}
