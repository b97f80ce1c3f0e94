using Microsoft.AspNetCore.Diagnostics;

namespace Wallboard.Web.Features.Shell;

/// <summary>The address in the browser's bar, which on an error page is not the one that is being answered.</summary>
internal static class ShownAddressExtensions
{
    public static PathString ShownPath(this HttpContext http) => http.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath is { } path ? new(path) : http.Request.Path;

    /// <summary>Path and query.</summary>
    public static string ShownAddress(this HttpContext http) =>
        http.Features.Get<IStatusCodeReExecuteFeature>() is { } error
            ? new PathString(error.OriginalPath) + (error.OriginalQueryString ?? "")
            : http.Request.Path + http.Request.QueryString;
}
