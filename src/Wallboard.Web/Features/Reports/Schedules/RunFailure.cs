using System.Globalization;
using Wallboard.Web.Features.Reports.Deliveries;
using Wallboard.Web.Features.Reports.Files;
using Wallboard.Web.Hosting;

namespace Wallboard.Web.Features.Reports.Schedules;

/// <summary>Why something did not leave, as it is kept: a key of one of the features' words, and what they name. Read in whatever language it is shown in.</summary>
internal static class RunFailure
{
    private const char Separator = '\n';
    private const int Longest = 256;

    /// <summary>Those whose keys may have been kept.</summary>
    private static readonly Texts[] sources = [ScheduleText.Words, DeliveryText.Words, FileText.Words];

    public static string Of(string key, params object[] arguments)
    {
        var text = string.Join(Separator, arguments.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture)).Prepend(key));
        return text.Length <= Longest ? text : text[..Longest];
    }

    /// <summary>In the current language.</summary>
    public static string Words(string? failure)
    {
        var parts = (failure ?? "").Split(Separator);
        // One that was cut, or that another build has written, may name fewer things.
        return sources.Select(source => source.Find(parts[0])).OfType<string>().FirstOrDefault() is { } words
            ? string.Format(CultureInfo.CurrentCulture, words, [.. parts.Skip(1), .. Enumerable.Repeat("", 4)]).Trim()
            : ScheduleText.Words["Failure.other"];
    }
}
