using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Wallboard.Reports;

/// <summary>How a workbook's cells look: one style a kind of column, and one in bold for totals.</summary>
internal static class XlsxStyles
{
    public const uint Header = 1, Note = 2, Title = 3;

    private const uint FirstKind = 4;

    // Those below 164 are the same in every workbook: 3 = #,##0 · 10 = 0.00% · 46 = [h]:mm:ss · 49 = text.
    private static readonly (ColumnKind Kind, uint Format, string? Code)[] kinds =
    [
        (ColumnKind.Text, 49, null), (ColumnKind.Count, 3, null), (ColumnKind.Number, 0, null), (ColumnKind.Duration, 46, null), (ColumnKind.Rate, 10, null),
        (ColumnKind.Instant, 164, @"yyyy\-mm\-dd\ hh:mm:ss"), (ColumnKind.Hour, 165, @"yyyy\-mm\-dd\ hh:mm"), (ColumnKind.Day, 166, @"yyyy\-mm\-dd"),
        (ColumnKind.Month, 167, @"yyyy\-mm"),
    ];

    public static uint Of(ColumnKind kind, bool bold = false) => FirstKind + (2 * (uint)Array.FindIndex(kinds, k => k.Kind == kind)) + (bold ? 1u : 0);

    public static Stylesheet Sheet()
    {
        List<CellFormat> formats =
        [
            new(), new() { FontId = 1, ApplyFont = true, FillId = 2, ApplyFill = true, NumberFormatId = 49, ApplyNumberFormat = true, BorderId = 0 },
            new(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top }) { NumberFormatId = 49, ApplyNumberFormat = true, ApplyAlignment = true },
            new() { FontId = 1, ApplyFont = true, NumberFormatId = 49, ApplyNumberFormat = true },
        ];
        foreach (var (_, format, _) in kinds)
        {
            formats.Add(new() { NumberFormatId = format, ApplyNumberFormat = true });
            formats.Add(new() { NumberFormatId = format, ApplyNumberFormat = true, FontId = 1, ApplyFont = true });
        }
        return new(
            new NumberingFormats(kinds.Where(k => k.Code is not null).Select(k => new NumberingFormat { NumberFormatId = k.Format, FormatCode = k.Code })),
            new Fonts(Font(), Font(new Bold())),
            // The first two are the format's own.
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE8EEF5" }) { PatternType = PatternValues.Solid })),
            new Borders(new Border()), new CellStyleFormats(new CellFormat()), new CellFormats(formats));
    }

    private static Font Font(params OpenXmlElement[] more) => new([.. more, new FontSize { Val = 11 }, new FontName { Val = "Calibri" }, new FontFamilyNumbering { Val = 2 }]);
}
