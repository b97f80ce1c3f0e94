namespace Wallboard.Web.Storage;

internal enum RunState
{
    /// <summary>Until <see cref="ScheduleRun.NextAttemptAt"/>, or until a node has time.</summary>
    Waiting,
    Running,

    /// <summary>All its deliveries have ended, well or not.</summary>
    Done,

    /// <summary>Its files could not be made: nothing has been sent.</summary>
    Failed,

    /// <summary>It was due while no portal ran, and its schedule leaves such out.</summary>
    Skipped,
}

/// <summary>One time that a schedule was due. Unique: whichever node writes the row first.</summary>
internal sealed class ScheduleRun
{
    public Guid Id { get; set; }

    public string TenantId { get; set; } = "";

    public Guid ScheduleId { get; set; }

    public DateTimeOffset DueAt { get; set; }

    /// <summary>Somebody's "run now".</summary>
    public bool ByHand { get; set; }

    public RunState State { get; set; }

    /// <summary>The run of the portal that works on it, until <see cref="LeaseUntil"/>: after that it has died, and another one may.</summary>
    public Guid? Node { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>How often its files were tried.</summary>
    public int Attempts { get; set; }

    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>Why there are no files: a key of the features' words, and what it names.</summary>
    public string? Failure { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The owner has been told of what went wrong.</summary>
    public DateTimeOffset? OwnerToldAt { get; set; }

    /// <summary>The owner has read it, and it is shown no more as something to see to.</summary>
    public DateTimeOffset? SeenAt { get; set; }
}
