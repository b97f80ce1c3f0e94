namespace Wallboard.Reports;

/// <summary>What a column's numbers are, and so how every face of a table shows them.</summary>
public enum ColumnKind
{
    /// <summary>Also numbers that nobody adds: agents, phones, ids.</summary>
    Text,
    Count,

    /// <summary>With decimals: a fee, a score.</summary>
    Number,
    Duration,

    /// <summary>A fraction, shown in per cent.</summary>
    Rate,

    /// <summary>A time of day on a date. This kind and the next three are on the tenant's own clock.</summary>
    Instant,
    Hour,
    Day,
    Month,
}

/// <summary>How the line under the rows has a column's value.</summary>
public enum TotalRule
{
    /// <summary>It has none.</summary>
    None,
    Sum,
    Max,
    Min,
}

/// <summary>A typed column of a table.</summary>
/// <param name="Key">Names it in addresses, in storage and in <see cref="ReportText"/>: <c>Column.{key}</c> and, where it needs one, <c>Column.{key}.about</c>.</param>
/// <param name="Group">The heading over it, <c>Group.{group}</c>; empty for what says whose the row is.</param>
public sealed record ReportColumn(string Key, string Group, ColumnKind Kind, TotalRule Total = TotalRule.None)
{
    /// <summary>Of a column that the tenant's own data brings: as the platform names it.</summary>
    public string? Title { get; init; }

    /// <summary>Words with a place for the title: <c>Column.{words}</c> and <c>Column.{words}.about</c>. So a column that is kept has its name in the reader's language.</summary>
    public string? TitleWords { get; init; }

    /// <summary>Set = the value is computed from other columns, in a row and in the total alike, so that a total is never an average of averages.</summary>
    public Quotient? Quotient { get; init; }

    /// <summary>The term of the glossary (<c>metrics.md</c>) that this column is, e.g. <c>asa</c>; its definition is the glossary's.</summary>
    public string? Term { get; init; }

    /// <summary>Not shown until asked for.</summary>
    public bool IsExtra { get; init; }

    /// <summary>Only there for others to be computed from.</summary>
    public bool IsHidden { get; init; }
}

/// <summary>Sums of columns over sums of columns. With a divisor of 0, or one that is not known, there is no value.</summary>
public sealed record Quotient(IReadOnlyList<string> Over, IReadOnlyList<string> Under);
