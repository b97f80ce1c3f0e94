using Wallboard.Web.Hosting;

namespace Wallboard.Web.Features.Administration.Settings;

internal static class SettingsText
{
    public static Texts Words { get; } = new("Wallboard.Web.Features.Administration.Settings.SettingsText");
}
