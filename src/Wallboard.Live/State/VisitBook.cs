using System.Collections.Immutable;

namespace Wallboard.Live;

/// <summary>
/// Today's visits (and those of yesterday that last), with the tallies of today kept in step: every change takes the old visit out of its
/// queue's tally and puts the new one in.
/// </summary>
internal sealed record VisitBook(LiveSettings Settings, DateOnly Day)
{
    /// <summary>By call, in the order of entry.</summary>
    public ImmutableDictionary<string, ImmutableArray<Visit>> ByCall { get; private init; } = ImmutableDictionary<string, ImmutableArray<Visit>>.Empty;

    /// <summary>Calls with a visit that has no outcome yet.</summary>
    public ImmutableHashSet<string> OpenCalls { get; private init; } = [];

    /// <summary>Today's whose wait the records have to say.</summary>
    public ImmutableHashSet<VisitKey> WaitsToRead { get; private init; } = [];

    /// <summary>Today's, by queue.</summary>
    public ImmutableDictionary<string, Tally> Tallies { get; private init; } = ImmutableDictionary<string, Tally>.Empty;

    /// <summary>Today's, by queue and hour of entry.</summary>
    public ImmutableDictionary<(string Queue, int Hour), Tally> Hours { get; private init; } = ImmutableDictionary<(string, int), Tally>.Empty;

    public IEnumerable<Visit> All => ByCall.Values.SelectMany(visits => visits);

    public IEnumerable<Visit> Open => OpenCalls.SelectMany(call => ByCall[call]).Where(visit => !visit.Resolved);

    public ImmutableArray<Visit> Of(string callId) => ByCall.GetValueOrDefault(callId, []);

    /// <summary>The visit that something at <paramref name="at"/> is about: the call's last one in the queue that had begun by then.</summary>
    public Visit? At(string callId, string queue, DateTimeOffset at)
    {
        Visit? first = null, last = null;
        foreach (var visit in Of(callId))
        {
            if (visit.Key.Queue != queue) continue;
            first ??= visit;
            if (visit.EnteredAt <= at.AddSeconds(1)) last = visit;
        }
        return last ?? first;
    }

    /// <summary>A visit, and the call's next one after it.</summary>
    public (Visit? Visit, Visit? Next) Find(VisitKey key)
    {
        var visits = Of(key.CallId);
        for (var i = 0; i < visits.Length; i++)
            if (visits[i].Key == key) return (visits[i], i + 1 < visits.Length ? visits[i + 1] : null);
        return default;
    }

    public Visit New(string callId, string queue, DateTimeOffset enteredAt) =>
        new(new(callId, queue, 1 + Of(callId).Where(visit => visit.Key.Queue == queue).Select(visit => visit.Key.Nth).DefaultIfEmpty().Max()), enteredAt);

    public VisitBook Put(Visit visit)
    {
        var (old, _) = Find(visit.Key);
        if (visit == old) return this;
        var visits = Of(visit.Key.CallId);
        visits = old is null ? visits.Add(visit) : visits.Replace(old, visit);
        if (visits.Length > 1) visits = visits.Sort((a, b) => a.EnteredAt.CompareTo(b.EnteredAt));
        var counted = old is null ? this : Count(old, -1);
        return counted.Count(visit, 1) with
        {
            ByCall = ByCall.SetItem(visit.Key.CallId, visits),
            OpenCalls = visits.Any(v => !v.Resolved) ? OpenCalls.Add(visit.Key.CallId) : OpenCalls.Remove(visit.Key.CallId),
            WaitsToRead = IsOfDay(visit) && WaitRule.IsToRead(visit, Settings.Of(visit.Key.Queue)) ? WaitsToRead.Add(visit.Key) : WaitsToRead.Remove(visit.Key),
        };
    }

    public VisitBook Remove(Visit visit)
    {
        var visits = Of(visit.Key.CallId).Remove(visit);
        return Count(visit, -1) with
        {
            ByCall = visits.IsEmpty ? ByCall.Remove(visit.Key.CallId) : ByCall.SetItem(visit.Key.CallId, visits),
            OpenCalls = visits.Any(v => !v.Resolved) ? OpenCalls : OpenCalls.Remove(visit.Key.CallId),
            WaitsToRead = WaitsToRead.Remove(visit.Key),
        };
    }

    /// <summary>
    /// A new day: what entered before it leaves the counts; only what still lasts, or has an outcome to come, is kept, under the day of its entry.
    /// </summary>
    public VisitBook Turn(DateOnly day)
    {
        var turned = new VisitBook(Settings, day);
        foreach (var visit in All)
            if (DayOf(visit) >= day || ((visit.Stage != VisitStage.Ended || visit.Unresolved) && DayOf(visit) >= day.AddDays(-1))) turned = turned.Put(visit);
        return turned;
    }

    public bool IsOfDay(Visit visit) => DayOf(visit) == Day;

    private VisitBook Count(Visit visit, int sign)
    {
        if (!IsOfDay(visit)) return this;
        var one = Tally.Of(visit, Settings.Of(visit.Key.Queue));
        var hour = (visit.Key.Queue, Settings.InZone(visit.EnteredAt).Hour);
        return this with
        {
            Tallies = Tallies.SetItem(visit.Key.Queue, Sum(Tallies.GetValueOrDefault(visit.Key.Queue))),
            Hours = Hours.SetItem(hour, Sum(Hours.GetValueOrDefault(hour))),
        };

        Tally Sum(Tally before) => sign > 0 ? before + one : before - one;
    }

    private DateOnly DayOf(Visit visit) => Settings.DayOf(visit.EnteredAt);
}
