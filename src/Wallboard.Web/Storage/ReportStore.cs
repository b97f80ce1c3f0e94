using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Wallboard.Reports;

namespace Wallboard.Web.Storage;

/// <summary>Keeps the rows of periods that are over.</summary>
internal sealed partial class ReportStore(IDbContextFactory<WallboardDb> storage) : IReportCache
{
    public async Task<IReadOnlyList<CachedPeriod>> ReadAsync(CacheKey key, DayRange days, CancellationToken ct)
    {
        await using var db = await storage.CreateDbContextAsync(ct);
        var kept = await Of(db, key).Where(r => r.Day >= days.From && r.Day <= days.To).AsNoTracking().ToListAsync(ct);
        // A year is tens of megabytes of text.
        return [.. kept.AsParallel().WithCancellation(ct).Select(Period)];
    }

    public async Task WriteAsync(CacheKey key, IReadOnlyList<CachedPeriod> periods, CancellationToken ct)
    {
        await using var db = await storage.CreateDbContextAsync(ct);
        var (first, last) = (periods.Min(p => p.Day), periods.Max(p => p.Day));
        var kept = await Of(db, key).Where(r => r.Day >= first && r.Day <= last).ToDictionaryAsync(r => r.Day, ct);
        foreach (var period in periods)
        {
            if (!kept.TryGetValue(period.Day, out var row))
                db.KeptReports.Add(row = new() { TenantId = key.Tenant, Report = key.Report, Unit = key.Unit, Subject = key.Subject, Day = period.Day });
            var joined = Joined(row.Rows.Length > 0 ? Period(row) : null, period);
            row.Rows = JsonSerializer.Serialize(Json(joined), RowsJson.Default.KeptRows);
            row.ReadAt = joined.ReadAt;
        }
        await db.SaveChangesAsync(ct);
    }

    private static IQueryable<KeptReport> Of(WallboardDb db, CacheKey key) =>
        db.KeptReports.Where(r => r.TenantId == key.Tenant && r.Report == key.Report && r.Unit == key.Unit && r.Subject == key.Subject);

    /// <summary>What was kept of others stays; of those that were asked for again, the newer rows.</summary>
    private static CachedPeriod Joined(CachedPeriod? kept, CachedPeriod read) => kept is null ? read : read with
    {
        Numbers = [.. kept.Numbers.Union(read.Numbers)],
        Rows = [.. read.Rows, .. kept.Rows.Where(row => row.Number is not null && !read.Numbers.Contains(row.Number))],
        ReadAt = kept.ReadAt < read.ReadAt && kept.Numbers.Except(read.Numbers).Any() ? kept.ReadAt : read.ReadAt,
    };

    private static CachedPeriod Period(KeptReport kept)
    {
        var json = JsonSerializer.Deserialize(kept.Rows, RowsJson.Default.KeptRows)!;
        return new(kept.Day, json.Numbers, [.. json.Rows.Select(row => new FetchedRow(new(kept.Day, row.Hour), row.Number, row.Name, row.Cells, Own(row)))], kept.ReadAt);

        (ReportColumn, Cell)[] Own(KeptRow row)
        {
            if (row.OwnCells is not { } cells) return [.. (row.Own ?? []).Select(own => (json.Columns![own.Column], Cell.Of(own.Value)))];
            var all = new (ReportColumn, Cell)[cells.Length / 2];
            for (var i = 0; i < all.Length; i++) all[i] = (json.Columns![(int)cells[2 * i].Number!], cells[(2 * i) + 1]);
            return all;
        }
    }

    private static KeptRows Json(CachedPeriod period)
    {
        List<ReportColumn> columns = [.. period.Rows.SelectMany(row => row.Own).Select(own => own.Column).DistinctBy(column => column.Key)];
        var places = columns.Index().ToDictionary(c => c.Item.Key, c => Cell.Of((double)c.Index));
        return new(period.Numbers, [.. period.Rows.Select(row => new KeptRow(
            row.Period?.Hour, row.Number, row.Name, row.Cells, null, row.Own.Count == 0 ? null : [.. row.Own.SelectMany(own => new[] { places[own.Column.Key], own.Cell })]))],
            columns.Count == 0 ? null : columns);
    }

    /// <param name="Columns">Those that the tenant's own data brings.</param>
    internal sealed record KeptRows(IReadOnlyCollection<string> Numbers, IReadOnlyList<KeptRow> Rows, IReadOnlyList<ReportColumn>? Columns);

    /// <param name="Own">Written by earlier builds; now <paramref name="OwnCells"/>.</param>
    /// <param name="OwnCells">A column's place, its cell, the next one's place: short, as there may be hundreds of thousands in a year.</param>
    internal sealed record KeptRow(
        int? Hour, string? Number, string? Name, [property: JsonConverter(typeof(CellsJson))] Cell[] Cells, IReadOnlyList<KeptOwn>? Own,
        [property: JsonConverter(typeof(CellsJson))] Cell[]? OwnCells = null);

    internal readonly record struct KeptOwn(int Column, double? Value);

    /// <summary>Numbers, or null. A year of days of 200 agents has three million: nothing is made of them in between.</summary>
    internal sealed class CellsJson : JsonConverter<Cell[]>
    {
        [ThreadStatic]
        private static List<Cell>? read;

        public override Cell[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var cells = read ??= [];
            cells.Clear();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                cells.Add(reader.TokenType == JsonTokenType.Null ? Cell.Unknown : Cell.Of(reader.TryGetInt64(out var whole) ? whole : reader.GetDouble()));
            return [.. cells];
        }

        public override void Write(Utf8JsonWriter writer, Cell[] value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var cell in value)
            {
                if (cell.Number is { } number) writer.WriteNumberValue(number);
                else writer.WriteNullValue();
            }
            writer.WriteEndArray();
        }
    }

    [JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(KeptRows))]
    private sealed partial class RowsJson : JsonSerializerContext;
}
