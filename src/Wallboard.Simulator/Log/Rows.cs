namespace Wallboard.Simulator.Log;

/// <summary>Kinds of records that can be deleted one by one (guide 7.7–7.10, 7.14).</summary>
internal enum RecordKind : byte { Leg, Recording, Visit, IvrSession, AgentState, Voicemail }

/// <summary>
/// Every record of a tenant, of today and of the months before, as rows in the order of their ids. Ranges are [from, to) in UTC ticks and
/// look at when a record began. Ids are unique for ever. What has been deleted is not there any more; statistics count it all the same,
/// as they are the platform's own counters.
/// </summary>
internal sealed class Rows(CallLog log, Projection views, Archive archive)
{
    private readonly HashSet<(RecordKind Kind, int Id)> deleted = [];

    /// <summary>Rows of 6.21. One that rings now is among them (see <see cref="Listed"/>).</summary>
    /// <param name="call">Null = of every call; -1 = of nobody's.</param>
    public IEnumerable<Leg> Legs(long from = long.MinValue, long to = long.MaxValue, bool deletedToo = false, int? call = null) =>
        Archived(archive.Legs, from, to, call).Select(archive.Leg)
            .Concat(views.Legs.Where(l => l.Start >= from && l.Start < to && (call is null || l.Call.Index == call)))
            .Where(l => deletedToo || !IsDeleted(RecordKind.Leg, l.Id));

    /// <summary>Rows of 6.19.</summary>
    /// <inheritdoc cref="Legs"/>
    public IEnumerable<Visit> Visits(long from = long.MinValue, long to = long.MaxValue, bool deletedToo = false, int? call = null) =>
        Archived(archive.Visits, from, to, call).Select(archive.Visit)
            .Concat(views.Visits.Where(v => v.Entered >= from && v.Entered < to && (call is null || v.Call.Index == call)))
            .Where(v => deletedToo || !IsDeleted(RecordKind.Visit, v.Id));

    /// <summary>Rows of 6.17: IVR sessions, voicemail and surveys that are over.</summary>
    /// <inheritdoc cref="Legs"/>
    public IEnumerable<IvrRecord> Sessions(long from = long.MinValue, long to = long.MaxValue, bool deletedToo = false, int? call = null) =>
        Archived(archive.Sessions, from, to, call).Select(archive.Session).Where(s => deletedToo || !IsDeleted(RecordKind.IvrSession, s.Id));

    /// <summary>The session of that id, deleted ones excepted.</summary>
    public IvrRecord? Session(int id) =>
        id > 0 && id <= archive.Sessions.Count && !IsDeleted(RecordKind.IvrSession, id) ? archive.Session(id - 1) : null;

    /// <summary>Rows of 6.18, from entering to leaving.</summary>
    public IReadOnlyList<IvrStep> Steps(IvrRecord session)
    {
        var row = archive.Sessions[session.Id - 1];
        var steps = Enumerable.Range(row.FirstStep, row.Steps).Select(i => archive.Steps[i]);
        return [.. steps.Select(s => new IvrStep(row.At + s.Ticks, s.Kind, s.A, s.B))];
    }

    /// <summary>Rows of 6.38 that began in the range.</summary>
    public IReadOnlyList<AgentSpan> AgentSpans(long from = long.MinValue, long to = long.MaxValue)
    {
        var (spans, open) = (new List<AgentSpan>(), new Dictionary<short, int>());
        var next = 0;
        foreach (var index in archive.States.Between(from, to))
        {
            Add(index);
            next = index + 1;
        }
        // What began in the range may end after it.
        for (; open.Count > 0 && next < archive.States.Count; next++) Close(archive.States[next]);
        return spans;

        void Add(int index)
        {
            var row = archive.States[index];
            Close(row);
            open[row.Agent] = spans.Count;
            spans.Add(new AgentSpan(index + 1, row.Agent, row.State, row.Reason, row.At, 0));
        }

        void Close(in StateRow row)
        {
            if (open.Remove(row.Agent, out var place)) spans[place] = spans[place] with { Ended = row.At };
        }
    }

    /// <summary>The row of 6.21 of that id.</summary>
    public Leg? Leg(int id, bool deletedToo) => id <= 0 || id > views.Legs.Count || (!deletedToo && IsDeleted(RecordKind.Leg, id)) ? null
        : id > views.Legs.First ? views.Legs[id - 1] : archive.Leg(id - 1);

    /// <inheritdoc cref="Leg(int, bool)"/>
    public Leg? Leg(int id) => Leg(id, deletedToo: false);

    /// <summary>The row of 6.19 of that id, deleted ones excepted.</summary>
    public Visit? Visit(int id) => id <= 0 || id > views.Visits.Count || IsDeleted(RecordKind.Visit, id) ? null
        : id > views.Visits.First ? views.Visits[id - 1] : archive.Visit(id - 1);

    /// <summary>The rows of one call; -1 is nobody's.</summary>
    public IEnumerable<Leg> LegsOf(int call, bool deletedToo) => Legs(deletedToo: deletedToo, call: call);

    /// <inheritdoc cref="LegsOf(int, bool)"/>
    public IEnumerable<Leg> LegsOf(int call) => LegsOf(call, deletedToo: false);

    /// <inheritdoc cref="LegsOf(int, bool)"/>
    public IEnumerable<Visit> VisitsOf(int call) => Visits(call: call);

    /// <inheritdoc cref="LegsOf(int, bool)"/>
    public IEnumerable<IvrRecord> SessionsOf(int call) => Sessions(call: call);

    /// <summary>Indexes. Of one call, those of the day from its beginning are looked through, before anything is made of them: no call lasts a day, and there are months of rows.</summary>
    private IEnumerable<int> Archived<T>(Segments<T> rows, long from, long to, int? call) where T : struct, IOfCall
    {
        if (call is not { } one) return rows.Between(from, to);
        if (one < 0) return [];
        var begun = archive.Call(one).Started;
        return rows.Between(Math.Max(from, begun), Math.Min(to, begun + TimeSpan.TicksPerDay)).Where(i => rows[i].Call == one);
    }

    /// <summary>The number of the call that has this id, for filtering by <c>Call.Index</c> without making a text of every row's; -1 when there is none.</summary>
    public int CallIndex(string id) => log.Ids.IndexOf(id) is { } index && index < log.Calls.Count ? index : -1;

    /// <summary>By its index; null for none.</summary>
    public Call? Call(int index) => index >= 0 && index < log.Calls.Count ? archive.Call(index) : null;

    public bool IsDeleted(RecordKind kind, int id) => deleted.Contains((kind, id));

    /// <summary>Takes a record out of every list; false when it had been already.</summary>
    public bool Delete(RecordKind kind, int id) => deleted.Add((kind, id));

    /// <summary>6.21 shows a leg from the answer on, or, unanswered, from its end on.</summary>
    public static bool Listed(Leg leg, bool onlyEnded) => leg.Ended > 0 || (leg.Answered > 0 && !onlyEnded);
}
