using System.Globalization;

namespace Wallboard.Reports;

/// <summary>A table as a workbook: the rows, typed, on as many sheets as they need, and a sheet that says what they are. Never more than a few rows in memory.</summary>
/// <param name="rowsOfSheet">What a sheet holds, its header and the line of totals included.</param>
public sealed class XlsxWriter(int rowsOfSheet = XlsxWriter.MostRows)
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Of the format.</summary>
    public const int MostRows = 1_048_576;

    /// <summary>How many rows the widths of the columns are guessed from.</summary>
    private const int Sampled = 100;

    /// <returns>The rows.</returns>
    /// <exception cref="ReportShortfallException">Fewer rows came than had been announced; the same for whatever reading them throws. What was written is no workbook.</exception>
    public async Task<long> WriteAsync(ReportTable table, FileOrigin origin, Stream stream, IProgress<long>? progress = null, CancellationToken ct = default)
    {
        var reading = new TableReading(table, progress);
        using var package = new XlsxPackage(stream);
        using (var data = new DataSheets(package, table.Columns, rowsOfSheet))
        {
            await foreach (var row in reading.RowsAsync(ct).ConfigureAwait(false)) data.Add(row);
            data.End(reading.TotalLine());
        }
        using (var notes = package.Sheet(ReportText.Of("Notes.sheet"), [28, 100], frozen: false)) Write(notes, table, origin, reading.Rows);
        package.Finish();
        return reading.Rows;
    }

    private static void Write(XlsxSheet notes, ReportTable table, FileOrigin origin, long rows)
    {
        notes.Texts(XlsxStyles.Title, FileNotes.Title(table.Heading));
        foreach (var (name, value) in FileNotes.Of(table, origin, rows)) notes.Texts(XlsxStyles.Note, name, value);
        if (FileNotes.Definitions(table, origin) is not { Count: > 0 } definitions) return;
        notes.Texts(XlsxStyles.Note, "");
        notes.Texts(XlsxStyles.Title, ReportText.Of("Notes.columns"));
        foreach (var (name, value) in definitions) notes.Texts(XlsxStyles.Note, name, value);
    }

    private sealed class DataSheets(XlsxPackage package, IReadOnlyList<ReportColumn> columns, int rowsOfSheet) : IDisposable
    {
        private readonly string[] headers = [.. FileNotes.Headers(columns)];
        private readonly List<Cell[]> first = [];
        private double[]? widths;
        private XlsxSheet? sheet;
        private int sheets;

        public void Add(Cell[] row)
        {
            if (widths is null && first.Count < Sampled) first.Add(row);
            else
            {
                Begin();
                Write(row, bold: false);
            }
        }

        public void End(Cell[]? totals)
        {
            Begin();
            if (totals is not null) Write(totals, bold: true);
        }

        public void Dispose() => sheet?.Dispose();

        private void Begin()
        {
            if (widths is not null) return;
            widths = [.. columns.Select((column, i) => Math.Clamp(first.Select(row => Width(CellText.Of(row[i], column.Kind))).Append(Width(headers[i])).Max() + 3, 8, 60))];
            Next();
            foreach (var row in first) Write(row, bold: false);
            first.Clear();
        }

        private void Write(Cell[] row, bool bold)
        {
            if (sheet!.Rows >= rowsOfSheet) Next();
            sheet!.Cells(columns, row, bold);
        }

        private void Next()
        {
            sheet?.Dispose();
            var name = ReportText.Of("Notes.data");
            sheet = package.Sheet(++sheets == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} {sheets}"), widths!, frozen: true);
            sheet.Texts(XlsxStyles.Header, headers);
        }

        /// <summary>In digits: a Chinese sign is as wide as two.</summary>
        private static double Width(string text) => text.Length > 60 ? 60 : text.Sum(c => c >= 0x1100 ? 2 : 1);
    }
}
