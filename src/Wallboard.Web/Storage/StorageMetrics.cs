using System.Diagnostics.Metrics;

namespace Wallboard.Web.Storage;

/// <summary>Meter <c>Wallboard.Storage</c>.</summary>
internal static class StorageMetrics
{
    private static readonly Meter Meter = new("Wallboard.Storage");

    public static readonly Counter<long>
        Visits = Meter.CreateCounter<long>("wallboard.storage.visits", description: "Queue visits written, corrected or taken out."),
        Failures = Meter.CreateCounter<long>("wallboard.storage.failures", description: "Background writes that failed and are tried again, by task.");
}
