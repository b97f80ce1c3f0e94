namespace Wallboard.Web.Storage;

/// <summary>A television that has been paired. Its credential reads this tenant's boards, and nothing else.</summary>
internal sealed class Screen
{
    public Guid Id { get; set; }

    public string TenantId { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>The board's id.</summary>
    public string Board { get; set; } = "";

    public string Language { get; set; } = "";

    public string Theme { get; set; } = "";

    public byte[] SecretHash { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }

    public string CreatedBy { get; set; } = "";

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>To the minute; what is known right now is in memory.</summary>
    public DateTimeOffset? LastSeenAt { get; set; }

    public string? Address { get; set; }

    /// <summary>CSS pixels × device pixel ratio, e.g. <c>1920×1080</c>.</summary>
    public string? Size { get; set; }

    public string? Build { get; set; }
}
