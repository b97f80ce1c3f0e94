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

    /// <summary>JSON: whose rows were asked for, and whose each row is.</summary>
    public string Rows { get; set; } = "";

    /// <summary>
    /// The cells of all rows, one row after the other, as doubles (NaN = not known): a year of days of 200 agents has over a million, and is read in a moment. Null: an
    /// earlier build wrote the row, with the cells in its JSON.
    /// </summary>
    public byte[]? Cells { get; set; }

    public DateTimeOffset ReadAt { get; set; }
}
