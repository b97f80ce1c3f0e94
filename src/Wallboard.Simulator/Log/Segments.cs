namespace Wallboard.Simulator.Log;

/// <summary>A row that stands in time.</summary>
internal interface IStamped
{
    /// <summary>UTC ticks at which what it tells of began.</summary>
    long At { get; }
}

/// <summary>
/// Millions of small rows, in the order in which they were added (nearly that of time). A row's index is its number for ever, also when the
/// oldest have been let go.
/// </summary>
internal sealed class Segments<T> where T : struct
{
    private const int Bits = 13, Size = 1 << Bits;

    private sealed class Segment
    {
        public readonly T[] Rows = new T[Size];
        public int Count;
        public long From = long.MaxValue;
        public long To = long.MinValue;
    }

    private readonly List<Segment?> segments = [];

    public int Count { get; private set; }

    public ref readonly T this[int index] => ref (segments[index >> Bits] ?? throw new InvalidOperationException("That row has been let go.")).Rows[index & (Size - 1)];

    /// <param name="at">When what the row tells of began.</param>
    public void Add(in T row, long at)
    {
        if (Count == segments.Count << Bits) segments.Add(new Segment());
        var last = segments[^1]!;
        last.Rows[last.Count++] = row;
        Count++;
        (last.From, last.To) = (Math.Min(last.From, at), Math.Max(last.To, at));
    }

    /// <summary>Indexes of the rows of all segments with something in [from, to).</summary>
    public IEnumerable<int> Near(long from, long to)
    {
        for (var s = 0; s < segments.Count; s++)
        {
            if (segments[s] is not { } segment || segment.To < from || segment.From >= to) continue;
            for (var i = 0; i < segment.Count; i++) yield return (s << Bits) + i;
        }
    }

    /// <summary>Lets full segments go that end before an instant.</summary>
    public void LetGo(long before)
    {
        for (var s = 0; s < segments.Count - 1; s++)
        {
            if (segments[s] is { } segment && segment.To < before) segments[s] = null;
        }
    }
}

internal static class SegmentsInTime
{
    public static void Add<T>(this Segments<T> rows, in T row) where T : struct, IStamped => rows.Add(row, row.At);

    /// <summary>Indexes of the rows that stand in [from, to).</summary>
    public static IEnumerable<int> Between<T>(this Segments<T> rows, long from, long to) where T : struct, IStamped =>
        rows.Near(from, to).Where(i => rows[i].At is var at && at >= from && at < to);
}
