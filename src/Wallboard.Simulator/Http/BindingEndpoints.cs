using System.Text.Json.Nodes;

namespace Wallboard.Simulator.Http;

/// <summary>Guide 6.1–6.3: what is not bound to a user of the business system. Bound are here: of each tenant the first queue and the portal's own seat.</summary>
internal static class BindingEndpoints
{
    public static IEnumerable<ApiEndpoint> All =>
    [
        new("6.1", "binduser/unboundTenants", [], Fields.None, Tenants),
        new("6.2", "binduser/unboundQueues", ["tenantId"], Fields.None, Queues),
        new("6.3", "binduser/unboundUsers", ["tenantId"], ["queueId", "queueName"], Agents),
    ];

    private static JsonArray Tenants(ApiCall call) => ApiCall.Rows(call.Platform.Tenants.Values, t => new JsonObject
    {
        ["id"] = t.Plan.Id, ["name"] = t.Plan.Name, ["count"] = Wire.Text(t.Plan.Queues.Count),
    });

    private static JsonArray Queues(ApiCall call) => ApiCall.Rows(call.Tenant().Plan.Queues.Skip(1), q => new JsonObject
    {
        ["id"] = q.Index + 1, ["name"] = q.Name, ["queueName"] = q.Dn, ["count"] = Wire.Text(q.Members.Count),
    });

    private static JsonArray Agents(ApiCall call)
    {
        var plan = call.Tenant().Plan;
        var (id, queue) = (call.Text("queueId"), call.Text("queueName"));
        var agents = plan.Agents.Where(a => !a.OwnSeat && (id is null || a.Queues.Any(q => Wire.Text(q + 1) == id))
            && (queue is null || a.Queues.Any(q => plan.Queues[q].Dn == queue)));
        return ApiCall.Rows(agents, a => new JsonObject
        {
            ["id"] = a.Index + 1, ["nameCn"] = a.Name, ["userName"] = a.Dn, ["queueName"] = string.Join(',', a.Queues.Select(q => plan.Queues[q].Dn)),
        });
    }
}
