using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using Wallboard.Reports;
using Cell = Wallboard.Reports.Cell;
using Xml = DocumentFormat.OpenXml.Spreadsheet;

namespace Wallboard.Benchmarks.Exports;

/// <summary>Rows like call records to a workbook and a CSV: how long it takes beside a bare loop of the SDK's writer, how much memory, and whether all arrive.</summary>
internal static class ExportsCommand
{
    private static readonly DateTime start = new(2026, 11, 1, 8, 0, 0);

    private static readonly ReportColumn[] columns =
    [
        Column("started", ColumnKind.Instant), Column("id", ColumnKind.Text), Column("caller", ColumnKind.Text), Column("called", ColumnKind.Text), Column("queue", ColumnKind.Text),
        Column("agent", ColumnKind.Text), Column("outcome", ColumnKind.Text), Column("wait", ColumnKind.Duration, TotalRule.Sum), Column("talk", ColumnKind.Duration, TotalRule.Sum),
        Column("held", ColumnKind.Count, TotalRule.Sum), Column("fee", ColumnKind.Number, TotalRule.Sum),
    ];

    public static async Task<int> Run(int rows)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        var folder = Directory.CreateTempSubdirectory("wallboard-exports-").FullName;
        try
        {
            var origin = new FileOrigin("benchmark", TimeProvider.System.GetUtcNow(), _ => null);
            var bare = await MeasureAsync("bare loop", folder, stream => Task.FromResult(Bare(rows, stream)));
            var xlsx = await MeasureAsync("xlsx", folder, stream => new XlsxWriter().WriteAsync(Table(rows), origin, stream));
            Console.WriteLine($"xlsx: {xlsx / bare:0.00} times the bare loop");
            await MeasureAsync("csv", folder, stream => CsvWriter.WriteAsync(Table(rows), stream));
            var found = (Xlsx: RowsOfWorkbook(Path.Combine(folder, "xlsx")), Csv: File.ReadLines(Path.Combine(folder, "csv")).LongCount());
            // A header on each sheet of the workbook, and the line of totals.
            var sheets = (rows + 1 + (XlsxWriter.MostRows - 2)) / (XlsxWriter.MostRows - 1);
            var whole = found == (rows + sheets + 1, rows + 2);
            Console.WriteLine($"{rows:N0} rows in; lines found: xlsx {found.Xlsx:N0} on {sheets} sheet(s), csv {found.Csv:N0}: {(whole ? "all there" : "NOT ALL THERE")}");
            return whole ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> MeasureAsync(string name, string folder, Func<Stream, Task<long>> write)
    {
        GC.Collect();
        // From here on the peak is this one's.
        if (OperatingSystem.IsLinux()) await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        var (allocated, watch) = (GC.GetTotalAllocatedBytes(), Stopwatch.StartNew());
        var highest = 0L;
        using var sampling = new Timer(_ => highest = Math.Max(highest, GC.GetTotalMemory(false)), null, 0, 50);
        await using (var stream = new FileStream(Path.Combine(folder, name), FileMode.Create, FileAccess.Write, FileShare.None, 65_536)) await write(stream);
        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-10} {seconds,6:0.0} s  {new FileInfo(Path.Combine(folder, name)).Length / 1e6,7:0.0} MB  managed peak {highest / 1e6,6:0.0} MB  working set peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6,6:0.0} MB  allocated {(GC.GetTotalAllocatedBytes() - allocated) / 1e6,8:0} MB"));
        return seconds;
    }

    private static ReportTable Table(int rows) => new(
        new("calls", "benchmark", "Asia/Shanghai", new(2026, 11, 1), new(2026, 11, 30), ReportUnit.Range, ReportSubject.Tenant, []), columns, Rows(rows)) { HasTotals = true, Announced = () => rows };

    private static async IAsyncEnumerable<Cell[]> Rows(int rows)
    {
        for (var i = 0; i < rows; i++) yield return Row(i);
        await Task.CompletedTask;
    }

    private static Cell[] Row(int i) =>
    [
        Cell.Of(start.AddSeconds(i)), Cell.Of($"{i:x8}-4711-4f2a-9c1d-0242ac120002"), Cell.Of($"138{i % 100_000_000:00000000}"), Cell.Of("400800"), Cell.Of("售前咨询"), Cell.Of($"坐席{i % 200}"),
        i % 7 == 0 ? Cell.Unknown : Cell.Of("已接听"), Cell.Of(TimeSpan.FromSeconds(i % 90)), Cell.Of(TimeSpan.FromSeconds(i % 1800)), Cell.Of((double)(i % 3)), Cell.Of(i % 100 / 100d),
    ];

    /// <summary>The same cells with nothing around them.</summary>
    private static long Bare(int rows, Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
        using var entry = new BufferedStream(zip.CreateEntry("sheet1.xml", CompressionLevel.Fastest).Open(), 65_536);
        using var writer = OpenXmlWriter.Create(entry);
        writer.WriteStartElement(new Worksheet());
        writer.WriteStartElement(new SheetData());
        for (var i = 0; i < rows; i++)
        {
            writer.WriteStartElement(new Row());
            foreach (var cell in Row(i))
            {
                if (!cell.IsKnown) continue;
                if (cell.Text is { } text)
                {
                    writer.WriteElement(new Xml.Cell(new InlineString(new Text(text))) { DataType = CellValues.InlineString });
                    continue;
                }
                writer.WriteElement(new Xml.Cell(new CellValue(cell.Number!.Value)));
            }
            writer.WriteEndElement();
        }
        writer.WriteEndElement();
        writer.WriteEndElement();
        return rows;
    }

    private static long RowsOfWorkbook(string path)
    {
        using var document = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(path, false);
        var rows = 0L;
        // All but the last, which has the notes.
        foreach (var sheet in document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().SkipLast(1))
        {
            using var reader = OpenXmlReader.Create(document.WorkbookPart.GetPartById(sheet.Id!));
            while (reader.Read())
                if (reader.IsStartElement && reader.ElementType == typeof(Row)) rows++;
        }
        return rows;
    }

    private static ReportColumn Column(string key, ColumnKind kind, TotalRule total = TotalRule.None) => new(key, "calls", kind, total) { Title = key };
}
