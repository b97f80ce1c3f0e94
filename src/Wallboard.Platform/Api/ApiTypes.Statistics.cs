using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Wallboard.Platform.Api;

/// <summary>Calls of a subject. Guide 6.32, 6.45–6.56. Talk includes hold. Rates are fractions.</summary>
/// <param name="AverageTalk">Over all calls, not the answered ones: recompute it from <paramref name="Talk"/>.</param>
/// <param name="InboundTalk">Like the three after it in 6.32 only.</param>
public sealed record CallStatistics(
    [property: JsonPropertyName("avgTalkTime")] TimeSpan? AverageTalk,
    [property: JsonPropertyName("calls")] int? Calls,
    [property: JsonPropertyName("inAnswerCalls")] int? InboundAnswered,
    [property: JsonPropertyName("inCalls")] int? Inbound,
    [property: JsonPropertyName("outAnswerCalls")] int? OutboundAnswered,
    [property: JsonPropertyName("outCalls")] int? Outbound,
    [property: JsonPropertyName("talkTime")] TimeSpan? Talk,
    [property: JsonPropertyName("inCallCompletingRate")] decimal? InboundAnswerRate,
    [property: JsonPropertyName("outCallCompletingRate")] decimal? OutboundAnswerRate,
    [property: JsonPropertyName("inTransfers")] int? InboundTransfers,
    [property: JsonPropertyName("outTransfers")] int? OutboundTransfers,
    [property: JsonPropertyName("inMonitors")] int? InboundMonitored,
    [property: JsonPropertyName("outMonitors")] int? OutboundMonitored,
    [property: JsonPropertyName("inConferences")] int? InboundConferences,
    [property: JsonPropertyName("outConferences")] int? OutboundConferences,
    [property: JsonPropertyName("outAvgRingTime")] TimeSpan? OutboundAverageRing,
    [property: JsonPropertyName("inAvgRingTime")] TimeSpan? InboundAverageRing,
    [property: JsonPropertyName("avgRingTime")] TimeSpan? AverageRing,
    [property: JsonPropertyName("minTalkTime")] TimeSpan? ShortestTalk,
    [property: JsonPropertyName("maxTalkTime")] TimeSpan? LongestTalk,
    [property: JsonPropertyName("inMinTalkTime")] TimeSpan? InboundShortestTalk,
    [property: JsonPropertyName("inMaxTalkTime")] TimeSpan? InboundLongestTalk,
    [property: JsonPropertyName("outMinTalkTime")] TimeSpan? OutboundShortestTalk,
    [property: JsonPropertyName("outMaxTalkTime")] TimeSpan? OutboundLongestTalk,
    [property: JsonPropertyName("inTalkTime")] TimeSpan? InboundTalk,
    [property: JsonPropertyName("outTalkTime")] TimeSpan? OutboundTalk,
    [property: JsonPropertyName("avgInTalkTime")] TimeSpan? InboundAverageTalk,
    [property: JsonPropertyName("avgOutTalkTime")] TimeSpan? OutboundAverageTalk) : StatisticsRow
{
    /// <summary>As 6.30's table spells it.</summary>
    [JsonInclude, JsonPropertyName("inAvgTalkTime")]
    internal TimeSpan? InAvgTalkTime { init => InboundAverageTalk ??= value; }

    /// <summary>As 6.30's table spells it.</summary>
    [JsonInclude, JsonPropertyName("outAvgTalkTime")]
    internal TimeSpan? OutAvgTalkTime { init => OutboundAverageTalk ??= value; }
}

