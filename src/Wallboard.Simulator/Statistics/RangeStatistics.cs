using System.Text.Json.Nodes;
using Wallboard.Simulator.Http;
using Wallboard.Simulator.Model;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Statistics;

/// <summary>Guide 6.27 and 6.30–6.33: one row for each unit over any range.</summary>
internal static class RangeStatistics
{
    public static IEnumerable<ApiEndpoint> All =>
    [
        new("6.27", "query/querySatisfactionStatistics", ["tenantId", "ivrDtmfDigits", "filter", "type"], [.. Fields.Period, .. Fields.Paging, .. Fields.Sorting], Satisfaction),
        new("6.30", "query/queryAgentStatistics", ["tenantId", "filter", "type", .. Fields.Period], [.. Fields.Sorting, .. Fields.Paging], States),
        new("6.31", "query/queryAgentReasonCodeStatistics", ["tenantId", "type", .. Fields.Period], ["filter", .. Fields.Sorting], OwnReasons),
        new("6.32", "query/queryIntentionStatistics", ["tenantId", "type", .. Fields.Period], ["filter", .. Fields.Sorting, .. Fields.Paging], Calls),
        new("6.33", "query/queryQueueStatistics", ["tenantId", "filter", .. Fields.Period], Fields.Paging, Queues),
    ];

    // A column for each key asked for; of the others nothing is said.
    private static JsonArray Satisfaction(ApiCall call)
    {
        var keys = call.List("ivrDtmfDigits")!.Where(k => k.Length == 1 && char.IsAsciiDigit(k[0]));
        Column[] columns = [Columns.Agent, Column.TenantId, Columns.Name, .. keys.Select(k => Column.Digits(k, f => f.Pressed[k[0] - '0']))];
        return StatisticsTable.Page(call, Rows(call, Family.Keys), columns);
    }

    private static JsonArray States(ApiCall call) =>
        StatisticsTable.Page(call, Rows(call, Family.States), [Columns.Name, Columns.Agent, .. Columns.StatesOfRange]);

    private static JsonArray Calls(ApiCall call) =>
        StatisticsTable.Page(call, Rows(call, Family.Calls), [Columns.Name, Columns.Agent, .. Columns.CallsOfRange]);

    private static JsonArray Queues(ApiCall call)
    {
        var tenant = call.Tenant();
        var units = call.List("filter")!.Select(tenant.Plan.Queue).OfType<QueuePlan>().Select(q => Unit.Of(tenant, q));
        return StatisticsTable.Page(call, StatisticsTable.Rows(call, units, Family.Visits, Period.Whole), Columns.VisitsOfRange);
    }

    // The tenant's own reasons only; 0–8 are in 6.30.
    private static JsonArray OwnReasons(ApiCall call)
    {
        using var writer = new RowWriter();
        var rows = Rows(call, Family.States).SelectMany(row => row.Unit.Tenant.Plan.OwnReasons, (row, reason) => (row, reason));
        return call.PageBy(rows, r => writer.Write(json => Reasons.Write(json, r.row, r.reason)));
    }

    private static IEnumerable<StatisticsRow> Rows(ApiCall call, Family family) => StatisticsTable.Rows(call, Units(call), family, Period.Whole);

    // Without a filter (optional in 6.31 and 6.32) everybody of the kind is meant.
    private static IEnumerable<Unit> Units(ApiCall call)
    {
        var tenants = call.List("tenantId")!.Select(id => call.Platform.Tenants.GetValueOrDefault(id) ?? throw new BadParametersException("tenantId")).ToList();
        var filter = call.List("filter");
        return call.Required("type") switch
        {
            "1" => Tenants().Select(Unit.Of),
            "2" => Queues().Select(q => Unit.Of(q.Tenant, q.Queue)),
            "3" => Tenants().SelectMany(t => t.Plan.Agents, Unit.Of),
            "4" => Queues().SelectMany(q => q.Queue.Members, (q, member) => (q.Tenant, Agent: member)).Distinct()
                .Select(a => Unit.Of(a.Tenant, a.Tenant.Plan.Agents[a.Agent])),
            "5" => Agents().Select(a => Unit.Of(a.Tenant, a.Agent)),
            "6" => Agents().GroupBy(a => a.Tenant, a => a.Agent).Select(g => Unit.Of(g.Key, [.. g])),
            "7" => tenants.SelectMany(t => Unit.Departments(t, call.Required("filter"))),
            _ => throw new BadParametersException("type"),
        };

        IEnumerable<TenantModel> Tenants() => tenants.Where(t => filter?.Contains(t.Plan.Id) != false);

        IEnumerable<(TenantModel Tenant, QueuePlan Queue)> Queues() =>
            tenants.SelectMany(t => t.Plan.Queues, (t, q) => (t, q)).Where(q => filter?.Contains(q.q.Dn) != false);

        IEnumerable<(TenantModel Tenant, AgentPlan Agent)> Agents() =>
            tenants.SelectMany(t => t.Plan.Agents, (t, a) => (t, a)).Where(a => filter?.Contains(a.a.Dn) != false);
    }
}
