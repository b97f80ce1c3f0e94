namespace Wallboard.Web.Storage;

/// <summary>One sign-in of a person in one browser. The cookie names it; ended, the cookie is worth nothing.</summary>
internal sealed class Session
{
    public Guid Id { get; set; }

    public Guid PersonId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset LastSeenAt { get; set; }

    public string Address { get; set; } = "";

    public string Browser { get; set; } = "";

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The tenant whose phone numbers this session sees whole, and until when.</summary>
    public string? UnmaskedTenantId { get; set; }

    public DateTimeOffset? UnmaskedUntil { get; set; }
}
