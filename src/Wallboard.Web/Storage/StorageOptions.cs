namespace Wallboard.Web.Storage;

internal enum StorageProvider
{
    /// <summary>A file; for one portal process.</summary>
    Sqlite,
    PostgreSQL,
}

/// <summary>Settings <c>Storage:…</c>.</summary>
internal sealed record StorageOptions
{
    public const string Section = "Storage";

    public StorageProvider Provider { get; init; } = StorageProvider.Sqlite;

    /// <summary>As the provider writes it. SQLite without one: <c>data/wallboard.db</c>. May stand in a file, <see cref="ConnectionStringFile"/>.</summary>
    public string? ConnectionString { get; init; }

    public string? ConnectionStringFile { get; init; }

    /// <summary>How long queue visits are kept.</summary>
    public int VisitDays { get; init; } = 400;

    /// <summary>How many days back queue visits are read from the platform's records when the portal has not been there.</summary>
    public int ReadDays { get; init; } = 35;

    /// <summary>How long files of reports are kept.</summary>
    public int FileDays { get; init; } = 14;

    /// <summary>Where they are; a relative one is below the portal's folder.</summary>
    public string Files { get; init; } = "data/files";
}
