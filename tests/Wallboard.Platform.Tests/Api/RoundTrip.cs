using Wallboard.Platform.Api;
using static Wallboard.Platform.Tests.Api.EndpointCalls;

namespace Wallboard.Platform.Tests.Api;

/// <summary>One call of every endpoint in an order in which each finds something: first what makes, then what asks, then what deletes.</summary>
internal static class RoundTrip
{
    private static readonly DateTimeOffset From = new(2026, 11, 21, 0, 0, 0, TimeSpan.FromHours(8)), To = new(2026, 11, 22, 23, 59, 59, TimeSpan.FromHours(8));
    private static readonly StatisticsFilter Days = new(From, To);

    public static IEnumerable<(string Section, Call Call)> Steps => [.. Makes, .. Asks, .. Statistics, .. Changes, .. Deletes];

    private static async Task<object?> None(Task call)
    {
        await call;
        return "done";
    }

    private static async Task<string> FirstCampaignAsync(PlatformApi api) => (await api.Campaigns.ListAsync().FirstAsync()).Id!;

    private static async Task<string> FirstEntryAsync(PlatformApi api) => (await api.Blacklist.ListAsync(Agent).FirstAsync()).Id!;

    private static async Task<string> FirstTemplateAsync(PlatformApi api) => (await api.Rest.TemplatesAsync().FirstAsync()).Id!;

    private static (string, Call)[] Makes =>
    [
        ("7.1", api => None(api.Messages.SendAsync(new(Agent, ["13900001111", "13900002222"], "您好", Attribute: "x")))),
        ("7.4", api => None(api.Rest.AddTemplateAsync(new(TimeSpan.FromHours(12), TimeSpan.FromHours(13), 2, "1")))),
        ("7.11", async api => await api.Blacklist.AddAsync(Agent, new("王", "13900003333", 1, "骚扰"))),
        ("8.1", async api => await api.Campaigns.AddAsync(new NewAgentCampaign("回访", Agent, [new("13900001111"), new("13900002222")], "1", 1, 1))),
    ];

    private static (string, Call)[] Asks =>
    [
        ("6.1", async api => await api.Tenants.UnboundAsync()),
        ("6.2", async api => await api.Tenants.UnboundQueuesAsync()),
        ("6.3", async api => await api.Tenants.UnboundAgentsAsync()),
        ("6.4", async api => await api.Tenants.ListAsync().ToListAsync()),
        ("6.5", async api => await api.Tenants.GetAsync()),
        ("6.6", async api => await api.Queues.ListAsync().ToListAsync()),
        ("6.7", async api => await api.Queues.GetAsync(Queue)),
        ("6.8", async api => await api.Queues.RealtimeAsync()),
        ("6.9", async api => await api.Queues.WaitingAsync(Queue)),
        ("6.10", async api => await api.Agents.ExtensionsAsync().ToListAsync()),
        ("6.11", async api => await api.Agents.ListAsync().ToListAsync()),
        ("6.12", async api => await api.Agents.GetAsync((await api.Agents.ListAsync().FirstAsync()).Id!)),
        ("6.13", async api => await api.Agents.StatesAsync(AgentSelection.Queues([Queue]))),
        ("6.14", async api => await api.Agents.RealtimeAsync([Agent, "10000_1001"])),
        ("6.15", async api => await api.Agents.StateCountsAsync()),
        ("6.16", async api => await api.Ivr.FlowsAsync().ToListAsync()),
        ("6.17", async api => await api.Ivr.RecordsAsync(new(From, To)).ToListAsync()),
        ("6.18", async api => await api.Ivr.StepsAsync((await api.Ivr.RecordsAsync(new(From, To)).FirstAsync()).SessionId!)),
        ("6.19", async api => await api.QueueRecords.ListAsync(new(From, To)).ToListAsync()),
        ("6.20", async api => await api.QueueRecords.StepsAsync((await api.QueueRecords.ListAsync(new(From, To)).FirstAsync(v => v.Agent is not null)).Id!)),
        ("6.21", async api => await api.Calls.ListAsync(new(From, To)).ToListAsync()),
        ("6.22", async api => await api.Calls.GetAsync((await api.Calls.ListAsync(new(From, To)).FirstAsync()).Id!)),
        ("6.23", async api => await api.Recordings.ListAsync(new(From: From, To: To)).ToListAsync()),
        ("6.24", async api => await api.Recordings.GetAsync((await api.Recordings.ListAsync(new(From: From, To: To)).FirstAsync()).Id!)),
        ("6.25", async api => await api.Blacklist.CallsAsync(new(From: From, To: To)).ToListAsync()),
        ("6.26", async api => await api.Satisfaction.ListAsync(new(From, To)).ToListAsync()),
        ("6.28", async api => await api.Messages.VoicemailsAsync(from: From, to: To).ToListAsync()),
        ("6.29", async api => await api.Messages.ListAsync(new(From: From, To: To)).ToListAsync()),
        ("6.34", async api => await api.System.ConcurrencyAsync()),
        ("6.35", async api => await api.System.NumberOriginAsync("13900001111")),
        ("6.36", async api => await api.States.DefinitionsAsync()),
        ("6.37", async api => await api.States.ColorsAsync()),
        ("6.38", async api => await api.States.RecordsAsync(new(From, To, Agent)).ToListAsync()),
        ("6.39", async api => await api.Calls.AttachedDataAsync((await api.Satisfaction.ListAsync(new(From, To)).FirstAsync(s => s.Digits is not null)).CallId!)),
        ("6.40", async api => await api.Rest.QueueAsync()),
        ("6.41", async api => await api.Rest.TemplatesAsync().ToListAsync()),
        ("6.42", async api => await api.Blacklist.ListAsync(Agent).ToListAsync()),
        ("6.43", async api => await api.Blacklist.GetAsync(await FirstEntryAsync(api))),
        ("6.44", async api => await api.Calls.CountAsync(new(From, To))),
        ("6.69", async api => (await api.System.ClockAsync()).Platform),
        ("8.8", async api => await api.Campaigns.ListAsync().ToListAsync()),
        ("8.9", async api => await api.Campaigns.GetAsync(await FirstCampaignAsync(api))),
        ("8.10", async api => await api.Campaigns.CallsAsync(new()).ToListAsync()),
        ("8.11", async api => await api.Campaigns.DefaultsAsync()),
        ("8.12", async api => await api.Campaigns.NumberBatchesAsync()),
    ];

