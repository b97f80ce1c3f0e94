namespace Wallboard.Web.Storage;

/// <summary>What becomes of periods that were due while no portal ran.</summary>
internal enum MissedPeriods
{
    /// <summary>Each is delivered late.</summary>
    CatchUp,

    /// <summary>They are shown as left out.</summary>
    Skip,
}

/// <summary>Reports that leave by themselves. It is made with what its owner may see at that moment, and tells its owner when it fails.</summary>
internal sealed class Schedule
{
    public Guid Id { get; set; }

    public string TenantId { get; set; } = "";

    /// <summary>Unique in the tenant; in subjects and file names.</summary>
    public string Name { get; set; } = "";

    public Guid OwnerId { get; set; }

    /// <summary>When it is due, on the clock of <see cref="Zone"/>: <c>daily 08:00</c>, <c>weekly mon,fri 08:00</c>, <c>monthly 1 08:00</c>, <c>monthly last 08:00</c>, <c>cron 0 8-18 * * 1-5</c>.</summary>
    public string Recurrence { get; set; } = "";

    /// <summary>IANA name.</summary>
    public string Zone { get; set; } = "";

    /// <summary>JSON: each report's id, and what stands after the question mark in its address. Periods that move with the day move with the day on which it is due.</summary>
    public string Reports { get; set; } = "";

    public List<FileFormat> Formats { get; set; } = [];

    /// <summary><c>person:{id}</c>, <c>mail:{address}</c>, <c>destination:{id}</c>.</summary>
    public List<string> Recipients { get; set; } = [];

    /// <summary>Culture name.</summary>
    public string Language { get; set; } = "";

    public MissedPeriods Missed { get; set; }

    public DateTimeOffset? PausedAt { get; set; }

    /// <summary>Nothing that was due until then is of interest any more: when it was made, changed or continued, or what was handled last.</summary>
    public DateTimeOffset HandledUntil { get; set; }

    public string UpdatedBy { get; set; } = "";

    public DateTimeOffset UpdatedAt { get; set; }
}
