using System.Globalization;
using Wallboard.Platform.Api;
using static Wallboard.Reports.Measure<Wallboard.Platform.Api.StateStatistics>;

namespace Wallboard.Reports;

/// <summary>Agents' states and calls: by day and month (guide 6.57–6.64), over a range (6.30), and the tenant's own states over a range (6.31).</summary>
internal static class StateReports
{
    /// <summary>Hidden: after-call work as far as the tenant has it, where it is divided, and where it is added to talk.</summary>
    private const string AcwMeasured = "acwMeasured", AcwWorked = "acwWorked";

    private static readonly string[] work = ["talkTime", AcwWorked];

    private static readonly Measures<StateStatistics> measures = new Measures<StateStatistics>()
        .In("presence", Time("signedIn", r => r.SignedIn), Count("signIns", r => r.SignIns, extra: true), Count("signOuts", r => r.SignOuts, extra: true))
        .In("states",
            Time("readyTime", r => r.Ready), Count("readyCount", r => r.ReadyCount, extra: true),
            Time("acwTime", r => r.AfterCallWork), Count("acwCount", r => r.AfterCallWorkCount, extra: true),
            Time("busyTime", r => r.Busy), Count("busyCount", r => r.BusyCount, extra: true),
            Time("awayTime", r => r.Away), Count("awayCount", r => r.AwayCount, extra: true),
            Time("breakTime", r => r.Break), Count("breakCount", r => r.BreakCount, extra: true),
            Time(AcwMeasured, r => r.AfterCallWork, hidden: true), Time(AcwWorked, r => r.AfterCallWork, hidden: true))
        .In("calls", Count("calls", r => r.Calls, extra: true), Count("handled", r => r.InboundAnswered + r.OutboundAnswered, "handled"))
        .In("inbound",
            Count("inCalls", r => r.Inbound), Count("inAnswered", r => r.InboundAnswered), Rate("inAnswerRate", ["inAnswered"], ["inCalls"], extra: true))
        .In("outbound",
            Count("outCalls", r => r.Outbound), Count("outAnswered", r => r.OutboundAnswered),
            Rate("outConnectRate", ["outAnswered"], ["outCalls"], "outbound-connect-rate", extra: true))
        .In("talk",
            Time("talkTime", r => r.Talk), Average("att", ["talkTime"], ["handled"], "att"),
            Time("inTalkTime", r => r.InboundTalk, extra: true), Average("inAtt", ["inTalkTime"], ["inAnswered"], extra: true),
            Time("outTalkTime", r => r.OutboundTalk, extra: true), Average("outAtt", ["outTalkTime"], ["outAnswered"], extra: true),
            GivenTime("talkAverageGiven", r => r.AverageTalk), GivenTime("inTalkAverageGiven", r => r.InboundAverageTalk),
            GivenTime("outTalkAverageGiven", r => r.OutboundAverageTalk))
        .In("efficiency",
            Average("acw", [AcwMeasured], ["handled"], "acw"), Average("aht", work, ["handled"], "aht"),
            Rate("occupancy", work, [.. work, "readyTime"], "occupancy"), Rate("utilisation", work, ["signedIn"], "utilisation"));

    private static readonly Measures<IReadOnlyList<ReasonStatistics>> ownMeasures = new Measures<IReadOnlyList<ReasonStatistics>>()
        .In("own",
            Measure<IReadOnlyList<ReasonStatistics>>.Time("ownTime", rows => rows.Aggregate((TimeSpan?)TimeSpan.Zero, (sum, row) => sum + row.Time)),
            Measure<IReadOnlyList<ReasonStatistics>>.Count("ownCount", rows => rows.Aggregate((int?)0, (sum, row) => sum + row.Count)));

    public static Report States { get; } = new("states", "agents", [.. Sections.Four.Reverse()], [ReportUnit.Day, ReportUnit.Month], measures.Columns, FetchAsync)
    {
        IsKept = true,
        Adds = Adds,
        Charted = ["talkTime", "acwTime", "readyTime", "busyTime", "awayTime", "breakTime"],
        Section = Sections.From(57, ReportUnit.Day, ReportUnit.Month),
        Settled = Settled,
    };

