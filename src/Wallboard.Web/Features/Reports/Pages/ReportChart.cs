using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Wallboard.Reports;

namespace Wallboard.Web.Features.Reports.Pages;

/// <summary>A line or row of bars.</summary>
/// <param name="Kind">How numbers are written.</param>
/// <param name="Values">One a label; null = not known.</param>
/// <param name="Texts">As the table writes them.</param>
/// <param name="Earlier">Of the days that it is compared with: dashed.</param>
internal sealed record ChartSeries(string Name, ColumnKind Kind, bool Earlier, IReadOnlyList<double?> Values, IReadOnlyList<string> Texts);

/// <summary>What <c>live-chart.js</c> draws: numbers and words only, no looks.</summary>
/// <param name="Bars">Labels are subjects, not times.</param>
internal sealed record ReportChart(bool Bars, IReadOnlyList<string> Labels, IReadOnlyList<ChartSeries> Series)
{
    /// <summary>More bars, and lines beside each other, cannot be told apart.</summary>
    public const int MostBars = 40, MostLines = 8;

    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public string ToJson() => JsonSerializer.Serialize(this, json);

    /// <param name="before">What it is compared with.</param>
    /// <param name="keys">The measures to draw.</param>
    /// <returns>Null where there is nothing to draw.</returns>
    public static ReportChart? Of(Report report, ReportResult result, ReportResult? before, IReadOnlyCollection<string> keys)
    {
        var columns = result.Columns.Index().Where(c => keys.Contains(c.Item.Key)).Select(c => (c.Index, Column: c.Item)).ToList();
        if (columns.Count == 0 || result.Rows.Count == 0) return null;
        if (result.Heading.Unit == ReportUnit.Range) return OfSubjects(result, columns);
        return result.AddsSubjects(report) ? OfTimes(result, before, columns) : OfSubjectsOverTime(result, columns[0]);
    }

    private static ReportChart OfSubjects(ReportResult result, List<(int Index, ReportColumn Column)> columns)
    {
        var rows = result.Rows.OrderByDescending(row => row[columns[0].Index].Number ?? double.MinValue).Take(MostBars).ToList();
        return new(true, [.. rows.Select(row => Subject(result, row))], [.. columns.Select(c => Drawn(ReportText.Name(c.Column), c, [.. rows.Select(row => row[c.Index])]))]);
    }

    private static ReportChart OfTimes(ReportResult result, ReportResult? before, List<(int Index, ReportColumn Column)> columns)
    {
        var lines = ByTime(result);
        var times = Times(result.Heading);
        var series = columns.Select(c => Drawn(ReportText.Name(c.Column), c, [.. times.Select(time => Of(lines, time, c.Index))])).ToList();
        if (before is not null && before.Columns.Select(c => c.Key).SequenceEqual(result.Columns.Select(c => c.Key)))
        {
            var (earlier, then) = (ByTime(before), Times(before.Heading));
            series.AddRange(columns.Select(c => Drawn(
                ReportPageText.Words["Earlier", ReportText.Name(c.Column)], c, [.. times.Select((_, i) => i < then.Count ? Of(earlier, then[i], c.Index) : Cell.Unknown)], earlier: true)));
        }
        return new(false, [.. times.Select(time => CellText.Of(Cell.Of(time), Kind(result)))], series);
    }

    /// <summary>Whose rows may not be added up has a line of their own, of the first measure.</summary>
    private static ReportChart OfSubjectsOverTime(ReportResult result, (int Index, ReportColumn Column) measure)
    {
        var times = Times(result.Heading);
        var subjects = result.Rows.GroupBy(row => result.Who(row)).OrderByDescending(who => who.Sum(row => row[measure.Index].Number ?? 0)).Take(MostLines);
        return new(false, [.. times.Select(time => CellText.Of(Cell.Of(time), Kind(result)))],
        [
            .. subjects.Select(who =>
            {
                var lines = who.Where(row => result.When(row) is not null).ToDictionary(row => result.When(row)!.Value, row => row);
                return Drawn(Subject(result, who.First()), measure, [.. times.Select(time => Of(lines, time, measure.Index))]);
            }),
        ]);
    }

    private static Dictionary<DateTime, Cell[]> ByTime(ReportResult result) =>
        result.Rows.Where(row => result.When(row) is not null).GroupBy(row => result.When(row)!.Value).ToDictionary(time => time.Key, time => result.Together([.. time]));

    private static Cell Of(Dictionary<DateTime, Cell[]> lines, DateTime time, int at) => lines.TryGetValue(time, out var line) ? line[at] : Cell.Unknown;

    /// <summary>All there are, so that what the platform has no row for is a gap and not a jump.</summary>
    private static List<DateTime> Times(ReportHeading heading)
    {
        var (time, end) = (heading.From.ToDateTime(TimeOnly.MinValue), heading.To.AddDays(1).ToDateTime(TimeOnly.MinValue));
        if (heading.Unit == ReportUnit.Month) time = time.AddDays(1 - time.Day);
        List<DateTime> times = [];
        for (; time < end; time = heading.Unit switch { ReportUnit.Hour => time.AddHours(1), ReportUnit.Day => time.AddDays(1), _ => time.AddMonths(1) }) times.Add(time);
        return times;
    }

    private static ColumnKind Kind(ReportResult result) => result.Columns[result.At(ReportSummary.Period)!.Value].Kind;

    private static string Subject(ReportResult result, Cell[] row) => result.Who(row) is var (number, name) && name is not null ? name : number ?? CellText.Unknown;

    private static ChartSeries Drawn(string name, (int Index, ReportColumn Column) measure, List<Cell> cells, bool earlier = false) =>
        new(name, measure.Column.Kind, earlier, [.. cells.Select(cell => cell.Number)], [.. cells.Select(cell => CellText.Of(cell, measure.Column.Kind))]);
}
