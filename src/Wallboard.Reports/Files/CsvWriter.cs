using System.Buffers;
using System.Text;

namespace Wallboard.Reports;

/// <summary>
/// Rows for a spreadsheet, written as they come: UTF-8 with the mark that Excel needs for Chinese, CRLF, RFC 4180. Text that a spreadsheet would run as a
/// formula gets an apostrophe in front; figures are given as figures and need none.
/// </summary>
public sealed class CsvWriter(Stream stream) : IAsyncDisposable
{
    public const string ContentType = "text/csv; charset=utf-8";

    private static readonly SearchValues<char> quoted = SearchValues.Create(",\"\r\n\t");

    private readonly StreamWriter writer =
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 16_384, leaveOpen: true) { NewLine = "\r\n" };

    private readonly StringBuilder line = new();

    /// <summary>A whole table: names, rows, and totals where it has them.</summary>
    /// <returns>The rows.</returns>
    /// <exception cref="ReportShortfallException">Fewer rows came than had been announced; the same for whatever reading them throws.</exception>
    public static async Task<long> WriteAsync(ReportTable table, Stream stream, IProgress<long>? progress = null, CancellationToken ct = default)
    {
        var reading = new TableReading(table, progress);
        var csv = new CsvWriter(stream);
        await using var _ = csv.ConfigureAwait(false);
        await csv.RowAsync(FileNotes.Headers(table.Columns)).ConfigureAwait(false);
        await foreach (var row in reading.RowsAsync(ct).ConfigureAwait(false)) await csv.RowAsync(table.Columns, row).ConfigureAwait(false);
        if (reading.TotalLine() is { } totals) await csv.RowAsync(table.Columns, totals).ConfigureAwait(false);
        return reading.Rows;
    }

    /// <summary>Text cells.</summary>
    public Task RowAsync(params IEnumerable<string?> cells)
    {
        line.Clear();
        foreach (var cell in cells) Text(cell).Append(',');
        return EndAsync();
    }

    /// <summary>A row of a table.</summary>
    public Task RowAsync(IReadOnlyList<ReportColumn> columns, Cell[] cells)
    {
        line.Clear();
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Text is { } text) Text(text);
            else line.Append(CellText.Plain(cells[i], columns[i].Kind));
            line.Append(',');
        }
        return EndAsync();
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private Task EndAsync()
    {
        if (line.Length > 0) line.Length--;
        return writer.WriteLineAsync(line);
    }

    private StringBuilder Text(string? text)
    {
        if (string.IsNullOrEmpty(text)) return line;
        text = FileChars.Clean(text);
        if (FileChars.LooksLikeFormula(text)) text = "'" + text;
        return text.AsSpan().ContainsAny(quoted) ? line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"') : line.Append(text);
    }
}
