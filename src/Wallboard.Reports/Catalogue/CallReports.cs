using Wallboard.Platform.Api;
using static Wallboard.Reports.Measure<Wallboard.Platform.Api.CallStatistics>;

namespace Wallboard.Reports;

/// <summary>Calls: by hour, day and month (guide 6.45–6.56), and over a range (6.32).</summary>
internal static class CallReports
{
    private static readonly string[] charted = ["inCalls", "inAnswered", "outCalls", "outAnswered"];
    private static readonly Measures<CallStatistics> measures = Declared(range: false);
    private static readonly Measures<CallStatistics> rangeMeasures = Declared(range: true);

    public static Report Calls { get; } = new("calls", "calls", Sections.Four, [ReportUnit.Day, ReportUnit.Hour, ReportUnit.Month], measures.Columns, FetchAsync)
    {
        IsKept = true,
        Charted = charted,
        Section = Sections.From(45, ReportUnit.Hour, ReportUnit.Day, ReportUnit.Month),
    };

    public static Report Totals { get; } = new("call-totals", "calls", Sections.Seven, [ReportUnit.Range], rangeMeasures.Columns, FetchTotalsAsync)
    {
        Charted = charted,
        Section = Sections.Only("6.32"),
    };

    private static Measures<CallStatistics> Declared(bool range)
    {
        var declared = new Measures<CallStatistics>()
            .In("calls", Count("calls", r => r.Calls), Count("handled", Handled, "handled"))
            .In("inbound",
                Count("inCalls", r => r.Inbound), Count("inAnswered", r => r.InboundAnswered), Rate("inAnswerRate", ["inAnswered"], ["inCalls"]),
                GivenRate("inAnswerRateGiven", r => r.InboundAnswerRate))
            .In("outbound",
                Count("outCalls", r => r.Outbound), Count("outAnswered", r => r.OutboundAnswered),
                Rate("outConnectRate", ["outAnswered"], ["outCalls"], "outbound-connect-rate"), GivenRate("outConnectRateGiven", r => r.OutboundAnswerRate))
            .In("talk",
                Time("talkTime", r => r.Talk), Average("att", ["talkTime"], ["handled"], "att"),
                Shortest("talkMin", r => Handled(r) > 0 ? r.ShortestTalk : null), Longest("talkMax", r => Handled(r) > 0 ? r.LongestTalk : null));
        if (range)
            declared.In("talk",
                Time("inTalkTime", r => r.InboundTalk), Average("inAtt", ["inTalkTime"], ["inAnswered"]),
                Time("outTalkTime", r => r.OutboundTalk), Average("outAtt", ["outTalkTime"], ["outAnswered"]));
        declared.In("talk",
            Shortest("inTalkMin", r => r.InboundAnswered > 0 ? r.InboundShortestTalk : null, extra: true),
            Longest("inTalkMax", r => r.InboundAnswered > 0 ? r.InboundLongestTalk : null, extra: true),
            Shortest("outTalkMin", r => r.OutboundAnswered > 0 ? r.OutboundShortestTalk : null, extra: true),
            Longest("outTalkMax", r => r.OutboundAnswered > 0 ? r.OutboundLongestTalk : null, extra: true),
            GivenTime("talkAverageGiven", r => r.AverageTalk));
        if (range) declared.In("talk", GivenTime("inTalkAverageGiven", r => r.InboundAverageTalk), GivenTime("outTalkAverageGiven", r => r.OutboundAverageTalk));
        return declared
            .In("ringing",
                GivenTime("ringAverageGiven", r => r.AverageRing), GivenTime("inRingAverageGiven", r => r.InboundAverageRing),
                GivenTime("outRingAverageGiven", r => r.OutboundAverageRing))
            .In("passedOn",
                Count("inTransfers", r => r.InboundTransfers), Count("outTransfers", r => r.OutboundTransfers),
                Rate("transferRate", ["inTransfers", "outTransfers"], ["handled"], "transfer-rate"),
                Count("inConferences", r => r.InboundConferences, extra: true), Count("outConferences", r => r.OutboundConferences, extra: true),
                Count("inMonitors", r => r.InboundMonitored, extra: true), Count("outMonitors", r => r.OutboundMonitored, extra: true));
    }

    private static int? Handled(CallStatistics row) => row.InboundAnswered + row.OutboundAnswered;

    private static IAsyncEnumerable<FetchedRow> FetchAsync(ReportRequest request, CancellationToken ct) => Asking.AllAsync(
        request,
        asked => asked.Sources.Api.Statistics.CallsAsync(asked.PlatformSubject, asked.PlatformPeriod, asked.Filter, asked.Progress, ct)
            .Select(row => new FetchedRow(row.Period, row.Number, row.Name, measures.Of(row), [])),
        ct);

    private static IAsyncEnumerable<FetchedRow> FetchTotalsAsync(ReportRequest request, CancellationToken ct) => Asking.AllAsync(
        request,
        asked => asked.Sources.Api.Statistics.CallTotalsAsync(asked.PlatformSubject, asked.Filter, asked.Progress, ct)
            .Select(row => new FetchedRow(null, row.Number, row.Name, rangeMeasures.Of(row), [])),
        ct);
}
