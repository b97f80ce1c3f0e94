using System.Globalization;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Wallboard.Reports;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Files;

/// <summary>Files that people ask for: two are made at once, the others wait.</summary>
internal sealed class ReportFiles(
    IDbContextFactory<WallboardDb> storage, FileFolder folder, FileMaker maker, FileJobs jobs, AccessBook book, Tenants tenants, TimeProvider clock, ILogger<ReportFiles> log)
    : BackgroundService
{
    /// <summary>That one person may have waiting or running.</summary>
    public const int MostWaiting = 20;

    private const int AtOnce = 2;

    private readonly Channel<Guid> waiting = Channel.CreateUnbounded<Guid>();

    /// <summary>Orders a file, in the current language. Null: too many are waiting already.</summary>
    public async Task<Guid?> StartAsync(Tenant tenant, Caller owner, string report, string query, FileFormat format, string name, CancellationToken ct = default)
    {
        await using var db = await storage.CreateDbContextAsync(ct);
        if (await db.ReportFiles.CountAsync(f => f.OwnerId == owner.Id && (f.State == FileState.Waiting || f.State == FileState.Running), ct) >= MostWaiting) return null;
        var file = new ReportFile
        {
            Id = Guid.NewGuid(), TenantId = tenant.Id, OwnerId = owner.Id!.Value, OwnerName = owner.Name, Report = report, Query = query, Format = format, Language = Languages.Current,
            FileName = name, State = FileState.Waiting, CreatedAt = clock.GetUtcNow(),
        };
        db.Add(file);
        await db.SaveChangesAsync(ct);
        await waiting.Writer.WriteAsync(file.Id, ct);
        return file.Id;
    }

    /// <summary>What waits or runs is not made.</summary>
    public async Task CancelAsync(ReportFile file, CancellationToken ct = default)
    {
        await using var db = await storage.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        await db.ReportFiles.Where(f => f.Id == file.Id && (f.State == FileState.Waiting || f.State == FileState.Running))
            .ExecuteUpdateAsync(f => f.SetProperty(x => x.State, FileState.Cancelled).SetProperty(x => x.FinishedAt, now), ct);
        jobs.Find(file.Id)?.Cancel();
    }

    public async Task DeleteAsync(ReportFile file, CancellationToken ct = default)
    {
        await CancelAsync(file, ct);
        await using var db = await storage.CreateDbContextAsync(ct);
        await db.ReportFiles.Where(f => f.Id == file.Id).ExecuteDeleteAsync(ct);
        File.Delete(folder.Of(file.Id));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await InterruptedAsync(stoppingToken);
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => WorkAsync(stoppingToken)));
    }

    /// <summary>What another run of the portal had begun is not finished by anybody. Those of schedules are: another node may be at it.</summary>
    private async Task InterruptedAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await storage.CreateDbContextAsync(ct);
        await db.ReportFiles.Where(f => f.State == FileState.Waiting || f.State == FileState.Running).Where(f => f.CreatedAt < folder.Since && f.RunId == null)
            .ExecuteUpdateAsync(f => f.SetProperty(x => x.State, FileState.Failed).SetProperty(x => x.Failure, "Failure.interrupted").SetProperty(x => x.FinishedAt, now), ct);
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        await foreach (var id in waiting.Reader.ReadAllAsync(stopping))
            try
            {
                await MakeAsync(id, stopping);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
            {
                log.LogError(e, "File {File} could not be written down", id);
            }
            finally
            {
                jobs.End(id);
            }
    }

    private async Task MakeAsync(Guid id, CancellationToken stopping)
    {
        var job = jobs.Begin(id, stopping);
        await using var db = await storage.CreateDbContextAsync(stopping);
        if (await db.ReportFiles.Where(f => f.Id == id && f.State == FileState.Waiting).ExecuteUpdateAsync(f => f.SetProperty(x => x.State, FileState.Running), stopping) == 0) return;
        var file = await db.ReportFiles.AsNoTracking().SingleAsync(f => f.Id == id, stopping);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(file.Language);
            Ready(file, await maker.MakeAsync(Order(file, job), file.Format, folder.Of(id), job, job.Token));
        }
        catch (Exception e)
        {
            File.Delete(folder.Of(id));
            var cancelled = e is OperationCanceledException && job.Token.IsCancellationRequested;
            if (!cancelled && FileFailure.IsUnexpected(e)) log.LogError(e, "File {File} of {Report} could not be made", id, file.Report);
            file.State = cancelled && !stopping.IsCancellationRequested ? FileState.Cancelled : FileState.Failed;
            file.Failure = stopping.IsCancellationRequested ? "Failure.interrupted" : cancelled ? null : FileFailure.Of(e, job.Rows);
        }
        file.FinishedAt = clock.GetUtcNow();
        file.Expected = job.Expected;
        // Also while the portal stops. What was cancelled at the last moment, or deleted, stays so.
        var written = await db.ReportFiles.Where(f => f.Id == id && f.State == FileState.Running).ExecuteUpdateAsync(
            f => f.SetProperty(x => x.State, file.State).SetProperty(x => x.Rows, file.Rows).SetProperty(x => x.Expected, file.Expected).SetProperty(x => x.Bytes, file.Bytes)
                .SetProperty(x => x.Sha256, file.Sha256).SetProperty(x => x.Manifest, file.Manifest).SetProperty(x => x.Failure, file.Failure).SetProperty(x => x.FinishedAt, file.FinishedAt),
            CancellationToken.None);
        if (written == 0) File.Delete(folder.Of(id));
    }

    /// <summary>With what the owner may see now, not when they asked.</summary>
    private FileOrder Order(ReportFile file, FileJob job)
    {
        if (tenants.Find(file.TenantId) is not { } tenant || book.Now.GrantOf(file.OwnerId, file.TenantId, clock.GetUtcNow()) is not { } grant
            || !grant.Permissions.Contains(Permission.ExportReports))
            throw new FileRefusedException("Failure.access");
        return new(tenant, grant, file.OwnerName, file.Report, file.Query, job);
    }

    private static void Ready(ReportFile file, MadeFile made) =>
        (file.State, file.Rows, file.Bytes, file.Sha256, file.Manifest) = (FileState.Ready, made.Rows, made.Bytes, made.Sha256, made.Manifest);
}
