using System.Buffers;
using System.Text.Json;
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

    public static JsonArray Page(ApiCall call, IEnumerable<StatisticsRow> rows, IReadOnlyList<Column> columns)
    {
        using var writer = new RowWriter();
        return call.Page(rows, row => writer.Write(json =>
        {
            foreach (var column in columns) column.Write(json, row);
        }), columns.ToDictionary(c => c.Name, c => c.Key));
    }

    private static bool IsEmpty(Figures f) =>
        f.Calls.Both.Calls == 0 && f.Visits.Offered.Number == 0 && f.States.Seconds.Sum() == f.States.Seconds[0] && f.States.Entered.Sum() == 0;
}

/// <summary>Objects written as text and read again only where somebody looks inside: a node for each of a million fields costs five times that.</summary>
internal sealed class RowWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter json;

    public RowWriter() => json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });

    public JsonObject Write(Action<Utf8JsonWriter> fields)
    {
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        fields(json);
        json.WriteEndObject();
        json.Flush();
        return JsonNode.Parse(buffer.WrittenSpan)!.AsObject();
    }

    public void Dispose() => json.Dispose();
}
