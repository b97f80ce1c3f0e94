using System.Text.Json.Serialization;

namespace Wallboard.Platform.Api;

/// <summary>A queue as configured. Guide 6.6.</summary>
/// <param name="Number"><c>queueName</c>: the full number, e.g. <c>10000_8000</c>.</param>
/// <param name="Strategy">random, top-down, round-robin, longest-idle-agent (spelt <c>Stringest-idle-agent</c> in the guide), agent-with-least-talk-time, agent-with-fewest-calls, ring-all; an open set.</param>
/// <param name="MaxWait"><c>maxWaitTimeWithNoAgent</c>, seconds on the wire.</param>
public sealed record QueueInfo(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("code")] string? Code,
    [property: JsonPropertyName("queueName")] string? Number,
    [property: JsonPropertyName("strategy"), JsonConverter(typeof(StrategyConverter))] string? Strategy,
    [property: JsonPropertyName("outboundNumber")] string? OutboundNumber,
    [property: JsonPropertyName("maxWaitTimeWithNoAgent")] TimeSpan? MaxWait,
    [property: JsonPropertyName("count")] int? Members);

/// <summary>A queue with its members. Guide 6.7.</summary>
/// <param name="Members"><c>agent</c>: the agents' numbers (a list, or a map of position to number, on the wire).</param>
public sealed record QueueDetail(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("code")] string? Code,
    [property: JsonPropertyName("queueName")] string? Number,
    [property: JsonPropertyName("strategy"), JsonConverter(typeof(StrategyConverter))] string? Strategy,
    [property: JsonPropertyName("outboundNumber")] string? OutboundNumber,
    [property: JsonPropertyName("maxWaitTimeWithNoAgent")] TimeSpan? MaxWait,
    [property: JsonPropertyName("agent")] IReadOnlyList<string>? Members);

/// <summary>A queue now, and its visits of today. Guide 6.8.</summary>
/// <param name="Waiting"><c>queueNum</c>: calls not yet with an agent.</param>
/// <param name="Calling"><c>callingNum</c>: calls ringing at or talking to an agent.</param>
/// <param name="Offered"><c>inCalls</c>: visits of today.</param>
/// <param name="Answered"><c>inAnswerCalls</c>.</param>
public sealed record QueueRealtime(
    [property: JsonPropertyName("thisQueue")] string? Queue,
    [property: JsonPropertyName("queueNum")] int? Waiting,
    [property: JsonPropertyName("queueSum")] int? Total,
    [property: JsonPropertyName("callingNum")] int? Calling,
    [property: JsonPropertyName("maxHoldTime")] TimeSpan? LongestWait,
    [property: JsonPropertyName("description")] string? Name,
    [property: JsonPropertyName("logoutNum")] int? SignedOut,
    [property: JsonPropertyName("loginNum")] int? SignedIn,
    [property: JsonPropertyName("readyNum")] int? Ready,
    [property: JsonPropertyName("busyNum")] int? Busy,
    [property: JsonPropertyName("registerNum")] int? Registered,
    [property: JsonPropertyName("reasonCodeNum")] IReadOnlyDictionary<string, int?>? Reasons,
    [property: JsonPropertyName("estimatedWaitingTime")] TimeSpan? EstimatedWait,
    [property: JsonPropertyName("inCalls")] int? Offered,
    [property: JsonPropertyName("inAnswerCalls")] int? Answered);

/// <summary>A call in a queue now. Guide 6.9.</summary>
/// <param name="Held"><c>holdTime</c>: how long it has waited.</param>
/// <param name="Agent"><c>thisDN</c>; the guide's sample has the caller's number here, so it is an agent only if it is one of the tenant's.</param>
public sealed record QueuedCall(
    [property: JsonPropertyName("thisQueue")] string? Queue,
    [property: JsonPropertyName("holdTime")] TimeSpan? Held,
    [property: JsonPropertyName("description")] string? Description,
    [property: JsonPropertyName("thisDN")] string? Agent,
    [property: JsonPropertyName("extension")] string? Extension,
    [property: JsonPropertyName("ani")] string? CallerNumber,
    [property: JsonPropertyName("dnis")] string? DialledNumber,
    [property: JsonPropertyName("callId")] string? CallId);