/// <summary>Agents' states and calls. Guide 6.30, 6.57–6.64. The states' times do not add up to <paramref name="SignedIn"/>: derive nothing.</summary>
/// <param name="AverageTalk">Over all calls: recompute it from <paramref name="Talk"/>.</param>
/// <param name="SignedIn"><c>workTime</c>.</param>
public sealed record StateStatistics(
    [property: JsonPropertyName("acwCount")] int? AfterCallWorkCount,
    [property: JsonPropertyName("acwTime")] TimeSpan? AfterCallWork,
    [property: JsonPropertyName("avgTalkTime")] TimeSpan? AverageTalk,
    [property: JsonPropertyName("breakCount")] int? BreakCount,
    [property: JsonPropertyName("breakTime")] TimeSpan? Break,
    [property: JsonPropertyName("busyCount")] int? BusyCount,
    [property: JsonPropertyName("busyTime")] TimeSpan? Busy,
    [property: JsonPropertyName("calls")] int? Calls,
    [property: JsonPropertyName("inAnswerCalls")] int? InboundAnswered,
    [property: JsonPropertyName("inAvgTalkTime")] TimeSpan? InboundAverageTalk,
    [property: JsonPropertyName("inCalls")] int? Inbound,
    [property: JsonPropertyName("inTalkTime")] TimeSpan? InboundTalk,
    [property: JsonPropertyName("loginCount")] int? SignIns,
    [property: JsonPropertyName("logoutCount")] int? SignOuts,
    [property: JsonPropertyName("outAnswerCalls")] int? OutboundAnswered,
    [property: JsonPropertyName("outAvgTalkTime")] TimeSpan? OutboundAverageTalk,
    [property: JsonPropertyName("outCalls")] int? Outbound,
    [property: JsonPropertyName("outTalkTime")] TimeSpan? OutboundTalk,
    [property: JsonPropertyName("readyCount")] int? ReadyCount,
    [property: JsonPropertyName("readyTime")] TimeSpan? Ready,
    [property: JsonPropertyName("talkTime")] TimeSpan? Talk,
    [property: JsonPropertyName("workTime")] TimeSpan? SignedIn,
    [property: JsonPropertyName("leaveCount")] int? AwayCount,
    [property: JsonPropertyName("leaveTime")] TimeSpan? Away,
    [property: JsonPropertyName("amountAgentReasonCodes")] IReadOnlyList<ReasonStatistics>? Reasons) : StatisticsRow, IDynamicColumns
{
    /// <summary>In 6.30 only, as it came: the guide does not say in what form. So for <see cref="Month"/> and <see cref="Day"/>.</summary>
    [JsonPropertyName("intYear")]
    public string? Year { get; init; }

    [JsonIgnore]
    public string? Month => IntMonth;

    [JsonIgnore]
    public string? Day => IntDay;

    /// <summary>The tenant's own states (codes from 9 on) by code, from the columns <c>operationCount_9</c>, <c>operationTime_9</c>, <c>operationName_9</c>.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<int, OwnStateColumns> OwnStates { get; private set; } = new Dictionary<int, OwnStateColumns>();

    /// <summary>As 6.30's sample spells it.</summary>
    [JsonInclude, JsonPropertyName("avgInTalkTime")]
    internal TimeSpan? AvgInTalkTime { init => InboundAverageTalk ??= value; }

    /// <summary>As 6.30's sample spells it.</summary>
    [JsonInclude, JsonPropertyName("avgOutTalkTime")]
    internal TimeSpan? AvgOutTalkTime { init => OutboundAverageTalk ??= value; }

    // { "operationCount_7": 0, "operationTime_7": "0", "operationCount_9": 3, "operationTime_9": "00:10:00", "operationName_9": "免打扰" }
    void IDynamicColumns.Take(JsonElement row, ApiCounters counters)
    {
        Dictionary<int, OwnStateColumns>? states = null;
        foreach (var column in row.EnumerateObject())
        {
            // Codes 0 to 8 have named fields; these columns are 0 there, whatever happened.
            if (Code(JsonMarshal.GetRawUtf8PropertyName(column), out var kind) is not { } code || code < 9) continue;
            states ??= [];
            var state = states.GetValueOrDefault(code) ?? new(null, null, null);
            var text = JsonText.Of(column.Value);
            states[code] = kind switch
            {
                'c' => state with { Count = text is null ? null : IntConverter.Number(text) },
                't' => state with { Time = text is null ? null : DurationConverter.Duration(text) },
                _ => state with { Name = text },
            };
            if (text is { Length: > 0 } && (kind == 'c' ? (object?)states[code].Count : kind == 't' ? states[code].Time : text) is null) counters.AddBadField();
        }
        if (states is not null) OwnStates = states;
    }

    private static int? Code(ReadOnlySpan<byte> name, out char kind)
    {
        var prefix = "operation"u8;
        kind = ' ';
        if (name.Length <= prefix.Length || !Ascii.EqualsIgnoreCase(name[..prefix.Length], prefix)) return null;
        kind = char.ToLowerInvariant((char)name[prefix.Length]);
        var number = name[(name.IndexOf((byte)'_') + 1)..];
        return kind is 'c' or 't' or 'n' && Utf8Parser.TryParse(number, out int code, out var used) && used == number.Length ? code : null;
    }
}

