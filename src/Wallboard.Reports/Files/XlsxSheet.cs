using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using Xml = DocumentFormat.OpenXml.Spreadsheet;

namespace Wallboard.Reports;

/// <summary>A sheet of a workbook, written row by row.</summary>
internal sealed class XlsxSheet : IDisposable
{
    private readonly Row row = new();
    private readonly Xml.Cell cell = new();
    private readonly CellValue value = new();
    private readonly InlineString inline = new();
    private readonly Text text = new();
    private static readonly OpenXmlAttribute[] spaceStays = [new("xml", "space", "http://www.w3.org/XML/1998/namespace", "preserve")];

    private readonly List<OpenXmlAttribute> attributes = new(3);
    private readonly string[] letters;
    private readonly Stream stream;
    private readonly OpenXmlWriter writer;
    private string number = "";

    /// <param name="widths">Of the columns, in signs.</param>
    /// <param name="frozen">The first row stays while the others scroll.</param>
    public XlsxSheet(Stream stream, IReadOnlyList<double> widths, bool frozen)
    {
        (this.stream, writer, letters) = (stream, OpenXmlWriter.Create(stream), [.. widths.Select((_, i) => Letters(i))]);
        writer.WriteStartDocument(standalone: true);
        writer.WriteStartElement(new Worksheet());
        var view = new SheetView { WorkbookViewId = 0 };
        if (frozen) view.Append(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen });
        writer.WriteElement(new SheetViews(view));
        writer.WriteElement(new Columns(widths.Select((width, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = width, CustomWidth = true })));
        writer.WriteStartElement(new SheetData());
    }

    public int Rows { get; private set; }

    public void Texts(uint style, params ReadOnlySpan<string> texts)
    {
        Begin();
        for (var i = 0; i < texts.Length; i++) Text(i, texts[i], style);
        writer.WriteEndElement();
    }

    public void Cells(IReadOnlyList<ReportColumn> columns, Cell[] cells, bool bold)
    {
        Begin();
        for (var i = 0; i < cells.Length; i++)
        {
            // What is not known is an empty cell, which SUM and AVERAGE leave out.
            if (!cells[i].IsKnown) continue;
            var kind = columns[i].Kind;
            if (Number(cells[i], kind) is { } known) Number(i, known, XlsxStyles.Of(kind, bold));
            else Text(i, CellText.Plain(cells[i], kind), XlsxStyles.Of(ColumnKind.Text, bold));
        }
        writer.WriteEndElement();
    }

    public void Dispose()
    {
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.Dispose();
        stream.Dispose();
    }

    /// <summary>Days and parts of them since 1899-12-30, as workbooks count; null where it can only be a text.</summary>
    private static double? Number(Cell cell, ColumnKind kind) => kind switch
    {
        ColumnKind.Text => null,
        ColumnKind.Duration => cell.Number / 86_400,
        ColumnKind.Instant or ColumnKind.Hour or ColumnKind.Day or ColumnKind.Month => cell.Instant is { Year: > 1900 } instant ? instant.ToOADate() : null,
        _ => cell.Number,
    };

    private void Begin()
    {
        number = (++Rows).ToString(CultureInfo.InvariantCulture);
        attributes.Clear();
        attributes.Add(new("r", "", number));
        writer.WriteStartElement(row, attributes);
    }

    private void Number(int column, double known, uint style)
    {
        Start(column, style);
        writer.WriteStartElement(cell, attributes);
        writer.WriteStartElement(value);
        writer.WriteString(known.ToString("R", CultureInfo.InvariantCulture));
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    /// <summary>A string in a cell is never a formula, whatever it begins with; in a cell formatted as text it stays one also when somebody edits it.</summary>
    private void Text(int column, string words, uint style)
    {
        Start(column, style);
        attributes.Add(new("t", "", "inlineStr"));
        writer.WriteStartElement(cell, attributes);
        writer.WriteStartElement(inline);
        var clean = FileChars.ForWorkbook(words);
        if (clean.Length > 0 && (char.IsWhiteSpace(clean[0]) || char.IsWhiteSpace(clean[^1]))) writer.WriteStartElement(text, spaceStays);
        else writer.WriteStartElement(text);
        writer.WriteString(clean);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void Start(int column, uint style)
    {
        attributes.Clear();
        attributes.Add(new("r", "", letters[column] + number));
        attributes.Add(new("s", "", style.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>A, B, … Z, AA, …</summary>
    private static string Letters(int column) => column < 26 ? $"{(char)('A' + column)}" : Letters((column / 26) - 1) + Letters(column % 26);
}
