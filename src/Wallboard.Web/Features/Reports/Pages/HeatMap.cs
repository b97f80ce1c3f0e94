using Wallboard.Reports;

namespace Wallboard.Web.Features.Reports.Pages;

/// <summary>One field: an hour of a weekday.</summary>
/// <param name="Level">0 to <see cref="HeatMap.Levels"/> − 1; null = not known.</param>
internal readonly record struct HeatField(Cell Cell, int? Level);

/// <summary>A measure by hour and weekday, Monday first. What can be added up is the mean of one such day; a quotient is that of the sums.</summary>
/// <param name="Fields">Seven rows of 24.</param>
internal sealed record HeatMap(ReportColumn Column, ColumnKind Kind, IReadOnlyList<HeatField[]> Fields)
{
    public const int Levels = 7;

    /// <summary>Null where the rows are not hours, or may not be put together.</summary>
    public static HeatMap? Of(Report report, ReportResult result, string key)
    {
        if (result.Heading.Unit != ReportUnit.Hour || result.At(key) is not { } at || !result.AddsSubjects(report) || !report.AddsPeriods) return null;
        var column = result.Columns[at];
        var mean = column.Total == TotalRule.Sum && column.Quotient is null;
        var byField = result.Rows.Where(row => result.When(row) is not null).ToLookup(row => (Weekday(result.When(row)!.Value), result.When(row)!.Value.Hour));
        var days = result.Rows.Select(result.When).OfType<DateTime>().Select(time => time.Date).Distinct().ToLookup(Weekday);
        var cells = Enumerable.Range(0, 7).Select(weekday => Enumerable.Range(0, 24).Select(hour => Field(weekday, hour)).ToArray()).ToList();
        var most = cells.SelectMany(row => row).Max(cell => cell.Number) ?? 0;
        return new(
            column, mean && column.Kind == ColumnKind.Count ? ColumnKind.Number : column.Kind,
            [.. cells.Select(row => row.Select(cell => new HeatField(cell, Level(cell, most))).ToArray())]);

        Cell Field(int weekday, int hour)
        {
            var rows = byField[(weekday, hour)].ToList();
            if (rows.Count == 0) return Cell.Unknown;
            var cell = result.Together(rows)[at];
            return !mean || cell.Number is not { } sum ? cell
                : Cell.Of(Math.Round(sum / days[weekday].Count(), column.Kind == ColumnKind.Duration ? 0 : 1, MidpointRounding.AwayFromZero));
        }
    }

    private static int? Level(Cell cell, double most) => cell.Number is { } value ? (most <= 0 ? 0 : (int)Math.Ceiling(Math.Clamp(value / most, 0, 1) * (Levels - 1))) : null;

    private static int Weekday(DateTime day) => ((int)day.DayOfWeek + 6) % 7;
}
