using System.Text.Json;
using System.Text.Json.Serialization;
using Wallboard.Reports;

namespace Wallboard.Web.Storage;

/// <summary>Rows as builds before <see cref="Tables.KeptReport.Cells"/> wrote them, all in JSON: the platform may not have them any more.</summary>
internal static partial class EarlierReports
{
    public static CachedPeriod Period(DateOnly day, string rows, DateTimeOffset readAt)
    {
        var json = JsonSerializer.Deserialize(rows, EarlierJson.Default.EarlierRows)!;
        return new(day, json.Numbers, [.. json.Rows.Select(row => new FetchedRow(new(day, row.Hour), row.Number, row.Name, [.. row.Cells.Select(Cell.Of)], [.. Own(row)]))], readAt);

        IEnumerable<(ReportColumn, Cell)> Own(EarlierRow row) => row.OwnCells is { } cells
            ? cells.Chunk(2).Select(pair => (json.Columns![(int)pair[0]!.Value], Cell.Of(pair[1])))
            : (row.Own ?? []).Select(own => (json.Columns![own.Column], Cell.Of(own.Value)));
    }

    internal sealed record EarlierRows(IReadOnlyCollection<string> Numbers, IReadOnlyList<EarlierRow> Rows, IReadOnlyList<ReportColumn>? Columns);

    /// <param name="Own">Of the first builds.</param>
    /// <param name="OwnCells">A column's place, its value, the next one's place.</param>
    internal sealed record EarlierRow(int? Hour, string? Number, string? Name, double?[] Cells, IReadOnlyList<EarlierOwn>? Own, double?[]? OwnCells);

    internal readonly record struct EarlierOwn(int Column, double? Value);

    [JsonSerializable(typeof(EarlierRows))]
    private sealed partial class EarlierJson : JsonSerializerContext;
}
