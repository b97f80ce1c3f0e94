using System.Text.Json.Nodes;
using Wallboard.Simulator.Log;
using Wallboard.Simulator.Model;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Http;

/// <summary>Guide 6.14: an agent now, and the day so far.</summary>
internal static class AgentDayEndpoint
{
    public static IEnumerable<ApiEndpoint> All =>
    [
        new("6.14", "callcenter/queryAgentRealtimeData", ["tenantId"], ["agent", "extension", "queueName", "typeCode", "typeText"], Realtime),
    ];

    private static JsonArray Realtime(ApiCall call)
    {
        var tenant = call.Tenant();
        return ApiCall.Rows(AgentEndpoints.Asked(call, tenant.Plan), a => Row(tenant, a, tenant.Views.Agents[a.Index], call.Now));
    }

    private static JsonObject Row(TenantModel tenant, AgentPlan agent, AgentView view, long now)
    {
        view.CountUntil(now, tenant.Views.Midnight);
        var leg = view.Leg;
        var (inTalk, outTalk) = (Wire.Seconds(view.InTalk), Wire.Seconds(view.OutTalk));
        var calls = view.InCalls + view.OutCalls;
        return new JsonObject
        {
            ["agent"] = agent.Dn,
            ["name"] = agent.Name,
            ["extension"] = view.State == 0 ? null : agent.Extension,
            ["state"] = view.State,
            ["reasonCode"] = view.State == 2 ? view.Reason : null,
            ["deviceState"] = view.Device,
            ["callID"] = leg?.Call.Id ?? "",
            ["mobile"] = leg?.Peer ?? "",
            ["callType"] = (int?)leg?.Call.Direction,
            ["readyTime"] = Wire.Seconds(view.ReadyTicks),
            ["readyCount"] = view.ReadyCount,
            ["busyTime"] = Wire.Seconds(view.BusyTicks),
            ["busyCount"] = view.BusyCount,
            ["logoutCount"] = view.LogoutCount,
            ["loginCount"] = view.LoginCount,
            ["outCalls"] = view.OutCalls,
            ["outTalkTime"] = outTalk,
            ["inCalls"] = view.InCalls,
            ["inTalkTime"] = inTalk,
            ["outAnswerCalls"] = view.OutAnswered,
            ["inAnswerCalls"] = view.InAnswered,
            ["callHoldTime"] = leg is { Answered: > 0 } ? PlatformZone.Seconds(leg.Answered, now) : 0,
            ["stateHoldTime"] = view.StateSeconds(now),
            ["typeCode"] = "",
            ["typeType"] = "",
            ["busyReason"] = BusyReasons(view),
            ["thisQueue"] = string.Join(',', agent.Queues.Select(q => tenant.Plan.Queues[q].Dn)),
            ["queueName"] = string.Join(',', agent.Queues.Select(q => tenant.Plan.Queues[q].Name)),
            ["inNoAnswerCalls"] = view.InNoAnswer,
            // Over all calls, answered or not, and cut: as the platform does.
            ["avgTalkTime"] = calls == 0 ? 0 : (inTalk + outTalk) / calls,
            ["talkTime"] = inTalk + outTalk,
        };
    }

    private static JsonArray BusyReasons(AgentView view)
    {
        var used = Enumerable.Range(0, AgentView.Reasons).Where(r => view.ReasonCount[r] > 0 || view.ReasonTicks[r] > 0);
        return ApiCall.Rows(used, r => new JsonObject
        {
            ["reasonCode"] = r, ["operationCount"] = view.ReasonCount[r], ["operationTime"] = Wire.Seconds(view.ReasonTicks[r]),
        });
    }
}
