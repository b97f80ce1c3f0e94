namespace Wallboard.Web.Storage;

/// <summary>A report as somebody set it up, shared with the tenant.</summary>
internal sealed class SavedReport
{
    public Guid Id { get; set; }

    public string TenantId { get; set; } = "";

    /// <summary>Unique in the tenant.</summary>
    public string Name { get; set; } = "";

    /// <summary>Of the catalogue.</summary>
    public string Report { get; set; } = "";

    /// <summary>What stands after the question mark in its address.</summary>
    public string Query { get; set; } = "";

    public string CreatedBy { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }
}
