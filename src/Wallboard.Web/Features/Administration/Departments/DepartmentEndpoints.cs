using Microsoft.AspNetCore.Mvc;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Administration.Departments;

internal static class DepartmentEndpoints
{
    public static void MapDepartments(this WebApplication app)
    {
        var departments = app.MapGroup("/t/{tenant}/departments");
        departments.MapPost("/{id:guid}/delete", DeleteAsync).Needs(Permission.EditDepartments);
        departments.MapPost("/restore", RestoreAsync).Needs(Permission.EditDepartments);
        departments.MapGet("/export", ExportAsync).Needs(Permission.ViewDepartments);
    }

    // The token of the form is checked where a form is read; this one has nothing else in it.
    private static async Task<IResult> DeleteAsync(HttpContext http, DepartmentBook book, Guid id, [FromForm] string? confirmed)
    {
        if (confirmed != "yes") return Back(http, DepartmentOutcome.NotFound);
        var (outcome, entry) = await book.DeleteAsync(http, id);
        return Back(http, outcome, entry);
    }

    private static async Task<IResult> RestoreAsync(HttpContext http, DepartmentBook book, [FromForm] long entry) =>
        Back(http, await book.RestoreAsync(http, entry));

    private static async Task<IResult> ExportAsync(HttpContext http, DepartmentBook book, AuditLog audit, TimeProvider clock)
    {
        var here = http.Here();
        var departments = (await book.ListAsync(here)).Select(d => new DepartmentContent(d.Name, [.. here.Sees(d)])).ToList();
        await audit.WriteAsync(http, AuditAction.Exported, here.In.Id, "departments", after: new { departments = departments.Count });
        return Results.File(DepartmentFile.Write(here.In.Id, departments, new(here.In)), "application/json",
            $"departments-{here.In.Id}-{here.In.Local(clock.GetUtcNow()):yyyyMMdd-HHmm}.json");
    }

    private static IResult Back(HttpContext http, DepartmentOutcome outcome, long? entry = null) =>
        Results.LocalRedirect($"/t/{http.Here().In.Id}/departments?outcome={outcome}{(entry > 0 ? $"&entry={entry}" : "")}");
}
