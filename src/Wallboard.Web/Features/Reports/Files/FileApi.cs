using Wallboard.Reports;
using Wallboard.Web.Features.Administration;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Files;

/// <summary>Reports for people's own tools: <c>/api/reports/{tenant}/{report}.{format}?…</c>. Made whole before the first byte is sent: what fails is never a short 200.</summary>
internal sealed class FileApi(FileMaker maker, FileFolder folder, FileSubjects subjects, AuditLog audit, ILogger<FileApi> log) : IDisposable
{
    private readonly SemaphoreSlim atOnce = new(2, 2);

    public async Task<IResult> SendAsync(HttpContext http, string report, string format)
    {
        var (here, ct) = (http.Here(), http.RequestAborted);
        if (FileText.Format(format) is not { } known || subjects.Of(here.In, report, http.Request.QueryString.Value ?? "", known) is not { } asked) return Results.NotFound();
        var path = folder.Of(Guid.NewGuid());
        using var job = new FileJob(ct);
        await atOnce.WaitAsync(ct);
        try
        {
            var made = await maker.MakeAsync(new(here.In, here.Grant!, here.Caller.Name, report, asked.Query, job), known, path, job, job.Token);
            await audit.WriteAsync(http, AuditAction.Exported, here.In.Id, report, after: new { format, made.Rows, filters = asked.Query });
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(made.Sha256))}:";
            // The stream is closed when it has been sent, or nobody wants it any more; the file goes with it.
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 65_536, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
            return Results.Stream(stream, FileMaker.ContentType(known), asked.Name);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            File.Delete(path);
            // Queues and agents are the platform's, and it has not been heard yet: ask again, rather than do without.
            if (e is ReportRefusedException { Refusal: ReportRefusal.NoSubject or ReportRefusal.ForeignSubject } && here.In.Picture() is { Agents.Count: 0, Queues.Count: 0 })
                return Results.Problem(FileText.Words["Failure.notYet"], statusCode: StatusCodes.Status503ServiceUnavailable);
            if (FileFailure.IsUnexpected(e)) log.LogError(e, "{Report} could not be made", report);
            return Results.Problem(FileFailure.Words(FileFailure.Of(e, job.Rows)), statusCode: Status(e));
        }
        finally
        {
            atOnce.Release();
        }
    }

    public void Dispose() => atOnce.Dispose();

    private static int Status(Exception e) => e switch
    {
        FileRefusedException { Key: "Failure.access" } => StatusCodes.Status403Forbidden,
        ReportRefusedException { Refusal: ReportRefusal.WholeTenant or ReportRefusal.ForeignSubject } => StatusCodes.Status403Forbidden,
        ReportRefusedException or FileRefusedException => StatusCodes.Status422UnprocessableEntity,
        _ when FileFailure.IsUnexpected(e) => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status502BadGateway,
    };
}
