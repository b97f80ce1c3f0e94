using System.Text.Json.Nodes;
using Wallboard.Simulator.Model;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Http;

/// <summary>Guide 6.10–6.13, 6.15, 6.36, 6.37, 6.40: agents and their states.</summary>
internal static class AgentEndpoints
{
    private static readonly string[] StateColors = ["#f3f3f4", "#c5efc5", "#ecb9b7"];

    public static IEnumerable<ApiEndpoint> All =>
    [
        new("6.10", "query/queryExtension", ["tenantId"], ["status", .. Fields.Paging], Extensions),
        new("6.11", "query/queryUsers", ["tenantId"], ["queueName", "name", "nameCn", .. Fields.Paging], Agents),
        new("6.12", "query/queryUser", ["tenantId", "id"], Fields.None, Agent),
        new("6.13", "callcenter/queryAgentStates", ["tenantId"], ["agent", "extension", "queueName", "state", "reasonCode"], States),
        new("6.15", "callcenter/queryAgentStateNum", ["tenantId"], ["queueName", "typeCode", "typeText"], Counts),
        new("6.36", "query/queryAgentCustomState", ["tenantId"], ["state", "reasonCode"], call => Reasons(call, withColors: false), SuccessCode: 0),
        new("6.37", "query/queryAgentStateColors", ["tenantId"], ["state", "reasonCode"], call => Reasons(call, withColors: true), SuccessCode: 0),
        new("6.40", "callcenter/queryAgentRestQueue", [], ["tenantId", "typeCode"], Resting),
    ];

    /// <summary>The agents that the fields agent, extension and queueName (comma lists) ask for.</summary>
    public static IEnumerable<AgentPlan> Asked(ApiCall call, TenantPlan plan)
    {
        var (agents, extensions, queues) = (call.List("agent"), call.List("extension"), call.List("queueName"));
        // Nobody here has a business type, so that asking for one finds nobody.
        var business = call.Text("typeCode") ?? call.Text("typeText");
        return plan.Agents.Where(a => business is null &&
            agents?.Contains(a.Dn) != false && extensions?.Contains(a.Extension) != false
            && (queues is null || a.Queues.Any(q => queues.Contains(plan.Queues[q].Dn))));
    }

    private static JsonArray Agents(ApiCall call)
    {
        var plan = call.Tenant().Plan;
        var (queue, name, nameCn) = (call.Text("queueName"), call.Text("name"), call.Text("nameCn"));
        return call.Page(
            plan.Agents.Where(a =>
                (queue is null || a.Queues.Any(q => plan.Queues[q].Dn == queue)) && (name is null || a.Dn.Contains(name, StringComparison.Ordinal))
                && (nameCn is null || a.Name.Contains(nameCn, StringComparison.Ordinal))),
            a => Describe(plan, a));
    }

    private static JsonObject? Agent(ApiCall call)
    {
        var plan = call.Tenant().Plan;
        return plan.Agents.FirstOrDefault(a => Wire.Text(a.Index + 1) == call.Required("id")) is { } agent ? Describe(plan, agent) : null;
    }

    private static JsonObject Describe(TenantPlan plan, AgentPlan agent) => new()
    {
        ["id"] = Wire.Text(agent.Index + 1), ["nameCn"] = agent.Name, ["name"] = agent.Dn, ["tenantId"] = plan.Id, ["status"] = "1",
        ["queue"] = string.Join(',', agent.Queues.Select(q => plan.Queues[q].Dn)), ["createTime"] = "2025-01-06 09:00:00",
        ["queueId"] = string.Join(',', agent.Queues.Select(q => Wire.Text(q + 1))), ["extension"] = agent.Extension,
    };

    // The platform really tells everybody's password (H37).
    private static JsonArray Extensions(ApiCall call)
    {
        var plan = call.Tenant().Plan;
        return call.Page(plan.Agents.Where(_ => call.Text("status") is null or "1"), a => new JsonObject
        {
            ["id"] = Wire.Text(a.Index + 1), ["tenantId"] = plan.Id, ["status"] = "1", ["extension"] = a.Extension, ["password"] = $"sip{a.Extension}!",
        });
    }

