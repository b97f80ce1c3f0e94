using System.Text.Json.Nodes;
using Wallboard.Simulator.Log;
using Wallboard.Simulator.Model;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Http;

/// <summary>Guide 6.19 and 6.20: visits to queues, and what happened in one.</summary>
internal static class QueueRecordEndpoints
{
    public static IEnumerable<ApiEndpoint> All =>
    [
        new("6.19", "query/queryQueueHistories", ["tenantId"], VisitFields, Visits),
        new("6.20", "query/queryQueueHistory", ["id"], Fields.None, Steps),
    ];

    private static readonly string[] VisitFields =
    [
        "number", "ids", "callId", "queueName", "queue", "callType", "agent", "holdTime", "holdTimeMin", .. Fields.Period, .. Fields.Paging, .. Fields.Sorting,
    ];

    private static readonly Dictionary<string, Func<Visit, IComparable>> VisitKeys = new()
    {
        ["id"] = v => v.Id, ["startTime"] = v => v.Entered, ["endTime"] = v => v.WaitEnded, ["callId"] = v => v.Call.Id,
        ["callerId"] = v => Wire.Customer(v.Call), ["thisQueue"] = v => v.Queue, ["agent"] = v => v.Agent, ["holdTime"] = v => v.WaitEnded - v.Entered,
        ["queueName"] = v => v.Queue, ["callType"] = v => v.Call.Direction, ["extension"] = v => v.Agent,
    };

    // A row is there from the visit's first moment on; endTime is empty until the wait is over.
    private static JsonArray Visits(ApiCall call)
    {
        var tenant = call.Tenant();
        var plan = tenant.Plan;
        var (from, to) = call.Range();
        var (ids, queues, names, agents) = (call.List("ids"), call.List("queue"), call.List("queueName"), call.List("agent"));
        var (number, type) = (call.Text("number"), call.Whole("callType"));
        var (atLeast, atMost) = (call.Whole("holdTime"), call.Whole("holdTimeMin"));
        var rows = tenant.Rows.Visits(from, to, call: call.OfCall(tenant, "callId")).Where(v =>
            ids?.Contains(Wire.Text(tenant.Keys.Key(v.Id))) != false && queues?.Contains(plan.Queues[v.Queue].Dn) != false
            && names?.Contains(plan.Queues[v.Queue].Name) != false && agents?.Contains(v.Agent < 0 ? "" : plan.Agents[v.Agent].Dn) != false
            && (number is null || Wire.Customer(v.Call) == number) && Wire.Matches(type, v.Call.Direction)
            && !(Held(v, call.Now) < atLeast) && !(Held(v, call.Now) > atMost));
        return call.Page(rows, v => VisitRow(tenant, v, call.Now), VisitKeys);
    }

    private static int Held(Visit v, long now) => PlatformZone.Seconds(v.Entered, v.WaitEnded > 0 ? v.WaitEnded : now);

    private static JsonObject VisitRow(TenantModel tenant, Visit v, long now)
    {
        var agent = v.Agent < 0 ? null : tenant.Plan.Agents[v.Agent];
        return new JsonObject
        {
            ["id"] = tenant.Keys.Key(v.Id), ["callId"] = v.Call.Id, ["tenantId"] = tenant.Plan.Id, ["startTime"] = tenant.Zone.Stamp(v.Entered),
            ["endTime"] = tenant.Zone.Stamp(v.WaitEnded), ["callerId"] = Wire.Customer(v.Call), ["thisQueue"] = tenant.Plan.Queues[v.Queue].Dn,
            ["callType"] = (int)v.Call.Direction, ["extension"] = agent?.Extension ?? "", ["holdTime"] = Held(v, now), ["agent"] = agent?.Dn ?? "",
            ["queueName"] = tenant.Plan.Queues[v.Queue].Name,
        };
    }

    // By the visit's number or the call's id: entered, rung at agents, left.
    private static JsonArray Steps(ApiCall call)
    {
        var rows = new JsonArray();
        foreach (var tenant in call.Platform.Tenants.Values)
            foreach (var visit in call.Records(tenant, "id", tenant.Rows.Visit, tenant.Rows.VisitsOf)) Steps(tenant, visit, rows);
        return rows;
    }

    private static void Steps(TenantModel tenant, Visit visit, JsonArray rows)
    {
        Step(visit.Entered, waiting: true, -1, null);
        var rung = tenant.Rows.LegsOf(visit.Call.Index).Where(l =>
            l.Agent >= 0 && l.Queue == visit.Queue && l.Start >= visit.Entered && (visit.WaitEnded == 0 || l.Start <= visit.WaitEnded));
        foreach (var leg in rung) Step(leg.Start, waiting: true, leg.Agent, leg.Cause switch { Cause.Refused => 2, Cause.NoAnswer => 3, _ => 1 });
        if (visit.WaitEnded > 0) Step(visit.WaitEnded, waiting: false, visit.Outcome == Outcome.Answered ? visit.Agent : (short)-1, null);

        void Step(long at, bool waiting, short index, int? how)
        {
            var agent = index < 0 ? null : tenant.Plan.Agents[index];
            rows.Add((JsonNode)new JsonObject
            {
                ["startTime"] = tenant.Zone.Stamp(at), ["extension"] = agent?.Extension ?? "", ["queueStatus"] = waiting ? 2 : 1, ["nodeStatus"] = how,
                ["sequence"] = Wire.Text(rows.Count + 1), ["callerId"] = Wire.Customer(visit.Call), ["agent"] = agent?.Dn ?? "",
            });
        }
    }
}
