namespace Wallboard.Reports;

/// <summary>Columns of a report with where their values are in a row of the platform.</summary>
internal sealed class Measures<T>
{
    private readonly List<ReportColumn> columns = [];
    private readonly List<Func<T, Cell>?> values = [];

    public IReadOnlyList<ReportColumn> Columns => columns;

    /// <summary>The columns from here on are under this heading.</summary>
    public string Group { get; set; } = "";

    public Measures<T> In(string group, params ReadOnlySpan<(ReportColumn Column, Func<T, Cell>? Value)> measures)
    {
        foreach (var (column, value) in measures)
        {
            columns.Add(column with { Group = group });
            values.Add(value);
        }
        return this;
    }

    /// <summary>One cell a column; those with a quotient are left to be computed.</summary>
    public Cell[] Of(T row) => [.. values.Select(value => value is null ? Cell.Unknown : value(row))];
}

/// <summary>The kinds of columns that reports are declared with.</summary>
internal static class Measure
{
    public static (ReportColumn, Func<T, Cell>?) Count<T>(string key, Func<T, int?> value, string? term = null, bool extra = false) =>
        (new(key, "", ColumnKind.Count, TotalRule.Sum) { Term = term, IsExtra = extra }, row => Cell.Of((double?)value(row)));

    public static (ReportColumn, Func<T, Cell>?) Time<T>(string key, Func<T, TimeSpan?> value, string? term = null, bool extra = false) =>
        (new(key, "", ColumnKind.Duration, TotalRule.Sum) { Term = term, IsExtra = extra }, row => Cell.Of(value(row)));

    public static (ReportColumn, Func<T, Cell>?) Longest<T>(string key, Func<T, TimeSpan?> value, bool extra = false) =>
        (new(key, "", ColumnKind.Duration, TotalRule.Max) { IsExtra = extra }, row => Cell.Of(value(row)));

    public static (ReportColumn, Func<T, Cell>?) Shortest<T>(string key, Func<T, TimeSpan?> value, bool extra = false) =>
        (new(key, "", ColumnKind.Duration, TotalRule.Min) { IsExtra = extra }, row => Cell.Of(value(row)));

    public static (ReportColumn, Func<T, Cell>?) Rate<T>(string key, string[] over, string[] under, string? term = null, bool extra = false) =>
        (new(key, "", ColumnKind.Rate) { Quotient = new(over, under), Term = term, IsExtra = extra }, null);

    public static (ReportColumn, Func<T, Cell>?) Average<T>(string key, string[] over, string[] under, string? term = null, bool extra = false) =>
        (new(key, "", ColumnKind.Duration) { Quotient = new(over, under), Term = term, IsExtra = extra }, null);

    /// <summary>The platform's own average or rate, for comparison: it cannot be added up.</summary>
    public static (ReportColumn, Func<T, Cell>?) Given<T>(string key, ColumnKind kind, Func<T, Cell> value) => (new(key, "", kind) { IsExtra = true }, value);
}
