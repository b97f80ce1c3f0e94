namespace Wallboard.Web.Features.Shell;

/// <summary>The address in the browser's bar, which on an error page is not the one that is being answered.</summary>
internal static class ShownAddress
{
    public static PathString ShownPath(this HttpContext http) => http.Features.Get<ShownError>()?.Path ?? http.Request.Path;

    /// <summary>Path and query.</summary>
    public static string ShownPathAndQuery(this HttpContext http) =>
        http.ShownPath() + (http.Features.Get<ShownError>()?.Query ?? http.Request.QueryString);
}
