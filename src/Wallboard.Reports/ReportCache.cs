namespace Wallboard.Reports;

/// <summary>Whose rows of what are kept together.</summary>
public readonly record struct CacheKey(string Tenant, string Report, ReportUnit Unit, ReportSubject Subject);

/// <summary>The rows of a period that is over: of a day, or of a month where the unit is months.</summary>
/// <param name="Day">The day, or the first of the month.</param>
/// <param name="Numbers">Whose rows were asked for; who is not among them is not known to have none.</param>
/// <param name="ReadAt">When the platform said so.</param>
public sealed record CachedPeriod(DateOnly Day, IReadOnlyCollection<string> Numbers, IReadOnlyList<FetchedRow> Rows, DateTimeOffset ReadAt);

/// <summary>Where the rows of periods that are over are kept, so that the platform is asked once.</summary>
public interface IReportCache
{
    Task<IReadOnlyList<CachedPeriod>> ReadAsync(CacheKey key, DayRange days, CancellationToken ct);

    Task WriteAsync(CacheKey key, IReadOnlyList<CachedPeriod> periods, CancellationToken ct);
}
