using System.Globalization;
using Wallboard.Reports;

namespace Wallboard.Web.Features.Reports.Pages;

/// <summary>How a figure differs from an earlier one, as people read it.</summary>
internal static class ReportChange
{
    /// <summary>E.g. <c>+120</c>, <c>−0:01:05</c>, <c>+1.25</c> percentage points of a rate; unknown where either is.</summary>
    public static string Absolute(Cell now, Cell before, ColumnKind kind)
    {
        if (now.Number is not { } a || before.Number is not { } b) return CellText.Unknown;
        var change = a - b;
        var size = kind == ColumnKind.Rate
            ? ReportPageText.Words["Points", (100 * Math.Abs(change)).ToString("F2", CultureInfo.InvariantCulture)]
            : CellText.Of(Cell.Of(Math.Abs(change)), kind);
        return Signed(change, size);
    }

    /// <summary>Of the earlier figure; unknown where that was 0.</summary>
    public static string Relative(Cell now, Cell before)
    {
        if (now.Number is not { } a || before.Number is not { } b || b == 0) return CellText.Unknown;
        var change = (a - b) / Math.Abs(b);
        return Signed(change, CellText.Of(Cell.Of(Math.Abs(change)), ColumnKind.Rate));
    }

    private static string Signed(double change, string size) => change switch { > 0 => "+" + size, < 0 => "−" + size, _ => "±" + size };
}
