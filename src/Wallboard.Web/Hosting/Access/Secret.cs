using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Wallboard.Web.Hosting.Access;

/// <summary>
/// Secrets of screens, tokens and links: 32 random bytes. Storage has their SHA-256 only, which is enough for what nobody can guess; passwords are
/// Identity's affair.
/// </summary>
internal static class Secret
{
    /// <summary>Safe in an address and a cookie.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>In constant time.</summary>
    public static bool Matches(string presented, byte[] hash) => CryptographicOperations.FixedTimeEquals(Hash(presented), hash);
}
