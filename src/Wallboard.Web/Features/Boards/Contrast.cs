using System.Globalization;

namespace Wallboard.Web.Features.Boards;

internal static class Contrast
{
    /// <summary>Black is seen better on it than white (WCAG relative luminance).</summary>
    /// <param name="color"><c>#rgb</c> or <c>#rrggbb</c>.</param>
    public static bool IsBright(string color)
    {
        var digits = color.Length == 4 ? string.Concat(color.Skip(1).Select(c => $"{c}{c}")) : color[1..];
        return 0.2126 * Linear(digits[..2]) + 0.7152 * Linear(digits[2..4]) + 0.0722 * Linear(digits[4..]) > 0.179;
    }

    private static double Linear(string hex)
    {
        var share = int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
