using Wallboard.Platform.Api;

namespace Wallboard.Platform.Tests.Api;

/// <summary>Of every endpoint of the guide: the calls that fill every field, and the call with the required ones only.</summary>
internal static class EndpointCalls
{
    internal delegate Task<object?> Call(PlatformApi api);

    internal sealed record Sample(Call[] Full, Call Required);

    public static readonly DateTimeOffset From = new(2026, 11, 22, 0, 0, 0, TimeSpan.FromHours(8));
    public static readonly DateTimeOffset To = From.AddDays(1).AddSeconds(-1);
    public const string Agent = "10000_1000", Queue = "10000_8000";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly NewRestTemplate Template = new(Second, TimeSpan.FromDays(1), 2, "1");
    private static readonly CallFilter Calls = new(
        From, To, "1", Agent, "138", Second, 9 * Second, "NO_ANSWER", 2, "8", "1,2", 5, 1, "transfer", "6000", "1", Queue, "3", "1", "asc", "id", true);

    public static readonly IReadOnlyDictionary<string, Sample> All = Own().Concat(EndpointStatistics.Samples()).ToDictionary();

    private static Sample Only(Call call) => new([call], call);

    private static Call List<T>(Func<PlatformApi, IAsyncEnumerable<T>> rows) => async api => await rows(api).ToListAsync();

    private static Call One<T>(Func<PlatformApi, Task<T>> answer) => async api => await answer(api);

    private static Call Done(Func<PlatformApi, Task> call) => async api =>
    {
        await call(api);
        return null;
    };

