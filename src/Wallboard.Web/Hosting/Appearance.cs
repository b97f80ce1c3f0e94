using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Hosting;

/// <summary>
/// The language and theme that a request asks for: a screen's own; a person by the address, else as they have it, else by the cookie of the switch on the
/// sign-in page. Whoever asks for nothing gets their browser's language and dark.
/// </summary>
internal static class Appearance
{
    public const string Dark = "dark";
    public const string Light = "light";
    public const string LanguageCookie = "wallboard.language";
    public const string ThemeCookie = "wallboard.theme";

    public static IReadOnlyList<string> Themes { get; } = [Dark, Light];

    /// <summary><see cref="Dark"/> or <see cref="Light"/>.</summary>
    public static string Theme(this HttpContext http) => Chosen(http, "theme", Themes, ThemeCookie, p => p.Theme, s => s.Theme) ?? Dark;

    /// <summary>One of <see cref="Languages.All"/>; null = none is asked for.</summary>
    public static string? Language(this HttpContext http) => Chosen(http, "lang", Languages.All, LanguageCookie, p => p.Language, s => s.Language);

    private static string? Chosen(
        HttpContext http, string query, IReadOnlyList<string> known, string cookie, Func<PersonAccess, string?> ofPerson, Func<Storage.Screen, string?> ofScreen)
    {
        var book = http.RequestServices.GetRequiredService<AccessBook>();
        var caller = book.Of(http.User);
        // Whatever a television's start page has in its address: people change a screen from afar.
        if (caller is { Kind: CallerKind.Screen, Id: { } screenId } && book.Now.Screens.GetValueOrDefault(screenId) is { } screen) return Known(ofScreen(screen));
        var own = caller is { Kind: CallerKind.Person, Id: { } personId } && book.Now.People.GetValueOrDefault(personId) is { } person ? ofPerson(person) : null;
        return Known(http.Request.Query[query]) ?? Known(own) ?? Known(http.Request.Cookies[cookie]);

        string? Known(string? wish) => known.FirstOrDefault(k => string.Equals(k, wish, StringComparison.OrdinalIgnoreCase));
    }
}
