namespace Wallboard.Web.Storage;

/// <summary>A day whose queue visits have been read from the platform's records, whole: what is stored of it is what the records say.</summary>
internal sealed class ReadDay
{
    public string TenantId { get; set; } = "";

    public DateOnly Day { get; set; }

    public int Visits { get; set; }

    /// <summary>Visits of which the records say no outcome: they are not stored.</summary>
    public int Unresolved { get; set; }

    public DateTimeOffset ReadAt { get; set; }
}
