using System.Text.Json.Nodes;
using Wallboard.Simulator.Log;
using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Http;

/// <summary>Guide 6.38: which states agents were in, and for how long.</summary>
internal static class StateRecordEndpoints
{
    private static readonly string[] States = ["登出", "空闲", "忙碌"];

    private static readonly string[] Filters =
        ["agent", "extension", "ids", "holdTime", "holdTimeMin", "state", "reasonCode", .. Fields.Period, .. Fields.Paging, .. Fields.Sorting];

    public static IEnumerable<ApiEndpoint> All => [new("6.38", "query/queryAgentStateHistories", ["tenantId"], Filters, Histories)];

    private static JsonArray Histories(ApiCall call)
    {
        var tenant = call.Tenant();
        var plan = tenant.Plan;
        var (from, to) = call.Range();
        var (agent, extension, ids) = (call.Text("agent"), call.Text("extension"), call.List("ids"));
        var (state, reason, atLeast, atMost) = (call.Whole("state"), call.Whole("reasonCode"), call.Whole("holdTime"), call.Whole("holdTimeMin"));
        var names = Wire.AllReasons(plan).ToDictionary(r => r.Code, r => r.Name);
        var rows = tenant.Rows.AgentSpans(from, to).Where(s =>
            !tenant.Rows.IsDeleted(RecordKind.AgentState, s.Id) && ids?.Contains(Wire.Text(tenant.Keys.Key(s.Id))) != false
            && (agent is null || plan.Agents[s.Agent].Dn == agent) && (extension is null || plan.Agents[s.Agent].Extension == extension)
            && (state is null || s.State == state) && (reason is null || Reason(s) == reason) && !(Held(s) < atLeast) && !(Held(s) > atMost));
        return call.PageBy(rows, s => new JsonObject
        {
            // Not in the table, but in the sample; nothing else tells 7.14 which record is meant.
            ["id"] = tenant.Keys.Key(s.Id),
            ["agent"] = plan.Agents[s.Agent].Dn, ["extension"] = s.State == 0 ? "" : plan.Agents[s.Agent].Extension, ["tenantId"] = plan.Id,
            ["startTime"] = tenant.Zone.Stamp(s.Started), ["endTime"] = tenant.Zone.Stamp(s.Ended), ["state"] = (int)s.State, ["reasonCode"] = Reason(s),
            ["stateText"] = s.State == 2 ? names.GetValueOrDefault(s.Reason, States[2]) : States[s.State], ["holdTime"] = Held(s),
            ["createTime"] = tenant.Zone.Stamp(s.Started),
        });

        int Held(AgentSpan span) => PlatformZone.Seconds(span.Started, span.Ended > 0 ? span.Ended : call.Now);
    }

    private static int Reason(AgentSpan span) => span.State == 2 ? span.Reason : -1;
}
