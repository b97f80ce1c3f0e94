using Microsoft.AspNetCore.Identity;

namespace Wallboard.Web.Hosting.Access;

/// <summary>How callers say who they are. One request uses one of them: it is never a person and a screen at once.</summary>
internal static class Schemes
{
    /// <summary>Chooses among the others.</summary>
    public const string Any = "Any";

    /// <summary>People: Identity's cookie.</summary>
    public static readonly string Person = IdentityConstants.ApplicationScheme;

    /// <summary>Televisions: a cookie for <c>/tv</c> only.</summary>
    public const string Screen = "Screen";

    /// <summary><c>Authorization: Bearer …</c>.</summary>
    public const string Bearer = "Bearer";

    public const string PersonCookie = "wallboard.person";

    public const string ScreenPath = "/tv";

    public static string Of(HttpContext http) =>
        http.Request.Headers.ContainsKey("Authorization") || HubToken(http.Request) is not null || (IsApi(http) && !http.Request.Cookies.ContainsKey(PersonCookie)) ? Bearer
        : http.Request.Path.StartsWithSegments(ScreenPath) ? Screen
        : Person;

    /// <summary>Browsers cannot send a header with a socket, so SignalR's clients put a token into its address; nowhere else is one taken from there.</summary>
    public static string? HubToken(HttpRequest request) =>
        request.Path.StartsWithSegments("/hub") && request.Query["access_token"].ToString() is { Length: > 0 } token ? token : null;

    private static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments("/api");
}
