using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Wallboard.Web.Hosting.Metrics;

/// <summary>Listens to the portal's own meters and to a few of the runtime's, for <c>/metrics</c>.</summary>
internal sealed class MetricsCollector : IDisposable
{
    private static readonly HashSet<string> OfTheRuntime =
    [
        "dotnet.process.cpu.time", "dotnet.process.memory.working_set", "dotnet.gc.collections", "dotnet.gc.heap.total_allocated",
        "dotnet.gc.last_collection.heap.size", "dotnet.gc.pause.time", "dotnet.thread_pool.thread.count", "dotnet.thread_pool.queue.length",
        "dotnet.exceptions", "kestrel.active_connections", "http.server.active_requests", "http.server.request.duration",
        "signalr.server.active_connections",
    ];

    private readonly ConcurrentDictionary<(string Meter, string Name), MetricFamily> families = new();
    private readonly MeterListener listener = new();
    private readonly Lock scraping = new();

    /// <param name="own">What the framework counts of this host comes from here; of another one in the same process, it is nobody's business here.</param>
    public MetricsCollector(IMeterFactory own)
    {
        listener.InstrumentPublished = (instrument, to) =>
        {
            if (!instrument.Meter.Name.StartsWith("Wallboard.", StringComparison.Ordinal) && !OfTheRuntime.Contains(instrument.Name)) return;
            if ((instrument.Meter.Scope is { } scope && scope != own) || KindOf(instrument) is not { } kind) return;
            // Meters of one name are one, also where several hosts live in one process.
            to.EnableMeasurementEvents(instrument, families.GetOrAdd((instrument.Meter.Name, instrument.Name), _ => new(instrument, kind)));
        };
        listener.SetMeasurementEventCallback<byte>((_, value, tags, family) => Record(family, value, tags));
        listener.SetMeasurementEventCallback<short>((_, value, tags, family) => Record(family, value, tags));
        listener.SetMeasurementEventCallback<int>((_, value, tags, family) => Record(family, value, tags));
        listener.SetMeasurementEventCallback<long>((_, value, tags, family) => Record(family, value, tags));
        listener.SetMeasurementEventCallback<float>((_, value, tags, family) => Record(family, value, tags));
        listener.SetMeasurementEventCallback<double>((_, value, tags, family) => Record(family, value, tags));
        listener.SetMeasurementEventCallback<decimal>((_, value, tags, family) => Record(family, (double)value, tags));
        listener.Start();
    }

    /// <summary>The page. Observed instruments are asked now.</summary>
    public string Scrape()
    {
        lock (scraping)
        {
            foreach (var family in families.Values) family.ForgetObserved();
            listener.RecordObservableInstruments();
            return PrometheusText.Write(families.OrderBy(f => f.Key).Select(f => f.Value));
        }
    }

    public void Dispose() => listener.Dispose();

    /// <summary>An instrument whose meter ends meanwhile, another host's in this process, can come without its family.</summary>
    private static void Record(object? family, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => (family as MetricFamily)?.Record(value, tags);

    private static MetricKind? KindOf(Instrument instrument)
    {
        var type = instrument.GetType();
        if (!type.IsGenericType) return null;
        var open = type.GetGenericTypeDefinition();
        return open == typeof(Counter<>) || open == typeof(ObservableCounter<>) ? MetricKind.Counter
            : open == typeof(Histogram<>) ? MetricKind.Histogram
            : MetricKind.Gauge;
    }
}
