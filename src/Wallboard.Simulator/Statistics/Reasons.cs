using System.Text.Json;
using Wallboard.Simulator.Http;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Statistics;

/// <summary>The busy reasons in the rows of agents' states (6.30, 6.57–6.64), and rows of their own (6.31).</summary>
internal static class Reasons
{
    /// <summary>
    /// A field three times over for each reason of the tenant's own (0–8 have named fields), <c>operationCount_9 operationTime_9
    /// operationName_9</c>, and the list of all reasons that occurred.
    /// </summary>
    public static Column InRow(Action<Utf8JsonWriter, string, int> writeTime) => new("amountAgentReasonCodes", r => r.Unit.Number, (json, row) =>
    {
        var (plan, states) = (row.Unit.Tenant.Plan, row.Figures.States);
        foreach (var own in plan.OwnReasons)
        {
            json.WriteNumber($"operationCount_{own.Code}", states.Entered[StateSums.Slot(2, own.Code)]);
            writeTime(json, $"operationTime_{own.Code}", states.Seconds[StateSums.Slot(2, own.Code)]);
            json.WriteString($"operationName_{own.Code}", own.Name);
        }
        json.WriteStartArray("amountAgentReasonCodes");
        foreach (var reason in Wire.AllReasons(plan))
        {
            if (states.Entered[StateSums.Slot(2, reason.Code)] == 0 && states.Seconds[StateSums.Slot(2, reason.Code)] == 0) continue;
            json.WriteStartObject();
            Write(json, row, reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    public static void Write(Utf8JsonWriter json, StatisticsRow row, OwnReason reason)
    {
        Column.WriteTenant(json, row.Unit);
        json.WriteNumber("operationCount", row.Figures.States.Entered[StateSums.Slot(2, reason.Code)]);
        json.WriteNumber("operationTime", row.Figures.States.Seconds[StateSums.Slot(2, reason.Code)]);
        json.WriteNumber("reasonCodeId", reason.Code + 2);
        json.WriteNumber("reasonCode", reason.Code);
        json.WriteString("reasonCodeName", reason.Name);
        json.WriteString("agent", row.Unit.Number);
    }
}
