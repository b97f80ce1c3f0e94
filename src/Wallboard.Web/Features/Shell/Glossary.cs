using System.Globalization;
using Wallboard.Web.Hosting;

namespace Wallboard.Web.Features.Shell;

/// <summary>Every figure that the portal has a name for, with its one definition. <c>/help#{id}</c> leads to each.</summary>
internal static class Glossary
{
    private static readonly CultureInfo chinese = new(Languages.Chinese);

    public static Texts Words { get; } = new("Wallboard.Web.Features.Shell.HelpText");

    /// <summary>In the order in which people learn them.</summary>
    public static IReadOnlyList<string> Terms { get; } =
    [
        "offered", "answered", "left-otherwise", "still-open", "handled", "ready-busy-signed-in", "concurrency", "abandoned",
        "answer-rate", "abandonment-rate", "short-abandon", "service-level", "asa", "average-time-to-abandon", "aht",
        "att", "acw", "waiting-now", "longest-wait-now", "longest-wait", "ewt", "occupancy",
        "utilisation", "time-in-state", "transfer-rate", "ring-no-answer", "outbound-connect-rate", "satisfaction",
    ];

    /// <summary>In both languages, whichever the page is in: people talk about figures in either.</summary>
    public static (string English, string Chinese) Names(string term) =>
        (Words.Resources.GetString($"Term.{term}.name", CultureInfo.InvariantCulture)!, Words.Resources.GetString($"Term.{term}.name", chinese)!);
}
