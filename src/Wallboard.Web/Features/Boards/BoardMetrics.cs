using System.Diagnostics.Metrics;

namespace Wallboard.Web.Features.Boards;

internal sealed class BoardMetrics : IDisposable
{
    private readonly Meter meter = new("Wallboard.Boards");
    private readonly Counter<long> rendered;
    private readonly Counter<long> failures;
    private readonly Counter<long> dropped;
    private readonly Histogram<double> duration;

    public BoardMetrics()
    {
        rendered = meter.CreateCounter<long>("wallboard.boards.tiles_rendered", null, "Tiles rendered to HTML");
        failures = meter.CreateCounter<long>("wallboard.boards.tick_failures", null, "Ticks of a view that threw");
        dropped = meter.CreateCounter<long>("wallboard.boards.viewers_dropped", null, "Browsers that fell behind and had to join again");
        duration = meter.CreateHistogram<double>("wallboard.boards.render_duration", "s", "Comparing and rendering in one tick of a view");
    }

    public void Rendered(int tiles, TimeSpan took)
    {
        rendered.Add(tiles);
        duration.Record(took.TotalSeconds);
    }

    public void TickFailed() => failures.Add(1);

    public void ViewerDropped() => dropped.Add(1);

    /// <summary>Who watches, asked when the page is scraped.</summary>
    public void Observe(Func<(int Views, int Viewers)> watched)
    {
        meter.CreateObservableGauge("wallboard.boards.views", () => watched().Views, null, "Views that somebody watches");
        meter.CreateObservableGauge("wallboard.boards.viewers", () => watched().Viewers, null, "Browsers that watch a view");
    }

    public void Dispose() => meter.Dispose();
}
