namespace Wallboard.Reports;

/// <summary>
/// What screen, chart, xlsx, csv and pdf are faces of: columns and, as they come, rows of one cell a column. Reading the rows may fail half-way; a table that has been
/// read to its end is whole.
/// </summary>
/// <param name="Rows">Can be read once.</param>
public sealed record ReportTable(ReportHeading Heading, IReadOnlyList<ReportColumn> Columns, IAsyncEnumerable<Cell[]> Rows)
{
    /// <summary>Whether the rows may be added up: an agent of two queues counts in both, so some tables have no line of totals.</summary>
    public bool HasTotals { get; init; }

    /// <summary>The line itself, where whoever made the table knows it: it may be computed from columns that are not among these. Null = it is added up from the rows.</summary>
    public Cell[]? Totals { get; init; }

    /// <summary>How many rows there will be, asked once they have been read; <c>null</c> = the platform has not announced it.</summary>
    public Func<long?> Announced { get; init; } = () => null;
}

/// <summary>What a table is about: on screen above it, in a workbook on a sheet of its own, in a PDF on its first page.</summary>
/// <param name="ReportId">Of the catalogue.</param>
/// <param name="Tenant">Its name.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Notes">What else narrows or explains it, in the reader's language: name and value.</param>
public sealed record ReportHeading(
    string ReportId, string Tenant, string TimeZone, DateOnly From, DateOnly To, ReportUnit Unit, ReportSubject Subject, IReadOnlyList<(string Name, string Value)> Notes)
{
    /// <summary>Guide sections of what it was made from.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];

    /// <summary>When the oldest part of it was read.</summary>
    public DateTimeOffset ReadAt { get; init; }
}

/// <summary>The line under the rows: sums, and quotients of sums.</summary>
public sealed class ReportTotals(IReadOnlyList<ReportColumn> columns)
{
    private readonly Cell[] cells = new Cell[columns.Count];

    public long Rows { get; private set; }

    public void Add(Cell[] row)
    {
        for (var i = 0; i < cells.Length; i++)
            cells[i] = Rows == 0 ? (columns[i].Total == TotalRule.None ? Cell.Unknown : row[i]) : Together(columns[i].Total, cells[i], row[i]);
        Rows++;
    }

    /// <summary>One cell a column; unknown where the column has no total or one of the rows does not know its part of it.</summary>
    public Cell[] Line() => Rows == 0 ? [.. columns.Select(_ => Cell.Unknown)] : new Quotients(columns).Fill([.. cells]);

    private static Cell Together(TotalRule rule, Cell sum, Cell next) => (rule, sum.Number, next.Number) switch
    {
        (TotalRule.Sum, { } a, { } b) => Cell.Of(a + b),
        // Whoever had no call has no longest one.
        (TotalRule.Max or TotalRule.Min, null, _) => next,
        (TotalRule.Max or TotalRule.Min, _, null) => sum,
        (TotalRule.Max, { } a, { } b) => Cell.Of(Math.Max(a, b)),
        (TotalRule.Min, { } a, { } b) => Cell.Of(Math.Min(a, b)),
        _ => Cell.Unknown,
    };
}
