using System.Globalization;

namespace Wallboard.Reports;

/// <summary>What one row of a report covers.</summary>
public enum ReportUnit
{
    /// <summary>All days asked for, together.</summary>
    Range,
    Hour,
    Day,
    Month,
}

/// <summary>Whose figures a row has.</summary>
public enum ReportSubject
{
    Tenant,
    Queues,

    /// <summary>Named sets of agents, kept in the portal.</summary>
    Departments,
    Agents,

    /// <summary>Every agent of the tenant, one row each.</summary>
    AgentsOfTenant,

    /// <summary>Every agent of some queues, one row each.</summary>
    AgentsOfQueues,

    /// <summary>Some agents added up.</summary>
    AgentsTogether,
}

/// <summary>What a period is compared with.</summary>
public enum ReportComparison
{
    None,

    /// <summary>As many days just before it.</summary>
    Previous,

    /// <summary>The same weekdays, as few whole weeks earlier as do not overlap.</summary>
    Weekdays,
}

/// <summary>All that a report is asked for. It stands in an address, a saved view and a schedule, and is the same in each.</summary>
/// <param name="Report">Id in the catalogue.</param>
/// <param name="Numbers">Of queues or agents, or the departments' names; empty = all that the reader may see.</param>
/// <param name="Columns">Keys, in the catalogue's order; empty = those that are not extra.</param>
/// <param name="Sort">Key of a column; null = by period, then subject.</param>
public sealed record ReportQuery(
    string Report, ReportUnit Unit, ReportPeriod Period, ReportSubject Subject, IReadOnlyList<string> Numbers, IReadOnlyList<string> Columns,
    string? Sort = null, bool Descending = false, ReportComparison Comparison = ReportComparison.None)
{
    /// <summary>Reads an address. What is not there, or cannot be understood, is the report's default.</summary>
    /// <param name="value">Of a name, e.g. <c>unit</c>; lists are separated by commas or given more than once.</param>
    public static ReportQuery Of(Report report, Func<string, IReadOnlyList<string>> value)
    {
        var subject = Choice(value("subject"), report.Subjects);
        return new(
            report.Id, Choice(value("unit"), report.UnitsOf(subject)), ReportPeriod.Of(value("period"), value("from"), value("to")), subject,
            List(value("numbers")), List(value("columns")), value("sort") is [{ Length: > 0 } sort, ..] ? sort : null, value("order") is ["desc", ..],
            Choice(value("compare"), Enum.GetValues<ReportComparison>()));
    }

    /// <summary>The address's part after the question mark, without what is the default.</summary>
    public IEnumerable<(string Name, string Value)> Parts()
    {
        yield return ("unit", Spelt(Unit));
        foreach (var part in Period.Parts()) yield return part;
        yield return ("subject", Spelt(Subject));
        if (Numbers.Count > 0) yield return ("numbers", string.Join(',', Numbers));
        if (Columns.Count > 0) yield return ("columns", string.Join(',', Columns));
        if (Sort is not null) yield return ("sort", Sort);
        if (Descending) yield return ("order", "desc");
        if (Comparison != ReportComparison.None) yield return ("compare", Spelt(Comparison));
    }

    public string ToQueryString() => string.Join('&', Parts().Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}"));

    /// <summary>E.g. <c>agentsOfQueues</c>.</summary>
    internal static string Spelt<T>(T choice) where T : struct, Enum
    {
        var name = choice.ToString();
        return char.ToLower(name[0], CultureInfo.InvariantCulture) + name[1..];
    }

    private static T Choice<T>(IReadOnlyList<string> asked, IReadOnlyList<T> choices) where T : struct, Enum =>
        choices.Where(choice => asked is [{ } name, ..] && Spelt(choice) == name).Cast<T?>().FirstOrDefault() ?? choices[0];

    private static List<string> List(IReadOnlyList<string> values) =>
        [.. values.SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()];
}
