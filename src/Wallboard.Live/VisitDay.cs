using System.Collections.Immutable;

namespace Wallboard.Live;

/// <summary>How a call's visit to a queue ended.</summary>
public enum VisitOutcome
{
    /// <summary>Still in the queue, or ended with an outcome that nobody has told yet.</summary>
    Open,
    Answered,
    Abandoned,
    LeftOtherwise,
}

/// <param name="Nth">1 for a call's first visit to the queue.</param>
public readonly record struct VisitKey(string CallId, string Queue, int Nth);

/// <summary>A visit that has its outcome; a later record may still correct it.</summary>
/// <param name="EnteredAt">Platform clock in the tenant's zone, whole seconds: its date and hour are those that the visit counts in.</param>
/// <param name="Wait">From entry to answer, or to the end where there was none; whole seconds.</param>
/// <param name="Agent">The last one that it was sent to.</param>
public sealed record FinishedVisit(VisitKey Key, DateTimeOffset EnteredAt, VisitOutcome Outcome, TimeSpan Wait, int? CallType, string? Agent)
{
    public DateOnly Day => DateOnly.FromDateTime(EnteredAt.DateTime);
}

/// <param name="Put">New, or another than before.</param>
/// <param name="Gone">Visits of the day: records said that there was none, or that it has no outcome yet after all.</param>
public sealed record VisitChanges(IReadOnlyList<FinishedVisit> Put, IReadOnlyList<VisitKey> Gone);

/// <summary>The visits of one day as they were at one instant, for whoever keeps them. Immutable; cheap to take and to compare with an earlier one.</summary>
public sealed class VisitDay
{
    private readonly VisitBook book;
    private readonly VisitBook? before;
    private readonly bool over;

    /// <param name="before">The book of the day before, if it is known.</param>
    /// <param name="over">The day has ended: what lasted over its own beginning has been told before.</param>
    internal VisitDay(VisitBook book, VisitBook? before, bool over = false) => (this.book, this.before, this.over) = (book, before, over);

    public DateOnly Day => book.Day;

    /// <summary>With those that entered the day before and lasted over midnight.</summary>
    public IEnumerable<FinishedVisit> Finished => book.ByCall.Values.SelectMany(FinishedOf);

    /// <summary>Of the day, without an outcome yet.</summary>
    public IEnumerable<(VisitKey Key, DateTimeOffset EnteredAt)> Open =>
        book.Open.Where(book.IsOfDay).Select(visit => (visit.Key, book.Settings.InZone(visit.EnteredAt)));

    /// <summary>With those that have no outcome yet.</summary>
    public bool Knows(VisitKey key) => book.Find(key).Visit is not null;

    /// <param name="earlier">Of the same day.</param>
    public VisitChanges Since(VisitDay earlier)
    {
        if (ReferenceEquals(book, earlier.book)) return new([], []);
        var (put, gone, added) = (new List<FinishedVisit>(), new List<VisitKey>(), 0);
        foreach (var (call, visits) in book.ByCall)
        {
            // What has not changed is the same array.
            if (!earlier.book.ByCall.TryGetValue(call, out var known)) added++;
            else if (known == visits) continue;
            Compare(known.IsDefault ? [] : [.. earlier.FinishedOf(known)], [.. FinishedOf(visits)]);
        }
        if (book.ByCall.Count < earlier.book.ByCall.Count + added)
            foreach (var (call, known) in earlier.book.ByCall)
                if (!book.ByCall.ContainsKey(call)) Compare([.. earlier.FinishedOf(known)], []);
        return new(put, gone);

        void Compare(List<FinishedVisit> old, List<FinishedVisit> now)
        {
            put.AddRange(now.Except(old));
            gone.AddRange(old.Where(visit => visit.Day == Day).Select(visit => visit.Key).Except(now.Select(visit => visit.Key)));
        }
    }

    private IEnumerable<FinishedVisit> FinishedOf(ImmutableArray<Visit> visits) =>
        from visit in visits
        where visit.Resolved && IsOurs(visit)
        select new FinishedVisit(visit.Key, book.Settings.InZone(visit.EnteredAt), visit.Outcome, visit.Wait, visit.CallType, visit.Agent);

    /// <summary>
    /// Records read after midnight can name calls of yesterday whose visits were let go at the turn, and number them anew: yesterday's book knows those.
    /// </summary>
    private bool IsOurs(Visit visit) =>
        book.IsOfDay(visit)
        || (!over && (before is null || !before.ByCall.ContainsKey(visit.Key.CallId) || before.Find(visit.Key).Visit?.EnteredAbout(visit.EnteredAt) == true));
}
