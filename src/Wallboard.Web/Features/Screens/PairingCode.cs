using System.Security.Cryptography;
using System.Text;

namespace Wallboard.Web.Features.Screens;

/// <summary>What a television shows until it is paired, and somebody types into a telephone. Of signs that look alike from afar there is one at most.</summary>
internal static class PairingCode
{
    public const string Alphabet = "23456789CDEFGHJKMNPQRTVWXY";
    public const int Length = 6;

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>As people type it: small letters, spaces, full-width signs of a Chinese keyboard. Null: no code at all.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null or { Length: > 4 * Length } || typed.Contains('\uFFFD') || !typed.IsNormalized(NormalizationForm.FormC)) return null;
        var code = string.Concat(typed.Normalize(NormalizationForm.FormKC).ToUpperInvariant().Where(c => c is not (' ' or '-')));
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }
}
