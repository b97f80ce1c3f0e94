namespace Wallboard.Testing;

/// <summary>Waits for a condition instead of for a time; says what was still wrong when it gives up.</summary>
public static class Eventually
{
    /// <summary>Asks until nothing is wrong any more; returns how long that took.</summary>
    /// <param name="wrong">What is still wrong; empty when all is well. An exception counts as wrong too.</param>
    /// <exception cref="TimeoutException">Carries what was wrong last.</exception>
    public static async Task<TimeSpan> Nothing(Func<Task<IReadOnlyList<string>>> wrong, TimeSpan within, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            IReadOnlyList<string> last;
            try
            {
                last = await wrong();
            }
            catch (Exception error) when (error is HttpRequestException or IOException or TaskCanceledException)
            {
                last = [error.Message];
            }
            var elapsed = TimeProvider.System.GetElapsedTime(start);
            if (last.Count == 0) return elapsed;
            if (elapsed > within) throw new TimeoutException($"{what}: still wrong after {within.TotalSeconds:0.#} s: {string.Join("; ", last.Take(12))}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    /// <summary>Asks until the answer is yes; returns how long that took.</summary>
    public static Task<TimeSpan> True(Func<Task<bool>> condition, TimeSpan within, string what) =>
        Nothing(async () => await condition() ? [] : ["not yet"], within, what);
}
