using System.Security.Cryptography;
using System.Runtime.InteropServices;

namespace Wallboard.Simulator.Log;

/// <summary>The append-only call log of one tenant: every answer, event and figure is read out of it.</summary>
internal sealed class CallLog(int seed, bool awkwardIds)
{
    private readonly List<LogEntry> entries = [];
    private readonly List<Call> calls = [];

    public IReadOnlyList<LogEntry> Entries => entries;
    public IReadOnlyList<Call> Calls => calls;

    public Call NewCall(Direction direction, string caller, string called, short fromAgent)
    {
        var call = new Call(calls.Count, CallId(calls.Count), direction, caller, called, fromAgent);
        calls.Add(call);
        return call;
    }

    public void Append(in LogEntry entry)
    {
        if (entries.Count > 0 && entry.At < entries[^1].At)
            throw new InvalidOperationException($"The log goes backwards: {entry} after {entries[^1]}.");
        entries.Add(entry);
    }

    /// <summary>The same for the same options, seed and span: what repeatability means here.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var e in entries)
        {
            long[] words = [e.At, e.Call, (long)e.Kind << 48 | (long)(ushort)e.Queue << 32 | (long)(ushort)e.Agent << 16 | (long)e.A << 8 | e.B];
            hash.AppendData(MemoryMarshal.AsBytes<long>(words));
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    // Ids are UUIDs, or (awkwardly, one in five) SIP call ids such as 2244f18763616c6c00085eca@183.129.179.6.
    private string CallId(int index)
    {
        var high = Mix((ulong)(uint)seed << 32 | (uint)index);
        var low = Mix(high);
        if (awkwardIds && index % 5 == 0) return $"{high:x16}{(uint)low:x8}@183.129.179.6";
        return new Guid((uint)high, (ushort)(high >> 32), (ushort)(0x4000 | (high >> 48 & 0xfff)), (byte)(0x80 | (low & 0x3f)), (byte)(low >> 8),
            (byte)(low >> 16), (byte)(low >> 24), (byte)(low >> 32), (byte)(low >> 40), (byte)(low >> 48), (byte)(low >> 56)).ToString();
    }

    private static ulong Mix(ulong z)
    {
        z += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
