namespace Wallboard.Web.Features.Accounts;

internal static class AnswerExtensions
{
    /// <summary>A page with another status than 200. Only when the answer starts: seeing a 404 earlier, Blazor leaves the body out.</summary>
    public static void AnswerWith(this HttpContext http, int status) => http.Response.OnStarting(() =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    /// <summary>429, and when to come again.</summary>
    public static void AnswerTooMany(this HttpContext http, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        http.AnswerWith(StatusCodes.Status429TooManyRequests);
    }
}
