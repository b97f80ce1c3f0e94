using System.Collections;

namespace Wallboard.Reports;

/// <summary>Fewer rows came than the platform had announced.</summary>
public sealed class ReportShortfallException(long rows, long announced) : Exception($"{rows} rows came where {announced} were announced")
{
    public long Rows { get; } = rows;

    public long Announced { get; } = announced;
}

/// <summary>A statistic that has been read: all of its rows are here, and their totals.</summary>
/// <param name="Failure">Set = the rows are not whole: what came before it.</param>
/// <param name="Announced">Rows that the platform said there were, where it did.</param>
public sealed record ReportResult(
    ReportHeading Heading, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<Cell[]> Rows, Cell[]? Totals, Exception? Failure, long? Announced)
{
    /// <summary>The columns to show.</summary>
    /// <param name="keys">Those asked for; none = those that are not extra.</param>
    public ReportResult Showing(IReadOnlyList<string> keys)
    {
        var shown = Columns.Index().Where(c => !c.Item.IsHidden && (c.Item.Group.Length == 0 || (keys.Count == 0 ? !c.Item.IsExtra : keys.Contains(c.Item.Key))))
            .Select(c => c.Index).ToArray();
        return this with
        {
            Columns = [.. shown.Select(i => Columns[i])],
            Rows = new RowsShown(Rows, Only),
            Totals = Totals is null ? null : Only(Totals),
        };

        Cell[] Only(Cell[] row) => [.. shown.Select(i => row[i])];
    }

    /// <summary>Sorted by a column; what is not known comes last.</summary>
    public ReportResult Sorted(string? key, bool descending)
    {
        if (Columns.Index().FirstOrDefault(c => c.Item.Key == key) is not { Item: { } column, Index: var at }) return this;
        var known = Rows.Where(row => row[at].IsKnown);
        var sorted = column.Kind == ColumnKind.Text
            ? (descending ? known.OrderByDescending(row => row[at].Text, StringComparer.CurrentCulture) : known.OrderBy(row => row[at].Text, StringComparer.CurrentCulture))
            : descending ? known.OrderByDescending(row => row[at].Number) : known.OrderBy(row => row[at].Number);
        return this with { Rows = [.. sorted, .. Rows.Where(row => !row[at].IsKnown)] };
    }

    /// <summary>Each is made when it is first looked at: a screen shows some hundred of a year's tens of thousands.</summary>
    private sealed class RowsShown(IReadOnlyList<Cell[]> rows, Func<Cell[], Cell[]> only) : IReadOnlyList<Cell[]>
    {
        private readonly Cell[]?[] made = new Cell[]?[rows.Count];

        public int Count => rows.Count;

        public Cell[] this[int index] => made[index] ??= only(rows[index]);

        public IEnumerator<Cell[]> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>For what writes files. Reading it ends with the failure, so that no file of it is whole.</summary>
    public ReportTable Table()
    {
        return new(Heading, Columns, RowsAsync()) { HasTotals = Totals is not null, Totals = Totals, Announced = () => Announced };

        async IAsyncEnumerable<Cell[]> RowsAsync()
        {
            foreach (var row in Rows) yield return row;
            await Task.CompletedTask;
            if (Failure is not null) throw Failure;
        }
    }
}
