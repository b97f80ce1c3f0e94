namespace Wallboard.Web.Storage;

internal enum FileFormat
{
    Xlsx,
    Csv,
    Pdf,
}

internal enum FileState
{
    Waiting,
    Running,
    Ready,

    /// <summary>There is no file: a part of one is never kept.</summary>
    Failed,
    Cancelled,
}

/// <summary>A report or record list as a file: asked for, being made, or ready to be fetched, with its manifest.</summary>
internal sealed class ReportFile
{
    public Guid Id { get; set; }

    public string TenantId { get; set; } = "";

    /// <summary>Who asked; files are their owner's alone.</summary>
    public Guid OwnerId { get; set; }

    public string OwnerName { get; set; } = "";

    /// <summary>Id of the report or record list.</summary>
    public string Report { get; set; } = "";

    /// <summary>What stands after the question mark in its address.</summary>
    public string Query { get; set; } = "";

    public FileFormat Format { get; set; }

    /// <summary>Culture name.</summary>
    public string Language { get; set; } = "";

    /// <summary>What it is called when it is saved.</summary>
    public string FileName { get; set; } = "";

    public FileState State { get; set; }

    public long Rows { get; set; }

    /// <summary>Announced by the platform; null = it has not said.</summary>
    public long? Expected { get; set; }

    public long Bytes { get; set; }

    /// <summary>Hex.</summary>
    public string? Sha256 { get; set; }

    /// <summary>Rows, checksum, filters, definitions: JSON.</summary>
    public string? Manifest { get; set; }

    /// <summary>Why there is none: a key of the features' words, and what it names.</summary>
    public string? Failure { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Made by a schedule, whose owner is <see cref="OwnerId"/>: its recipients may fetch it too.</summary>
    public Guid? RunId { get; set; }

    /// <summary>Of the reports of the schedule, which one.</summary>
    public int Position { get; set; }
}
