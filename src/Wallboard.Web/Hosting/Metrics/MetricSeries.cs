using System.Diagnostics.Metrics;

namespace Wallboard.Web.Hosting.Metrics;

internal enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>All values of one instrument, by their tags.</summary>
internal sealed class MetricFamily(Instrument instrument, MetricKind kind)
{
    private const int MostSeries = 1000;

    // For durations in seconds and small counts; an instrument with other values says so in its advice.
    private static readonly double[] DefaultBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Lock gate = new();
    private readonly Dictionary<string, MetricSeries> series = [];
    private readonly double[] bounds = kind == MetricKind.Histogram ? BoundsOf(instrument) : [];

    public string Name => instrument.Name;

    public string? Unit => instrument.Unit;

    public string? Description => instrument.Description;

    public MetricKind Kind => kind;

    public IReadOnlyList<double> Bounds => bounds;

    /// <summary>Observed values are totals or levels; the others are added up.</summary>
    private bool Replaces { get; } = instrument.IsObservable || instrument.GetType().GetGenericTypeDefinition() == typeof(Gauge<>);

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusText.Labels(tags);
        lock (gate)
        {
            if (!series.TryGetValue(labels, out var one))
            {
                // Tags are a small closed set; whoever breaks that must not fill the memory.
                if (series.Count >= MostSeries) return;
                series[labels] = one = new MetricSeries(labels, bounds);
            }
            one.Record(value, Replaces);
        }
    }

    /// <summary>What is no longer observed must not be shown for ever.</summary>
    public void ForgetObserved()
    {
        if (!instrument.IsObservable) return;
        lock (gate) series.Clear();
    }

    public IReadOnlyList<MetricSeries> Snapshot()
    {
        lock (gate) return [.. series.Values.Select(s => s.Copy())];
    }

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised.Select(b => (double)b)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised.Select(b => (double)b)],
        _ => DefaultBounds,
    };
}

/// <summary>One combination of tags.</summary>
internal sealed class MetricSeries(string labels, double[] bounds)
{
    private readonly long[] buckets = new long[bounds.Length];

    public string Labels => labels;

    /// <summary>The value, or a histogram's sum.</summary>
    public double Value { get; private set; }

    public long Count { get; private set; }

    /// <summary>Cumulative, as Prometheus wants them; without the last, which is <see cref="Count"/>.</summary>
    public IReadOnlyList<long> Buckets => buckets;

    public void Record(double value, bool replaces)
    {
        Value = replaces ? value : Value + value;
        Count++;
        for (var i = 0; i < bounds.Length; i++)
            if (value <= bounds[i]) buckets[i]++;
    }

    public MetricSeries Copy()
    {
        var copy = new MetricSeries(labels, bounds) { Value = Value, Count = Count };
        buckets.CopyTo(copy.buckets, 0);
        return copy;
    }
}
