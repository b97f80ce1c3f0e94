using System.Collections.Concurrent;
using Wallboard.Platform.Api;
using Wallboard.Reports;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Reports.Files;

/// <summary>What a file is to be made of.</summary>
/// <param name="Grant">What whoever asked may see at this moment; numbers are whole where it says so, and the tenant hides none.</param>
/// <param name="Query">What stands after the question mark in the report's address.</param>
/// <param name="Progress">Of the reading.</param>
internal sealed record FileOrder(Tenant Tenant, Grant Grant, string By, string Report, string Query, IProgress<PageProgress> Progress);

/// <summary>Where the table of a file comes from, in the current language.</summary>
internal delegate Task<ReportTable> FileSource(FileOrder order, CancellationToken ct);

/// <summary>It cannot be had as a file; the key is one of <see cref="FileText"/>'s.</summary>
internal sealed class FileRefusedException(string key, params object[] arguments) : Exception(key)
{
    public string Key { get; } = key;

    public IReadOnlyList<object> Arguments { get; } = arguments;
}

/// <summary>Files that are being made, and how far they are.</summary>
internal sealed class FileJobs
{
    private readonly ConcurrentDictionary<Guid, FileJob> running = [];

    public FileJob? Find(Guid id) => running.GetValueOrDefault(id);

    public FileJob Begin(Guid id, CancellationToken stopping) => running[id] = new(stopping);

    public void End(Guid id)
    {
        if (running.TryRemove(id, out var job)) job.Dispose();
    }
}

internal sealed class FileJob(CancellationToken stopping) : IProgress<PageProgress>, IProgress<long>, IDisposable
{
    private readonly CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private long rows, expected = -1;

    public CancellationToken Token => cancel.Token;

    public long Rows => Interlocked.Read(ref rows);

    public long? Expected => Interlocked.Read(ref expected) is >= 0 and var known ? known : null;

    public void Report(PageProgress value)
    {
        Interlocked.Exchange(ref rows, value.Rows);
        Interlocked.Exchange(ref expected, value.Announced ?? -1);
    }

    public void Report(long value) => Interlocked.Exchange(ref rows, value);

    public void Cancel()
    {
        try
        {
            cancel.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended.
        }
    }

    public void Dispose() => cancel.Dispose();
}
