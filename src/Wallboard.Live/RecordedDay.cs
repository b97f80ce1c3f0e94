using Wallboard.Platform.Api;

namespace Wallboard.Live;

/// <summary>
/// The queue visits of a day as the platform's records tell them: the wait from 6.19, the outcome from 6.21, by the rules of the wall itself. The portal need not have
/// been there.
/// </summary>
/// <param name="Open">Visits of which the records say no outcome (yet).</param>
public sealed record RecordedDay(DateOnly Day, IReadOnlyList<FinishedVisit> Finished, IReadOnlyList<(VisitKey Key, DateTimeOffset EnteredAt)> Open)
{
    private static readonly TimeSpan BeforeTheQueue = TimeSpan.FromHours(2), AfterMidnight = TimeSpan.FromHours(3);

    /// <summary>Visits of which the records say no outcome.</summary>
    public int Unresolved => Open.Count;

    /// <summary>6.19 of the day and up to hours around it, as it came, with the queues' full numbers.</summary>
    public IReadOnlyList<QueueVisitRecord> Rows { get; private init; } = [];

    /// <summary>6.21 of the day and up to hours around it, as it came, with the queues' full numbers: empty = of no queue, <c>null</c> = of one that is not named by its number.</summary>
    public IReadOnlyList<CallRecord> Legs { get; private init; } = [];

    /// <summary>After midnight, until the records of a day are there and do not change any more.</summary>
    public static TimeSpan Settling => AfterMidnight;

    /// <param name="day">Over for <see cref="Settling"/> at least, if <paramref name="now"/> is not given.</param>
    /// <param name="now">The platform's instant: nothing later has happened, and what has no end by then lasts.</param>
    /// <exception cref="PlatformApiException">The platform failed.</exception>
    public static async Task<RecordedDay> ReadAsync(
        PlatformApi api, TenantOptions options, DateOnly day, DateTimeOffset? now = null, IProgress<PageProgress>? progress = null, CancellationToken ct = default)
    {
        var (settings, asking) = (LiveSettings.Of(options), new Asking(api, options.Id));
        // What a call did after midnight tells how its visits before it ended.
        var (from, until) = (settings.Start(day) - BeforeTheQueue, settings.Start(day.AddDays(1)) + AfterMidnight);
        var rows = await asking.Ask("6.19", a => a.QueueRecords.ListAsync(new(From: from, To: until), progress, ct).ToListAsync(ct).AsTask()).ConfigureAwait(false);
        var calls = new CallFilter(From: from, To: until);
        var legs = await asking.Ask("6.21", a => a.Calls.ListAsync(calls, progress, ct).ToListAsync(ct).AsTask()).ConfigureAwait(false);
        return Of(options, day, rows, legs, await asking.MissedAsync(calls, ct).ConfigureAwait(false), now);
    }

    /// <param name="rows">6.19, from some time before the day until some time after it.</param>
    /// <param name="legs">6.21, likewise.</param>
    /// <param name="missed">Those of the legs that the platform counts as missed.</param>
    /// <inheritdoc cref="ReadAsync"/>
    public static RecordedDay Of(
        TenantOptions options, DateOnly day, IReadOnlyList<QueueVisitRecord> rows, IReadOnlyList<CallRecord> legs, IReadOnlyList<CallRecord> missed, DateTimeOffset? now = null)
    {
        var settings = LiveSettings.Of(options);
        var (from, end) = (settings.Start(day), settings.Start(day.AddDays(1)) + AfterMidnight);
        // One that came twice is one: the platform's own number says so, or that a call cannot enter a queue twice at once.
        var once = rows.Where(row => row.StartedAt >= from).DistinctBy(row => row.Id is { Length: > 0 } id ? id : $"{row.CallId} {row.Queue} {row.StartedAt}")
            .DistinctBy(row => (row.CallId, row.Queue, row.StartedAt)).ToList();
        var lasting = now is null ? [] : once.Where(row => row.EndedAt is null).Select(row => (row.CallId, settings.InZone(row.StartedAt!.Value))).ToHashSet();
        var book = Reducer.Recorded(new(settings, day), once, CallFacts.Of(legs, missed), now < end ? now.Value : end);
        var visits = new VisitDay(book, null, over: true);
        var finished = visits.Finished.Where(visit => visit.Day == day).ToLookup(visit => visit.Outcome != VisitOutcome.Answered && lasting.Contains((visit.Key.CallId, visit.EnteredAt)));
        return new(day, [.. finished[false]], [.. visits.Open, .. finished[true].Select(visit => (visit.Key, visit.EnteredAt))])
        {
            Rows = [.. rows.Where(row => row is { CallId.Length: > 0, Queue.Length: > 0, StartedAt: not null }).Select(row => row with
            {
                Queue = settings.Full(row.Queue!), StartedAt = settings.InZone(row.StartedAt!.Value), EndedAt = row.EndedAt is { } at ? settings.InZone(at) : null,
            })],
            Legs = [.. legs.Where(leg => leg is { CallId.Length: > 0, StartedAt: not null }).Select(leg => leg with
            {
                QueueNumber = string.IsNullOrEmpty(leg.QueueNumber) ? "" : leg.QueueNumber.All(c => char.IsAsciiDigit(c) || c == '_') ? settings.Full(leg.QueueNumber) : null,
                StartedAt = settings.InZone(leg.StartedAt!.Value), AnsweredAt = leg.AnsweredAt is { } answered ? settings.InZone(answered) : null,
            })],
        };
    }
}
