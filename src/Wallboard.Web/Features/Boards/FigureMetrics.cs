using Wallboard.Live;

namespace Wallboard.Web.Features.Boards;

public enum FigureUnit
{
    Count,

    /// <summary>A fraction, shown as a percentage.</summary>
    Rate,

    /// <summary>Seconds that go on ticking.</summary>
    Duration,
}

/// <summary>One total that a tile can show.</summary>
/// <param name="Of">What the value can be at most, where there is such a thing.</param>
internal sealed record FigureMetric(
    string Metric, FigureUnit Unit, Func<TotalsPicture, double?> Value, Func<TotalsPicture, int?>? Of = null);

internal static class FigureMetrics
{
    public static IReadOnlyList<FigureMetric> All { get; } =
    [
        new("waiting", FigureUnit.Count, t => t.Waiting),
        new("longestWaitSeconds", FigureUnit.Duration, t => t.LongestWait?.TotalSeconds),
        new("serviceLevel", FigureUnit.Rate, t => t.ServiceLevel.Value),
        new("offered", FigureUnit.Count, t => t.Offered),
        new("answered", FigureUnit.Count, t => t.Answered),
        new("abandoned", FigureUnit.Count, t => t.Abandoned),
        new("ready", FigureUnit.Count, t => t.Ready),
        new("engaged", FigureUnit.Count, t => t.Engaged),
        new("signedIn", FigureUnit.Count, t => t.SignedIn),
        new(Concurrency, FigureUnit.Count, t => t.Concurrency, t => t.MaxConcurrency),
    ];

    public const string Concurrency = "concurrency";

    public static FigureMetric Find(string metric) => All.First(f => f.Metric == metric);
}
