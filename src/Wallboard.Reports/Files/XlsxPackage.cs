using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Wallboard.Reports;

/// <summary>
/// A workbook's parts in their zip, each written once and never read. (The SDK's own packages keep every part in memory until they are closed: a million rows
/// would be a gigabyte.)
/// </summary>
internal sealed class XlsxPackage(Stream stream) : IDisposable
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    private readonly ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<string> sheets = [];

    /// <summary>One at a time: it is closed before the next is begun.</summary>
    public XlsxSheet Sheet(string name, IReadOnlyList<double> widths, bool frozen)
    {
        sheets.Add(name);
        return new(Open($"xl/worksheets/sheet{sheets.Count}.xml"), widths, frozen);
    }

    /// <summary>Without this it is no workbook.</summary>
    public void Finish()
    {
        Element("xl/styles.xml", XlsxStyles.Sheet());
        var workbook = new Workbook(new Sheets(sheets.Select((name, i) => new Sheet { Name = name, SheetId = (uint)i + 1, Id = $"rId{i + 1}" })));
        workbook.AddNamespaceDeclaration("r", Relations);
        Element("xl/workbook.xml", workbook);
        Text("xl/_rels/workbook.xml.rels", RelationsOf(
            [.. sheets.Select((_, i) => ("worksheet", $"worksheets/sheet{i + 1}.xml")), ("styles", "styles.xml")]));
        Text("_rels/.rels", RelationsOf([("officeDocument", "xl/workbook.xml")]));
        Text("[Content_Types].xml", $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="{Types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Types}.styles+xml"/>
            {string.Concat(sheets.Select((_, i) => $"<Override PartName=\"/xl/worksheets/sheet{i + 1}.xml\" ContentType=\"{Types}.worksheet+xml\"/>"))}
            </Types>
            """);
    }

    public void Dispose() => zip.Dispose();

    private static string RelationsOf(IReadOnlyList<(string Type, string Target)> relations) =>
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(relations.Select((r, i) =>
            $"<Relationship Id=\"rId{i + 1}\" Type=\"{Relations}/{r.Type}\" Target=\"{r.Target}\"/>"))}</Relationships>";

    private BufferedStream Open(string part) => new(zip.CreateEntry(part, CompressionLevel.Fastest).Open(), 65_536);

    private void Element(string part, OpenXmlElement root)
    {
        using var stream = Open(part);
        using var writer = OpenXmlWriter.Create(stream);
        writer.WriteStartDocument(standalone: true);
        writer.WriteElement(root);
    }

    private void Text(string part, string xml)
    {
        using var stream = Open(part);
        stream.Write(Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{xml}"));
    }
}
