namespace Wallboard.Simulator.Books;

/// <summary>Numbered entries in the order of their making; a number is never used again.</summary>
internal sealed class Book<T> where T : class
{
    private readonly SortedDictionary<int, T> entries = [];
    private int last;

    public IEnumerable<T> Entries => entries.Values;

    public T Add(Func<int, T> make) => entries[++last] = make(last);

    public T? Find(int? id) => id is { } known ? entries.GetValueOrDefault(known) : null;

    public void Replace(int id, T entry) => entries[id] = entry;

    public bool Remove(int id) => entries.Remove(id);
}

/// <summary>
/// Record numbers are the platform's, not the tenant's: tenant <paramref name="Index"/> of <paramref name="Count"/> has every
/// <paramref name="Count"/>th. So an endpoint that takes no tenant (7.2, 7.7 …) knows whose record is meant, and gives anybody's to anybody.
/// </summary>
internal readonly record struct KeySpace(int Index, int Count)
{
    public int Key(int id) => (id - 1) * Count + Index + 1;

    /// <summary>Null for another tenant's.</summary>
    public int? Id(int? key) => key > 0 && (key - 1) % Count == Index ? (key - 1) / Count + 1 : null;
}
