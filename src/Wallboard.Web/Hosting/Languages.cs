using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Wallboard.Web.Hosting;

/// <summary>The portal's languages; <see cref="Appearance"/> says who asks for which.</summary>
internal static class Languages
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    public static IReadOnlyList<string> All { get; } = [Chinese, English];

    /// <summary>After authentication: a person's own language counts.</summary>
    public static void UseLanguages(this WebApplication app) => app.UseRequestLocalization(options =>
    {
        options.SetDefaultCulture(Chinese).AddSupportedCultures([.. All]).AddSupportedUICultures([.. All]);
        options.RequestCultureProviders =
        [
            new CustomRequestCultureProvider(http => Task.FromResult(http.Language() is { } asked ? new ProviderCultureResult(asked) : null)),
            new AcceptLanguageHeaderRequestCultureProvider { Options = options },
        ];
    });

    /// <summary>The one of ours that the current request or rendering is in.</summary>
    public static string Current => CultureInfo.CurrentUICulture.Name == English ? English : Chinese;

    public static string Other => Current == English ? Chinese : English;
}