    private static JsonArray States(ApiCall call)
    {
        var tenant = call.Tenant();
        var (state, reason) = (call.Whole("state"), call.Whole("reasonCode"));
        var asked = Asked(call, tenant.Plan).Select(a => (Plan: a, View: tenant.Views.Agents[a.Index]));
        return ApiCall.Rows(
            asked.Where(a => (state is null || a.View.State == state || (state == 3 && a.View.State != 0))
                && (reason is null || (a.View.State == 2 && a.View.Reason == reason))),
            a => new JsonObject
            {
                ["agent"] = a.Plan.Dn, ["name"] = a.Plan.Name, ["extension"] = a.View.State == 0 ? null : a.Plan.Extension,
                ["state"] = a.View.State, ["reasonCode"] = a.View.State == 2 ? a.View.Reason : null,
            });
    }

    private static JsonArray Counts(ApiCall call)
    {
        var tenant = call.Tenant();
        var agents = Asked(call, tenant.Plan).Select(a => tenant.Views.Agents[a.Index]).ToList();
        var signedIn = agents.Count(a => a.State != 0);
        var reasons = Wire.AllReasons(tenant.Plan).Select(r => (Reason: r, Count: agents.Count(a => a.State == 2 && a.Reason == r.Code)));
        return
        [
            new JsonObject
            {
                ["tenantId"] = tenant.Plan.Id, ["thisQueue"] = call.Text("queueName") ?? "", ["agentNum"] = agents.Count,
                ["logoutNum"] = agents.Count - signedIn, ["loginNum"] = signedIn, ["readyNum"] = agents.Count(a => a.State == 1),
                ["busyNum"] = agents.Count(a => a.State == 2), ["registerNum"] = agents.Count(a => a.Device == 1),
                ["agentStateNum"] = ApiCall.Rows(reasons.Where(r => r.Count > 0), r => new JsonObject
                {
                    ["reasonCodeText"] = r.Reason.Name, ["reasonCodeNum"] = r.Count, ["reasonCode"] = Wire.Text(r.Reason.Code),
                }),
                ["typeCodeNum"] = new JsonArray(), ["typeTypeNum"] = new JsonArray(),
            },
        ];
    }

    private static JsonArray Reasons(ApiCall call, bool withColors)
    {
        var plan = call.Tenant().Plan;
        var (state, code) = (call.Whole("state"), call.Whole("reasonCode"));
        var rows = new JsonArray();
        for (var s = 0; s <= 2; s++)
        {
            if (state is not null && state != s) continue;
            var reasons = s < 2 ? [] : Wire.AllReasons(plan).Where(r => code is null || r.Code == code);
            var row = new JsonObject { ["state"] = s, ["id"] = s + 1, ["pid"] = "" };
            if (withColors) row["color"] = StateColors[s];
            row["reason"] = ApiCall.Rows(reasons, r => withColors
                ? new JsonObject { ["reasonText"] = r.Name, ["reasonCode"] = (int)r.Code, ["color"] = r.Color }
                : new JsonObject { ["reasonText"] = r.Name, ["reasonCode"] = (int)r.Code });
            rows.Add((JsonNode)row);
        }
        return rows;
    }

    private static JsonArray Resting(ApiCall call) => ApiCall.Rows(call.Text("typeCode") is null ? call.Tenants() : [], tenant =>
    {
        var resting = tenant.Plan.Agents.Where(a => tenant.Views.Agents[a.Index] is { State: 2, Reason: 5 }).ToList();
        return new JsonObject
        {
            ["tenantId"] = tenant.Plan.Id,
            ["restAgentQueue"] = ApiCall.Rows(tenant.Views.RestQueue, r => Person(tenant, r.Agent, PlatformZone.Seconds(r.Since, call.Now))),
            ["restAgentQueueNum"] = tenant.Views.RestQueue.Count,
            ["restNum"] = tenant.RestLimit,
            ["restAgent"] = ApiCall.Rows(resting, a => Person(tenant, a.Index, tenant.Views.Agents[a.Index].StateSeconds(call.Now))),
            ["restAgentNum"] = resting.Count,
            ["typeCode"] = "",
        };
    });

    private static JsonObject Person(TenantModel tenant, short index, int seconds)
    {
        var agent = tenant.Plan.Agents[index];
        return new JsonObject
        {
            ["name"] = agent.Name, ["agent"] = agent.Dn, ["extension"] = agent.Extension, ["stateHoldTime"] = Wire.Text(seconds),
        };
    }
}
