namespace Wallboard.Reports;

/// <summary>The columns of a table that are computed from others, found once for all of its rows.</summary>
internal sealed class Quotients(IReadOnlyList<ReportColumn> columns)
{
    private readonly (int At, int[] Over, int[] Under, bool IsDuration)[] all =
    [
        .. columns.Index().Where(c => c.Item.Quotient is not null).Select(c => (
            c.Index, Places(columns, c.Item.Quotient!.Over), Places(columns, c.Item.Quotient.Under), c.Item.Kind == ColumnKind.Duration))
    ];

    /// <summary>Writes their cells into a row; with a divisor of 0, or a part that is not known, there is no value.</summary>
    public Cell[] Fill(Cell[] row)
    {
        foreach (var (at, over, under, isDuration) in all)
        {
            var value = Sum(row, over) is { } above && Sum(row, under) is { } below && below > 0 ? above / below : (double?)null;
            // All faces show whole seconds, so that they are equal.
            row[at] = Cell.Of(isDuration && value is { } seconds ? Math.Round(seconds, MidpointRounding.AwayFromZero) : value);
        }
        return row;
    }

    private static double? Sum(Cell[] row, int[] places)
    {
        var sum = 0d;
        foreach (var place in places)
        {
            if (place < 0 || row[place].Number is not { } number) return null;
            sum += number;
        }
        return sum;
    }

    private static int[] Places(IReadOnlyList<ReportColumn> columns, IReadOnlyList<string> keys) =>
        [.. keys.Select(key => columns.Index().FirstOrDefault(c => c.Item.Key == key, (Index: -1, Item: columns[0])).Index)];
}
