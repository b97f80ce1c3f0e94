using System.Collections;

namespace Wallboard.Simulator.Log;

/// <summary>The end of a list that only grows: what is old is forgotten at the front, and indexes go on counting.</summary>
internal sealed class Tail<T> : IEnumerable<T>
{
    private readonly List<T> kept = [];

    /// <summary>Index of the first element that is still there.</summary>
    public int First { get; private set; }

    /// <summary>How many there have ever been.</summary>
    public int Count => First + kept.Count;

    public T this[int index] => kept[index - First];

    public void Add(T item) => kept.Add(item);

    /// <summary>Forgets everything before an index.</summary>
    public void ForgetTo(int index)
    {
        if (index <= First) return;
        kept.RemoveRange(0, index - First);
        First = index;
    }

    public IEnumerator<T> GetEnumerator() => kept.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
