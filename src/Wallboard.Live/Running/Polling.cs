using Wallboard.Platform.Api;

namespace Wallboard.Live;

/// <summary>What no event tells: the platform's clock, its channels, whether it hides numbers. One that fails grows old, and is asked again.</summary>
internal sealed class Polling(TenantMonitor monitor, Asking asking, TimeProvider clock)
{
    private static readonly TimeSpan ClockEvery = TimeSpan.FromSeconds(10), GoodEnough = TimeSpan.FromMilliseconds(20), RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Readings that each halve the error, at most so many in a row: over a slow line they cannot do better than its delay.</summary>
    private const int Halvings = 8;

    public async Task<LiveState> ReadClockAsync(CancellationToken ct)
    {
        await TryReadClockAsync(ct).ConfigureAwait(false);
        return monitor.State;
    }

    public async Task ClockAsync(CancellationToken stop)
    {
        while (true)
        {
            for (var i = 0; i < Halvings; i++)
            {
                var read = await TryReadClockAsync(stop).ConfigureAwait(false);
                var offset = monitor.State.Clock;
                if (offset.Error <= GoodEnough) break;
                var now = clock.GetUtcNow();
                await Task.Delay(read ? offset.NextUseful(now) - now : RetryAfter, clock, stop).ConfigureAwait(false);
            }
            await Task.Delay(ClockEvery, clock, stop).ConfigureAwait(false);
        }
    }

    public Task ConcurrencyAsync(CancellationToken stop) => EveryAsync(PictureOf.ConcurrencyEvery, async () =>
    {
        if (await asking.Try("6.34", api => api.System.ConcurrencyAsync(stop)).ConfigureAwait(false) is { } read)
            monitor.Apply(new ConcurrencyRead(read, clock.GetUtcNow()));
    }, stop);

    public Task NumbersAsync(CancellationToken stop) => EveryAsync(PictureOf.NumbersAskedEvery, async () =>
    {
        // What it does not say is not known, and not known is hidden.
        if (await asking.Try("6.5", api => api.Tenants.GetAsync(stop)).ConfigureAwait(false) is { Settings.HideNumber: { } hides })
            monitor.Apply(new HidesNumbersRead(hides != 0, clock.GetUtcNow()));
    }, stop);

    /// <summary>Once a day: what happened a week ago does not change any more.</summary>
    public Task LastWeekAsync(CancellationToken stop) => EveryAsync(PictureOf.ComparedEvery, async () =>
    {
        var (state, day) = (monitor.State, monitor.State.Day);
        if (!state.Seeded || state.Polled.LastWeek?.Today == day) return;
        var (from, to) = (state.Settings.Start(day.AddDays(-7)), state.Settings.Start(day.AddDays(-6)));
        if (await asking.Try("6.19", async api => await api.QueueRecords.ListAsync(new(From: from, To: to), ct: stop).ToListAsync(stop).ConfigureAwait(false))
                .ConfigureAwait(false) is { } read)
            monitor.Apply(new LastWeekRead(day, read));
    }, stop);

    private async Task EveryAsync(TimeSpan period, Func<Task> ask, CancellationToken stop)
    {
        while (true)
        {
            await ask().ConfigureAwait(false);
            await Task.Delay(period, clock, stop).ConfigureAwait(false);
        }
    }

    private async Task<bool> TryReadClockAsync(CancellationToken ct)
    {
        if (await asking.Try("6.69", api => api.System.ClockAsync(ct)).ConfigureAwait(false) is not { } reading) return false;
        monitor.Apply(new ClockRead(reading.Platform, reading.SentAt, reading.ReceivedAt));
        return true;
    }
}
