using System.Collections;
using System.Runtime.InteropServices;
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
        var kept = await Of(db, key).Where(r => r.Day >= days.From && r.Day <= days.To).OrderBy(r => r.Day).AsNoTracking().ToListAsync(ct);
        // A year is tens of megabytes.
        return [.. kept.AsParallel().AsOrdered().WithCancellation(ct).Select(Period)];
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
            row.Cells = Bytes(joined.Rows.SelectMany(one => one.Cells));
            row.ReadAt = joined.ReadAt;
        }
        await db.SaveChangesAsync(ct);
    }

    private static IQueryable<KeptReport> Of(WallboardDb db, CacheKey key) =>
        db.KeptReports.Where(r => r.TenantId == key.Tenant && r.Report == key.Report && r.Unit == key.Unit && r.Subject == key.Subject);

    /// <summary>What was kept of others stays; of those that were asked for again, the newer rows.</summary>
    private static CachedPeriod Joined(CachedPeriod? kept, CachedPeriod read) => kept is null || !SameWidth(kept, read) ? read : read with
    {
        Numbers = [.. kept.Numbers.Union(read.Numbers)],
        Rows = [.. read.Rows, .. kept.Rows.Where(row => row.Number is not null && !read.Numbers.Contains(row.Number))],
        ReadAt = kept.ReadAt < read.ReadAt && kept.Numbers.Except(read.Numbers).Any() ? kept.ReadAt : read.ReadAt,
    };

    /// <summary>An earlier build may have had other measures.</summary>
    private static bool SameWidth(CachedPeriod kept, CachedPeriod read) => kept.Rows is not [var one, ..] || read.Rows is not [var other, ..] || one.Cells.Count == other.Cells.Count;

    private static CachedPeriod Period(KeptReport kept)
    {
        if (kept.Cells is null) return EarlierReports.Period(kept.Day, kept.Rows, kept.ReadAt);
        var json = JsonSerializer.Deserialize(kept.Rows, RowsJson.Default.KeptRows)!;
        var rows = new FetchedRow[json.Whose.Length];
        var width = rows.Length == 0 ? 0 : kept.Cells.Length / sizeof(double) / rows.Length;
        for (var i = 0; i < rows.Length; i++)
            rows[i] = new(new(kept.Day, json.Hours?[i]), json.Whose[i], json.Names[i], new KeptCells(kept.Cells, i * width, width), Own(json.Owns?[i]));
        return new(kept.Day, json.Numbers, rows, kept.ReadAt);

        (ReportColumn, Cell)[] Own(byte[]? pairs)
        {
            if (pairs is null) return [];
            var cells = new KeptCells(pairs, 0, pairs.Length / sizeof(double));
            var all = new (ReportColumn, Cell)[cells.Count / 2];
            for (var i = 0; i < all.Length; i++) all[i] = (json.Columns![(int)cells[2 * i].Number!], cells[(2 * i) + 1]);
            return all;
        }
    }

    private static KeptRows Json(CachedPeriod period)
    {
        List<ReportColumn> columns = [.. period.Rows.SelectMany(row => row.Own).Select(own => own.Column).DistinctBy(column => column.Key)];
        var places = columns.Index().ToDictionary(c => c.Item.Key, c => Cell.Of((double)c.Index));
        return new(
            period.Numbers, [.. period.Rows.Select(row => row.Number)], [.. period.Rows.Select(row => row.Name)],
            period.Rows.Any(row => row.Period?.Hour is not null) ? [.. period.Rows.Select(row => row.Period?.Hour)] : null,
            columns.Count == 0 ? null : columns,
            columns.Count == 0 ? null : [.. period.Rows.Select(row => row.Own.Count == 0 ? null : Bytes(row.Own.SelectMany(own => new[] { places[own.Column.Key], own.Cell })))]);
    }

    /// <summary>Not known = NaN.</summary>
    private static byte[] Bytes(IEnumerable<Cell> cells) => MemoryMarshal.AsBytes<double>([.. cells.Select(cell => cell.Number ?? double.NaN)]).ToArray();

    /// <summary>Some of the doubles that are kept: nothing is made of them before somebody looks.</summary>
    private sealed class KeptCells(byte[] doubles, int first, int count) : IReadOnlyList<Cell>
    {
        public int Count => count;

        public Cell this[int index] => Cell.Of(MemoryMarshal.Cast<byte, double>(doubles)[first + index]);

        public IEnumerator<Cell> GetEnumerator() => Enumerable.Range(0, count).Select(i => this[i]).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>What is not a number of the rows, each list with an entry a row: a year of days of 200 agents has 73 000.</summary>
    /// <param name="Numbers">Whose rows were asked for.</param>
    /// <param name="Hours">Null where rows are of days or months.</param>
    /// <param name="Columns">Those that the tenant's own data brings.</param>
    /// <param name="Owns">A column's place, its cell, the next one's place.</param>
    internal sealed record KeptRows(
        IReadOnlyCollection<string> Numbers, string?[] Whose, string?[] Names, int?[]? Hours, IReadOnlyList<ReportColumn>? Columns, byte[]?[]? Owns);

    [JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(KeptRows))]
    private sealed partial class RowsJson : JsonSerializerContext;
}
