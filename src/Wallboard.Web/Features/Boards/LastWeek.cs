using System.Collections.Frozen;
using Wallboard.Live;

namespace Wallboard.Web.Features.Boards;

/// <summary>
/// The queue visits of the day a week ago, so that a figure of today can stand beside what it was at the same time: visits that had entered by then, each with
/// the outcome that it came to.
/// </summary>
/// <param name="Day">The day that they entered on, in the tenant's zone.</param>
internal sealed class LastWeek(DateOnly Day, IEnumerable<LastWeekVisit> visits, Func<string, QueueOptions> settings)
{
    private const int Minutes = 24 * 60;

    /// <summary>Of each queue, the sums up to the end of each minute of the day.</summary>
    private readonly FrozenDictionary<string, Tally[]> byQueue = visits.GroupBy(v => v.Queue).ToFrozenDictionary(queue => queue.Key, queue => Sums(queue, settings(queue.Key)));

    public DateOnly Day { get; } = Day;

    /// <summary>Sums over some queues, up to a time of day: whole minutes, so that a figure does not change with each visit of last week.</summary>
    public LastWeekTotals Until(TimeOnly time, Scope scope)
    {
        var minute = (time.Hour * 60) + time.Minute;
        if (minute == 0) return default;
        return byQueue.Where(queue => scope.HasQueue(queue.Key)).Aggregate(default(LastWeekTotals), (sum, queue) =>
            new(sum.Tally + queue.Value[minute - 1], sum.Level + queue.Value[minute - 1].ServiceLevel(settings(queue.Key).Formula)));
    }

    private static Tally[] Sums(IEnumerable<LastWeekVisit> visits, QueueOptions settings)
    {
        var sums = new Tally[Minutes];
        foreach (var visit in visits) sums[(visit.EnteredAt.Hour * 60) + visit.EnteredAt.Minute] += Tally.Of(visit.Outcome, visit.Wait, visit.CallType, settings);
        for (var minute = 1; minute < Minutes; minute++) sums[minute] += sums[minute - 1];
        return sums;
    }
}

/// <param name="EnteredAt">In the tenant's zone.</param>
internal readonly record struct LastWeekVisit(string Queue, TimeOnly EnteredAt, VisitOutcome Outcome, TimeSpan Wait, int? CallType);

/// <param name="Level">Each queue by its own formula.</param>
internal readonly record struct LastWeekTotals(Tally Tally, Ratio Level)
{
    /// <summary>The figure of that name on the board; null where last week has none of the kind.</summary>
    public double? Figure(string metric) => metric switch
    {
        "offered" => Tally.Offered,
        "answered" => Tally.Answered,
        "abandoned" => Tally.Abandoned,
        "serviceLevel" => Level.Value,
        _ => null,
    };

    /// <summary>Whether there is such a thing: what is only ever now was never stored.</summary>
    public static bool Has(string metric) => metric is "offered" or "answered" or "abandoned" or "serviceLevel";
}
