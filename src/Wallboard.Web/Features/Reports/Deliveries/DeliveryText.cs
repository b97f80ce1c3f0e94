using System.Globalization;
using System.Text;
using Wallboard.Web.Hosting;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Features.Reports.Deliveries;

internal static class DeliveryText
{
    public static Texts Words { get; } = new("Wallboard.Web.Features.Reports.Deliveries.DeliveryText");

    public static string Of(DestinationKind kind) => Words[$"Kind.{kind}"];
}

/// <summary>How an attempt ended, as it is kept: a key of <see cref="DeliveryText"/> and what its words name. Read in whatever language it is shown in.</summary>
internal static class DeliveryDetail
{
    /// <summary>Rows of storage take that much.</summary>
    public const int Longest = 250;

    private const char Separator = '\n';
    private const int LongestSaid = 120;

    public static string Of(string key, params IEnumerable<object> parts)
    {
        var detail = string.Join(Separator, parts.Select(p => Convert.ToString(p, CultureInfo.InvariantCulture)).Prepend(key));
        return detail.Length <= Longest ? detail : detail[..Longest];
    }

    /// <summary>In the current language.</summary>
    public static string Words(string? detail)
    {
        var parts = (detail ?? "").Split(Separator);
        // One that a later build has written may name more or less.
        return DeliveryText.Words.Find(parts[0]) is { } words
            ? string.Format(CultureInfo.CurrentCulture, words, [.. parts.Skip(1).Concat(Enumerable.Repeat("", 4))]).Trim()
            : DeliveryText.Words["Failed.other"];
    }

    /// <summary>What another program has said: one short line, without signs that nobody sees, and without what it may have repeated of our secrets.</summary>
    public static string Said(string? text, params IEnumerable<string?> secrets)
    {
        var plain = secrets.OfType<string>().Where(s => s.Length >= 4).OrderByDescending(s => s.Length).Aggregate(text ?? "", (said, secret) =>
            said.Replace(secret, "•••", StringComparison.OrdinalIgnoreCase).Replace(Uri.EscapeDataString(secret), "•••", StringComparison.OrdinalIgnoreCase));
        var line = new StringBuilder();
        foreach (var rune in plain.EnumerateRunes())
            if (line.Length >= LongestSaid) break;
            else if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune)) line.Append(line.Length > 0 && line[^1] != ' ' ? " " : "");
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned) && rune != Rune.ReplacementChar) line.Append(rune);
        return line.ToString().Trim();
    }
}
