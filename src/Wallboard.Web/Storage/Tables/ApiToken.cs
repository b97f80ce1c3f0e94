using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Storage;

/// <summary>A secret for somebody's own tools. Only its hash is kept.</summary>
internal sealed class ApiToken
{
    public Guid Id { get; set; }

    public string TenantId { get; set; } = "";

    public string Name { get; set; } = "";

    public byte[] SecretHash { get; set; } = [];

    public List<Permission> Permissions { get; set; } = [];

    public List<string>? Queues { get; set; }

    public List<string>? Agents { get; set; }

    public string CreatedBy { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
}
