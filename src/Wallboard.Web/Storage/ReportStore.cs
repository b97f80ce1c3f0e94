using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Wallboard.Platform.Api;
using Wallboard.Reports;

namespace Wallboard.Web.Storage;

/// <summary>Keeps the rows of periods that are over.</summary>
internal sealed partial class ReportStore(IDbContextFactory<WallboardDb> storage) : IReportCache
{
    public async Task<IReadOnlyList<CachedPeriod>> ReadAsync(CacheKey key, DayRange days, CancellationToken ct)
    {
        await using var db = await storage.CreateDbContextAsync(ct);
        var kept = await Of(db, key).Where(r => r.Day >= days.From && r.Day <= days.To).AsNoTracking().ToListAsync(ct);
        return [.. kept.Select(Period)];
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
        return new(kept.Day, json.Numbers, [.. json.Rows.Select(Row)], kept.ReadAt);

        FetchedRow Row(KeptRow row) => new(
            new StatisticsTime(kept.Day, row.Hour), row.Number, row.Name, [.. row.Cells.Select(Cell.Of)],
            [.. (row.Own ?? []).Select(own => (json.Columns![own.Column], Cell.Of(own.Value)))]);
    }

    private static KeptRows Json(CachedPeriod period)
    {
        List<ReportColumn> columns = [.. period.Rows.SelectMany(row => row.Own).Select(own => own.Column).DistinctBy(column => column.Key)];
        return new(period.Numbers, [.. period.Rows.Select(row => new KeptRow(
            row.Period?.Hour, row.Number, row.Name, [.. row.Cells.Select(cell => cell.Number)],
            row.Own.Count == 0 ? null : [.. row.Own.Select(own => new KeptOwn(columns.FindIndex(c => c.Key == own.Column.Key), own.Cell.Number))]))],
            columns.Count == 0 ? null : columns);
    }

    /// <param name="Columns">Those that the tenant's own data brings.</param>
    internal sealed record KeptRows(IReadOnlyCollection<string> Numbers, IReadOnlyList<KeptRow> Rows, IReadOnlyList<ReportColumn>? Columns);

    internal sealed record KeptRow(int? Hour, string? Number, string? Name, double?[] Cells, IReadOnlyList<KeptOwn>? Own);

    internal readonly record struct KeptOwn(int Column, double? Value);

    [JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(KeptRows))]
    private sealed partial class RowsJson : JsonSerializerContext;
}
