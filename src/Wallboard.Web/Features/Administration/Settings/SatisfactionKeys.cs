using System.Globalization;
using System.Text.RegularExpressions;

namespace Wallboard.Web.Features.Administration.Settings;

/// <summary>The keys of the satisfaction question as an administrator types them: <c>1:5, 2:4, 3</c>.</summary>
internal static partial class SatisfactionKeys
{
    public const int Longest = 200;

    /// <summary>As they are stored, <c>1:5,2:4,3</c>; null for nothing. False where a key is there twice, or is none.</summary>
    public static bool TryRead(string? typed, out string? keys)
    {
        keys = null;
        if (typed is { Length: > Longest }) return false;
        // People who write Chinese type these signs.
        var parts = (typed ?? "").Replace('，', ',').Replace('：', ':').Split([',', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0) return true;
        var read = parts.Select(part => Key().Match(part)).ToList();
        if (read.Exists(part => !part.Success) || read.DistinctBy(part => part.Groups[1].Value).Count() != read.Count) return false;
        keys = string.Join(',', read.Select(part => part.Groups[2].Success ? $"{part.Groups[1].Value}:{Score(part)}" : part.Groups[1].Value));
        return true;
    }

    private static string Score(Match part) =>
        int.Parse(part.Groups[2].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([0-9*#]{1,4})(?::(-?[0-9]{1,4}))?$")]
    private static partial Regex Key();
}
