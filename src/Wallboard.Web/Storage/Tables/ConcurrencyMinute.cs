namespace Wallboard.Web.Storage;

/// <summary>Calls of the tenant at one minute (guide 6.34), sampled by the portal: no statistic of the guide has them.</summary>
internal sealed class ConcurrencyMinute
{
    public string TenantId { get; set; } = "";

    /// <summary>Platform clock, whole minutes.</summary>
    public DateTimeOffset At { get; set; }

    public int Used { get; set; }

    public int? Allowed { get; set; }
}
