using static Wallboard.Simulator.Statistics.Column;

namespace Wallboard.Simulator.Statistics;

/// <summary>The fields of each family, in the kinds of the guide's samples.</summary>
internal static class Columns
{
    private static readonly Column[] Period =
    [
        Text("intHour", r => r.Bucket.Label("yyyy-MM-dd HH")), Text("hour", r => r.Bucket.Label("HH")), Text("date", r => r.Bucket.Label("yyyy-MM-dd")),
        Text("intDay", r => r.Bucket.Label("yyyy-MM-dd")), Text("intMonth", r => r.Bucket.Label("yyyy-MM")),
    ];

    /// <summary>6.45–6.56, and the first part of 6.32.</summary>
    public static readonly Column[] Calls =
    [
        Digits("avgTalkTime", f => Average(f.Calls.Both.Talk, f.Calls.Both.Calls)),
        Number("calls", f => f.Calls.Both.Calls),
        Number("inAnswerCalls", f => f.Calls.In.Answered), Number("inCalls", f => f.Calls.In.Calls),
        Number("outAnswerCalls", f => f.Calls.Out.Answered), Number("outCalls", f => f.Calls.Out.Calls),
        Digits("talkTime", f => f.Calls.Both.Talk),
        Rate("inCallCompletingRate", f => (f.Calls.In.Answered, f.Calls.In.Calls)), Rate("outCallCompletingRate", f => (f.Calls.Out.Answered, f.Calls.Out.Calls)),
        Number("inTransfers", f => f.Calls.In.Transfers), Number("outTransfers", f => f.Calls.Out.Transfers),
        Number("inMonitors", f => f.Calls.In.Monitors), Number("outMonitors", f => f.Calls.Out.Monitors),
        Number("inConferences", f => f.Calls.In.Conferences), Number("outConferences", f => f.Calls.Out.Conferences),
        Digits("outAvgRingTime", f => Average(f.Calls.Out.Ring, f.Calls.Out.Calls)), Digits("inAvgRingTime", f => Average(f.Calls.In.Ring, f.Calls.In.Calls)),
        Digits("avgRingTime", f => Average(f.Calls.Both.Ring, f.Calls.Both.Calls)),
        Number("minTalkTime", f => f.Calls.Both.Shortest), Number("maxTalkTime", f => f.Calls.Both.Longest),
        Number("inMinTalkTime", f => f.Calls.In.Shortest), Number("inMaxTalkTime", f => f.Calls.In.Longest),
        Number("outMinTalkTime", f => f.Calls.Out.Shortest), Number("outMaxTalkTime", f => f.Calls.Out.Longest),
    ];

    /// <summary>6.32: the calls, and by direction what 6.45–6.56 have together only.</summary>
    public static readonly Column[] CallsOfRange =
    [
        .. Calls,
        Digits("inTalkTime", f => f.Calls.In.Talk), Digits("outTalkTime", f => f.Calls.Out.Talk),
        Digits("avgInTalkTime", f => Average(f.Calls.In.Talk, f.Calls.In.Calls)), Digits("avgOutTalkTime", f => Average(f.Calls.Out.Talk, f.Calls.Out.Calls)),
    ];

    /// <summary>6.57–6.64.</summary>
    public static readonly Column[] States = [.. StatesWith(Digits), Reasons.InRow(WriteDigits)];

    /// <summary>6.30: the same with hours, minutes and seconds, and with period fields that say nothing of a range.</summary>
    public static readonly Column[] StatesOfRange = [.. StatesWith(Clock), Reasons.InRow(WriteClock), Number("intDay", _ => 0), Number("intMonth", _ => 0), Number("intYear", _ => 0)];

    /// <summary>6.65–6.68.</summary>
    public static readonly Column[] Visits =
    [
        Number("abandonTime", f => f.Visits.Abandoned.Seconds),
        Number("abandonAvgTime", f => Average(f.Visits.Abandoned.Seconds, f.Visits.Abandoned.Number)),
        Number("inAbandonCalls", f => f.Visits.Abandoned.Number),
        Number("inCalls", f => f.Visits.Offered.Number),
        Number("inAnswerCalls", f => f.Visits.Answered.Number),
        Number("inUnAnswerCalls", f => f.Visits.Unanswered.Number),
        Number("holdTime", f => f.Visits.Offered.Seconds),
        Number("holdAvgTime", f => Average(f.Visits.Offered.Seconds, f.Visits.Offered.Number)),
        Rate("inAnswerCallRate", f => (f.Visits.Answered.Number, f.Visits.Offered.Number)),
        Rate("inUnAnswerCallRate", f => (f.Visits.Unanswered.Number, f.Visits.Offered.Number)),
        Rate("inAbandonCallRate", f => (f.Visits.Abandoned.Number, f.Visits.Offered.Number)),
    ];

