using Microsoft.AspNetCore.Mvc;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Reports.Schedules;

internal static class ScheduleEndpoints
{
    public static void MapSchedules(this WebApplication app)
    {
        var schedules = app.MapGroup("/t/{tenant}/schedules").Needs(Permission.ManageSchedules);
        schedules.MapPost("/seen", SeenAsync);
        schedules.MapPost("/restore", RestoreAsync);
        schedules.MapPost("/{id:guid}/pause", PauseAsync);
        schedules.MapPost("/{id:guid}/continue", ContinueAsync);
        schedules.MapPost("/{id:guid}/run", RunAsync);
        schedules.MapPost("/{id:guid}/delete", DeleteAsync);
        schedules.MapPost("/{id:guid}/runs/{run:guid}/again", AgainAsync);
        schedules.MapPost("/{id:guid}/deliveries/{delivery:guid}/again", SendAgainAsync);
    }

    // The token of a form is checked where a form is read.
    private static async Task<IResult> SeenAsync(HttpContext http, IFormCollection form, RunBook runs)
    {
        await runs.SeenAsync(http);
        return Back(http, "Seen");
    }

    private static async Task<IResult> RestoreAsync(HttpContext http, ScheduleBook book, [FromForm] long entry) => Back(http, $"{await book.RestoreAsync(http, entry)}");

    private static async Task<IResult> PauseAsync(HttpContext http, Guid id, IFormCollection form, ScheduleBook book) => Back(http, $"{await book.PauseAsync(http, id, paused: true)}", id);

    private static async Task<IResult> ContinueAsync(HttpContext http, Guid id, IFormCollection form, ScheduleBook book) => Back(http, $"{await book.PauseAsync(http, id, paused: false)}", id);

    private static async Task<IResult> RunAsync(HttpContext http, Guid id, [FromForm] string? confirmed, ScheduleBook book, Rounds rounds)
    {
        if (confirmed != "yes") return Back(http, $"{ScheduleOutcome.NotFound}", id);
        var outcome = await book.RunAsync(http, id);
        rounds.Begin();
        return Back(http, $"{outcome}", id);
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, Guid id, [FromForm] string? confirmed, ScheduleBook book)
    {
        if (confirmed != "yes") return Back(http, $"{ScheduleOutcome.NotFound}");
        var (outcome, entry) = await book.DeleteAsync(http, id);
        return Back(http, entry > 0 ? $"{outcome}&entry={entry}" : $"{outcome}");
    }

    private static async Task<IResult> AgainAsync(HttpContext http, Guid id, Guid run, IFormCollection form, RunBook runs) =>
        Back(http, await runs.AgainAsync(http, id, run) ? "Again" : $"{ScheduleOutcome.NotFound}", id);

    private static async Task<IResult> SendAgainAsync(HttpContext http, Guid id, Guid delivery, IFormCollection form, RunBook runs) =>
        Back(http, await runs.SendAgainAsync(http, id, delivery) ? "Again" : $"{ScheduleOutcome.NotFound}", id);

    private static IResult Back(HttpContext http, string outcome, Guid? id = null) =>
        Results.LocalRedirect($"/t/{http.Here().In.Id}/schedules{(id is null ? "" : $"/{id}")}?outcome={outcome}");
}
