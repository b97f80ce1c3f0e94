using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Wallboard.Reports;

/// <summary>Makes texts of anybody's safe to stand in a file.</summary>
internal static partial class FileChars
{
    /// <summary>Of a workbook's cell.</summary>
    public const int LongestText = 32_767;

    // The wide ones are the same to some spreadsheets.
    private static readonly SearchValues<char> formula = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    /// <summary>Without what XML cannot have: control signs and halves of pairs. CSV has no use for them either.</summary>
    public static string Clean(string text)
    {
        var bad = BadAt(text, 0);
        if (bad < 0) return text;
        var clean = new StringBuilder(text.Length);
        var start = 0;
        for (; bad >= 0; bad = BadAt(text, start))
        {
            clean.Append(text, start, bad - start);
            start = bad + 1;
        }
        return clean.Append(text, start, text.Length - start).ToString();
    }

    /// <summary>A workbook takes <c>_x0041_</c> for an A, and no more than it has room for.</summary>
    public static string ForWorkbook(string text)
    {
        var clean = Escape().Replace(Clean(text), "_x005F_");
        if (clean.Length <= LongestText) return clean;
        return clean[..(char.IsHighSurrogate(clean[LongestText - 1]) ? LongestText - 1 : LongestText)];
    }

    /// <summary>A spreadsheet that opens a CSV would run this, perhaps after dropping what cannot be seen in front of it.</summary>
    public static bool LooksLikeFormula(string text)
    {
        foreach (var c in text)
        {
            if (formula.Contains(c)) return true;
            if (!char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format) return false;
        }
        return false;
    }

    private static int BadAt(string text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i])) continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) i++;
            else return i;
        }
        return -1;
    }

    /// <summary>The underscore of what would be read as an escape.</summary>
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Escape();
}
