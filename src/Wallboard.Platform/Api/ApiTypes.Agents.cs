using System.Text.Json;
using System.Text.Json.Serialization;

namespace Wallboard.Platform.Api;

/// <summary>An extension. Guide 6.10. There is no password here: it is dropped while reading.</summary>
/// <param name="AgentId"><c>id</c>: of the agent that has it.</param>
/// <param name="Status">1 enabled, 0 cancelled.</param>
public sealed record ExtensionInfo(
    [property: JsonPropertyName("id")] string? AgentId,
    [property: JsonPropertyName("tenantId")] string? TenantId,
    [property: JsonPropertyName("status")] int? Status,
    [property: JsonPropertyName("extension")] string? Extension);

/// <summary>An agent as configured. Guide 6.11, 6.12.</summary>
/// <param name="Number"><c>name</c>: the agent's number, e.g. <c>10000_1000</c>.</param>
/// <param name="Name"><c>nameCn</c>: the person's name.</param>
/// <param name="Status">1 enabled, 0 cancelled.</param>
/// <param name="Queues"><c>queue</c>: numbers of the agent's queues, where the platform tells them.</param>
public sealed record AgentInfo(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("name")] string? Number,
    [property: JsonPropertyName("nameCn")] string? Name,
    [property: JsonPropertyName("tenantId")] string? TenantId,
    [property: JsonPropertyName("status")] int? Status,
    [property: JsonPropertyName("queue")] IReadOnlyList<string>? Queues,
    [property: JsonPropertyName("createTime")] DateTimeOffset? CreatedAt,
    [property: JsonPropertyName("queueId")] string? QueueId,
    [property: JsonPropertyName("extension")] string? Extension)
{
    /// <summary>As the guide's sample spells it.</summary>
    [JsonInclude, JsonPropertyName("createdTime")]
    internal DateTimeOffset? CreatedTime { init => CreatedAt ??= value; }
}

/// <summary>An agent's state. Guide 6.13.</summary>
public sealed record AgentStateInfo(
    [property: JsonPropertyName("agent")] string? Agent,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("extension")] string? Extension,
    [property: JsonPropertyName("state")] int? State,
    [property: JsonPropertyName("reasonCode")] int? Reason);

/// <summary>An agent's state and figures of today. Guide 6.14. Counts are calls, not queue visits.</summary>
/// <param name="StateHeld"><c>stateHoldTime</c>: how long the present state has lasted.</param>
/// <param name="CallHeld"><c>callHoldTime</c>: how long the present call has lasted so far.</param>
/// <param name="BusyReasons">Today by reason; a reason may come twice, see <see cref="BusyReason.Sum"/>.</param>
public sealed record AgentRealtime(
    [property: JsonPropertyName("agent")] string? Agent,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("extension")] string? Extension,
    [property: JsonPropertyName("state")] int? State,
    [property: JsonPropertyName("reasonCode")] int? Reason,
    [property: JsonPropertyName("deviceState")] int? DeviceState,
    [property: JsonPropertyName("callID")] string? CallId,
    [property: JsonPropertyName("mobile")] string? OtherNumber,
    [property: JsonPropertyName("callType")] int? CallType,
    [property: JsonPropertyName("readyTime")] TimeSpan? ReadyTime,
    [property: JsonPropertyName("readyCount")] int? ReadyCount,
    [property: JsonPropertyName("busyTime")] TimeSpan? BusyTime,
    [property: JsonPropertyName("busyCount")] int? BusyCount,
    [property: JsonPropertyName("logoutCount")] int? SignOuts,
    [property: JsonPropertyName("loginCount")] int? SignIns,
    [property: JsonPropertyName("outCalls")] int? OutboundCalls,
    [property: JsonPropertyName("outTalkTime")] TimeSpan? OutboundTalk,
    [property: JsonPropertyName("inCalls")] int? InboundCalls,
    [property: JsonPropertyName("inTalkTime")] TimeSpan? InboundTalk,
    [property: JsonPropertyName("outAnswerCalls")] int? OutboundAnswered,
    [property: JsonPropertyName("inAnswerCalls")] int? InboundAnswered,
    [property: JsonPropertyName("callHoldTime")] TimeSpan? CallHeld,
    [property: JsonPropertyName("stateHoldTime")] TimeSpan? StateHeld,
    [property: JsonPropertyName("typeCode")] string? BusinessCode,
    [property: JsonPropertyName("typeType")] string? BusinessType,
    [property: JsonPropertyName("busyReason")] IReadOnlyList<BusyReason>? BusyReasons,
    [property: JsonPropertyName("thisQueue")] string? Queue,
    [property: JsonPropertyName("queueName")] string? QueueName,
    [property: JsonPropertyName("inNoAnswerCalls")] int? InboundUnanswered,
    [property: JsonPropertyName("avgTalkTime")] TimeSpan? AverageTalk,
    [property: JsonPropertyName("talkTime")] TimeSpan? Talk)
{
    /// <summary>As the request calls it.</summary>
    [JsonInclude, JsonPropertyName("typeText")]
    internal string? TypeText { init => BusinessType ??= value; }
}

/// <summary>Time in one busy reason today. Guide 6.14, <c>busyReason</c>.</summary>
public sealed record BusyReason(
    [property: JsonPropertyName("reasonCode")] int? Reason,
    [property: JsonPropertyName("operationCount")] int? Count,
    [property: JsonPropertyName("operationTime")] TimeSpan? Time)
{
    /// <summary>Time in <paramref name="reason"/>, duplicates summed; <c>null</c> where the list itself is missing.</summary>
    public static TimeSpan? Sum(IReadOnlyList<BusyReason>? reasons, int reason) =>
        reasons?.Where(r => r.Reason == reason).Aggregate(TimeSpan.Zero, (sum, r) => sum + (r.Time ?? TimeSpan.Zero));
}

/// <summary>How many agents are in which state. Guide 6.15.</summary>
public sealed record AgentStateCounts(
    [property: JsonPropertyName("tenantId")] string? TenantId,
    [property: JsonPropertyName("thisQueue")] string? Queue,
    [property: JsonPropertyName("agentNum")] int? Agents,
    [property: JsonPropertyName("logoutNum")] int? SignedOut,
    [property: JsonPropertyName("loginNum")] int? SignedIn,
    [property: JsonPropertyName("readyNum")] int? Ready,
    [property: JsonPropertyName("busyNum")] int? Busy,
    [property: JsonPropertyName("registerNum")] int? Registered,
    [property: JsonPropertyName("agentStateNum")] IReadOnlyList<ReasonCount>? Reasons)
{
    /// <summary><c>typeCodeNum</c>: agents by business code; the guide does not say its shape, so it is kept as it came.</summary>
    [JsonPropertyName("typeCodeNum")]
    public JsonElement? BusinessCodes { get; init; }

    /// <summary><c>typeTypeNum</c>: agents by business type; kept as it came.</summary>
    [JsonPropertyName("typeTypeNum")]
    public JsonElement? BusinessTypes { get; init; }
}

/// <summary>How many agents are busy for one reason. Guide 6.15, <c>agentStateNum</c>.</summary>
public sealed record ReasonCount(
    [property: JsonPropertyName("reasonCode")] int? Reason,
    [property: JsonPropertyName("reasonCodeText")] string? Text,
    [property: JsonPropertyName("reasonCodeNum")] int? Agents);
