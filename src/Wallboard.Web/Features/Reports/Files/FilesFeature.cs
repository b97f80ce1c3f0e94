using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Wallboard.Reports;
using Wallboard.Web.Features.Administration;
using Wallboard.Web.Features.Reports.Deliveries;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Files;

/// <summary>Reports as files: ordered, fetched, cancelled and deleted by their owner, and for people's own tools.</summary>
internal static class FilesFeature
{
    private const int LongestQuery = 16_384;

    public static void AddFiles(this IServiceCollection services)
    {
        services.AddSingleton<FileFolder>();
        services.AddSingleton<FileJobs>();
        services.AddSingleton<FileMaker>();
        services.AddSingleton<PdfPrinter>();
        services.AddSingleton<StatisticsTables>();
        services.AddSingleton<FileSubjects>();
        services.AddSingleton<FileSource>(provider => provider.GetRequiredService<FileSubjects>().TableAsync);
        services.AddSingleton<ReportFiles>();
        services.AddHostedService(provider => provider.GetRequiredService<ReportFiles>());
        services.AddHostedService<FileCleanUp>();
        services.AddSingleton<FileApi>();
    }

    public static void MapFiles(this WebApplication app)
    {
        var files = app.MapGroup("/t/{tenant}").Needs(Permission.ExportReports).RequireRateLimiting(Limits.Api);
        files.MapPost("/reports/{report}/files", OrderAsync);
        files.MapGet("/files/{id:guid}", DownloadAsync);
        files.MapPost("/files/{id:guid}/cancel", CancelAsync);
        files.MapPost("/files/{id:guid}/delete", DeleteAsync);
        app.MapGet("/api/reports/{tenant}/{report}.{format}", (HttpContext http, string report, string format, FileApi api) => api.SendAsync(http, report, format))
            .Needs(Permission.ExportReports).RequireRateLimiting(Limits.Api);
    }

    /// <summary>The caller's own files, the newest first.</summary>
    public static IQueryable<ReportFile> Own(HttpContext http, WallboardDb db)
    {
        var (tenant, caller) = (http.Here().In.Id, http.Here().Caller);
        // Screens and tokens have ids too.
        var owner = caller.Kind == CallerKind.Person ? caller.Id : null;
        return db.ReportFiles.Where(f => f.TenantId == tenant && f.OwnerId == owner).OrderByDescending(f => f.CreatedAt);
    }

    /// <summary>What the caller finds on their page: their own, and what schedules have sent to them.</summary>
    public static IQueryable<ReportFile> Shown(HttpContext http, WallboardDb db) => OwnOrSent(http, db, alsoOfWholeTenant: false).OrderByDescending(f => f.CreatedAt);

    /// <summary>
    /// A file of a schedule is also its recipients', whatever part of the tenant they see: whoever made the schedule has chosen them. And it is anybody's who may export
    /// everything of the tenant, by its link: a mail goes from hand to hand. Records are for those who may read them, whoever sends them.
    /// </summary>
    public static IQueryable<ReportFile> OwnOrSent(HttpContext http, WallboardDb db, bool alsoOfWholeTenant)
    {
        var (tenant, caller) = (http.Here().In.Id, http.Here().Caller);
        var owner = caller.Kind == CallerKind.Person ? caller.Id : null;
        var recipient = owner is { } person ? Recipient.Person(person).ToString() : null;
        var all = alsoOfWholeTenant && http.Here().Grant!.Scope.IsAll;
        var records = http.Here().May(Permission.ReadRecords);
        return db.ReportFiles.Where(f => f.TenantId == tenant && (f.OwnerId == owner
            || (f.RunId != null && f.State == FileState.Ready && (records || f.Report != CallRecords.Id) && (all || db.Deliveries.Any(d => d.RunId == f.RunId && d.Format == f.Format && d.Recipient == recipient)))));
    }

    /// <param name="query">What stands after the question mark in the report's address.</param>
    /// <param name="format">E.g. <c>xlsx</c>.</param>
    private static async Task<IResult> OrderAsync(
        HttpContext http, string report, [FromForm] string? query, [FromForm] string format, ReportFiles files, FileSubjects subjects, CancellationToken ct)
    {
        var here = http.Here();
        if (FileText.Format(format) is not { } known || here.Caller.Kind != CallerKind.Person || query?.Length > LongestQuery) return Results.BadRequest();
        if (subjects.Of(here.In, report, query ?? "", known) is not { } asked) return Results.NotFound();
        return Back(http, await files.StartAsync(here.In, here.Caller, report, asked.Query, known, asked.Name, ct) is null ? "tooMany" : "started");
    }

    private static async Task<IResult> DownloadAsync(HttpContext http, Guid id, WallboardDb db, FileFolder folder, AuditLog audit)
    {
        // Of a tenant that there is not.
        if (http.Here().Tenant is null) return Results.NotFound();
        if (await OwnOrSent(http, db, alsoOfWholeTenant: true).AsNoTracking().SingleOrDefaultAsync(f => f.Id == id) is not { State: FileState.Ready } file || !File.Exists(folder.Of(id)))
            return Results.NotFound();
        await audit.WriteAsync(
            http, AuditAction.Exported, file.TenantId, file.Report, after: new { format = FileText.Extension(file.Format), file.Rows, filters = file.Query, ofSchedule = file.RunId is null ? (bool?)null : true });
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(folder.Of(id), FileMaker.ContentType(file.Format), file.FileName);
    }

    private static async Task<IResult> CancelAsync(HttpContext http, Guid id, IFormCollection form, WallboardDb db, ReportFiles files)
    {
        if (await FindAsync(http, id, db) is not { } file) return Results.NotFound();
        await files.CancelAsync(file);
        return Back(http, "cancelled");
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, Guid id, IFormCollection form, WallboardDb db, ReportFiles files)
    {
        if (await FindAsync(http, id, db) is not { } file) return Results.NotFound();
        await files.DeleteAsync(file);
        return Back(http, "deleted");
    }

    /// <summary>What a schedule is about to make is its run's.</summary>
    private static Task<ReportFile?> FindAsync(HttpContext http, Guid id, WallboardDb db) =>
        Own(http, db).Where(f => f.RunId == null || (f.State != FileState.Waiting && f.State != FileState.Running)).AsNoTracking().SingleOrDefaultAsync(f => f.Id == id);

    private static IResult Back(HttpContext http, string outcome) => Results.LocalRedirect($"/t/{http.Here().In.Id}/files?outcome={outcome}");
}