    private static Dictionary<string, Sample> Own() => new()
    {
        ["6.1"] = Only(One(api => api.Tenants.UnboundAsync())),
        ["6.2"] = Only(One(api => api.Tenants.UnboundQueuesAsync())),
        ["6.3"] = new([One(api => api.Tenants.UnboundAgentsAsync("1", Queue))], One(api => api.Tenants.UnboundAgentsAsync())),
        ["6.4"] = new([List(api => api.Tenants.ListAsync("x", 1))], List(api => api.Tenants.ListAsync())),
        ["6.5"] = Only(One(api => api.Tenants.GetAsync())),
        ["6.6"] = new([List(api => api.Queues.ListAsync("售前"))], List(api => api.Queues.ListAsync())),
        ["6.7"] = Only(One(api => api.Queues.GetAsync(Queue))),
        ["6.8"] = new([One(api => api.Queues.RealtimeAsync([Queue, "10000_8001"]))], One(api => api.Queues.RealtimeAsync())),
        ["6.9"] = Only(One(api => api.Queues.WaitingAsync(Queue))),
        ["6.10"] = new([List(api => api.Agents.ExtensionsAsync(1))], List(api => api.Agents.ExtensionsAsync())),
        ["6.11"] = new([List(api => api.Agents.ListAsync(Queue, Agent, "王"))], List(api => api.Agents.ListAsync())),
        ["6.12"] = Only(One(api => api.Agents.GetAsync("1"))),
        ["6.13"] = new(
            [One(api => api.Agents.StatesAsync(AgentSelection.Agents([Agent]), 2, 3)), One(api => api.Agents.StatesAsync(AgentSelection.Extensions(["6000"]))),
                One(api => api.Agents.StatesAsync(AgentSelection.Queues([Queue])))],
            One(api => api.Agents.StatesAsync([Agent]))),
        ["6.14"] = new(
            [One(api => api.Agents.RealtimeAsync(AgentSelection.Agents([Agent]), "1", "x")), One(api => api.Agents.RealtimeAsync(AgentSelection.Extensions(["6000"]))),
                One(api => api.Agents.RealtimeAsync(AgentSelection.Queues([Queue])))],
            One(api => api.Agents.RealtimeAsync([Agent]))),
        ["6.15"] = new([One(api => api.Agents.StateCountsAsync(Queue, "1", "x"))], One(api => api.Agents.StateCountsAsync())),
        ["6.16"] = new([List(api => api.Ivr.FlowsAsync("主菜单", "1,2", "id", "asc"))], List(api => api.Ivr.FlowsAsync())),
        ["6.17"] = new(
            [List(api => api.Ivr.RecordsAsync(new(From, To, "138", "inbound_ivr", 2, "1", "主菜单", "1,2", "3", "id", "asc")))], List(api => api.Ivr.RecordsAsync(new()))),
        ["6.18"] = new([One(api => api.Ivr.StepsAsync("1", "c", "inbound_ivr"))], One(api => api.Ivr.StepsAsync("1"))),
        ["6.19"] = new(
            [List(api => api.QueueRecords.ListAsync(new(From, To, "138", "1,2", "c", "售前", Queue, 2, Agent, Second, 9 * Second, "id", "asc")))],
            List(api => api.QueueRecords.ListAsync(new()))),
        ["6.20"] = Only(One(api => api.QueueRecords.StepsAsync("1"))),
        ["6.21"] = new([List(api => api.Calls.ListAsync(Calls))], List(api => api.Calls.ListAsync(new()))),
        ["6.22"] = Only(One(api => api.Calls.GetAsync("1"))),
        ["6.23"] = new(
            [List(api => api.Recordings.ListAsync(new("138", From, To, Second, "8", Agent, 2, "6000", "1,2", "id", "asc")))], List(api => api.Recordings.ListAsync(new()))),
        ["6.24"] = Only(One(api => api.Recordings.GetAsync("1"))),
        ["6.25"] = new(
            [List(api => api.Blacklist.CallsAsync(new(Agent, "138", From, To, 2, "c", "8", "6000", "id", "asc")))], List(api => api.Blacklist.CallsAsync(new()))),
        ["6.26"] = new(
            [List(api => api.Satisfaction.ListAsync(new(From, To, "138", "1", "1,2", "4", "c", "3", 2, "5", "id", "asc")))], List(api => api.Satisfaction.ListAsync(new()))),
        ["6.27"] = new(
            [List(api => api.Satisfaction.CountsAsync(StatisticsSubject.Queues(Queue), ["1", "2"], From, To, "agent", "asc"))],
            List(api => api.Satisfaction.CountsAsync(StatisticsSubject.Tenant, ["1", "2"]))),
        ["6.28"] = new(
            [List(api => api.Messages.VoicemailsAsync(Agent, "138", From, To, "createTime", "asc"))], List(api => api.Messages.VoicemailsAsync())),
        ["6.29"] = new(
            [List(api => api.Messages.ListAsync(new(Agent, From, To, 0, "1,2", "106", "您好", false, "1,2", "x", "id", "asc")))], List(api => api.Messages.ListAsync(new()))),
        ["6.34"] = Only(One(api => api.System.ConcurrencyAsync())),
        ["6.35"] = Only(One(api => api.System.NumberOriginAsync("18222222222"))),
        ["6.36"] = new([One(api => api.States.DefinitionsAsync(2, 3))], One(api => api.States.DefinitionsAsync())),
        ["6.37"] = new([One(api => api.States.ColorsAsync(2, 3))], One(api => api.States.ColorsAsync())),
        ["6.38"] = new(
            [List(api => api.States.RecordsAsync(new(From, To, Agent, "6000", "1,2", Second, 9 * Second, 2, 3, "id", "asc")))], List(api => api.States.RecordsAsync(new()))),
        ["6.39"] = new([One(api => api.Calls.AttachedDataAsync("c", "1", "digit"))], One(api => api.Calls.AttachedDataAsync("c"))),
        ["6.40"] = new([One(api => api.Rest.QueueAsync("1"))], One(api => api.Rest.QueueAsync())),
        ["6.41"] = new([List(api => api.Rest.TemplatesAsync(Second, TimeSpan.FromDays(1), "1", "2"))], List(api => api.Rest.TemplatesAsync())),
        ["6.42"] = new([List(api => api.Blacklist.ListAsync(Agent, "138", From, To, 1))], List(api => api.Blacklist.ListAsync(Agent))),
        ["6.43"] = Only(One(api => api.Blacklist.GetAsync("1"))),
        ["6.44"] = new([One(api => api.Calls.CountAsync(Calls))], One(api => api.Calls.CountAsync(new()))),
        ["6.69"] = Only(One(api => api.System.ClockAsync())),
        ["7.1"] = new(
            [Done(api => api.Messages.SendAsync(new(Agent, ["138", "139"], "您好", "g", "1", 2, "x")))], Done(api => api.Messages.SendAsync(new(Agent, ["138"], "您好")))),
        ["7.2"] = Only(Done(api => api.Messages.MarkReadAsync(["1"]))),
        ["7.3"] = new([Done(api => api.Messages.DeleteAsync("1")), Done(api => api.Messages.DeleteOfCallAsync("1"))], Done(api => api.Messages.DeleteAsync("1"))),
        ["7.4"] = Only(Done(api => api.Rest.AddTemplateAsync(Template))),
        ["7.5"] = Only(Done(api => api.Rest.ChangeTemplateAsync("1", Template))),
        ["7.6"] = Only(Done(api => api.Rest.DeleteTemplateAsync("1"))),
        ["7.7"] = Only(Done(api => api.Calls.DeleteAsync(["1"]))),
        ["7.8"] = Only(Done(api => api.Recordings.DeleteAsync(["1"]))),
        ["7.9"] = Only(Done(api => api.QueueRecords.DeleteAsync(["1"]))),
        ["7.10"] = Only(Done(api => api.Ivr.DeleteRecordsAsync(["1"]))),
        ["7.11"] = new([One(api => api.Blacklist.AddAsync(Agent, new("王", "138", 1, "骚扰")))], One(api => api.Blacklist.AddAsync(Agent, new("王", "138", 1)))),
        ["7.12"] = Only(One(api => api.Blacklist.DeleteAsync("1"))),
        ["7.13"] = new([One(api => api.Blacklist.ChangeAsync("1", new("王", "138", 1, "骚扰")))], One(api => api.Blacklist.ChangeAsync("1", new("王", "138", 1)))),
        ["7.14"] = Only(Done(api => api.States.DeleteRecordsAsync(["1"]))),
        ["8.1"] = new(
            [
                One(api => api.Campaigns.AddAsync(new NewAgentCampaign("回访", Agent, [new("138"), new("139")], "1", 1, 1.5m)
                {
                    NumberCount = 2, RemoveDuplicates = false, NumberBatch = "1", MaxRing = 30 * Second,
                })),
                One(api => api.Campaigns.AddAsync(new NewVoiceCampaign("通知", Agent, [new("138", "12")], "3", 2))),
            ],
            One(api => api.Campaigns.AddAsync(new NewAgentCampaign("回访", Agent, [new("138")], "1", 1, 1)))),
        ["8.2"] = new([One(api => api.Campaigns.AppendAsync("1", [new("138")], true))], One(api => api.Campaigns.AppendAsync("1", [new("138")]))),
        ["8.3"] = Only(One(api => api.Campaigns.DeleteVoiceAsync("1"))),
        ["8.4"] = Only(Done(api => api.Campaigns.StartAsync("1", 1))),
        ["8.5"] = Only(Done(api => api.Campaigns.PauseAsync("1", 1))),
        ["8.6"] = Only(Done(api => api.Campaigns.StopAsync("1", 1))),
        ["8.7"] = Only(One(api => api.Campaigns.ResetAsync("1", "1"))),
        ["8.8"] = new([List(api => api.Campaigns.ListAsync("回访", 3))], List(api => api.Campaigns.ListAsync())),
        ["8.9"] = Only(One(api => api.Campaigns.GetAsync("1"))),
        ["8.10"] = new(
            [List(api => api.Campaigns.CallsAsync(new("1", 0, "138", From, To, new Dictionary<string, string> { ["field1"] = "x" })))], List(api => api.Campaigns.CallsAsync(new()))),
        ["8.11"] = Only(One(api => api.Campaigns.DefaultsAsync())),
        ["8.12"] = Only(One(api => api.Campaigns.NumberBatchesAsync())),
    };
}