    public static Report Totals { get; } = new("state-totals", "agents", Sections.Seven, [ReportUnit.Range], measures.Columns, FetchTotalsAsync)
    {
        Adds = Adds,
        Charted = States.Charted,
        Section = Sections.Only("6.30"),
        Settled = Settled,
    };

    public static Report Own { get; } = new("own-states", "agents", Sections.Seven, [ReportUnit.Range], ownMeasures.Columns, FetchOwnAsync)
    {
        Adds = Adds,
        Charted = ["ownTime"],
        Section = Sections.Only("6.31"),
    };

    /// <summary>A queue's states are those of its agents, who are in other queues too.</summary>
    private static bool Adds(ReportSubject subject) => subject is not (ReportSubject.Departments or ReportSubject.Queues);

    /// <summary>Where agents do not go into after-call work by themselves (6.4 <c>afterState</c>), it is not measured; where that is not known, nor is what is made of it.</summary>
    private static Cell Settled(ReportSources sources, string key, Cell cell) => (key, sources.AfterCallState) switch
    {
        (AcwMeasured, not 2) => Cell.Unknown,
        (AcwWorked, null) => Cell.Unknown,
        (AcwWorked, not 2) => Cell.Of(0d),
        _ => cell,
    };

    private static IAsyncEnumerable<FetchedRow> FetchAsync(ReportRequest request, CancellationToken ct) => Asking.AllAsync(
        request, asked => asked.Sources.Api.Statistics.StatesAsync(asked.PlatformSubject, asked.PlatformPeriod, asked.Filter, asked.Progress, ct).Select(Row), ct);

    private static IAsyncEnumerable<FetchedRow> FetchTotalsAsync(ReportRequest request, CancellationToken ct) => Asking.AllAsync(
        request, asked => asked.Sources.Api.Statistics.StateTotalsAsync(asked.PlatformSubject, asked.Filter, asked.Progress, ct).Select(Row), ct);

    private static FetchedRow Row(StateStatistics row) =>
        new(row.Period, row.Number, row.Name, measures.Of(row), [.. row.OwnStates.SelectMany(own => Columns(own.Key, own.Value.Name, own.Value.Count, own.Value.Time))]);

    private static IEnumerable<(ReportColumn, Cell)> Columns(int code, string? name, int? count, TimeSpan? time)
    {
        var title = name is { Length: > 0 } ? name : code.ToString(CultureInfo.InvariantCulture);
        yield return (new($"own:{code}:time", "own", ColumnKind.Duration, TotalRule.Sum) { Title = title, TitleWords = "own.time" }, Cell.Of(time));
        yield return (new($"own:{code}:count", "own", ColumnKind.Count, TotalRule.Sum) { Title = title, TitleWords = "own.count" }, Cell.Of((double?)count));
    }

    // A row of 6.31 is one state of one subject, which its number alone names: departments, and agents added up, have none of their own.
    private static IAsyncEnumerable<FetchedRow> FetchOwnAsync(ReportRequest request, CancellationToken ct)
    {
        if (request.Subject != ReportSubject.Departments) return Asking.AllAsync(request, AskAsync, ct);
        return request.Numbers.ToAsyncEnumerable().SelectMany(name => AskAsync(request with
        {
            Numbers = [name],
            Departments = new Dictionary<string, IReadOnlyCollection<string>> { [name] = request.Departments[name] },
        }).Select(row => row with { Number = null, Name = name }));

        async IAsyncEnumerable<FetchedRow> AskAsync(ReportRequest asked)
        {
            var rows = await asked.Sources.Api.Statistics.ReasonTotalsAsync(asked.PlatformSubject, asked.Filter, ct).ConfigureAwait(false);
            foreach (var own in rows.Where(row => row.Reason is > 8).GroupBy(row => row.Agent))
                yield return new(null, own.Key, null, ownMeasures.Of([.. own]), [.. own.GroupBy(row => row.Reason!.Value).SelectMany(Together)]);
        }

        static IEnumerable<(ReportColumn, Cell)> Together(IGrouping<int, ReasonStatistics> rows) => Columns(
            rows.Key, rows.First().Name, rows.Aggregate((int?)0, (sum, row) => sum + row.Count), rows.Aggregate((TimeSpan?)TimeSpan.Zero, (sum, row) => sum + row.Time));
    }
}
