using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Screens;

/// <summary>The two cookies of a television. Neither goes anywhere but to <c>/tv</c>, and no script and no other site can use them.</summary>
internal static class TelevisionCookies
{
    /// <summary>While it waits to be paired.</summary>
    public const string Pairing = "wallboard.pairing";

    /// <summary>The longest that browsers allow; renewed every day, so it never ends.</summary>
    private static readonly TimeSpan longest = TimeSpan.FromDays(400);

    public static void SetScreen(HttpContext http, Credential credential) => Set(http, ScreenHandler.Cookie, credential.ToString(), longest);

    /// <summary>Twice as long as the code: approved in its last second, it is still exchanged.</summary>
    public static void SetPairing(HttpContext http, Credential credential) => Set(http, Pairing, credential.ToString(), 2 * Pairings.Lifetime);

    public static void Delete(HttpContext http, string name)
    {
        if (http.Request.Cookies.ContainsKey(name)) Set(http, name, "", TimeSpan.Zero);
    }

    private static void Set(HttpContext http, string name, string value, TimeSpan age) => http.Response.Cookies.Append(name, value, new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Strict, Path = Schemes.ScreenPath, Secure = http.Request.IsHttps, MaxAge = age,
    });
}
