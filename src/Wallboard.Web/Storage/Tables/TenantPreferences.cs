namespace Wallboard.Web.Storage;

/// <summary>What a tenant's administrator has chosen in the portal. No row = as below.</summary>
internal sealed class TenantPreferences
{
    public string TenantId { get; set; } = "";

    /// <summary>The default board shows phone numbers whole, unless the platform's <c>hideNumber</c> (6.4) forbids it.</summary>
    public bool BoardShowsNumbers { get; set; }

    /// <summary>Whoever may do more than look needs a second factor.</summary>
    public bool RequireTwoFactor { get; set; }

    /// <summary>The keys that the satisfaction question offers, each with its score where it has one: <c>1:5,2:4,3</c>. Null = keys 1 to 5 without scores.</summary>
    public string? SatisfactionKeys { get; set; }
}
