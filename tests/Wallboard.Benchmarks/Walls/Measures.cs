using System.Diagnostics;

namespace Wallboard.Benchmarks.Walls;

/// <summary>What another process has used.</summary>
internal readonly record struct Usage(double CpuSeconds, double ResidentMegabytes, long At)
{
    public static Usage Of(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return new(process.TotalProcessorTime.TotalSeconds, process.WorkingSet64 / 1048576d, TimeProvider.System.GetTimestamp());
    }

    /// <summary>Processor cores in use since then.</summary>
    public double CoresSince(Usage before) => (CpuSeconds - before.CpuSeconds) / TimeProvider.System.GetElapsedTime(before.At, At).TotalSeconds;
}

internal static class Measures
{
    /// <param name="sorted">Ascending.</param>
    public static double Percentile(IReadOnlyList<double> sorted, double p) =>
        sorted.Count == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(sorted.Count * p) - 1, 0, sorted.Count - 1)];

    public static string Milliseconds(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return $"p50 {Percentile(sorted, 0.5),4:0} ms  p95 {Percentile(sorted, 0.95),4:0} ms  p99 {Percentile(sorted, 0.99),4:0} ms  worst {Percentile(sorted, 1),4:0} ms";
    }

    public static Task Pause(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
}
