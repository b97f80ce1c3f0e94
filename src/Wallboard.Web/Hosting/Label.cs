using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Wallboard.Web.Hosting;

/// <summary>Names that people give to things. They are shown to other people, so what can disguise itself is refused.</summary>
internal static class Label
{
    public const int Longest = 100;

    /// <summary>Trimmed and composed; false for nothing, over 100 characters, and signs that nobody sees (control, direction, unpaired halves).</summary>
    public static bool TryClean(string? text, [NotNullWhen(true)] out string? label)
    {
        label = null;
        if (text is null || text.Length > 4 * Longest || text.EnumerateRunes().Any(IsHidden)) return false;
        var clean = text.Trim().Normalize(NormalizationForm.FormC);
        if (clean.Length is 0 or > Longest) return false;
        label = clean;
        return true;
    }

    /// <summary>An unpaired half reads as U+FFFD.</summary>
    public static bool IsHidden(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;
}
