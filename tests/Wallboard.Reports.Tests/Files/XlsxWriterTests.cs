using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Xml = DocumentFormat.OpenXml.Spreadsheet;

namespace Wallboard.Reports.Tests;

public sealed class XlsxWriterTests
{
    public XlsxWriterTests() => FileTables.Speak();

    [Fact]
    public async Task Cells_are_typed_and_read_as_on_screen()
    {
        using var book = await Book.OfAsync(FileTables.Table([FileTables.Row(), FileTables.UnknownRow, FileTables.Row(2)]) with { HasTotals = true });
        Assert.Equal(["数据", "报表说明"], book.Sheets);
        Assert.Equal(["时段", "phone", "started", "hour", "month", "count", "fee", "talk", "rate", "of"], book.Row(1).Select(c => c?.Text));
        for (var i = 0; i < 3; i++)
        {
            var expected = i == 1 ? FileTables.UnknownRow : FileTables.Row(i);
            var written = book.Row(2 + i);
            for (var c = 0; c < expected.Length; c++) Assert.Equal(CellText.Plain(expected[c], FileTables.Columns[c].Kind), written[c]?.Displayed ?? "");
        }
        // One row does not know its part: neither does the sum.
        Assert.Equal("合计", book.Row(5)[0]!.Text);
        Assert.Null(book.Row(5)[5]);
        Assert.Equal("49", book.Row(2)[1]!.Format);
        Assert.Equal(("46", 96_570 / 86_400d), (book.Row(2)[7]!.Format, book.Row(2)[7]!.Number));
        Assert.Equal("10", book.Row(2)[8]!.Format);
    }

    [Fact]
    public async Task Totals_are_quotients_of_sums()
    {
        using var book = await Book.OfAsync(FileTables.Table([FileTables.Row(), FileTables.Row(100)]) with { HasTotals = true });
        Assert.Equal("64.20%", book.Row(4)[8]!.Displayed);
        Assert.Equal("53:39:00", book.Row(4)[7]!.Displayed);
    }

    [Fact]
    public async Task The_notes_say_what_it_is()
    {
        var columns = FileTables.Columns.ToArray();
        columns[8] = columns[8] with { Term = "answer-rate" };
        using var book = await Book.OfAsync(FileTables.Table([FileTables.Row()], columns));
        var notes = book.Notes;
        foreach (var (name, value) in new[]
        {
            ("报表", "通话统计"), ("租户", "演示呼叫中心"), ("统计周期", "2026-11-15 至 2026-11-21"), ("时区", "Asia/Shanghai"), ("统计粒度", "按日"), ("统计对象", "队列"), ("限定范围", "售前咨询"),
            ("平台接口章节", "6.50"), ("数据读取时间", "2026-11-22 10:00:00"), ("数据行数", "1"), ("导出时间", "2026-11-22 18:00:00"), ("导出人", "王芳"), ("rate", "<answer-rate>"),
        })
            Assert.Contains($"{name}={value}", notes);
    }

    [Theory]
    [MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public async Task Whatever_a_text_is_it_stays_a_text(string text, string expected)
    {
        using var book = await Book.OfAsync(FileTables.Table([FileTables.Row(text: text)]));
        Assert.Equal(expected, book.Row(2)[1]!.Text);
        Assert.False(book.HasFormulas);
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0" }, { "+8613800000001", "+8613800000001" }, { "-1", "-1" }, { "@SUM(A1)", "@SUM(A1)" }, { "007", "007" },
        { "a\u0000\u0001\u001F\uFFFF\uD800b", "ab" }, { "\u202E反\u200F", "\u202E反\u200F" }, { new('长', 10_000), new('长', 10_000) }, { new('x', 40_000), new('x', 32_767) },
        { "<b>&\"'", "<b>&\"'" }, { " two\nlines ", " two\nlines " }, { "_x0041_", "_x005F_x0041_" }, { "😀", "😀" },
    };

    [Fact]
    public async Task What_does_not_fit_goes_on_the_next_sheet()
    {
        using var book = await Book.OfAsync(FileTables.Table(Enumerable.Range(0, 250).Select(i => FileTables.Row(i))) with { HasTotals = true }, new(101));
        Assert.Equal(["数据", "数据 2", "数据 3", "报表说明"], book.Sheets);
        Assert.Equal([101, 101, 52], [book.Count(0), book.Count(1), book.Count(2)]);
        Assert.Equal("时段", book.Row(1, 2)[0]!.Text);
    }

    [Fact]
    public async Task A_sheet_is_filled_to_its_last_row()
    {
        ReportColumn[] one = [new("n", "", ColumnKind.Count) { Title = "n" }];
        var table = FileTables.Table(Enumerable.Range(0, XlsxWriter.MostRows).Select(i => new[] { Cell.Of((double)i) }), one);
        await using var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose);
        Assert.Equal(XlsxWriter.MostRows, await new XlsxWriter().WriteAsync(table, FileTables.Origin, file, ct: TestContext.Current.CancellationToken));
        using var document = SpreadsheetDocument.Open(file, false);
        var rows = document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Select(sheet => Book.LastRow(document, sheet)).ToList();
        Assert.Equal([1_048_576, 2], rows[..2]);
    }

    [Fact]
    public async Task A_table_without_rows_is_a_header()
    {
        using var book = await Book.OfAsync(FileTables.Table([]) with { HasTotals = true });
        Assert.Equal(1, book.Count(0));
    }

