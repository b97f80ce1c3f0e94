using System.Diagnostics;

namespace Wallboard.Platform.Tests;

internal static class Until
{
    /// <summary>Waits, in real time, until other threads have made a condition true.</summary>
    public static async Task True(Func<bool> condition, Func<string>? otherwise = null)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(15)) Assert.Fail(otherwise?.Invoke() ?? "not in 15 s");
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }
    }

    /// <summary>Gives other threads a little real time to make a condition true that need not become so.</summary>
    public static async Task Perhaps(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition() && watch.Elapsed < TimeSpan.FromMilliseconds(300)) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
    }
}
