using System.Text.Json.Nodes;
using Wallboard.Simulator.Http;

namespace Wallboard.Simulator.Statistics;

/// <summary>From a request to the rows of an answer.</summary>
internal static class StatisticsTable
{
    /// <summary>
    /// startTime … endTime as [from, to). An end on the hour is the end of the hour before it, whatever the switch for ends says; else nobody
    /// could ask for a whole day without a row of the next.
    /// </summary>
    public static (long From, long To) Range(ApiCall call)
    {
        var (from, to) = call.Range();
        if (call.Instant("endTime") is { } end && call.Platform.Zone.Local(end) is { Minute: 0, Second: 0 }) to = end;
        return (from, to);
    }

    /// <summary>A row for each unit and period.</summary>
    public static IEnumerable<StatisticsRow> Rows(ApiCall call, IEnumerable<Unit> units, Family family, Period period)
    {
        var (from, to) = Range(call);
        var buckets = new Dictionary<Model.TenantModel, List<Bucket>>();
        foreach (var unit in units)
        {
            if (!buckets.TryGetValue(unit.Tenant, out var own)) buckets[unit.Tenant] = own = [.. unit.Tenant.Days.Buckets(from, to, call.Now, period)];
            foreach (var bucket in own)
            {
                var row = new StatisticsRow(unit, bucket, family);
                if (period == Period.Whole || !unit.Tenant.Silent.NoEmptyPeriods || !IsEmpty(row.Figures)) yield return row;
            }
        }
    }

    public static JsonArray Page(ApiCall call, IEnumerable<StatisticsRow> rows, IReadOnlyList<Column> columns, Action<JsonObject, StatisticsRow>? more = null) =>
        call.Page(rows, row => Show(row, columns, more), columns.ToDictionary(c => c.Name, c => c.Key));

    /// <summary>What only the states have: a field three times over for each reason of the tenant's own, and the list of all that were used.</summary>
    public static void AddReasons(JsonObject shown, StatisticsRow row, Func<int, JsonNode> time)
    {
        var (plan, states) = (row.Unit.Tenant.Plan, row.Figures.States);
        foreach (var own in plan.OwnReasons)
        {
            shown[$"operationCount_{own.Code}"] = states.Entered[StateSums.Slot(2, own.Code)];
            shown[$"operationTime_{own.Code}"] = time(states.Seconds[StateSums.Slot(2, own.Code)]);
            shown[$"operationName_{own.Code}"] = own.Name;
        }
        var used = Wire.AllReasons(plan).Where(r => states.Entered[StateSums.Slot(2, r.Code)] > 0 || states.Seconds[StateSums.Slot(2, r.Code)] > 0);
        shown["amountAgentReasonCodes"] = ApiCall.Rows(used, r => Columns.Reason(row, r));
    }

    private static JsonObject Show(StatisticsRow row, IReadOnlyList<Column> columns, Action<JsonObject, StatisticsRow>? more)
    {
        var shown = new JsonObject();
        foreach (var column in columns) shown.Add(column.Name, column.Show(row));
        more?.Invoke(shown, row);
        return shown;
    }

    private static bool IsEmpty(Figures f) =>
        f.Calls.Both.Calls == 0 && f.Visits.Offered.Number == 0 && f.States.Seconds.Sum() == f.States.Seconds[0] && f.States.Entered.Sum() == 0;
}
