namespace Wallboard.Reports;

/// <summary>A report of the catalogue: a declaration, not a page of its own.</summary>
/// <param name="Id">In addresses; <c>Report.{id}</c> and <c>Report.{id}.about</c> in <see cref="ReportText"/>.</param>
/// <param name="Area">Where the catalogue has it: <c>Area.{area}</c>.</param>
/// <param name="Subjects">The first is the default.</param>
/// <param name="Units">The first is the default.</param>
/// <param name="Measures">Columns beside those that say whose and when a row is, in groups.</param>
/// <param name="Fetch">Reads the rows.</param>
public sealed record Report(
    string Id, string Area, IReadOnlyList<ReportSubject> Subjects, IReadOnlyList<ReportUnit> Units, IReadOnlyList<ReportColumn> Measures, ReportFetch Fetch)
{
    /// <summary>The guide's section for a subject and unit, e.g. <c>6.45</c>; empty for what the portal itself has kept.</summary>
    public Func<ReportSubject, ReportUnit, string?> Section { get; init; } = (_, _) => null;

    /// <summary>Whether rows of several subjects may be added up. Agents are in several queues and departments.</summary>
    public Func<ReportSubject, bool> Adds { get; init; } = subject => subject != ReportSubject.Departments;

    /// <summary>Whether rows of several periods may be added up.</summary>
    public bool AddsPeriods { get; init; } = true;

    /// <summary>What has been read of a period that is over stays true, and is kept.</summary>
    public bool IsKept { get; init; }

    /// <summary>What the tenant's settings make of a column's cell as it was read. They may change while what was read is kept.</summary>
    public Func<ReportSources, string, Cell, Cell>? Settled { get; init; }

    /// <summary>The columns that the chart shows at first.</summary>
    public IReadOnlyList<string> Charted { get; init; } = [];

    /// <summary>Some subjects may have fewer units than others.</summary>
    public IReadOnlyList<ReportUnit> UnitsOf(ReportSubject subject) => [.. Units.Where(unit => !Missing.Contains((subject, unit)))];

    /// <summary>Combinations that there are not.</summary>
    public IReadOnlyList<(ReportSubject, ReportUnit)> Missing { get; init; } = [];
}

/// <summary>Reads rows, page by page.</summary>
/// <exception cref="Platform.Api.PlatformApiException">The platform failed; what was read before is good.</exception>
public delegate IAsyncEnumerable<FetchedRow> ReportFetch(ReportRequest request, CancellationToken ct);

/// <summary>A row as it was read: sums only, nothing computed.</summary>
/// <param name="Period">Null for <see cref="ReportUnit.Range"/>, and where the platform does not say.</param>
/// <param name="Number">Of queue or agent.</param>
/// <param name="Cells">One for each of <see cref="Report.Measures"/>; those with a quotient are unknown.</param>
/// <param name="Own">Columns that the tenant's own data brings.</param>
public sealed record FetchedRow(Platform.Api.StatisticsTime? Period, string? Number, string? Name, IReadOnlyList<Cell> Cells, IReadOnlyList<(ReportColumn Column, Cell Cell)> Own);
