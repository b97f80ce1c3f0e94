namespace Wallboard.Web.Features.Reports.Files;

/// <summary>
/// Rows on paper, five to a band: a cell of the printed table has a line for each of them. Chromium takes as long for a cell of five lines as for one of one, and twice as
/// long for the table where each row is by itself; the eye follows a line more easily between rules that are five apart.
/// </summary>
public static class PdfBands
{
    public const int Rows = 5;

    /// <summary>Of a text that stays on one line, in halves of a Chinese character. A row with a longer one is a band of its own, where it wraps.</summary>
    public const int Longest = 16;

    /// <param name="rows">Their cells' texts.</param>
    public static IEnumerable<IReadOnlyList<string[]>> Of(IEnumerable<string[]> rows)
    {
        List<string[]> band = [];
        foreach (var row in rows)
        {
            var wraps = Array.Exists(row, Wraps);
            if (band.Count == Rows || (wraps && band.Count > 0))
            {
                yield return band;
                band = [];
            }
            if (wraps) yield return [row];
            else band.Add(row);
        }
        if (band.Count > 0) yield return band;
    }

    private static bool Wraps(string text) => text.Contains('\n', StringComparison.Ordinal) || text.Sum(c => c >= 0x1100 ? 2 : 1) > Longest;
}
