using System.Collections.Immutable;

namespace Wallboard.Live;

/// <summary>
/// When the records are asked for which wait: a few at a time, each a few times. Some platforms write a leg only when its call is over; what the last asking does not find
/// either, a reset may.
/// </summary>
internal sealed class WaitSchedule
{
    public const int AtOnce = 8;

    /// <summary>From a visit's outcome to the first asking, and from each to the next.</summary>
    private static readonly TimeSpan[] after =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(25), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)];

    private readonly Dictionary<VisitKey, (DateTimeOffset Next, int Askings)> known = [];

    /// <summary>Those to ask for now; they count as asked.</summary>
    /// <param name="wanted">All whose wait is to be read.</param>
    public List<VisitKey> Due(ImmutableHashSet<VisitKey> wanted, DateTimeOffset now)
    {
        foreach (var read in known.Keys.Where(key => !wanted.Contains(key)).ToList()) known.Remove(read);
        foreach (var key in wanted) known.TryAdd(key, (now + after[0], 0));
        var due = known.Where(one => one.Value.Next <= now).OrderBy(one => one.Value.Next).Take(AtOnce).Select(one => one.Key).ToList();
        foreach (var key in due)
        {
            var askings = known[key].Askings + 1;
            known[key] = (askings < after.Length ? now + after[askings] : DateTimeOffset.MaxValue, askings);
        }
        return due;
    }
}
