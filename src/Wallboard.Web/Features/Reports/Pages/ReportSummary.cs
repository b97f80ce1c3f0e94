using Wallboard.Reports;

namespace Wallboard.Web.Features.Reports.Pages;

/// <summary>What becomes of rows when they are put together for a picture or a comparison.</summary>
internal static class ReportSummary
{
    public const string Period = "period", Number = "number", Name = "name";

    /// <summary>Whether the report's rows of several subjects may be added up for one point of time.</summary>
    public static bool AddsSubjects(this ReportResult result, Report report) => report.Adds(result.Heading.Subject) || result.Subjects() < 2;

    /// <summary>How many queues, agents or departments the rows are of.</summary>
    public static int Subjects(this ReportResult result) => result.Rows.Select(row => result.Who(row)).Distinct().Count();

    public static (string? Number, string? Name) Who(this ReportResult result, Cell[] row) => (result.Text(row, Number), result.Text(row, Name));

    public static DateTime? When(this ReportResult result, Cell[] row) => result.At(Period) is { } at ? row[at].Instant : null;

    /// <summary>Where a column is.</summary>
    public static int? At(this ReportResult result, string key)
    {
        for (var i = 0; i < result.Columns.Count; i++)
            if (result.Columns[i].Key == key) return i;
        return null;
    }

    /// <summary>The rows as one: sums, and quotients of sums. A single row is itself.</summary>
    public static Cell[] Together(this ReportResult result, IReadOnlyList<Cell[]> rows)
    {
        if (rows is [var only]) return only;
        var totals = new ReportTotals(result.Columns);
        foreach (var row in rows) totals.Add(row);
        return totals.Line();
    }

    /// <summary>The line that a comparison is about; null where the rows may not be added up.</summary>
    public static Cell[]? Line(this ReportResult result) => result.Totals ?? (result.Rows is [var only] ? only : null);

    private static string? Text(this ReportResult result, Cell[] row, string key) => result.At(key) is { } at ? row[at].Text : null;
}
