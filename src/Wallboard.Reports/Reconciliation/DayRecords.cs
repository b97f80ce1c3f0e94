using Wallboard.Live;
using Wallboard.Platform.Api;

namespace Wallboard.Reports;

/// <summary>The records of a queue's day, once each, and those that came twice.</summary>
internal sealed class DayRecords
{
    private readonly Dictionary<string, string?> legOfCall;

    public DayRecords(QueueDay day, RecordedDay recorded)
    {
        Visits =
        [
            .. recorded.Finished.Where(visit => visit.Key.Queue == day.Queue).Select(CountedVisit.Of)
                .Concat(recorded.Open.Where(visit => visit.Key.Queue == day.Queue).Select(CountedVisit.Of)).OrderBy(visit => visit.EnteredAt).ThenBy(visit => visit.Key.CallId, StringComparer.Ordinal),
        ];
        legOfCall = recorded.Legs.GroupBy(leg => leg.CallId!).ToDictionary(call => call.Key, call => call.FirstOrDefault(leg => leg.Id is { Length: > 0 })?.Id);
        var (rows, doubledRows) = Once(recorded.Rows, row => row.Id, row => $"{row.CallId} {row.Queue} {row.StartedAt}");
        AllEntries = [.. rows.Select(row => (row.Queue!, row.CallId!, row.StartedAt!.Value))];
        Entries = [.. AllEntries.Where(entry => entry.Queue == day.Queue).Select(entry => (entry.CallId, entry.EnteredAt)).OrderBy(entry => entry.EnteredAt)];
        DoubledRows = [.. doubledRows.Where(row => row.Queue == day.Queue && IsOfDay(row.StartedAt)).Select(row => Row(row.CallId!, row.StartedAt!.Value))];
        (Legs, DoubledLegs) = Once(recorded.Legs, leg => leg.Id, leg => $"{leg.CallId} {leg.Agent} {leg.StartedAt} {leg.ChannelAttribute}");

        bool IsOfDay(DateTimeOffset? at) => DateOnly.FromDateTime(at!.Value.DateTime) == day.Day;
    }

    /// <summary>Of the queue and the day, by the wall's rules, in the order of entry.</summary>
    public IReadOnlyList<CountedVisit> Visits { get; }

    /// <summary>Rows of 6.19 of the queue, those of hours around the day too, in the order of entry.</summary>
    public IReadOnlyList<(string CallId, DateTimeOffset EnteredAt)> Entries { get; }

    /// <summary>Likewise, of all queues.</summary>
    public IReadOnlyList<(string Queue, string CallId, DateTimeOffset EnteredAt)> AllEntries { get; }

    /// <summary>Of the queue and the day.</summary>
    public IReadOnlyList<EvidenceRow> DoubledRows { get; }

    /// <summary>Of all queues and hours around the day.</summary>
    public IReadOnlyList<CallRecord> Legs { get; }

    /// <inheritdoc cref="Legs"/>
    public IReadOnlyList<CallRecord> DoubledLegs { get; }

    public EvidenceRow Row(string callId, DateTimeOffset at) => new(callId, at, legOfCall.GetValueOrDefault(callId));

    public static EvidenceRow Row(CallRecord leg) => new(leg.CallId!, leg.StartedAt!.Value, leg.Id, leg.Agent);

    private static (List<T> Once, List<T> Again) Once<T>(IEnumerable<T> rows, Func<T, string?> id, Func<T, string> place)
    {
        var (once, again, ids, places) = (new List<T>(), new List<T>(), new HashSet<string>(), new HashSet<string>());
        foreach (var row in rows)
        {
            var isNew = id(row) is not { Length: > 0 } number || ids.Add(number);
            (places.Add(place(row)) && isNew ? once : again).Add(row);
        }
        return (once, again);
    }
}
