using Wallboard.Reports;

namespace Wallboard.Web.Features.Reports.Files;

/// <summary>What the chart of a printed report shows: sums over the rows of each category.</summary>
/// <param name="Series">Names and values, one value a category.</param>
public sealed record PdfChart(IReadOnlyList<string> Categories, IReadOnlyList<(string Name, double[] Values)> Series)
{
    private const int MostSeries = 2, MostCategories = 400, MostSubjects = 24;

    private static readonly double[] steps = [1, 2, 5, 10];

    private double Highest => Series.SelectMany(s => s.Values).DefaultIfEmpty(0).Max();

    /// <summary>Null: there is nothing to draw.</summary>
    public static PdfChart? Of(ReportTable table, IReadOnlyList<Cell[]> rows)
    {
        var columns = table.Columns.Index().ToList();
        // Without a column of time, the categories are whose the rows are: the last of the first columns, their names.
        var category = columns.FirstOrDefault(c => c.Item.Kind is ColumnKind.Hour or ColumnKind.Day or ColumnKind.Month, columns.LastOrDefault(c => c.Item.Group.Length == 0));
        var charted = ReportCatalogue.Find(table.Heading.ReportId)?.Charted ?? [];
        var drawn = columns.Where(c => charted.Contains(c.Item.Key) && c.Item is { Kind: ColumnKind.Count, Total: TotalRule.Sum }).Take(MostSeries).ToList();
        if (drawn.Count == 0 || category.Item is null || rows.Count < 2) return null;
        var groups = rows.GroupBy(row => CellText.Of(row[category.Index], category.Item.Kind)).ToList();
        if (groups.Count < 2 || groups.Count > (category.Item.Kind == ColumnKind.Text ? MostSubjects : MostCategories)) return null;
        var headers = FileNotes.Headers(table.Columns);
        return new([.. groups.Select(g => g.Key)], [.. drawn.Select(c => (headers[c.Index], groups.Select(g => g.Sum(row => row[c.Index].Number ?? 0)).ToArray()))]);
    }

    /// <summary>The least of 1, 2, 5 times a power of ten that four lines of it reach over the highest.</summary>
    public double Step()
    {
        var least = Math.Max(Highest / 4, 1);
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return steps.Select(times => times * power).First(step => step >= least);
    }
}
