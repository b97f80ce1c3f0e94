using System.Runtime.CompilerServices;

namespace Wallboard.Reports;

/// <summary>Reads a table to its end, for whatever writes it: counts, adds up, and does not let a part pass for the whole.</summary>
/// <param name="progress">Told now and then how many rows there are so far.</param>
public sealed class TableReading(ReportTable table, IProgress<long>? progress = null)
{
    private const int ToldEvery = 1000;

    private readonly ReportTotals? adding = table is { HasTotals: true, Totals: null } ? new(table.Columns) : null;

    public long Rows { get; private set; }

    /// <exception cref="ReportShortfallException">Fewer rows came than had been announced.</exception>
    public async IAsyncEnumerable<Cell[]> RowsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in table.Rows.WithCancellation(ct).ConfigureAwait(false))
        {
            adding?.Add(row);
            if (++Rows % ToldEvery == 0)
            {
                ct.ThrowIfCancellationRequested();
                progress?.Report(Rows);
            }
            yield return row;
        }
        if (table.Announced() is { } announced && announced > Rows) throw new ReportShortfallException(Rows, announced);
        progress?.Report(Rows);
    }

    /// <summary>The line under the rows, once they have been read; its first cell says what it is.</summary>
    public Cell[]? TotalLine()
    {
        if (!table.HasTotals || Rows == 0) return null;
        var line = (Cell[])(table.Totals ?? adding!.Line()).Clone();
        if (line is [{ IsKnown: false }, ..]) line[0] = Cell.Of(ReportText.Of("Notes.total"));
        return line;
    }
}
