using System.Collections.Frozen;

namespace Wallboard.Web.Hosting.Access;

/// <summary>The matrix: which role may do what. The one place where it is said; docs/security.md is printed from it.</summary>
internal static class Grants
{
    private static readonly FrozenDictionary<Role, FrozenSet<Permission>> byRole = new Dictionary<Role, Permission[]>
    {
        [Role.Viewer] = [Permission.ViewBoards],
        [Role.Analyst] =
        [
            Permission.ViewBoards, Permission.ReadLive, Permission.ViewReports, Permission.ExportReports, Permission.ReadRecords, Permission.ManageSchedules,
            Permission.ViewDepartments,
        ],
        [Role.Supervisor] =
        [
            Permission.ViewBoards, Permission.ReadLive, Permission.RetakeSeat, Permission.UnmaskNumbers, Permission.ViewReports, Permission.ExportReports,
            Permission.ReadRecords, Permission.ManageSchedules, Permission.ManageScreens, Permission.ViewDepartments, Permission.EditDepartments,
        ],
        [Role.Administrator] = Enum.GetValues<Permission>(),
    }.ToFrozenDictionary(role => role.Key, role => role.Value.ToFrozenSet());

    public static FrozenSet<Permission> Of(Role role) => byRole[role];

    /// <summary>A paired television.</summary>
    public static FrozenSet<Permission> Screen { get; } = [Permission.ViewBoards];

    /// <summary><c>Access:BootstrapToken</c>: reads everything, and takes the seat back.</summary>
    public static FrozenSet<Permission> Bootstrap { get; } =
    [
        Permission.ViewBoards, Permission.ReadLive, Permission.RetakeSeat, Permission.ViewReports, Permission.ExportReports, Permission.ReadRecords,
        Permission.ViewDepartments, Permission.ReadAudit,
    ];

    /// <summary>What an API token may be given.</summary>
    public static FrozenSet<Permission> Token { get; } = [Permission.ViewBoards, Permission.ReadLive, Permission.ExportReports, Permission.ReadRecords];
}
