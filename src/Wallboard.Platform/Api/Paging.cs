using System.Globalization;
using System.Text.Json;

namespace Wallboard.Platform.Api;

/// <summary>How far a list has been read.</summary>
/// <param name="Rows">Different rows so far.</param>
/// <param name="Announced">The last <c>totalCount</c> that was a number. Some platforms count something else by it, e.g. the page.</param>
public readonly record struct PageProgress(long Rows, int? Announced);

/// <summary>A page of a list.</summary>
/// <param name="Announced"><c>totalCount</c>, where it is a number: rows of all pages, on most platforms.</param>
public sealed record ApiPage<T>(IReadOnlyList<T> Rows, int? Announced);

/// <summary>
/// When a paged list ends. The platform's <c>totalCount</c> may be missing or wrong, its pages may be shorter than asked for, and pages past
/// the end may be empty, refused, or the last one again: a page without a new row is always the end, so that no list is endless.
/// </summary>
internal sealed class Paging(int pageSize)
{
    private const int MostPages = 100_000;

    private readonly HashSet<string> keys = [];
    private readonly List<string> pageKeys = [];
    private int page = 1, rows, fresh, firstPage = -1;
    private int? total;

    /// <summary>Different rows so far.</summary>
    public long Seen { get; private set; }

    /// <summary>The last <c>totalCount</c> that was a number.</summary>
    public int? Announced => total;

    public (string, string?)[] Fields =>
        [("currentPage", page.ToString(CultureInfo.InvariantCulture)), ("pageSize", pageSize.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Whether the page to be asked for may be past the end.</summary>
    public bool MayBeOver => page > 1 && (total is not { } said || Seen >= said);

    /// <param name="rowsHere">Rows of the page, unreadable ones too.</param>
    public void Begin(int? totalCount, int rowsHere)
    {
        total = totalCount ?? total;
        rows = rowsHere;
        fresh = 0;
    }

    /// <summary>False when an earlier page had the row: rows move when others come while we read.</summary>
    public bool IsNew(JsonElement row)
    {
        var key = Key(row);
        if (keys.Contains(key)) return false;
        pageKeys.Add(key);
        fresh++;
        Seen++;
        return true;
    }

    /// <summary>To be asked after each page.</summary>
    public bool GoesOn()
    {
        keys.UnionWith(pageKeys);
        pageKeys.Clear();
        if (fresh == 0 || page >= MostPages) return false;
        var first = page++ == 1;
        if (first) firstPage = rows;
        if (rows >= pageSize) return true;
        // A full ten or hundred may be the most that the platform gives at once, and the count be that of the page.
        // One that is less than what came counts something else (6.20 says 1 of 3 rows).
        if (total is { } said && said >= Seen && (Seen < said || rows < firstPage || rows % 10 != 0)) return Seen < said;
        // Without a count, a short first page may be all there is, or the most that the platform gives at once.
        return first || rows >= firstPage;
    }

    // Statistics have "id": 0 in every row (6.33); -1 is nothing elsewhere in the guide, and 6.10's is not the row's own but that of the agent who has the extension.
    private static string Key(JsonElement row) =>
        row.TryGetProperty("id", out var id) && JsonText.Of(id) is { Length: > 0 } text and not ("0" or "-1") ? text : row.GetRawText();
}
