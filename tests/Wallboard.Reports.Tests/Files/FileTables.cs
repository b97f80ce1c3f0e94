using System.Globalization;

namespace Wallboard.Reports.Tests;

/// <summary>Tables for files: a column of each kind.</summary>
internal static class FileTables
{
    public static readonly FileOrigin Origin = new("王芳", new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero), term => $"<{term}>");

    public static readonly ReportColumn[] Columns =
    [
        new("period", "", ColumnKind.Day), Column("phone", ColumnKind.Text), Column("started", ColumnKind.Instant), Column("hour", ColumnKind.Hour), Column("month", ColumnKind.Month),
        Column("count", ColumnKind.Count, TotalRule.Sum), Column("fee", ColumnKind.Number, TotalRule.Sum), Column("talk", ColumnKind.Duration, TotalRule.Sum),
        Column("rate", ColumnKind.Rate) with { Quotient = new(["count"], ["of"]) }, Column("of", ColumnKind.Count, TotalRule.Sum),
    ];

    private static readonly DateTime day = new(2026, 11, 15, 13, 5, 59);

    public static Cell[] Row(int i = 0, string? text = "13800000001") =>
    [
        Cell.Of(day.Date.AddDays(i)), Cell.Of(text), Cell.Of(day.AddSeconds(i)), Cell.Of(day.Date.AddHours(i)), Cell.Of(new DateTime(2026, 11, 1)),
        Cell.Of(1234d + i), Cell.Of(0.25), Cell.Of(new TimeSpan(26, 49, 30)), Cell.Of((1234d + i) / 2000), Cell.Of(2000d),
    ];

    public static Cell[] UnknownRow => [.. Columns.Select(_ => Cell.Unknown)];

    public static ReportTable Table(IEnumerable<Cell[]> rows, IReadOnlyList<ReportColumn>? columns = null) => new(
        new("calls", "演示呼叫中心", "Asia/Shanghai", new(2026, 11, 15), new(2026, 11, 21), ReportUnit.Day, ReportSubject.Queues, [("限定范围", "售前咨询")])
        {
            Sections = ["6.50"], ReadAt = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero),
        }, columns ?? Columns, rows.ToAsyncEnumerable());

    /// <summary>In Chinese, unless a test says otherwise.</summary>
    public static void Speak(string language = "zh-CN") => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

    public static async IAsyncEnumerable<Cell[]> Failing(int after)
    {
        for (var i = 0; i < after; i++) yield return Row(i);
        await Task.CompletedTask;
        throw new InvalidOperationException("page 7 of 12 failed");
    }

    private static ReportColumn Column(string key, ColumnKind kind, TotalRule rule = TotalRule.None) => new(key, "calls", kind, rule) { Title = key };
}
