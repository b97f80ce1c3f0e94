using Wallboard.Reports;

namespace Wallboard.Web.Storage;

/// <summary>The rows of a statistic for one day (or month) that is over, as the platform gave them: it is asked once.</summary>
internal sealed class KeptReport
{
    public string TenantId { get; set; } = "";

    public string Report { get; set; } = "";

    public ReportUnit Unit { get; set; }

    public ReportSubject Subject { get; set; }

    /// <summary>The day, or the first of the month.</summary>
    public DateOnly Day { get; set; }

    /// <summary>JSON: whose rows were asked for, and the rows.</summary>
    public string Rows { get; set; } = "";

    public DateTimeOffset ReadAt { get; set; }
}
