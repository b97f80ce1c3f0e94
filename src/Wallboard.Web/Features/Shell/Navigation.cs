using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Shell;

/// <param name="Path">Below <c>/t/{tenant}/</c>.</param>
/// <param name="Key">Its words in ShellText.</param>
internal sealed record NavigationItem(Permission Permission, string Path, string Key);

/// <summary>The pages of a tenant, in the order of the menu. A caller sees those that they may open.</summary>
internal static class Navigation
{
    public static IReadOnlyList<NavigationItem> Items { get; } =
    [
        new(Permission.ManageScreens, "screens", "Nav.screens"),
        new(Permission.ViewDepartments, "departments", "Nav.departments"),
        new(Permission.ManagePeople, "people", "Nav.people"),
        new(Permission.ManageTokens, "tokens", "Nav.tokens"),
        new(Permission.ChangeSettings, "settings", "Nav.settings"),
        new(Permission.ReadAudit, "audit", "Nav.audit"),
    ];
}