/// <summary>One of the tenant's own states in a row of <see cref="StateStatistics"/>.</summary>
public sealed record OwnStateColumns(int? Count, TimeSpan? Time, string? Name);

/// <summary>One state over a range. Guide 6.31, and <c>amountAgentReasonCodes</c> of 6.30, 6.57–6.64.</summary>
/// <param name="StateId"><c>reasonCodeId</c>: id of the state's definition.</param>
/// <param name="Name">Of the state.</param>
public sealed record ReasonStatistics(
    [property: JsonPropertyName("tenantId")] string? TenantId,
    [property: JsonPropertyName("operationCount")] int? Count,
    [property: JsonPropertyName("operationTime")] TimeSpan? Time,
    [property: JsonPropertyName("reasonCodeId")] string? StateId,
    [property: JsonPropertyName("reasonCode")] int? Reason,
    [property: JsonPropertyName("reasonCodeName")] string? Name,
    [property: JsonPropertyName("agent")] string? Agent);

/// <summary>Queue visits of a day. Guide 6.65–6.68. Rates are fractions.</summary>
/// <param name="AbandonedWait"><c>abandonTime</c>: how long the abandoned waited, all together.</param>
/// <param name="Unanswered">The abandoned are among them: never add the two.</param>
/// <param name="Wait"><c>holdTime</c>: how long all waited together.</param>
public sealed record QueueStatistics(
    [property: JsonPropertyName("abandonTime")] TimeSpan? AbandonedWait,
    [property: JsonPropertyName("abandonAvgTime")] TimeSpan? AverageAbandonedWait,
    [property: JsonPropertyName("inAbandonCalls")] int? Abandoned,
    [property: JsonPropertyName("inCalls")] int? Offered,
    [property: JsonPropertyName("inAnswerCalls")] int? Answered,
    [property: JsonPropertyName("inUnAnswerCalls")] int? Unanswered,
    [property: JsonPropertyName("holdTime")] TimeSpan? Wait,
    [property: JsonPropertyName("holdAvgTime")] TimeSpan? AverageWait,
    [property: JsonPropertyName("inAnswerCallRate")] decimal? AnswerRate,
    [property: JsonPropertyName("inUnAnswerCallRate")] decimal? UnansweredRate,
    [property: JsonPropertyName("inAbandonCallRate")] decimal? AbandonmentRate) : StatisticsRow;

