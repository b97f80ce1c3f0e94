using System.Globalization;
using Wallboard.Web.Hosting;

namespace Wallboard.Web.Features.Accounts;

internal static class AnswerExtensions
{
    /// <summary>429, and when to come again; the page says so in words.</summary>
    public static void AnswerTooMany(this HttpContext http, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        http.AnswerWith(StatusCodes.Status429TooManyRequests);
    }
}
