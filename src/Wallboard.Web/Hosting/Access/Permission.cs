namespace Wallboard.Web.Hosting.Access;

/// <summary>Everything that the portal lets anybody do. Stored by name in API tokens. Each is an authorization policy of the same name.</summary>
internal enum Permission
{
    ViewBoards,

    /// <summary><c>/api/live</c>.</summary>
    ReadLive,

    /// <summary>After 4500: take the portal's seat back.</summary>
    RetakeSeat,

    /// <summary>See phone numbers whole, for a while, and be written down for it.</summary>
    UnmaskNumbers,

    /// <summary>Statistics, as pages.</summary>
    ViewReports,

    /// <summary>Statistics and records as files.</summary>
    ExportReports,

    /// <summary>Call records, one by one.</summary>
    ReadRecords,

    /// <summary>Reports that leave by themselves: one's own, and an administrator everybody's.</summary>
    ManageSchedules,
    ManageScreens,
    ViewDepartments,
    EditDepartments,
    ManagePeople,
    ManageTokens,
    ChangeSettings,
    ReadAudit,
}