/// <summary>
/// Queue visits over a range. Guide 6.33, whose descriptions of <c>…HoldNum</c> and <c>…HoldTime</c> are swapped: Num is a count. "Hold" is waiting here, never a call on hold.
/// The answer times look like ringing times: for a speed of answer compare 6.19 with 6.21.
/// </summary>
public sealed record QueueAnalysis(
    [property: JsonPropertyName("inAnswerTime")] TimeSpan? InboundAnswerTime,
    [property: JsonPropertyName("inAnswerNum")] int? InboundAnswered,
    [property: JsonPropertyName("inAvgAnswerTime")] TimeSpan? InboundAverageAnswerTime,
    [property: JsonPropertyName("outAnswerTime")] TimeSpan? OutboundAnswerTime,
    [property: JsonPropertyName("outAnswerNum")] int? OutboundAnswered,
    [property: JsonPropertyName("outAvgAnswerTime")] TimeSpan? OutboundAverageAnswerTime,
    [property: JsonPropertyName("answerTime")] TimeSpan? AnswerTime,
    [property: JsonPropertyName("answerNum")] int? Answered,
    [property: JsonPropertyName("avgAnswerTime")] TimeSpan? AverageAnswerTime,
    [property: JsonPropertyName("inAgentAbandonNum")] int? InboundAbandonedAtAgent,
    [property: JsonPropertyName("inAgentAbandonTime")] TimeSpan? InboundAbandonedAtAgentTime,
    [property: JsonPropertyName("outAgentAbandonNum")] int? OutboundAbandonedAtAgent,
    [property: JsonPropertyName("outAgentAbandonTime")] TimeSpan? OutboundAbandonedAtAgentTime,
    [property: JsonPropertyName("agentAbandonNum")] int? AbandonedAtAgent,
    [property: JsonPropertyName("agentAbandonTime")] TimeSpan? AbandonedAtAgentTime,
    [property: JsonPropertyName("agentAvgAbandonTime")] TimeSpan? AverageAbandonedAtAgentTime,
    [property: JsonPropertyName("inQueueAbandonNum")] int? InboundAbandonedInQueue,
    [property: JsonPropertyName("inQueueAbandonTime")] TimeSpan? InboundAbandonedInQueueTime,
    [property: JsonPropertyName("outQueueAbandonNum")] int? OutboundAbandonedInQueue,
    [property: JsonPropertyName("outQueueAbandonTime")] TimeSpan? OutboundAbandonedInQueueTime,
    [property: JsonPropertyName("queueAbandonNum")] int? AbandonedInQueue,
    [property: JsonPropertyName("queueAbandonTime")] TimeSpan? AbandonedInQueueTime,
    [property: JsonPropertyName("queueAvgAbandonTime")] TimeSpan? AverageAbandonedInQueueTime,
    [property: JsonPropertyName("abandonNum")] int? Abandoned,
    [property: JsonPropertyName("abandonTime")] TimeSpan? AbandonedTime,
    [property: JsonPropertyName("avgAbandonTime")] TimeSpan? AverageAbandonedTime,
    [property: JsonPropertyName("inAgentHoldNum")] int? InboundWaitedAtAgent,
    [property: JsonPropertyName("inAgentHoldTime")] TimeSpan? InboundWaitedAtAgentTime,
    [property: JsonPropertyName("inAgentAvgHoldTime")] TimeSpan? InboundAverageWaitedAtAgentTime,
    [property: JsonPropertyName("inQueueHoldNum")] int? InboundWaitedInQueue,
    [property: JsonPropertyName("inQueueHoldTime")] TimeSpan? InboundWaitedInQueueTime,
    [property: JsonPropertyName("inQueueAvgHoldTime")] TimeSpan? InboundAverageWaitedInQueueTime,
    [property: JsonPropertyName("outAgentHoldNum")] int? OutboundWaitedAtAgent,
    [property: JsonPropertyName("outAgentHoldTime")] TimeSpan? OutboundWaitedAtAgentTime,
    [property: JsonPropertyName("outAgentAvgHoldTime")] TimeSpan? OutboundAverageWaitedAtAgentTime,
    [property: JsonPropertyName("outQueueHoldNum")] int? OutboundWaitedInQueue,
    [property: JsonPropertyName("outQueueHoldTime")] TimeSpan? OutboundWaitedInQueueTime,
    [property: JsonPropertyName("outQueueAvgHoldTime")] TimeSpan? OutboundAverageWaitedInQueueTime,
    [property: JsonPropertyName("agentHoldNum")] int? WaitedAtAgent,
    [property: JsonPropertyName("agentHoldTime")] TimeSpan? WaitedAtAgentTime,
    [property: JsonPropertyName("agentAvgHoldTime")] TimeSpan? AverageWaitedAtAgentTime,
    [property: JsonPropertyName("queueHoldNum")] int? WaitedInQueue,
    [property: JsonPropertyName("queueHoldTime")] TimeSpan? WaitedInQueueTime,
    [property: JsonPropertyName("queueAvgHoldTime")] TimeSpan? AverageWaitedInQueueTime,
    [property: JsonPropertyName("holdTime")] TimeSpan? WaitedTime,
    [property: JsonPropertyName("avgHoldTime")] TimeSpan? AverageWaitedTime,
    [property: JsonPropertyName("inCallNum")] int? Inbound,
    [property: JsonPropertyName("outCallNum")] int? Outbound)
{
    /// <summary><c>queueName</c>, the queue's number: not in the guide's table, but in its sample; where one queue was asked for, that one.</summary>
    [JsonPropertyName("queueName")]
    public string? Queue { get; init; }
}
