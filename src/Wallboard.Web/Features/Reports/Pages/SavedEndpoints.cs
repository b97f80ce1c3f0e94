using Microsoft.AspNetCore.Mvc;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Reports.Pages;

internal static class SavedEndpoints
{
    public static void MapSavedReports(this WebApplication app)
    {
        var saved = app.MapGroup("/t/{tenant}/reports/saved").Needs(Permission.ViewReports);
        saved.MapPost("", SaveAsync);
        saved.MapPost("/restore", RestoreAsync);
        saved.MapPost("/{id:guid}/delete", DeleteAsync);
    }

    private static async Task<IResult> SaveAsync(HttpContext http, SavedReports saved, [FromForm] string report, [FromForm] string? name, [FromForm] string? query) =>
        Back(http, await saved.SaveAsync(http, name, report, query));

    private static async Task<IResult> RestoreAsync(HttpContext http, SavedReports saved, [FromForm] long entry) => Back(http, await saved.RestoreAsync(http, entry));

    // The token of the form is checked where a form is read.
    private static async Task<IResult> DeleteAsync(HttpContext http, SavedReports saved, Guid id, [FromForm] string? confirmed)
    {
        if (confirmed != "yes") return Back(http, SavedOutcome.NotFound);
        var (outcome, entry) = await saved.DeleteAsync(http, id);
        return Back(http, outcome, entry);
    }

    private static IResult Back(HttpContext http, SavedOutcome outcome, long? entry = null) =>
        Results.LocalRedirect($"/t/{http.Here().In.Id}/reports?outcome={outcome}{(entry > 0 ? $"&entry={entry}" : "")}");
}
