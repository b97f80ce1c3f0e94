using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Wallboard.Web.Features.Accounts.Profile;

/// <summary>Codes of authenticator apps: RFC 6238 with SHA-1, six digits and half a minute, which all of them know. Identity's own does not tell the step.</summary>
internal static class Totp
{
    public const int StepSeconds = 30;
    private const int KeyBytes = 20;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string NewKey() => RandomNumberGenerator.GetString(Base32, KeyBytes * 8 / 5);

    public static bool IsKey(string? key) => key is { Length: KeyBytes * 8 / 5 } && key.All(Base32.Contains);

    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The step whose code it is; null = none. A phone's clock may be half a minute off.</summary>
    public static long? StepOf(string key, string? code, DateTimeOffset now)
    {
        var typed = Encoding.UTF8.GetBytes(Clean(code));
        long? found = null;
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CodeOf(key, step)), typed)) found = step;
        return found;
    }

    public static string CodeOf(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8], hash = stackalloc byte[20];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The standard's, and what apps know; a code is not worth a collision.
        HMACSHA1.HashData(Decode(key), counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[19] & 15)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>People type it in groups.</summary>
    public static string Clean(string? code) => string.Concat((code ?? "").Where(c => !char.IsWhiteSpace(c) && c != '-').Take(32));

    private static byte[] Decode(string key)
    {
        var bytes = new byte[key.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
            if ((Base32.IndexOf(key[bit / 5], StringComparison.Ordinal) >> (4 - (bit % 5)) & 1) != 0) bytes[bit / 8] |= (byte)(128 >> (bit % 8));
        return bytes;
    }
}
