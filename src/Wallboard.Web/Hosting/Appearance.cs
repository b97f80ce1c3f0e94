using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Hosting;

/// <summary>
/// The language and theme that a request asks for: by its address, else as the person or the screen has it, else by the cookie of the switch on the
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
        return Known(http.Request.Query[query]) ?? Known(Own()) ?? Known(http.Request.Cookies[cookie]);

        string? Known(string? wish) => known.FirstOrDefault(k => string.Equals(k, wish, StringComparison.OrdinalIgnoreCase));

        string? Own()
        {
            var book = http.RequestServices.GetRequiredService<AccessBook>();
            return book.Of(http.User) switch
            {
                { Kind: CallerKind.Person, Id: { } id } when book.Now.People.GetValueOrDefault(id) is { } person => ofPerson(person),
                { Kind: CallerKind.Screen, Id: { } id } when book.Now.Screens.GetValueOrDefault(id) is { } screen => ofScreen(screen),
                _ => null,
            };
        }
    }
}
