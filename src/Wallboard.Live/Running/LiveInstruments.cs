using System.Diagnostics.Metrics;

namespace Wallboard.Live;

/// <summary>What operators measure, in meter <c>Wallboard.Live</c>, tagged by tenant.</summary>
internal static class LiveInstruments
{
    public const string MeterName = "Wallboard.Live";

    private static readonly Meter Meter = new(MeterName);

    public static readonly Counter<long>
        Frames = Meter.CreateCounter<long>("wallboard.link.frames", description: "Frames received."),
        BadFrames = Meter.CreateCounter<long>("wallboard.link.bad_frames", description: "Frames that could not be read."),
        LostFrames = Meter.CreateCounter<long>("wallboard.link.lost_frames", description: "Frames that arrived faster than they were taken."),
        Reconnects = Meter.CreateCounter<long>("wallboard.link.reconnects", description: "Connections lost."),
        Resets = Meter.CreateCounter<long>("wallboard.resets", description: "Pictures fetched anew."),
        Differences = Meter.CreateCounter<long>("wallboard.reconciliation.differences", description: "Figures that differed from the platform's twice in a row."),
        ApiCalls = Meter.CreateCounter<long>("wallboard.api.calls", description: "Calls of the platform's HTTP interface."),
        ApiErrors = Meter.CreateCounter<long>("wallboard.api.errors", description: "Calls that failed, by kind.");

    public static readonly Histogram<double> ResetSeconds = Meter.CreateHistogram<double>("wallboard.reset.duration", "s", "How long a reset took.");

    /// <summary>What is read when somebody looks, until the result is disposed.</summary>
    public static IDisposable Watch(IReadOnlyList<LiveTenant> tenants)
    {
        var meter = new Meter(MeterName);
        meter.CreateObservableGauge(
            "wallboard.link.state", () => Each(tenant => (long)tenant.Health.Link.State), description: "0 fresh, 1 stale, 2 offline: as the walls show it.");
        meter.CreateObservableGauge(
            "wallboard.visits.unresolved", () => Each(tenant => (long)tenant.Health.UnresolvedVisits), description: "Visits that ended and nobody has said how.");
        return meter;

        IEnumerable<Measurement<long>> Each(Func<LiveTenant, long> value) =>
            tenants.Select(tenant => new Measurement<long>(value(tenant), new KeyValuePair<string, object?>("tenant", tenant.Options.Id)));
    }
}
