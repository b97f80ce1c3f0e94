using System.Text.Json.Serialization.Metadata;

namespace Wallboard.Platform.Api;

/// <summary>
/// Statistics: three families (calls, agents' states, queue visits), each by subject and period, and four sums over any range. Guide 6.30–6.33,
/// 6.45–6.68. Averages are cut to whole seconds: recompute them from sums. Hours, days or months without anything may be rows of zeros or missing.
/// </summary>
public sealed class StatisticsApi
{
    private readonly ApiCaller caller;

    internal StatisticsApi(ApiCaller caller) => this.caller = caller;

    /// <summary>Calls (not queue visits) by hour, day or month. Guide 6.45–6.56.</summary>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    /// <exception cref="ArgumentException">The guide has no such statistic, or a number is another tenant's.</exception>
    public IAsyncEnumerable<CallStatistics> CallsAsync(
        StatisticsSubject subject, StatisticsPeriod period, StatisticsFilter filter, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        RowsAsync(StatisticsEndpoints.Calls, subject, period, filter, j => j.CallStatistics, seen, ct);

    /// <summary>Agents' states and calls by day or month; there are none by hour. Guide 6.57–6.64.</summary>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    /// <exception cref="ArgumentException">The guide has no such statistic, or a number is another tenant's.</exception>
    public IAsyncEnumerable<StateStatistics> StatesAsync(
        StatisticsSubject subject, StatisticsPeriod period, StatisticsFilter filter, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        RowsAsync(StatisticsEndpoints.States, subject, period, filter, j => j.StateStatistics, seen, ct);

    /// <summary>Queue visits by day. Guide 6.65–6.68.</summary>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    /// <exception cref="ArgumentException">The guide has no such statistic, or a number is another tenant's.</exception>
    public IAsyncEnumerable<QueueStatistics> QueuesAsync(
        StatisticsSubject subject, StatisticsFilter filter, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        RowsAsync(StatisticsEndpoints.Queues, subject, StatisticsPeriod.Day, filter, j => j.QueueStatistics, seen, ct);

    /// <summary>Agents' states and calls over a range. Guide 6.30.</summary>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    /// <exception cref="ArgumentException">A number is another tenant's.</exception>
    public IAsyncEnumerable<StateStatistics> StateTotalsAsync(
        StatisticsSubject subject, StatisticsFilter filter, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(ApiEndpoint.AgentStatistics, caller.Tenant([.. subject.TypedFields(caller), .. Fields(filter)]), j => j.StateStatistics, seen, ct)
            .Select(row => row.Completed(subject, null, null, caller));

    /// <summary>The tenant's own states over a range. Guide 6.31.</summary>
    /// <exception cref="ArgumentException">A number is another tenant's.</exception>
    public Task<IReadOnlyList<ReasonStatistics>> ReasonTotalsAsync(StatisticsSubject subject, StatisticsFilter filter, CancellationToken ct = default) =>
        caller.ListAsync(ApiEndpoint.ReasonStatistics, caller.Tenant([.. subject.TypedFields(caller), .. Fields(filter)]), j => j.ReasonStatistics, ct);

    /// <summary>Calls over a range. Guide 6.32.</summary>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    /// <exception cref="ArgumentException">A number is another tenant's.</exception>
    public IAsyncEnumerable<CallStatistics> CallTotalsAsync(
        StatisticsSubject subject, StatisticsFilter filter, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(ApiEndpoint.CallStatistics, caller.Tenant([.. subject.TypedFields(caller), .. Fields(filter)]), j => j.CallStatistics, seen, ct)
            .Select(row => row.Completed(subject, null, null, caller));

    /// <summary>Queue visits over a range. Guide 6.33, whose table has neither queue nor tenant: ask for one queue where the rows do not say.</summary>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    /// <exception cref="ArgumentException">A queue is another tenant's.</exception>
    public IAsyncEnumerable<QueueAnalysis> QueueAnalysisAsync(
        IReadOnlyCollection<string> queues, DateTimeOffset from, DateTimeOffset to, IProgress<PageProgress>? seen = null, CancellationToken ct = default)
    {
        caller.RequireOwn(queues, nameof(queues));
        return caller.PagesAsync(
            ApiEndpoint.QueueAnalysis, caller.Tenant(("filter", ApiCaller.Join(queues)), ("startTime", caller.Time(from)), ("endTime", caller.Time(to))),
            j => j.QueueAnalysis, seen, ct).Select(row => row.Queue is null && queues.Count == 1 ? row with { Queue = queues.First() } : row);
    }

    private IAsyncEnumerable<T> RowsAsync<T>(
        IReadOnlyDictionary<(int, StatisticsPeriod), ApiEndpoint> family, StatisticsSubject subject, StatisticsPeriod period, StatisticsFilter filter,
        Func<PlatformJson, JsonTypeInfo<T>> type, IProgress<PageProgress>? seen, CancellationToken ct)
        where T : StatisticsRow =>
        family.TryGetValue((subject.Dimension ?? -1, period), out var endpoint)
            ? caller.PagesAsync(endpoint, caller.Tenant([subject.DimensionField(caller), .. Fields(filter)]), type, seen, ct)
                .Select(row => row.Completed(subject, period, filter, caller))
            : throw new ArgumentException("The guide has no such statistic.", nameof(subject));

    private (string, string?)[] Fields(StatisticsFilter filter) =>
        [("startTime", caller.Time(filter.From)), ("endTime", caller.Time(filter.To)), ("sort", filter.Sort), ("order", filter.Order)];
}

/// <summary>Range and order of a statistic.</summary>
/// <param name="To">The platform may or may not count its very second: end at <c>23:59:59</c>.</param>
/// <param name="Sort">A field of the answer, in the guide's spelling.</param>
/// <param name="Order"><c>asc</c> or <c>desc</c>.</param>
public sealed record StatisticsFilter(DateTimeOffset From, DateTimeOffset To, string? Sort = null, string? Order = null);

/// <summary>The 24 endpoints of 6.45–6.68 by subject and period: what the guide has, and nothing else.</summary>
internal static class StatisticsEndpoints
{
    /// <summary>In the guide's order, which is that of <see cref="StatisticsSubject.Dimension"/>.</summary>
    private static readonly string[] Dimensions = ["Tenant", "Queue", "SkillGroup", "Agent"];

    public static readonly IReadOnlyDictionary<(int, StatisticsPeriod), ApiEndpoint>
        Calls = Family(45, "", "DateStatistics", StatisticsPeriod.Hour, StatisticsPeriod.Day, StatisticsPeriod.Month),
        States = Family(57, "State", "DateStatistics", StatisticsPeriod.Day, StatisticsPeriod.Month),
        Queues = Family(65, "", "DateQueueStatistics", StatisticsPeriod.Day);

    // query/queryTenantHourDateStatistics, query/querySkillGroupStateMonthDateStatistics, query/queryAgentDayDateQueueStatistics
    private static Dictionary<(int, StatisticsPeriod), ApiEndpoint> Family(int first, string infix, string ending, params StatisticsPeriod[] periods) =>
        periods.SelectMany((period, p) => Dimensions.Select((dimension, d) => (
            Key: (d, period),
            Endpoint: new ApiEndpoint($"6.{first + (p * Dimensions.Length) + d}", $"query/query{dimension}{infix}{period}{ending}"))))
        .ToDictionary(e => e.Key, e => e.Endpoint);
}