    private static IEnumerable<(string, Call)> Statistics =>
    [
        ("6.27", async api => await api.Satisfaction.CountsAsync(StatisticsSubject.Queues(Queue), ["1", "2", "3"], From, To).ToListAsync()),
        ("6.30", async api => await api.Statistics.StateTotalsAsync(StatisticsSubject.AgentsOfTenant, Days).ToListAsync()),
        ("6.31", async api => await api.Statistics.ReasonTotalsAsync(StatisticsSubject.AgentsOfTenant, Days)),
        ("6.32", async api => await api.Statistics.CallTotalsAsync(StatisticsSubject.AgentsOfQueues(Queue), Days).ToListAsync()),
        ("6.33", async api => await api.Statistics.QueueAnalysisAsync([Queue], From, To).ToListAsync()),
        .. EndpointStatistics.Samples().Where(s => s.Key.CompareTo("6.45", StringComparison.Ordinal) >= 0).Select(s => (s.Key, s.Value.Required)),
    ];

    private static (string, Call)[] Changes =>
    [
        ("7.2", async api => await None(api.Messages.MarkReadAsync([(await api.Messages.ListAsync(new()).FirstAsync()).Id!]))),
        ("7.5", async api => await None(api.Rest.ChangeTemplateAsync(await FirstTemplateAsync(api), new(TimeSpan.FromHours(13), TimeSpan.FromHours(24), 3, "2")))),
        ("7.13", async api => await api.Blacklist.ChangeAsync(await FirstEntryAsync(api), new("李", "13900003334", 2))),
        ("8.2", async api => await api.Campaigns.AppendAsync(await FirstCampaignAsync(api), [new("13900004444")])),
        ("8.4", async api => await None(api.Campaigns.StartAsync(await FirstCampaignAsync(api), 1))),
        ("8.5", async api => await None(api.Campaigns.PauseAsync(await FirstCampaignAsync(api), 1))),
        ("8.7", async api => await api.Campaigns.ResetAsync(await FirstCampaignAsync(api), "1")),
        ("8.6", async api => await None(api.Campaigns.StopAsync(await FirstCampaignAsync(api), 1))),
    ];

    private static (string, Call)[] Deletes =>
    [
        ("7.3", async api => await None(api.Messages.DeleteAsync((await api.Messages.ListAsync(new()).FirstAsync()).Id!))),
        ("7.6", async api => await None(api.Rest.DeleteTemplateAsync(await FirstTemplateAsync(api)))),
        ("7.7", async api => await None(api.Calls.DeleteAsync([(await api.Calls.ListAsync(new(From, To)).FirstAsync()).Id!]))),
        ("7.8", async api => await None(api.Recordings.DeleteAsync([(await api.Recordings.ListAsync(new()).FirstAsync()).Id!]))),
        ("7.9", async api => await None(api.QueueRecords.DeleteAsync([(await api.QueueRecords.ListAsync(new(From, To)).FirstAsync()).CallId!]))),
        ("7.10", async api => await None(api.Ivr.DeleteRecordsAsync([(await api.Ivr.RecordsAsync(new(From, To)).FirstAsync()).CallId!]))),
        ("7.12", async api => await api.Blacklist.DeleteAsync(await FirstEntryAsync(api))),
        ("7.14", async api => await None(api.States.DeleteRecordsAsync([(await api.States.RecordsAsync(new(From, To, Agent)).FirstAsync()).Id!]))),
        ("8.3", async api =>
        {
            var voice = await api.Campaigns.AddAsync(new NewVoiceCampaign("通知", Agent, [new("13900001111")], (await api.Ivr.FlowsAsync().FirstAsync()).Id!));
            return await api.Campaigns.DeleteVoiceAsync(voice!.Id!);
        }),
    ];
}
