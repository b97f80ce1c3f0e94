using System.Globalization;

namespace Wallboard.Web.Hosting;

/// <summary>The status of a page that says in words what is wrong.</summary>
internal static class PageStatus
{
    /// <summary>Set only when the answer starts: seeing a status of failure earlier, Blazor leaves the body out.</summary>
    public static void AnswerWith(this HttpContext http, int status) => http.Response.OnStarting(() =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    /// <summary>429, and when to come again.</summary>
    public static void AnswerTooMany(this HttpContext http, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        http.AnswerWith(StatusCodes.Status429TooManyRequests);
    }
}
