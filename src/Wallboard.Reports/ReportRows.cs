using System.Globalization;

namespace Wallboard.Reports;

/// <summary>Makes a table's columns and cells of the rows as they were read.</summary>
/// <param name="together">How many agents are added up, where they are.</param>
internal sealed class ReportRows(Report report, ReportQuery query, ReportSources sources, int together)
{
    public const string Period = "period", Number = "number", Name = "name";

    /// <summary><c>own:9:time</c> before <c>own:10:time</c>.</summary>
    private static readonly StringComparer numeric = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering);

    public (IReadOnlyList<ReportColumn> Columns, IReadOnlyList<Cell[]> Cells) Of(IReadOnlyList<FetchedRow> rows)
    {
        // A state that has been renamed has its last name.
        var own = rows.Reverse().SelectMany(row => row.Own).Select(o => o.Column).DistinctBy(c => c.Key).OrderBy(c => c.Key, numeric).ToList();
        List<ReportColumn> columns = [.. Identity(), .. report.Measures, .. own];
        var quotients = new Quotients(columns);
        var cells = ReportGaps.Filled(report, query, sources, rows).Select(row => (Row: row, Cells: quotients.Fill([.. Identity(row), .. Measured(row), .. own.Select(column => Own(row, column))])));
        return (columns, [.. cells.OrderBy(r => r.Row.Period?.Date).ThenBy(r => r.Row.Period?.Hour).ThenBy(r => r.Row.Number ?? r.Row.Name, StringComparer.Ordinal).Select(r => r.Cells)]);
    }

    private IEnumerable<Cell> Measured(FetchedRow row) =>
        report.Settled is { } settled ? row.Cells.Select((cell, i) => settled(sources, report.Measures[i].Key, cell)) : row.Cells;

    private IEnumerable<ReportColumn> Identity()
    {
        if (query.Unit != ReportUnit.Range) yield return new(Period, "", Enum.Parse<ColumnKind>(query.Unit.ToString()));
        yield return new(Number, "", ColumnKind.Text) { IsHidden = query.Subject is ReportSubject.Tenant or ReportSubject.Departments or ReportSubject.AgentsTogether };
        yield return new(Name, "", ColumnKind.Text);
    }

    private IEnumerable<Cell> Identity(FetchedRow row)
    {
        if (query.Unit != ReportUnit.Range) yield return Cell.Of(row.Period is { } p ? p.Date.ToDateTime(new(p.Hour ?? 0, 0)) : (DateTime?)null);
        yield return Cell.Of(row.Number);
        // The platform names a queue by its number; people do not.
        yield return Cell.Of(
            query.Subject == ReportSubject.AgentsTogether ? ReportText.Of("AgentsTogether", together)
            : row.Number is { } number && sources.NameOf(number) is { } known ? known : row.Name ?? row.Number);
    }

    private static Cell Own(FetchedRow row, ReportColumn column)
    {
        foreach (var (key, cell) in row.Own)
            if (key.Key == column.Key) return cell;
        // Of a state that the tenant had not yet, or that did not occur, the platform says nothing.
        return Cell.Of(0d);
    }
}
