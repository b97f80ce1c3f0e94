using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Shell;

/// <summary><c>POST /preferences</c>: the switches of language and theme. A person keeps theirs, and the browser too, for the next sign-in page.</summary>
internal static class PreferencesEndpoint
{
    public static async Task<IResult> Set(
        HttpContext http, WallboardDb db, AccessBook book, [FromForm] string? language, [FromForm] string? theme, [FromForm] string? returnUrl)
    {
        language = Languages.All.FirstOrDefault(l => l == language);
        theme = Appearance.Themes.FirstOrDefault(t => t == theme);
        if (book.Of(http.User) is { Kind: CallerKind.Person, Id: { } id } && await db.Users.FindAsync(id) is { } person)
        {
            person.Language = language ?? person.Language;
            person.Theme = theme ?? person.Theme;
            await db.SaveChangesAsync();
        }
        if (language is not null) Keep(http, Appearance.LanguageCookie, language);
        if (theme is not null) Keep(http, Appearance.ThemeCookie, theme);
        return Results.LocalRedirect(Without(LocalAddress.Of(returnUrl), language is null ? null : "lang", theme is null ? null : "theme"));
    }

    private static void Keep(HttpContext http, string cookie, string value) => http.Response.Cookies.Append(cookie, value, new()
    {
        HttpOnly = true, IsEssential = true, MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps,
    });

    /// <summary>What the address asks for would win over what was just chosen.</summary>
    private static string Without(string address, params string?[] names)
    {
        var parts = address.Split('?', 2);
        return parts.Length == 1
            ? address
            : QueryHelpers.AddQueryString(parts[0], QueryHelpers.ParseQuery(parts[1]).Where(q => !names.Contains(q.Key)));
    }
}
