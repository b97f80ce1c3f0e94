using System.Text.Json.Nodes;
using Wallboard.Simulator.Log;
using Wallboard.Simulator.Model;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Http;

/// <summary>Guide 6.6–6.9: queues and what is in them.</summary>
internal static class QueueEndpoints
{
    public static IEnumerable<ApiEndpoint> All =>
    [
        new("6.6", "query/queryQueues", ["tenantId"], ["name", .. Fields.Paging], Queues),
        new("6.7", "query/queryQueue", ["tenantId", "queue"], Fields.None, Queue),
        new("6.8", "callcenter/queryQueueRealtimeData", ["tenantId"], ["queueName"], Realtime),
        new("6.9", "callcenter/queryQueueRealtimeQueueData", ["queueName"], Fields.None, Present),
    ];

    private static JsonArray Queues(ApiCall call)
    {
        var (tenant, name) = (call.Tenant(), call.Text("name"));
        return call.Page(
            tenant.Plan.Queues.Where(q => name is null || q.Code == name || q.Dn == name || q.Name.Contains(name, StringComparison.Ordinal)),
            q =>
            {
                var row = Describe(tenant.Plan, q);
                row["count"] = Wire.Text(q.Members.Count);
                return row;
            });
    }

    private static JsonObject Queue(ApiCall call)
    {
        var tenant = call.Tenant();
        var queue = tenant.Plan.Queue(call.Required("queue")) ?? throw new BadParametersException("queue");
        var row = Describe(tenant.Plan, queue);
        row["agent"] = new JsonArray([.. queue.Members.Select(m => JsonValue.Create(tenant.Plan.Agents[m].Dn))]);
        return row;
    }

    private static JsonObject Describe(TenantPlan plan, QueuePlan queue) => new()
    {
        ["id"] = Wire.Text(queue.Index + 1), ["tenantId"] = plan.Id, ["name"] = queue.Name, ["code"] = queue.Code, ["queueName"] = queue.Dn,
        ["strategy"] = Wire.Strategy(queue.Strategy), ["outboundNumber"] = TenantPlan.Hotline, ["maxWaitTimeWithNoAgent"] = Wire.Text(queue.MaxWaitSeconds),
    };

    private static JsonArray Realtime(ApiCall call)
    {
        var (tenant, asked) = (call.Tenant(), call.List("queueName"));
        return ApiCall.Rows(tenant.Plan.Queues.Where(q => asked?.Contains(q.Dn) != false), q => Realtime(tenant, q, call.Now));
    }

    private static JsonObject Realtime(TenantModel tenant, QueuePlan queue, long now)
    {
        var view = tenant.Views.Queues[queue.Index];
        var agents = queue.Members.Select(m => tenant.Views.Agents[m]).ToList();
        var waiting = view.Present.Where(v => v.Phase == VisitPhase.Waiting).ToList();
        var signedIn = agents.Count(a => a.State != 0);
        var reasons = agents.Where(a => a.State == 2).GroupBy(a => a.Reason).OrderBy(g => g.Key);
        var row = new JsonObject
        {
            ["thisQueue"] = queue.Dn,
            ["queueNum"] = view.Waiting,
            ["queueSum"] = view.Present.Count,
            ["callingNum"] = view.Calling,
            ["maxHoldTime"] = waiting.Count == 0 ? 0 : waiting.Max(v => PlatformZone.Seconds(v.Entered, now)),
            ["description"] = queue.Name,
            ["logoutNum"] = agents.Count - signedIn,
            ["loginNum"] = signedIn,
            ["readyNum"] = agents.Count(a => a.State == 1),
            ["busyNum"] = agents.Count(a => a.State == 2),
            ["registerNum"] = agents.Count(a => a.Device == 1),
            ["reasonCodeNum"] = new JsonObject(reasons.Select(g => KeyValuePair.Create(Wire.Text(g.Key), (JsonNode?)g.Count()))),
            ["inCalls"] = view.Offered,
            ["inAnswerCalls"] = view.Answered,
        };
        // An estimate of the platform's own: the calls ahead, each as long as today's average talk, over those who work.
        row["estimatedWaitingTime"] = signedIn == 0 || view.Talks == 0 ? "" : (int)(waiting.Count * view.TalkSeconds / view.Talks / signedIn);
        return row;
    }

    private static JsonArray Present(ApiCall call)
    {
        var dn = call.Required("queueName");
        var tenant = call.Platform.Tenants.Values.FirstOrDefault(t => t.Plan.Queue(dn) is not null) ?? throw new BadParametersException("queueName");
        var queue = tenant.Plan.Queue(dn)!;
        return ApiCall.Rows(tenant.Views.Queues[queue.Index].Present, v =>
        {
            var agent = v.Phase == VisitPhase.Waiting ? null : tenant.Plan.Agents[v.Agent];
            return new JsonObject
            {
                ["thisQueue"] = queue.Dn,
                ["holdTime"] = PlatformZone.Seconds(v.Entered, v.WaitEnded > 0 ? v.WaitEnded : call.Now),
                ["description"] = queue.Name,
                ["thisDN"] = agent?.Dn ?? "",
                ["extension"] = agent?.Extension ?? "",
                ["ani"] = v.Call.Caller,
                ["dnis"] = v.Call.Called,
                ["callId"] = v.Call.Id,
            };
        });
    }
}