    /// <summary>6.33. Its table forgets whose row it is; its sample says it.</summary>
    public static readonly Column[] VisitsOfRange =
    [
        TenantId, Text("queueName", r => r.Unit.Number),
        .. Three("inAnswer", "inAvgAnswer", f => f.In.Answered), .. Three("outAnswer", "outAvgAnswer", f => f.Out.Answered),
        .. Three("answer", "avgAnswer", f => f.Visits.Answered),
        .. Two("inAgentAbandon", f => f.In.AbandonedAtAgent), .. Two("outAgentAbandon", f => f.Out.AbandonedAtAgent),
        .. Three("agentAbandon", "agentAvgAbandon", f => f.Visits.AbandonedAtAgent),
        .. Two("inQueueAbandon", f => f.In.AbandonedInQueue), .. Two("outQueueAbandon", f => f.Out.AbandonedInQueue),
        .. Three("queueAbandon", "queueAvgAbandon", f => f.Visits.AbandonedInQueue),
        .. Three("abandon", "avgAbandon", f => f.Visits.Abandoned),
        .. Three("inAgentHold", "inAgentAvgHold", f => f.In.UnansweredAtAgent), .. Three("outAgentHold", "outAgentAvgHold", f => f.Out.UnansweredAtAgent),
        .. Three("agentHold", "agentAvgHold", f => f.Visits.UnansweredAtAgent),
        .. Three("inQueueHold", "inQueueAvgHold", f => f.In.UnansweredInQueue), .. Three("outQueueHold", "outQueueAvgHold", f => f.Out.UnansweredInQueue),
        .. Three("queueHold", "queueAvgHold", f => f.Visits.UnansweredInQueue),
        Number("holdTime", f => f.Visits.Offered.Seconds), Digits("avgHoldTime", f => Average(f.Visits.Offered.Seconds, f.Visits.Offered.Number)),
        Number("inCallNum", f => f.In.Offered.Number), Number("outCallNum", f => f.Out.Offered.Number),
    ];

    /// <summary>Who a row is about, as the tables of the families have it: 6.60, 6.64 and 6.68 put the number in <c>name</c>.</summary>
    public static Column[] Subject(Dimension dimension, Family family) => (dimension, family) switch
    {
        (Dimension.Tenant, _) or (Dimension.Department, Family.Calls) => [TenantId, Name],
        (Dimension.Department, _) => [Name],
        (Dimension.Queue, _) or (Dimension.Agent, Family.Calls) => [TenantId, Name, Agent],
        _ => [Text("name", r => r.Unit.Number), Text("agent", r => r.Unit.Name)],
    };

    public static readonly Column Name = Text("name", r => r.Unit.Name);

    public static readonly Column Agent = Text("agent", r => r.Unit.Number);

    public static Column[] Of(params string[] period) => [.. Period.Where(c => period.Contains(c.Name))];

    private static Column[] StatesWith(Func<string, Func<Figures, int>, Column> time) =>
    [
        .. Entered(time, "acw", 0), .. Entered(time, "busy", 3), .. Entered(time, "leave", 4), .. Entered(time, "break", 5),
        Number("readyCount", f => f.States.Entered[1]), time("readyTime", f => f.States.Seconds[1]),
        Number("loginCount", f => f.States.SignedIn), Number("logoutCount", f => f.States.Entered[0]),
        time("workTime", f => f.States.Seconds.Sum() - f.States.Seconds[0]),
        Number("calls", f => f.Calls.Both.Calls),
        Number("inCalls", f => f.Calls.In.Calls), Number("inAnswerCalls", f => f.Calls.In.Answered),
        Number("outCalls", f => f.Calls.Out.Calls), Number("outAnswerCalls", f => f.Calls.Out.Answered),
        time("talkTime", f => f.Calls.Both.Talk), time("inTalkTime", f => f.Calls.In.Talk), time("outTalkTime", f => f.Calls.Out.Talk),
        time("avgTalkTime", f => Average(f.Calls.Both.Talk, f.Calls.Both.Calls)),
        time("inAvgTalkTime", f => Average(f.Calls.In.Talk, f.Calls.In.Calls)), time("outAvgTalkTime", f => Average(f.Calls.Out.Talk, f.Calls.Out.Calls)),
    ];

    private static Column[] Entered(Func<string, Func<Figures, int>, Column> time, string name, int reason) =>
        [Number(name + "Count", f => f.States.Entered[StateSums.Slot(2, reason)]), time(name + "Time", f => f.States.Seconds[StateSums.Slot(2, reason)])];

    private static Column[] Two(string name, Func<Figures, Waits> value) =>
        [Number(name + "Num", f => value(f).Number), Number(name + "Time", f => value(f).Seconds)];

    private static Column[] Three(string name, string average, Func<Figures, Waits> value) =>
        [.. Two(name, value), Digits(average + "Time", f => Average(value(f).Seconds, value(f).Number))];
}
