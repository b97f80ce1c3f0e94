namespace Wallboard.Web.Hosting.Access;

/// <summary>What a person is in a tenant. Stored by name.</summary>
internal enum Role
{
    /// <summary>观察员: looks at boards.</summary>
    Viewer,

    /// <summary>分析员: boards and figures of the past.</summary>
    Analyst,

    /// <summary>班长: runs the floor: screens, departments, the seat; sees phone numbers after saying so.</summary>
    Supervisor,

    /// <summary>管理员: people, tokens, settings and the record of what was done.</summary>
    Administrator,
}
