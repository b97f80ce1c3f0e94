using System.Globalization;

namespace Wallboard.Simulator.Log;

/// <summary>
/// The append-only call log of one tenant: every answer, event and figure is read out of it. Entries and calls of days that are over are
/// forgotten once their records are made (<see cref="Archive"/>).
/// </summary>
internal sealed class CallLog(int seed, bool awkwardIds)
{
    private ulong hash = CallIds.Mix((ulong)seed);

    public Tail<LogEntry> Entries { get; } = new();
    public Tail<Call> Calls { get; } = new();
    public CallIds Ids { get; } = new(seed, awkwardIds);

    /// <summary>Of the few calls that have some, by index.</summary>
    public Dictionary<int, CallNotes> Notes { get; } = [];

    public Call NewCall(long at, Direction direction, string caller, string called, short fromAgent)
    {
        var call = new Call(Calls.Count, this, at, direction, caller, called, fromAgent);
        Calls.Add(call);
        return call;
    }

    public void Append(in LogEntry entry)
    {
        if (Entries.Count > Entries.First && entry.At < Entries[Entries.Count - 1].At)
            throw new InvalidOperationException($"The log goes backwards: {entry} after {Entries[Entries.Count - 1]}.");
        Entries.Add(entry);
        var what = (ulong)entry.Kind << 48 | (ulong)(ushort)entry.Queue << 32 | (ulong)(ushort)entry.Agent << 16 | (ulong)entry.A << 8 | entry.B;
        hash = CallIds.Mix(CallIds.Mix(hash ^ (ulong)entry.At) ^ what ^ (ulong)(uint)entry.Call << 32);
    }

    /// <summary>Of everything ever appended: the same for the same options, seed and span. What repeatability means here.</summary>
    public string Hash() => hash.ToString("x16", CultureInfo.InvariantCulture);
}
