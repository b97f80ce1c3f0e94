namespace Wallboard.Web.Storage;

/// <summary>A named set of agents. The platform has none; today's membership applies to all periods.</summary>
internal sealed class Department
{
    public Guid Id { get; set; }

    public string TenantId { get; set; } = "";

    /// <summary>Unique in the tenant.</summary>
    public string Name { get; set; } = "";

    /// <summary>Agents' numbers (<c>dn</c>), sorted.</summary>
    public List<string> Agents { get; set; } = [];

    public DateTimeOffset UpdatedAt { get; set; }

    public string UpdatedBy { get; set; } = "";
}
