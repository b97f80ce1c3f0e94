namespace Wallboard.Web.Storage;

/// <summary>One thing that was done, or refused. Rows are only ever added: the database itself refuses to change or delete them.</summary>
internal sealed class AuditEntry
{
    public long Id { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Null: about no single tenant, a sign-in for one.</summary>
    public string? TenantId { get; set; }

    public AuditAction Action { get; set; }

    public bool Refused { get; set; }

    /// <summary>Person, screen, token, bootstrap, nobody.</summary>
    public string ActorKind { get; set; } = "";

    public Guid? ActorId { get; set; }

    public string ActorName { get; set; } = "";

    /// <summary>From where: the network address.</summary>
    public string Address { get; set; } = "";

    /// <summary>What it was done to, in people's words: a name, a path.</summary>
    public string? Subject { get; set; }

    /// <summary>JSON.</summary>
    public string? Before { get; set; }

    public string? After { get; set; }
}

/// <summary>What is written down. The names are stored: never rename one.</summary>
internal enum AuditAction
{
    SignedIn,
    SignInFailed,
    SignedOut,
    SessionEnded,
    PasswordChanged,
    TwoFactorChanged,
    PersonInvited,
    PersonJoined,
    PersonChanged,
    PersonRemoved,
    LinkWithdrawn,
    AccessRefused,
    ScreenPaired,
    ScreenChanged,
    ScreenRevoked,
    TokenCreated,
    TokenRevoked,
    NumbersUnmasked,
    DepartmentChanged,
    DepartmentDeleted,
    SettingsChanged,
    SeatRetaken,
    Exported,
    ReportSaved,
    ReportDeleted,
    DestinationChanged,
    DestinationDeleted,
    DestinationTested,
    ScheduleChanged,
    ScheduleDeleted,
    ScheduleRun,
    ScheduleRunRepeated,
    DeliveryRepeated,
}
