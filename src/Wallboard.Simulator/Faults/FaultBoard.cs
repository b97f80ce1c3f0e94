namespace Wallboard.Simulator.Faults;

/// <summary>Which faults are on. Thread-safe.</summary>
internal sealed class FaultBoard(TimeProvider clock)
{
    private sealed record Entry(Fault Fault, DateTimeOffset? Until)
    {
        public int Left { get; set; } = Fault.Count ?? int.MaxValue;
    }

    private readonly Lock gate = new();
    private readonly List<Entry> entries = [];
    private int active;

    public void Add(Fault fault)
    {
        lock (gate)
        {
            entries.Add(new Entry(fault, fault.Seconds is { } seconds ? clock.GetUtcNow().AddSeconds(seconds) : null));
            active = entries.Count;
        }
    }

    public void Clear(FaultKind? kind = null)
    {
        lock (gate)
        {
            entries.RemoveAll(e => kind is null || e.Fault.Kind == kind);
            active = entries.Count;
        }
    }

    public IReadOnlyList<Fault> Active
    {
        get
        {
            lock (gate)
            {
                Expire();
                return [.. entries.Select(e => e.Fault)];
            }
        }
    }

    public bool IsOn(FaultKind kind) => Find(kind, path: null, take: false) is not null;

    /// <summary>True when the fault is on; uses up one of its count.</summary>
    public bool TakeOne(FaultKind kind) => Find(kind, path: null, take: true) is not null;

    /// <summary>The HTTP fault for this path, if there is one; uses up one of its count.</summary>
    public Fault? TakeOne(FaultKind kind, string path) => Find(kind, path, take: true);

    private Fault? Find(FaultKind kind, string? path, bool take)
    {
        if (Volatile.Read(ref active) == 0) return null;
        lock (gate)
        {
            Expire();
            var entry = entries.Find(e => e.Fault.Kind == kind && (e.Fault.Path is null || path?.EndsWith(e.Fault.Path, StringComparison.Ordinal) == true));
            if (entry is null) return null;
            if (take && --entry.Left <= 0) entries.Remove(entry);
            active = entries.Count;
            return entry.Fault;
        }
    }

    private void Expire()
    {
        var now = clock.GetUtcNow();
        entries.RemoveAll(e => e.Until <= now);
        active = entries.Count;
    }
}
