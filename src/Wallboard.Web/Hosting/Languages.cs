using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Wallboard.Web.Hosting;

/// <summary>The portal's languages. A screen chooses by <c>?lang=</c>, else its browser's wish counts.</summary>
internal static class Languages
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    public static IReadOnlyList<string> All { get; } = [Chinese, English];

    public static void UseLanguages(this WebApplication app) => app.UseRequestLocalization(options =>
    {
        options.SetDefaultCulture(Chinese).AddSupportedCultures([.. All]).AddSupportedUICultures([.. All]);
        options.RequestCultureProviders =
        [
            new QueryStringRequestCultureProvider { Options = options, QueryStringKey = "lang", UIQueryStringKey = "lang" },
            new AcceptLanguageHeaderRequestCultureProvider { Options = options },
        ];
    });

    /// <summary>The one of ours that the current request or rendering is in.</summary>
    public static string Current => CultureInfo.CurrentUICulture.Name == English ? English : Chinese;
}