    [Fact]
    public async Task A_part_does_not_pass_for_the_whole()
    {
        using var stream = new MemoryStream();
        var few = FileTables.Table(Enumerable.Range(0, 1100).Select(i => FileTables.Row(i))) with { Announced = () => 1200 };
        var e = await Assert.ThrowsAsync<ReportShortfallException>(() => new XlsxWriter().WriteAsync(few, FileTables.Origin, stream));
        Assert.Equal((1100, 1200), (e.Rows, e.Announced));
        using (var part = SpreadsheetDocument.Open(stream, false)) Assert.Null(part.WorkbookPart);
        stream.SetLength(0);
        await Assert.ThrowsAsync<ReportShortfallException>(() => CsvWriter.WriteAsync(few, stream));
        await Assert.ThrowsAsync<InvalidOperationException>(() => CsvWriter.WriteAsync(few with { Rows = FileTables.Failing(3) }, stream));
    }
}

/// <summary>A workbook that has been written, read back by the SDK and found valid.</summary>
internal sealed class Book : IDisposable
{
    private readonly SpreadsheetDocument document;
    private readonly List<Sheet> sheets;

    private Book(SpreadsheetDocument document) => (this.document, sheets) = (document, [.. document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>()]);

    public IEnumerable<string> Sheets => sheets.Select(s => s.Name!.Value!);

    public IReadOnlyList<string> Notes => [.. Rows(sheets.Count - 1).Select(row => string.Join('=', row.Elements<Xml.Cell>().Select(c => c.InnerText)))];

    public bool HasFormulas => document.WorkbookPart!.WorksheetParts.Any(part => part.Worksheet.Descendants<CellFormula>().Any());

    public static async Task<Book> OfAsync(ReportTable table, XlsxWriter? writer = null)
    {
        var stream = new MemoryStream();
        await (writer ?? new()).WriteAsync(table, FileTables.Origin, stream);
        var book = new Book(SpreadsheetDocument.Open(stream, false));
        Assert.Empty(new OpenXmlValidator().Validate(book.document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}"));
        return book;
    }

    public int Count(int sheet) => Rows(sheet).Count();

    /// <summary>0 of <c>A7</c>, 26 of <c>AA7</c>.</summary>
    private static int ColumnOf(Xml.Cell cell) => cell.CellReference!.Value!.TakeWhile(char.IsAsciiLetter).Aggregate(0, (n, letter) => (n * 26) + letter - 'A' + 1) - 1;

    /// <summary>By column; null where there is no cell.</summary>
    public Shown?[] Row(int number, int sheet = 0)
    {
        var row = Rows(sheet).Single(r => r.RowIndex!.Value == number);
        var cells = new Shown?[Math.Max(FileTables.Columns.Length, row.Elements<Xml.Cell>().Select(ColumnOf).DefaultIfEmpty().Max() + 1)];
        foreach (var cell in row.Elements<Xml.Cell>()) cells[ColumnOf(cell)] = new(cell, FormatOf(cell));
        return cells;
    }

    public static int LastRow(SpreadsheetDocument document, Sheet sheet)
    {
        using var reader = DocumentFormat.OpenXml.OpenXmlReader.Create(document.WorkbookPart!.GetPartById(sheet.Id!));
        var last = 0;
        while (reader.Read())
            if (reader.ElementType == typeof(Row) && reader.IsStartElement) last = int.Parse(reader.Attributes[0].Value!, CultureInfo.InvariantCulture);
        return last;
    }

    public void Dispose() => document.Dispose();

    private IEnumerable<Row> Rows(int sheet) => ((WorksheetPart)document.WorkbookPart!.GetPartById(sheets[sheet].Id!)).Worksheet.GetFirstChild<SheetData>()!.Elements<Row>();

    private string FormatOf(Xml.Cell cell)
    {
        var styles = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet;
        var id = styles.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value).NumberFormatId!.Value;
        return styles.NumberingFormats!.Elements<NumberingFormat>().FirstOrDefault(f => f.NumberFormatId! == id)?.FormatCode?.Value ?? $"{id}";
    }

    internal sealed record Shown(Xml.Cell Cell, string Format)
    {
        public string? Text => Cell.DataType?.Value == CellValues.InlineString ? Cell.InnerText : null;

        public double? Number => Text is null ? double.Parse(Cell.InnerText, CultureInfo.InvariantCulture) : null;

        /// <summary>As a spreadsheet would, less the signs between thousands.</summary>
        public string Displayed => Text ?? Format switch
        {
            "46" => Duration(TimeSpan.FromDays(Number!.Value)),
            "10" => (100 * Number!.Value).ToString("F2", CultureInfo.InvariantCulture) + "%",
            "3" or "0" => Number!.Value.ToString(CultureInfo.InvariantCulture),
            _ => DateTime.FromOADate(Number!.Value).ToString(Format.Replace("mm:ss", "MIN:ss", StringComparison.Ordinal).Replace("hh:mm", "hh:MIN", StringComparison.Ordinal)
                .Replace("mm", "MM", StringComparison.Ordinal).Replace("MIN", "mm", StringComparison.Ordinal).Replace("hh", "HH", StringComparison.Ordinal), CultureInfo.InvariantCulture),
        };

        private static string Duration(TimeSpan time)
        {
            var seconds = (long)Math.Round(time.TotalSeconds);
            return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        }
    }
}
