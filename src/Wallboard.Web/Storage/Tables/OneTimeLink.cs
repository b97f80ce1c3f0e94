using System.ComponentModel.DataAnnotations;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Storage;

internal enum LinkPurpose
{
    /// <summary>Makes the first administrator of the tenants that have none; printed at start.</summary>
    Setup,

    /// <summary>Makes an account with one membership.</summary>
    Invite,

    /// <summary>Sets a new password for a person, and ends their sessions.</summary>
    Reset,
}

/// <summary>A link that works once. Only a hash of its secret is kept.</summary>
internal sealed class OneTimeLink
{
    public Guid Id { get; set; }

    public LinkPurpose Purpose { get; set; }

    public byte[] SecretHash { get; set; } = [];

    /// <summary>Invite and reset: the tenant whose administrator made it.</summary>
    public string? TenantId { get; set; }

    /// <summary>Reset: whose password.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>Reset: their second factor goes too.</summary>
    public bool ClearsTwoFactor { get; set; }

    /// <summary>Invite: what they will sign in with and be called.</summary>
    public string? UserName { get; set; }

    public string? DisplayName { get; set; }

    public Role? Role { get; set; }

    public List<string>? Queues { get; set; }

    public List<string>? Agents { get; set; }

    public string CreatedBy { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Used or withdrawn: it works no more. Of two who use it at once, the second fails.</summary>
    [ConcurrencyCheck]
    public DateTimeOffset? EndedAt { get; set; }
}
