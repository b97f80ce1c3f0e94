namespace Wallboard.Web.Storage;

internal enum DeliveryState
{
    /// <summary>Until <see cref="Delivery.NextAttemptAt"/>.</summary>
    Waiting,

    /// <summary>Written down before the first byte goes out: who finds it after a crash cannot know whether it arrived.</summary>
    Sending,
    Sent,
    Failed,

    /// <summary>The portal or the connection died while it was being sent. Not sent again by itself: a person decides.</summary>
    Unknown,
}

/// <summary>What one recipient gets of one run in one format. Unique by schedule, due instant, recipient and format: the claim that makes it leave once.</summary>
internal sealed class Delivery
{
    public Guid Id { get; set; }

    public Guid RunId { get; set; }

    public string TenantId { get; set; } = "";

    public Guid ScheduleId { get; set; }

    public DateTimeOffset DueAt { get; set; }

    /// <summary>As in <see cref="Schedule.Recipients"/>.</summary>
    public string Recipient { get; set; } = "";

    public FileFormat Format { get; set; }

    public DeliveryState State { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>Of the last attempt: a key of the features' words, and what it names.</summary>
    public string? Failure { get; set; }

    public DateTimeOffset? SentAt { get; set; }
}

internal enum AttemptOutcome
{
    Sent,

    /// <summary>For certain not sent; tried again.</summary>
    Failed,

    /// <summary>Refused for good.</summary>
    Refused,
    Unknown,
}

/// <summary>One attempt to deliver.</summary>
internal sealed class DeliveryAttempt
{
    public long Id { get; set; }

    public Guid DeliveryId { get; set; }

    public DateTimeOffset At { get; set; }

    public AttemptOutcome Outcome { get; set; }

    /// <summary>What the other side said, or a key of the features' words and what it names.</summary>
    public string? Detail { get; set; }

    public int Milliseconds { get; set; }
}
