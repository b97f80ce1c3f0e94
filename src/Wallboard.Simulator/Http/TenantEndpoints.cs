using System.Text.Json.Nodes;
using Wallboard.Simulator.Model;

namespace Wallboard.Simulator.Http;

/// <summary>Guide 6.4, 6.5, 6.16, 6.34, 6.69: the tenant itself.</summary>
internal static class TenantEndpoints
{
    public static IEnumerable<ApiEndpoint> All =>
    [
        new("6.4", "query/queryTenantinfos", [], ["tenantId", "name", "status", .. Fields.Paging], Tenants),
        new("6.5", "query/queryTenantinfo", ["tenantId"], Fields.None, Tenant),
        new("6.16", "query/queryRouteInfos", [], ["tenantId", "name", "ids", .. Fields.Paging, .. Fields.Sorting], Flows),
        new("6.34", "query/queryConcurrency", [], ["tenantId"], Concurrency),
        new("6.69", "query/querySysDateTime", [], Fields.None, call => call.Platform.Zone.Stamp(call.Now)),
    ];

    private static JsonArray Tenants(ApiCall call) => call.Page(
        call.Tenants().Where(t => (call.Text("name") is not { } name || t.Plan.Name.Contains(name, StringComparison.Ordinal)) && call.Text("status") is null or "1"),
        t => new JsonObject
        {
            ["id"] = t.Plan.Id, ["name"] = t.Plan.Name, ["contact"] = "值班经理", ["gatewayGroup"] = "1", ["recordType"] = "bridge",
            ["status"] = "1", ["afterState"] = Wire.Text(t.Plan.AfterState), ["restNum"] = Wire.Text(t.Plan.RestLimit),
        });

    private static JsonObject Tenant(ApiCall call)
    {
        var tenant = call.Tenant();
        var plan = tenant.Plan;
        return new JsonObject
        {
            ["outAgent"] = "0",
            ["startAgent"] = Wire.Text(plan.Agents.Count),
            ["outboundConfig"] = new JsonObject
            {
                ["maxRatio"] = "3", ["idleTime"] = "2000", ["hasVgc"] = "1", ["ivrIdleTime"] = "2000", ["ivrRatio"] = "1",
            },
            ["tenantFee"] = new JsonObject
            {
                ["balance"] = "10000", ["campaignRate"] = "0.01", ["inboundRate"] = "0", ["limitFee"] = "50", ["monthRate"] = "100", ["outboundRate"] = "0.04",
            },
            ["tenantInfo"] = new JsonObject
            {
                ["id"] = plan.Id, ["name"] = plan.Name, ["contact"] = "值班经理", ["gatewayGroup"] = "1", ["recordType"] = "bridge", ["status"] = "1",
                ["afterState"] = Wire.Text(plan.AfterState), ["gatewayGroupName"] = "默认网关", ["hideNumber"] = tenant.HideNumber ? "1" : "0", ["bridgeAnswerTimeout"] = "60",
            },
        };
    }

    private static JsonArray Flows(ApiCall call)
    {
        var (name, ids) = (call.Text("name"), call.List("ids"));
        var flows = call.Tenants().SelectMany(t => t.Plan.Flows.Select(f => (Tenant: t.Plan.Id, Flow: f)));
        return call.Page(
            flows.Where(f => (name is null || f.Flow.Name.Contains(name, StringComparison.Ordinal)) && ids?.Contains(Wire.Text(f.Flow.Id)) != false),
            f => new JsonObject { ["id"] = f.Flow.Id, ["name"] = f.Flow.Name, ["tenantId"] = f.Tenant },
            new Dictionary<string, Func<(string Tenant, Plan.IvrFlow Flow), IComparable>>
            {
                ["id"] = f => f.Flow.Id, ["name"] = f => f.Flow.Name, ["tenantId"] = f => f.Tenant,
            });
    }

    private static JsonObject Concurrency(ApiCall call)
    {
        var all = call.Platform.Tenants.Values.ToList();
        var asked = call.Tenants().ToList();
        return new JsonObject
        {
            ["systemMaxConcurrent"] = all.Sum(t => t.Plan.MaxConcurrent),
            ["systemOutboundChannel"] = all.Sum(t => t.Views.Channels),
            ["systemCommunicate"] = all.Sum(t => t.Views.Talking),
            ["tenantMaxConcurrent"] = asked.Sum(t => t.Plan.MaxConcurrent),
            ["tenantOutboundChannel"] = asked.Sum(t => t.Views.Channels),
            ["tenantCommunicate"] = asked.Sum(t => t.Views.Talking),
        };
    }
}
