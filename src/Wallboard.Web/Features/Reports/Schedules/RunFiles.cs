using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Wallboard.Live;
using Wallboard.Platform.Api;
using Wallboard.Platform.Cti;
using Wallboard.Reports;
using Wallboard.Web.Features.Live;
using Wallboard.Web.Features.Reports.Deliveries;
using Wallboard.Web.Features.Reports.Files;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Schedules;

/// <summary>The files of a run: all of them or, with the reason, none.</summary>
internal sealed class RunFiles(IDbContextFactory<WallboardDb> storage, FileFolder folder, FileMaker maker, FileJobs jobs, FileSubjects subjects, AccessBook book, TimeProvider clock)
{
    /// <summary>Of one file: a platform that never ends its answer holds up nothing else for longer.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromMinutes(30);

    /// <summary>Makes those that are not there yet, in the schedule's language, with what its owner may see now, of the days that it was due for.</summary>
    /// <param name="formats">That somebody waits for.</param>
    /// <exception cref="RunFailedException">One could not be made.</exception>
    public async Task<IReadOnlyList<(FileFormat Format, ParcelFile File)>> MakeAsync(Schedule schedule, ScheduleRun run, Tenant tenant, IReadOnlyList<FileFormat> formats, CancellationToken ct)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(schedule.Language);
        // The portal has just been started, and does not know the platform's queues and agents yet.
        if (tenant.Picture().Link.Reason == LinkReason.Starting) throw new RunFailedException(RunFailure.Of("Failure.starting"), forGood: false);
        var (grant, owner) = Owner(schedule);
        var due = DateOnly.FromDateTime(tenant.Local(run.DueAt).DateTime);
        List<(FileFormat, ParcelFile)> files = [];
        foreach (var (position, report) in ScheduledReport.Read(schedule.Reports).Index())
            foreach (var format in formats)
            {
                if (subjects.Of(tenant, report.Report, report.FixedTo(due), format) is not { } asked) throw new RunFailedException(RunFailure.Of("Failure.unknown"), forGood: true);
                var wanted = new ReportFile
                {
                    Id = Guid.NewGuid(), TenantId = tenant.Id, OwnerId = schedule.OwnerId, OwnerName = owner, Report = report.Report, Query = asked.Query, Format = format,
                    Language = schedule.Language, FileName = asked.Name, State = FileState.Running, CreatedAt = clock.GetUtcNow(), RunId = run.Id, Position = position,
                };
                var file = await ReadyAsync(wanted, ct) ?? await MakeAsync(wanted, new(tenant, grant, owner, report.Report, asked.Query, new Ignored()), ct);
                files.Add((format, new(
                    file.Id, ScheduleText.Title(report, due), file.FileName, format, folder.Of(file.Id), file.Bytes, file.Rows, file.Sha256!)));
            }
        return files;
    }

    /// <summary>Phone numbers stay masked, whatever the owner has asked to see on their own screen at the moment.</summary>
    private (Grant Grant, string Name) Owner(Schedule schedule)
    {
        var access = book.Now;
        if (access.GrantOf(schedule.OwnerId, schedule.TenantId, clock.GetUtcNow()) is not { } grant
            || !grant.Permissions.IsSupersetOf([Permission.ManageSchedules, Permission.ExportReports]))
            throw new RunFailedException(RunFailure.Of("Failure.owner"), forGood: true);
        return (grant with { UnmaskedUntil = null }, access.People[schedule.OwnerId].Name);
    }

    /// <summary>Made before, by whoever had the run then; what is not whole goes.</summary>
    private async Task<ReportFile?> ReadyAsync(ReportFile wanted, CancellationToken ct)
    {
        await using var db = await storage.CreateDbContextAsync(ct);
        var there = db.ReportFiles.Where(f => f.RunId == wanted.RunId && f.Position == wanted.Position && f.Format == wanted.Format);
        if (await there.AsNoTracking().SingleOrDefaultAsync(ct) is not { } file) return null;
        if (file.State == FileState.Ready && (file.Report, file.Query, file.Language) == (wanted.Report, wanted.Query, wanted.Language) && File.Exists(folder.Of(file.Id))) return file;
        await db.ReportFiles.Where(f => f.Id == file.Id).ExecuteDeleteAsync(ct);
        File.Delete(folder.Of(file.Id));
        return null;
    }

    private async Task<ReportFile> MakeAsync(ReportFile file, FileOrder order, CancellationToken ct)
    {
        await using (var db = await storage.CreateDbContextAsync(ct))
        {
            db.Add(file);
            await db.SaveChangesAsync(ct);
        }
        using var slow = new CancellationTokenSource(Within, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, slow.Token);
        var (job, path) = (jobs.Begin(file.Id, either.Token), folder.Of(file.Id));
        try
        {
            var made = await maker.MakeAsync(order with { Progress = job }, file.Format, path, job, job.Token);
            if (made.Rows == 0) throw new RunFailedException(RunFailure.Of("Failure.empty", file.FileName), forGood: true);
            (file.State, file.Rows, file.Bytes, file.Sha256, file.Manifest) = (FileState.Ready, made.Rows, made.Bytes, made.Sha256, made.Manifest);
            if (!await EndAsync(file)) throw new RunFailedException(RunFailure.Of("Failure.cancelled"), forGood: false);
            return file;
        }
        catch (Exception e)
        {
            File.Delete(path);
            if (ct.IsCancellationRequested) throw;
            var failed = e as RunFailedException ?? (
                e is OperationCanceledException ? new(RunFailure.Of(slow.IsCancellationRequested ? "Failure.slow" : "Failure.cancelled"), forGood: false)
                // While the live picture is not whole, what there is not may come yet.
                : new(FileFailure.Of(e, job.Rows), forGood: e is FileRefusedException || (e is ReportRefusedException && order.Tenant.Picture().Link.State == Freshness.Fresh), e));
            (file.State, file.Failure) = (FileState.Failed, failed.Failure);
            await EndAsync(file);
            throw failed;
        }
        finally
        {
            jobs.End(file.Id);
        }
    }

    /// <summary>False where it has been cancelled, or is somebody else's by now. Also while the portal stops.</summary>
    private async Task<bool> EndAsync(ReportFile file)
    {
        file.FinishedAt = clock.GetUtcNow();
        await using var db = await storage.CreateDbContextAsync(CancellationToken.None);
        return await db.ReportFiles.Where(f => f.Id == file.Id && f.State == FileState.Running).ExecuteUpdateAsync(
            f => f.SetProperty(x => x.State, file.State).SetProperty(x => x.Rows, file.Rows).SetProperty(x => x.Bytes, file.Bytes).SetProperty(x => x.Sha256, file.Sha256)
                .SetProperty(x => x.Manifest, file.Manifest).SetProperty(x => x.Failure, file.Failure).SetProperty(x => x.FinishedAt, file.FinishedAt), CancellationToken.None) == 1;
    }

    private sealed class Ignored : IProgress<PageProgress>
    {
        public void Report(PageProgress value)
        {
        }
    }
}

/// <summary>A run has no files.</summary>
/// <param name="failure">As <see cref="RunFailure"/> reads it.</param>
/// <param name="forGood">Trying again would not help.</param>
internal sealed class RunFailedException(string failure, bool forGood, Exception? inner = null) : Exception(failure, inner)
{
    public string Failure { get; } = failure;

    public bool ForGood { get; } = forGood;
}
