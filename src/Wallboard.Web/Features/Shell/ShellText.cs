using Wallboard.Web.Hosting;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Shell;

internal static class ShellText
{
    public static Texts Words { get; } = new("Wallboard.Web.Features.Shell.ShellText");

    public static string Of(Role role) => Words[$"Role.{role}"];

    public static string Of(Permission permission) => Words[$"Permission.{permission}"];
}
