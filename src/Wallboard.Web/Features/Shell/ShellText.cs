using Wallboard.Web.Hosting;

namespace Wallboard.Web.Features.Shell;

internal static class ShellText
{
    public static Texts Words { get; } = new("Wallboard.Web.Features.Shell.ShellText");
}
