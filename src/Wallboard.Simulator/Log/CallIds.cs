using System.Globalization;

namespace Wallboard.Simulator.Log;

/// <summary>
/// Ids computed from a call's number and back, so that months of them take no room: UUIDs, or (awkwardly, one in five) SIP call ids such
/// as 2244f18763616c6c00085eca@183.129.179.6.
/// </summary>
internal sealed class CallIds(int seed, bool awkward)
{
    private const string Host = "@183.129.179.6";

    public string Of(int index)
    {
        var high = Mix((ulong)(uint)seed << 32 | (uint)index);
        var low = Mix(high);
        if (awkward && index % 5 == 0) return $"{high:x16}{(uint)low:x8}{Host}";
        return new Guid((uint)high, (ushort)(high >> 32), (ushort)(0x4000 | (high >> 48 & 0xfff)), (byte)(0x80 | (low & 0x3f)), (byte)(low >> 8),
            (byte)(low >> 16), (byte)(low >> 24), (byte)(low >> 32), (byte)(low >> 40), (byte)(low >> 48), (byte)(low >> 56)).ToString();
    }

    /// <summary>The call that has this id, if there has been one by then; null for any other text.</summary>
    public int? IndexOf(string id)
    {
        if (id.EndsWith(Host, StringComparison.Ordinal))
            return ulong.TryParse(id.AsSpan(0, Math.Min(16, id.Length)), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var whole) ? Check(whole, id) : null;
        if (!Guid.TryParse(id, out var guid)) return null;
        var b = guid.ToByteArray(bigEndian: true);
        // Four bits of the number gave way to the UUID's version: sixteen to try.
        var known = (ulong)(b[0] << 24 | b[1] << 16 | b[2] << 8 | b[3]) & 0xffffffff | (ulong)(b[4] << 8 | b[5]) << 32 | (ulong)((b[6] & 0xf) << 8 | b[7]) << 48;
        for (var top = 0UL; top < 16; top++)
        {
            if (Check(known | top << 60, id) is { } index) return index;
        }
        return null;
    }

    private int? Check(ulong high, string id)
    {
        var index = (int)(uint)Unmix(high);
        return index >= 0 && Of(index) == id ? index : null;
    }

    /// <summary>Splitmix64: every number has a partner of its own.</summary>
    public static ulong Mix(ulong z)
    {
        z += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }

    // The same steps backwards; the factors are the inverses of those above.
    private static ulong Unmix(ulong z)
    {
        z = (z ^ (z >> 31) ^ (z >> 62)) * 0x319642b2d24d8ec3;
        z = (z ^ (z >> 27) ^ (z >> 54)) * 0x96de1b173f119089;
        return (z ^ (z >> 30) ^ (z >> 60)) - 0x9e3779b97f4a7c15;
    }
}
