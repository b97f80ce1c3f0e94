namespace Wallboard.Reports;

/// <summary>Columns of a report with where their values are in a row of the platform.</summary>
internal sealed class Measures<T>
{
    private readonly List<ReportColumn> columns = [];
    private readonly List<Func<T, Cell>?> values = [];

    public IReadOnlyList<ReportColumn> Columns => columns;

    /// <summary>The columns are under this heading.</summary>
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
internal static class Measure<T>
{
    public static (ReportColumn, Func<T, Cell>?) Count(string key, Func<T, int?> value, string? term = null, bool extra = false, bool hidden = false) =>
        (new(key, "", ColumnKind.Count, TotalRule.Sum) { Term = term, IsExtra = extra, IsHidden = hidden }, row => Cell.Of((double?)value(row)));

    public static (ReportColumn, Func<T, Cell>?) Time(string key, Func<T, TimeSpan?> value, string? term = null, bool extra = false, bool hidden = false) =>
        (new(key, "", ColumnKind.Duration, TotalRule.Sum) { Term = term, IsExtra = extra, IsHidden = hidden }, row => Cell.Of(value(row)));

    /// <summary>The most of the periods or subjects.</summary>
    public static (ReportColumn, Func<T, Cell>?) Highest(string key, ColumnKind kind, Func<T, Cell> value, string? term = null, bool extra = false) =>
        (new(key, "", kind, TotalRule.Max) { Term = term, IsExtra = extra }, value);

    public static (ReportColumn, Func<T, Cell>?) Longest(string key, Func<T, TimeSpan?> value, string? term = null, bool extra = false) =>
        Highest(key, ColumnKind.Duration, row => Cell.Of(value(row)), term, extra);

    public static (ReportColumn, Func<T, Cell>?) Shortest(string key, Func<T, TimeSpan?> value, bool extra = false) =>
        (new(key, "", ColumnKind.Duration, TotalRule.Min) { IsExtra = extra }, row => Cell.Of(value(row)));

    public static (ReportColumn, Func<T, Cell>?) Rate(string key, string[] over, string[] under, string? term = null, bool extra = false) =>
        Quotient(key, ColumnKind.Rate, over, under, term, extra);

    public static (ReportColumn, Func<T, Cell>?) Average(string key, string[] over, string[] under, string? term = null, bool extra = false) =>
        Quotient(key, ColumnKind.Duration, over, under, term, extra);

    /// <summary>A mean that is neither a rate nor a time.</summary>
    public static (ReportColumn, Func<T, Cell>?) Mean(string key, string[] over, string[] under, string? term = null) =>
        Quotient(key, ColumnKind.Number, over, under, term, extra: false);

    /// <summary>The platform's own average, cut to whole seconds, for comparison: it cannot be added up.</summary>
    public static (ReportColumn, Func<T, Cell>?) GivenTime(string key, Func<T, TimeSpan?> value) =>
        (new(key, "", ColumnKind.Duration) { IsExtra = true }, row => Cell.Of(value(row)));

    /// <summary>The platform's own rate, for comparison.</summary>
    public static (ReportColumn, Func<T, Cell>?) GivenRate(string key, Func<T, decimal?> value) =>
        (new(key, "", ColumnKind.Rate) { IsExtra = true }, row => Cell.Of(value(row)));

    private static (ReportColumn, Func<T, Cell>?) Quotient(string key, ColumnKind kind, string[] over, string[] under, string? term, bool extra) =>
        (new(key, "", kind) { Quotient = new(over, under), Term = term, IsExtra = extra }, null);
}
