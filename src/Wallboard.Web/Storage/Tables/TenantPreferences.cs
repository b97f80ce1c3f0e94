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

    /// <summary>What the tenant wants to reach, by the figure's name on the board: <c>serviceLevel:0.8,abandoned:50</c>. Null = no targets.</summary>
    public string? Targets { get; set; }

    /// <summary>Figures show the same time last week.</summary>
    public bool BoardCompares { get; set; } = true;
}
