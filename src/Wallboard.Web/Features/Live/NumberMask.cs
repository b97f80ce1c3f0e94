using System.Globalization;
using System.Text.RegularExpressions;

namespace Wallboard.Web.Features.Live;

/// <summary>How phone numbers are shown, whoever's they are: every number that leaves the portal comes by here.</summary>
internal static partial class NumberMask
{
    private const string Hidden = "****";

    /// <summary>Extensions and service numbers: nobody's phone.</summary>
    private const int LongestInternalNumber = 4;

    /// <summary>
    /// The rule for boards. Whatever anybody wishes, the platform's <c>hideNumber</c> comes first, and while it has not said that it hides none, it hides them.
    /// </summary>
    /// <param name="boardShows">The tenant's wish for everybody who sees the board: <c>BoardShowsNumbers</c>.</param>
    /// <param name="unmasked">A person who may has said so lately.</param>
    public static bool MayShowWhole(bool? platformHides, bool boardShows, bool unmasked) => platformHides is false && (boardShows || unmasked);

    /// <summary>
    /// <c>13812341234</c> becomes <c>138****1234</c>; shorter numbers show less, so that at least four digits are always hidden. Extensions, with or without
    /// their tenant (<c>10000_6001</c>), and words (<c>anonymous</c>) stay. What a SIP address has after its <c>@</c> is the platform's own, and is never shown.
    /// Null: there is no number.
    /// </summary>
    public static string? Apply(string? number, bool whole = false)
    {
        if (string.IsNullOrWhiteSpace(number)) return null;
        var user = Address().Match(number).Groups["user"].Value.Trim();
        if (user.Length == 0) return null;
        if (whole || Masked().IsMatch(user)) return user;
        var digits = Digits(user);
        // What was taken off counts as hidden, if it was enough.
        if (digits.Length <= LongestInternalNumber) return digits.Length == 0 || Digits(number).Length - digits.Length is 0 or >= 4 ? user : Hidden;
        var sign = user.StartsWith('+') ? "+" + digits : digits;
        var shown = sign.Length - 4;
        var last = Math.Min(4, (shown + 1) / 2);
        var first = Math.Min(3, shown - last);
        return $"{sign[..first]}{Hidden}{sign[^last..]}";
    }

    /// <summary>Of any script, so that no way of writing them is a way around the mask.</summary>
    private static string Digits(string text) => string.Concat(
        Enumerable.Range(0, text.Length).Select(i => CharUnicodeInfo.GetDigitValue(text, i)).Where(digit => digit >= 0).Select(digit => (char)('0' + digit)));

    /// <summary>E.g. <c>sip:13812341234@10.0.0.1;user=phone</c>, <c>10000_6001</c>.</summary>
    [GeneratedRegex(@"^\s*(?:sips?:|tel:)?(?:\d+_)?(?<user>[^@;]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    /// <summary>By the platform already.</summary>
    [GeneratedRegex(@"^\+?\d{0,3}\*{4}\d{0,4}$")]
    private static partial Regex Masked();
}
