using Wallboard.Platform.Api;

namespace Wallboard.Reports;

/// <summary>
/// Where nothing happened, some platforms have rows of zeros and others none. Of a single subject the rows in between are made here, so that a line is not drawn
/// across the night. Before the first row the platform may have known nothing, and after the last it may not have come so far: nothing is said of either.
/// </summary>
internal static class ReportGaps
{
    /// <param name="rows">Whole or not.</param>
    public static IReadOnlyList<FetchedRow> Filled(Report report, ReportQuery query, ReportSources sources, IReadOnlyList<FetchedRow> rows)
    {
        if (!report.IsKept || query.Unit == ReportUnit.Range || rows.Any(row => row.Period is null) || rows.Count == 0 || rows.Any(row => (row.Number, row.Name) != (rows[0].Number, rows[0].Name))) return rows;
        var known = rows.Select(row => row.Period!.Value).ToHashSet();
        var (first, last) = (known.Min(At), known.Max(At));
        var missing = Periods(first, last, query.Unit).Where(period => !known.Contains(period) && !sources.Zone.IsInvalidTime(At(period)));
        return [.. rows, .. missing.Select(period => rows[0] with
        {
            Period = period,
            Cells = [.. report.Measures.Select(column => column.Total == TotalRule.Sum ? Cell.Of(0d) : Cell.Unknown)],
            Own = [],
        })];
    }

    private static IEnumerable<StatisticsTime> Periods(DateTime first, DateTime last, ReportUnit unit)
    {
        for (var at = first; at <= last; at = unit switch { ReportUnit.Hour => at.AddHours(1), ReportUnit.Day => at.AddDays(1), _ => at.AddMonths(1) })
            yield return new(DateOnly.FromDateTime(at), unit == ReportUnit.Hour ? at.Hour : null);
    }

    private static DateTime At(StatisticsTime period) => period.Date.ToDateTime(new(period.Hour ?? 0, 0));
}
