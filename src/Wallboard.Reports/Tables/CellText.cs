using System.Globalization;
using Wallboard.Live;

namespace Wallboard.Reports;

/// <summary>A cell as people read it: the same on screen, in a PDF and, but for the grouping of thousands and what is not known, in a CSV.</summary>
public static class CellText
{
    /// <summary>What is not known.</summary>
    public const string Unknown = "—";

    public static string Of(Cell cell, ColumnKind kind) => cell.IsKnown ? Known(cell, kind, grouped: true) : Unknown;

    /// <summary>For programs: nothing where it is not known, no signs between thousands.</summary>
    public static string Plain(Cell cell, ColumnKind kind) => cell.IsKnown ? Known(cell, kind, grouped: false) : "";

    private static string Known(Cell cell, ColumnKind kind, bool grouped)
    {
        var invariant = CultureInfo.InvariantCulture;
        if (cell.Text is { } text) return text;
        var number = cell.Number!.Value;
        return kind switch
        {
            ColumnKind.Count => number.ToString(grouped ? "N0" : "F0", invariant),
            ColumnKind.Duration => (number < 0 ? "-" : "") + DurationText.Of(TimeSpan.FromSeconds(Math.Abs(number))),
            ColumnKind.Rate => (100 * number).ToString("F2", invariant) + "%",
            ColumnKind.Instant => cell.Instant!.Value.ToString("yyyy-MM-dd HH:mm:ss", invariant),
            ColumnKind.Hour => cell.Instant!.Value.ToString("yyyy-MM-dd HH:00", invariant),
            ColumnKind.Day => cell.Instant!.Value.ToString("yyyy-MM-dd", invariant),
            ColumnKind.Month => cell.Instant!.Value.ToString("yyyy-MM", invariant),
            _ => number.ToString(grouped ? "#,0.##" : "0.##", invariant),
        };
    }
}
