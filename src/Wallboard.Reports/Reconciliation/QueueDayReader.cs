using Wallboard.Live;
using Wallboard.Platform.Api;

namespace Wallboard.Reports;

/// <param name="Failures">By source: what the others say stands.</param>
public sealed record QueueDayReading(QueueDay Day, IReadOnlyDictionary<DaySource, PlatformApiException> Failures);

/// <summary>Where the reading of a day is.</summary>
public readonly record struct DayProgress(DaySource Source, long Rows);

/// <summary>Asks the platform, and whoever counts in the portal, what they say of a queue's day. The records come last: whatever else was read lags behind them, never the other way round.</summary>
/// <param name="now">The platform's present instant.</param>
/// <param name="wall">What the wall counts; <c>null</c> = it has not counted that day.</param>
/// <param name="stored">What is stored; <c>null</c> = nothing of that day.</param>
public sealed class QueueDayReader(
    PlatformApi api, TenantOptions tenant, DateTimeOffset now, Func<IReadOnlyList<CountedVisit>?> wall, Func<CancellationToken, Task<IReadOnlyList<CountedVisit>?>> stored)
{
    private readonly Dictionary<DaySource, PlatformApiException> failures = [];

    /// <param name="queue">E.g. <c>10000_8000</c>.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<QueueDayReading> ReadAsync(string queue, DateOnly date, IProgress<DayProgress>? progress = null, CancellationToken ct = default)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(tenant.TimeZone);
        var (start, end) = (Midnight(date), Midnight(date.AddDays(1)));
        var (filter, subject) = (new StatisticsFilter(start, end.AddSeconds(-1)), StatisticsSubject.Queues(queue));
        var day = new QueueDay(queue, date, tenant.SettingsOf(queue))
        {
            ReadFrom = now < end + RecordedDay.Settling ? now : null,
            Now = now >= start && now < end ? await Try(DaySource.QueueNow, async () =>
                (await api.Queues.RealtimeAsync([queue], ct).ConfigureAwait(false)).FirstOrDefault(row => row.Queue is { } number && (queue == number || queue.EndsWith($"_{number}", StringComparison.Ordinal)))).ConfigureAwait(false) : null,
            Range = await Try(DaySource.QueueRange, async () =>
                await api.Statistics.QueueAnalysisAsync([queue], filter.From, filter.To, null, ct).FirstOrDefaultAsync(ct).ConfigureAwait(false)).ConfigureAwait(false),
            ByDay = await Rows(DaySource.QueueDay, seen => api.Statistics.QueuesAsync(subject, filter, seen, ct)).ConfigureAwait(false),
            CallHours = await Rows(DaySource.CallHours, seen => api.Statistics.CallsAsync(subject, StatisticsPeriod.Hour, filter, seen, ct)).ConfigureAwait(false),
            CallDay = await Rows(DaySource.CallDay, seen => api.Statistics.CallsAsync(subject, StatisticsPeriod.Day, filter, seen, ct)).ConfigureAwait(false),
            Stored = await stored(ct).ConfigureAwait(false),
        };
        day = day with { Wall = wall() };
        progress?.Report(new(DaySource.Records, 0));
        return new(
            day with
            {
                Records = await Try(DaySource.Records, () => RecordedDay.ReadAsync(api, tenant, date, day.ReadFrom is null ? null : now, new Telling(DaySource.Records, progress), ct)!).ConfigureAwait(false),
            },
            failures);

        DateTimeOffset Midnight(DateOnly of)
        {
            var midnight = of.ToDateTime(TimeOnly.MinValue);
            return new(midnight, zone.GetUtcOffset(midnight));
        }

        Task<List<T>?> Rows<T>(DaySource source, Func<IProgress<PageProgress>, IAsyncEnumerable<T>> ask) =>
            Try(source, async () => (List<T>?)await ask(new Telling(source, progress)).ToListAsync(ct).ConfigureAwait(false));
    }

    private async Task<T?> Try<T>(DaySource source, Func<Task<T?>> ask) where T : class
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (PlatformApiException e)
        {
            failures[source] = e;
            return null;
        }
    }

    private sealed class Telling(DaySource source, IProgress<DayProgress>? progress) : IProgress<PageProgress>
    {
        public void Report(PageProgress value) => progress?.Report(new(source, value.Rows));
    }
}
