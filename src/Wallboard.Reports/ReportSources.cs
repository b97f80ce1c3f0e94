using Wallboard.Live;
using Wallboard.Platform.Api;

namespace Wallboard.Reports;

/// <summary>What a tenant's reports are made from.</summary>
/// <param name="Zone">Of the tenant; days and hours are its.</param>
/// <param name="Visits">Stored queue visits that entered on these days.</param>
/// <param name="Samples">Concurrency, sampled each minute of these days.</param>
/// <param name="Queue">How a queue's service level is counted.</param>
/// <param name="NameOf">Of a queue or agent, for rows that have none.</param>
public sealed record ReportSources(
    PlatformApi Api, TimeZoneInfo Zone, Func<DayRange, CancellationToken, IAsyncEnumerable<QueueVisit>> Visits,
    Func<DayRange, CancellationToken, IAsyncEnumerable<ConcurrencySample>> Samples, Func<string, QueueOptions> Queue, Func<string, string?> NameOf)
{
    /// <summary>6.4 <c>afterState</c>: 2 = agents go into after-call work by themselves; null = not known.</summary>
    public int? AfterCallState { get; init; }

    /// <summary>The keys that the tenant's satisfaction question offers, with the score that the tenant gives each.</summary>
    public IReadOnlyDictionary<string, int?> SatisfactionKeys { get; init; } = Enumerable.Range(1, 5).ToDictionary(key => $"{key}", _ => (int?)null);
}

/// <summary>A stored visit to a queue.</summary>
/// <param name="EnteredAt">On the tenant's own clock.</param>
/// <param name="Wait">From entry to answer, or to the end where there was none.</param>
public readonly record struct QueueVisit(string Queue, DateTime EnteredAt, VisitOutcome Outcome, TimeSpan Wait, int? CallType);

/// <summary>Calls at one instant. Guide 6.34.</summary>
/// <param name="At">On the tenant's own clock.</param>
/// <param name="Used"><c>tenantOutboundChannel</c>.</param>
/// <param name="Allowed"><c>tenantMaxConcurrent</c>.</param>
public readonly record struct ConcurrencySample(DateTime At, int Used, int? Allowed);

/// <summary>One reading: a subject over some days.</summary>
/// <param name="Numbers">Of queues or agents; never empty where the subject has them.</param>
/// <param name="Departments">Agents by department, where the subject is that.</param>
public sealed record ReportRequest(
    ReportSources Sources, ReportUnit Unit, DayRange Days, ReportSubject Subject, IReadOnlyList<string> Numbers,
    IReadOnlyDictionary<string, IReadOnlyCollection<string>> Departments, IProgress<PageProgress>? Progress = null)
{
    /// <summary>As the statistics of the platform want it. Guide 6.27, 6.30–6.33, 6.45–6.68.</summary>
    internal StatisticsSubject PlatformSubject => Subject switch
    {
        ReportSubject.Tenant => StatisticsSubject.Tenant,
        ReportSubject.Queues => StatisticsSubject.Queues(Numbers),
        ReportSubject.Departments => StatisticsSubject.Departments(Departments),
        ReportSubject.Agents => StatisticsSubject.Agents(Numbers),
        ReportSubject.AgentsOfTenant => StatisticsSubject.AgentsOfTenant,
        ReportSubject.AgentsOfQueues => StatisticsSubject.AgentsOfQueues(Numbers),
        _ => StatisticsSubject.AgentsTogether(Numbers),
    };

    internal StatisticsPeriod PlatformPeriod => Enum.Parse<StatisticsPeriod>(Unit.ToString());

    internal DateTimeOffset From => Local(Days.From.ToDateTime(TimeOnly.MinValue));

    /// <summary>The last second: the platform may or may not count the one that it is given.</summary>
    internal DateTimeOffset To => Local(Days.To.ToDateTime(new(23, 59, 59)));

    internal StatisticsFilter Filter => new(From, To);

    private DateTimeOffset Local(DateTime time) => new(time, Sources.Zone.GetUtcOffset(time));
}
