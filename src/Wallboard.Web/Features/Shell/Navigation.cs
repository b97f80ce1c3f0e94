using Microsoft.AspNetCore.WebUtilities;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Features.Shell;

/// <param name="Path">Below <c>/t/{tenant}/</c>.</param>
/// <param name="Letter">After <c>g</c>, on the keyboard.</param>
/// <param name="Key">Its words in ShellText.</param>
internal sealed record NavigationItem(Permission Permission, string Path, char Letter, string Key);

/// <summary>The pages of a tenant, in the order of the menu. A caller sees those that they may open.</summary>
internal static class Navigation
{
    public const char BoardLetter = 'b';
    public const char HelpLetter = 'h';

    public static IReadOnlyList<NavigationItem> Items { get; } =
    [
        new(Permission.ViewReports, "reports", 'r', "Nav.reports"),
        new(Permission.ExportReports, "files", 'f', "Nav.files"),
        new(Permission.ManageSchedules, "schedules", 'l', "Nav.schedules"),
        new(Permission.ReadRecords, "records/calls", 'c', "Nav.calls"),
        new(Permission.ReadRecords, "reconciliation", 'o', "Nav.reconciliation"),
        new(Permission.ManageScreens, "screens", 's', "Nav.screens"),
        new(Permission.ViewDepartments, "departments", 'd', "Nav.departments"),
        new(Permission.ManagePeople, "people", 'p', "Nav.people"),
        new(Permission.ManageTokens, "tokens", 't', "Nav.tokens"),
        new(Permission.ChangeSettings, "settings", 'e', "Nav.settings"),
        new(Permission.ReadAudit, "audit", 'a', "Nav.audit"),
    ];

    /// <summary>The pages that are about no tenant remember which one the person came from.</summary>
    public static string About(string path, Here here) =>
        here.Grant is { } grant && grant != here.Caller.Grants[0] ? QueryHelpers.AddQueryString(path, "tenant", grant.TenantId) : path;

    /// <summary>The page that somebody is on, in another of their tenants; its board where they may not open that page there.</summary>
    public static string Same(PathString path, Caller caller, string tenantId)
    {
        var parts = path.Value?.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return parts switch
        {
            ["t", _, var page, ..] when Items.FirstOrDefault(i => i.Path.Split('/')[0] == page) is { } item && caller.May(item.Permission, tenantId) =>
                $"/t/{tenantId}/{item.Path}",
            ["help" or "profile", ..] => QueryHelpers.AddQueryString(path, "tenant", tenantId),
            _ => QueryHelpers.AddQueryString("/", "tenant", tenantId),
        };
    }
}
