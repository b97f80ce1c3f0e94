using System.Globalization;
using Wallboard.Live;
using Wallboard.Platform.Api;

namespace Wallboard.Reports.Tests.Reconciliation;

/// <summary>A queue's day made by hand, call by call, with whatever somebody says of it.</summary>
internal sealed class Day
{
    public const string Queue = "10000_8000";
    public static readonly DateOnly Date = new(2026, 11, 21);
    public static readonly QueueOptions Settings = QueueOptions.Default;

    private readonly List<CallRecord> missed = [];

    public List<QueueVisitRecord> Rows { get; } = [];

    public List<CallRecord> Legs { get; } = [];

    /// <summary>In the zone, e.g. <c>09:00:00</c>, with a day of the month before it where it is another.</summary>
    public static DateTimeOffset At(string time) =>
        DateTimeOffset.Parse($"2026-11-{(time.Contains(' ', StringComparison.Ordinal) ? time : $"21 {time}")} +08:00", CultureInfo.InvariantCulture);

    public Day Row(string call, string from, string? to, string? id = null, int type = 2, string queue = Queue)
    {
        Rows.Add(new(id ?? $"v{Rows.Count}", call, "10000", At(from), to is null ? null : At(to), "13900000000", queue, type, null, null, null, null));
        return this;
    }

    public Day Leg(string call, string agent, string from, string? answered, string to, string? attribute = null, string? queue = Queue, string? id = null)
    {
        var leg = new CallRecord(
            id ?? $"l{Legs.Count}", "10000", agent, "100", "13900000000", null, 2, At(from), answered is null ? null : At(answered), At(to), call, null, null,
            answered is null ? TimeSpan.Zero : At(to) - At(answered), answered is null ? "CALL_REJECTED" : "send_bye", null, null, null, attribute, null, queue, null, null, null, null, null);
        Legs.Add(leg);
        if (answered is null) missed.Add(leg);
        return this;
    }

    /// <summary>Entered, waited, rung and answered by one agent.</summary>
    public Day Answered(string call, string from, string at, string to = "12:30:00") => Row(call, from, at).Leg(call, "10000_1000", at, at, to);

    /// <summary>Given up, with nobody rung.</summary>
    public Day Abandoned(string call, string from, string to) => Row(call, from, to).Leg(call, "", from, null, to, queue: "");

    public QueueDay Said(string? readFrom = null)
    {
        var now = readFrom is null ? (DateTimeOffset?)null : At(readFrom);
        return new(Queue, Date, Settings)
        {
            ReadFrom = now,
            Records = RecordedDay.Of(new TenantOptions { Id = "10000" }, Date, Rows, Legs, missed, now),
        };
    }

    /// <summary>As the records have them, in the order of entry.</summary>
    public static List<CountedVisit> Visits(QueueDay day) => [.. All(day).OrderBy(visit => visit.EnteredAt)];

    private static List<CountedVisit> All(QueueDay day) => [.. day.Records!.Finished.Where(v => v.Key.Queue == Queue).Select(CountedVisit.Of), .. day.Records.Open.Where(v => v.Key.Queue == Queue).Select(CountedVisit.Of)];

    public static QueueRealtime Now(int offered, int answered) => new(Queue, 0, null, 0, null, null, null, null, null, null, null, null, null, offered, answered);

    public static QueueStatistics ByDay(int offered, int answered, int unanswered, int abandoned, int abandonedSeconds) =>
        new(TimeSpan.FromSeconds(abandonedSeconds), null, abandoned, offered, answered, unanswered, null, null, null, null, null);

    /// <summary>What is said of one number, e.g. <c>+1 RefusedThenAnswered (a)</c>.</summary>
    public static string Of(ReconciledDay result, DaySource source, DayFigure figure)
    {
        var cell = result.At(figure, source)!;
        var parts = cell.Parts.Select(part => $"{part.Amount:+0;-0} {part.Reason} ({string.Join(' ', part.Rows.Select(row => row.CallId))})");
        return string.Join(", ", cell.Unexplained == 0 ? parts : parts.Append($"{cell.Unexplained:+0;-0} ?"));
    }
}
