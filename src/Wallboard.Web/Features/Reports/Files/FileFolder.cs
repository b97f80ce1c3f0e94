using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Files;

/// <summary>Where files are: each under its own id, so that no word of anybody's is in a path.</summary>
internal sealed class FileFolder
{
    private readonly string path;

    public FileFolder(StorageOptions options, IWebHostEnvironment environment, TimeProvider clock)
    {
        path = Path.GetFullPath(options.Files, environment.ContentRootPath);
        Since = clock.GetUtcNow();
        Directory.CreateDirectory(path);
    }

    /// <summary>When this run of the portal began.</summary>
    public DateTimeOffset Since { get; }

    public string Of(Guid id) => Path.Combine(path, id.ToString("N"));

    /// <summary>Ids of files, whole ones or parts, that were last written before then.</summary>
    public IEnumerable<(string Path, Guid Id)> Before(DateTimeOffset instant) =>
        from file in new DirectoryInfo(path).EnumerateFiles()
        where file.LastWriteTimeUtc < instant.UtcDateTime && Guid.TryParseExact(Path.GetFileNameWithoutExtension(file.Name), "N", out _)
        select (file.FullName, Guid.ParseExact(Path.GetFileNameWithoutExtension(file.Name), "N"));
}

/// <summary>Once a day: files that are too old, and those that a crash has left behind.</summary>
internal sealed class FileCleanUp(IDbContextFactory<WallboardDb> storage, StorageOptions options, FileFolder folder, TimeProvider clock, ILogger<FileCleanUp> log)
    : StorageTask("files", TimeSpan.FromDays(1), clock, log)
{
    private static readonly TimeSpan leftBehind = TimeSpan.FromDays(1);

    private readonly TimeProvider clock = clock;

    protected override bool AlsoAtStop => false;

    protected override async Task WriteAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var old = now.AddDays(-options.FileDays);
        await using var db = await storage.CreateDbContextAsync(cancel);
        await db.ReportFiles.Where(f => f.CreatedAt < old && f.State != FileState.Waiting && f.State != FileState.Running).ExecuteDeleteAsync(cancel);
        var known = (await db.ReportFiles.Select(f => f.Id).ToListAsync(cancel)).ToHashSet();
        foreach (var (path, id) in folder.Before(now - leftBehind))
            if (!known.Contains(id)) File.Delete(path);
    }
}
