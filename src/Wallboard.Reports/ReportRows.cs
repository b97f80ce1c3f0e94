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
        var (measures, owns) = (columns.Count - own.Count - report.Measures.Count, columns.Count - own.Count);
        var places = own.Index().ToDictionary(o => o.Item.Key, o => owns + o.Index);
        // A year of days has tens of thousands of lines: each is one array.
        return (columns, [.. Ordered(ReportGaps.Filled(report, query, sources, rows)).AsParallel().AsOrdered().Select(Line)]);

        Cell[] Line(FetchedRow row)
        {
            var line = new Cell[columns.Count];
            Identify(row, line.AsSpan(0, measures));
            for (var i = 0; i < row.Cells.Count; i++)
                line[measures + i] = report.Settled is { } settled ? settled(sources, report.Measures[i].Key, row.Cells[i]) : row.Cells[i];
            // Of a state that the tenant had not yet, or that did not occur, the platform says nothing.
            line.AsSpan(owns).Fill(Cell.Of(0d));
            foreach (var (column, cell) in row.Own) line[places[column.Key]] = cell;
            return quotients.Fill(line);
        }
    }

    /// <summary>By period, then by whose the row is.</summary>
    public static IReadOnlyList<FetchedRow> Ordered(IReadOnlyList<FetchedRow> rows)
    {
        // Rows that are kept are in order already: a year of them is not sorted again.
        for (var i = 1; i < rows.Count; i++)
            if (Compare(rows[i - 1], rows[i]) > 0) return [.. rows.Order(Comparer<FetchedRow>.Create(Compare))];
        return rows;

        static int Compare(FetchedRow one, FetchedRow other) =>
            Nullable.Compare(one.Period?.Date, other.Period?.Date) is not 0 and var day ? day
            : Nullable.Compare(one.Period?.Hour, other.Period?.Hour) is not 0 and var hour ? hour
            : string.CompareOrdinal(one.Number ?? one.Name, other.Number ?? other.Name);
    }

    private IEnumerable<ReportColumn> Identity()
    {
        if (query.Unit != ReportUnit.Range) yield return new(Period, "", Enum.Parse<ColumnKind>(query.Unit.ToString()));
        yield return new(Number, "", ColumnKind.Text) { IsHidden = query.Subject is ReportSubject.Tenant or ReportSubject.Departments or ReportSubject.AgentsTogether };
        yield return new(Name, "", ColumnKind.Text);
    }

    private void Identify(FetchedRow row, Span<Cell> line)
    {
        if (query.Unit != ReportUnit.Range) line[0] = Cell.Of(row.Period is { } p ? p.Date.ToDateTime(new(p.Hour ?? 0, 0)) : (DateTime?)null);
        line[^2] = Cell.Of(row.Number);
        // The platform names a queue by its number; people do not.
        line[^1] = Cell.Of(
            query.Subject == ReportSubject.AgentsTogether ? ReportText.Of("AgentsTogether", together)
            : row.Number is { } number && sources.NameOf(number) is { } known ? known : row.Name ?? row.Number);
    }
}
