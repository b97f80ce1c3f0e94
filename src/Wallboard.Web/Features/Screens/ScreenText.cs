using System.Globalization;
using Wallboard.Web.Hosting;

namespace Wallboard.Web.Features.Screens;

internal static class ScreenText
{
    public static Texts Words { get; } = new("Wallboard.Web.Features.Screens.ScreenText");

    /// <summary>In a language that is not the request's: a television that waits has none yet.</summary>
    public static string In(string language, string key) =>
        Words.Resources.GetString(key, CultureInfo.GetCultureInfo(language)) ?? throw new InvalidOperationException($"ScreenText has no words for '{key}'");
}
