namespace Wallboard.Web.Hosting;

internal static class PageStatus
{
    /// <summary>For a page that says in words what is wrong. Set only when the answer starts: seeing a status of failure earlier, Blazor leaves the body out.</summary>
    public static void AnswerWith(this HttpContext http, int status) => http.Response.OnStarting(() =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    });
}
