namespace Wallboard.Reports;

/// <summary>Makes a table's columns and cells of the rows as they were read.</summary>
internal sealed class ReportRows(Report report, ReportQuery query, ReportSources sources)
{
    public const string Period = "period", Number = "number", Name = "name";

    public (IReadOnlyList<ReportColumn> Columns, IReadOnlyList<Cell[]> Cells) Of(IReadOnlyList<FetchedRow> rows)
    {
        var own = rows.SelectMany(row => row.Own).Select(o => o.Column).DistinctBy(c => c.Key).OrderBy(c => c.Key.Length).ThenBy(c => c.Key, StringComparer.Ordinal).ToList();
        List<ReportColumn> columns = [.. Identity(), .. report.Measures, .. own];
        var cells = rows.Select(row => (Row: row, Cells: columns.WithQuotients([.. Identity(row), .. row.Cells, .. own.Select(column => Own(row, column))])));
        return (columns, [.. cells.OrderBy(r => r.Row.Period?.Date).ThenBy(r => r.Row.Period?.Hour).ThenBy(r => r.Row.Number ?? r.Row.Name, StringComparer.Ordinal).Select(r => r.Cells)]);
    }

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
        yield return Cell.Of(row.Number is { } number && sources.NameOf(number) is { } known ? known : row.Name ?? row.Number);
    }

    private static Cell Own(FetchedRow row, ReportColumn column)
    {
        foreach (var (key, cell) in row.Own)
            if (key.Key == column.Key) return cell;
        return Cell.Unknown;
    }
}
