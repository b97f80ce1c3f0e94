using Wallboard.Platform.Api;
using static Wallboard.Platform.Tests.Api.EndpointCalls;

namespace Wallboard.Platform.Tests.Api;

/// <summary>The statistics among <see cref="EndpointCalls"/>: the 24 of 6.45–6.68 by subject and period, and the four over a range.</summary>
internal static class EndpointStatistics
{
    private static StatisticsFilter Bare => new(From, To);

    private static StatisticsFilter Sorted => new(From, To, "agent", "asc");

    public static readonly StatisticsSubject Departments = StatisticsSubject.Departments(new Dictionary<string, IReadOnlyCollection<string>>
    {
        ["部门1"] = ["10000_1000", "10000_1001"], ["部门2"] = ["10000_1003"],
    });

    /// <summary>In the guide's order.</summary>
    public static readonly StatisticsSubject[] Subjects = [StatisticsSubject.Tenant, StatisticsSubject.Queues(Queue, "10000_8001"), Departments, StatisticsSubject.Agents(Agent)];

    public static Dictionary<string, Sample> Samples()
    {
        var samples = new Dictionary<string, Sample>
        {
            ["6.30"] = Of((api, filter) => api.Statistics.StateTotalsAsync(StatisticsSubject.Agents(Agent), filter)),
            ["6.31"] = new(
                [async api => await api.Statistics.ReasonTotalsAsync(StatisticsSubject.AgentsOfTenant, Sorted)], async api => await api.Statistics.ReasonTotalsAsync(Departments, Bare)),
            ["6.32"] = Of((api, filter) => api.Statistics.CallTotalsAsync(StatisticsSubject.AgentsTogether(Agent, "10000_1001"), filter)),
            ["6.33"] = Of((api, filter) => api.Statistics.QueueAnalysisAsync([Queue], filter.From, filter.To)),
        };
        for (var s = 0; s < Subjects.Length; s++)
        {
            var subject = Subjects[s];
            foreach (var period in Enum.GetValues<StatisticsPeriod>())
                samples[$"6.{45 + ((int)period * 4) + s}"] = Of((api, filter) => api.Statistics.CallsAsync(subject, period, filter));
            samples[$"6.{57 + s}"] = Of((api, filter) => api.Statistics.StatesAsync(subject, StatisticsPeriod.Day, filter));
            samples[$"6.{61 + s}"] = Of((api, filter) => api.Statistics.StatesAsync(subject, StatisticsPeriod.Month, filter));
            samples[$"6.{65 + s}"] = Of((api, filter) => api.Statistics.QueuesAsync(subject, filter));
        }
        return samples;
    }

    private static Sample Of<T>(Func<PlatformApi, StatisticsFilter, IAsyncEnumerable<T>> rows) =>
        new([async api => await rows(api, Sorted).ToListAsync()], async api => await rows(api, Bare).ToListAsync());
}
