using Wallboard.Platform.Api;

namespace Wallboard.Live;

/// <summary>
/// The queue visits of a day that is over, as the platform's records tell them: the wait from 6.19, the outcome from 6.21, by the rules of the wall itself. The portal
/// need not have been there.
/// </summary>
/// <param name="Unresolved">Visits of which the records say no outcome.</param>
public sealed record RecordedDay(DateOnly Day, IReadOnlyList<FinishedVisit> Finished, int Unresolved)
{
    private static readonly TimeSpan BeforeTheQueue = TimeSpan.FromHours(2), AfterMidnight = TimeSpan.FromHours(3);

    /// <param name="day">Over for <see cref="Settling"/> at least.</param>
    /// <exception cref="PlatformApiException">The platform failed.</exception>
    public static async Task<RecordedDay> ReadAsync(PlatformApi api, TenantOptions options, DateOnly day, CancellationToken ct = default)
    {
        var (settings, asking) = (LiveSettings.Of(options), new Asking(api, options.Id));
        // What a call did after midnight tells how its visits before it ended.
        var (from, until) = (settings.Start(day), settings.Start(day.AddDays(1)) + AfterMidnight);
        var rows = await asking.Ask("6.19", a => a.QueueRecords.ListAsync(new(From: from, To: until), ct: ct).ToListAsync(ct).AsTask()).ConfigureAwait(false);
        var calls = new CallFilter(From: from - BeforeTheQueue, To: until);
        var legs = await asking.Ask("6.21", a => a.Calls.ListAsync(calls, ct: ct).ToListAsync(ct).AsTask()).ConfigureAwait(false);
        var facts = CallFacts.Of(legs, await asking.MissedAsync(calls, ct).ConfigureAwait(false));
        var visits = Reducer.Recorded(new(settings, day), rows, facts, until);
        return new(day, [.. new VisitDay(visits, null, over: true).Finished.Where(visit => visit.Day == day)], visits.Open.Count(visits.IsOfDay));
    }

    /// <summary>After midnight, until the records of a day are there and do not change any more.</summary>
    public static TimeSpan Settling => AfterMidnight;
}
