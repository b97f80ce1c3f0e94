using System.Collections;

namespace Wallboard.Web.Features.Boards;

/// <summary>A list that equals another with equal items, so that records holding it compare by content.</summary>
public sealed class Rows<T>(IEnumerable<T> items) : IReadOnlyList<T>, IEquatable<Rows<T>>
{
    private readonly T[] items = [.. items];

    public int Count => items.Length;

    public T this[int index] => items[index];

    public bool Equals(Rows<T>? other) => other is not null && items.AsSpan().SequenceEqual(other.items);

    public override bool Equals(object? obj) => Equals(obj as Rows<T>);

    public override int GetHashCode() => items.Length;

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Rendered with its record, and left out when records are compared, because it is compared on its own.</summary>
public readonly struct Apart<T>(T value) : IEquatable<Apart<T>>
{
    public T Value => value;

    public static bool operator ==(Apart<T> left, Apart<T> right) => left.Equals(right);

    public static bool operator !=(Apart<T> left, Apart<T> right) => !left.Equals(right);

    public bool Equals(Apart<T> other) => true;

    public override bool Equals(object? obj) => obj is Apart<T>;

    public override int GetHashCode() => 0;
}
