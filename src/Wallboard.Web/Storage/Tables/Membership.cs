using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Storage;

/// <summary>What a person is in a tenant.</summary>
internal sealed class Membership
{
    public Guid PersonId { get; set; }

    public string TenantId { get; set; } = "";

    public Role Role { get; set; }

    /// <summary>The queues (<c>dn</c>) that they see; null = all.</summary>
    public List<string>? Queues { get; set; }

    /// <summary>The agents (<c>dn</c>) that they see; null = all.</summary>
    public List<string>? Agents { get; set; }
}
