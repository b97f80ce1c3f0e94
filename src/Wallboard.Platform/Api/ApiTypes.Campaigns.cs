using System.Text.Json.Serialization;

namespace Wallboard.Platform.Api;

/// <summary>A number to be called.</summary>
/// <param name="IvrId">In voice campaigns, a flow for this number alone.</param>
public sealed record CampaignNumber(string Number, string? IvrId = null);

/// <summary>A campaign to be added: <see cref="NewAgentCampaign"/> or <see cref="NewVoiceCampaign"/>. Guide 8.1.</summary>
/// <param name="Agent">The number of the agent who adds it.</param>
public abstract record NewCampaign(string Name, string Agent, IReadOnlyCollection<CampaignNumber> Numbers)
{
    /// <summary><c>contactNum</c>, "required if the numbers' source is 2"; there is no field for the source.</summary>
    public int? NumberCount { get; init; }

    /// <summary><c>removeRepetition</c>; yes where left out.</summary>
    public bool? RemoveDuplicates { get; init; }

    /// <summary>Id of a batch of 8.12: the numbers that are shown to those called.</summary>
    public string? NumberBatch { get; init; }

    /// <summary><c>maxRingTime</c>; 60 s where left out.</summary>
    public TimeSpan? MaxRing { get; init; }

    internal abstract (string, string?)[] Fields { get; }
}

/// <summary>A campaign whose answered calls go to the agents of a queue. Guide 8.1, <c>isVgc</c> 0.</summary>
/// <param name="QueueId">The queue's id, not its number.</param>
/// <param name="DialMode"><c>callType</c>: 1 predictive, 2 preview.</param>
/// <param name="Ratio">Calls to each ready agent.</param>
public sealed record NewAgentCampaign(string Name, string Agent, IReadOnlyCollection<CampaignNumber> Numbers, string QueueId, int DialMode, decimal Ratio)
    : NewCampaign(Name, Agent, Numbers)
{
    internal override (string, string?)[] Fields =>
        [("isVgc", "0"), ("queueId", QueueId), ("callType", ApiCaller.Text(DialMode)), ("ratio", ApiCaller.Text(Ratio))];
}

/// <summary>A campaign whose answered calls hear an IVR flow. Guide 8.1, <c>isVgc</c> 1.</summary>
public sealed record NewVoiceCampaign(string Name, string Agent, IReadOnlyCollection<CampaignNumber> Numbers, string IvrId, decimal? Ratio = null)
    : NewCampaign(Name, Agent, Numbers)
{
    internal override (string, string?)[] Fields => [("isVgc", "1"), ("ivrId", IvrId), ("ratio", ApiCaller.Text(Ratio))];
}

/// <summary>A campaign. Guide 8.1–8.3, 8.7–8.9.</summary>
/// <param name="CreatedBy"><c>nameCn</c>.</param>
/// <param name="DialMode"><c>callType</c>: 1 predictive, 2 preview.</param>
/// <param name="Voice"><c>isVgc</c>: 1 for a voice campaign; in 8.3 only.</param>
/// <param name="Status">2 ready to start, 3 running, 4 paused, 5 ended.</param>
/// <param name="Numbers"><c>contactNumber</c> (8.8's table says <c>contactNum</c>): how many there are.</param>
/// <param name="Called"><c>callNum</c>.</param>
/// <param name="Answered"><c>touchNum</c>.</param>
/// <param name="Queue"><c>queueDn</c>: the queue's number.</param>
/// <param name="RedialInterval"><c>idleTime</c>, between two calls to the same number; the guide gives no unit. 8.8 and 8.9 only, as are the times.</param>
public sealed record Campaign(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("nameCn")] string? CreatedBy,
    [property: JsonPropertyName("callType")] int? DialMode,
    [property: JsonPropertyName("isVgc")] int? Voice,
    [property: JsonPropertyName("ratio")] decimal? Ratio,
    [property: JsonPropertyName("status")] int? Status,
    [property: JsonPropertyName("contactNumber")] int? Numbers,
    [property: JsonPropertyName("callNum")] int? Called,
    [property: JsonPropertyName("touchNum")] int? Answered,
    [property: JsonPropertyName("queueDn")] string? Queue,
    [property: JsonPropertyName("createTime")] DateTimeOffset? CreatedAt,
    [property: JsonPropertyName("startTime")] DateTimeOffset? StartedAt,
    [property: JsonPropertyName("endTime")] DateTimeOffset? EndedAt,
    [property: JsonPropertyName("idleTime")] int? RedialInterval)
{
    /// <summary>In no table; read where it comes, so that another tenant's is noticed.</summary>
    [JsonInclude, JsonPropertyName("tenantId")]
    internal string? TenantId { get; init; }

    /// <summary>As the table of 8.8 spells it.</summary>
    [JsonInclude, JsonPropertyName("contactNum")]
    internal int? ContactNum { init => Numbers ??= value; }

    /// <summary>As the guide spells it elsewhere.</summary>
    [JsonInclude, JsonPropertyName("createdTime")]
    internal DateTimeOffset? CreatedTime { init => CreatedAt ??= value; }
}

/// <summary>A call of a campaign. Guide 8.10.</summary>
/// <param name="Agent"><c>exten</c>: the agent's number.</param>
/// <param name="Queue"><c>queueDn</c>: the queue's number.</param>
/// <param name="CallState">0 see <paramref name="HangupCause"/>; 1 reached; 5, 7, 8 agent busy; 9 not called: not the codes of the filter.</param>
/// <param name="HangupCause">Nothing while it is being called; else it failed.</param>
public sealed record CampaignCall(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("tenantId")] string? TenantId,
    [property: JsonPropertyName("outboundId")] string? CampaignId,
    [property: JsonPropertyName("mobile")] string? Number,
    [property: JsonPropertyName("exten")] string? Agent,
    [property: JsonPropertyName("queueDn")] string? Queue,
    [property: JsonPropertyName("callState")] int? CallState,
    [property: JsonPropertyName("hangupCause")] string? HangupCause,
    [property: JsonPropertyName("callId")] string? CallId,
    [property: JsonPropertyName("callTime")] DateTimeOffset? CalledAt,
    [property: JsonPropertyName("outboundInstanceName")] string? CampaignName);

/// <summary>Filter of <c>query/queryOutboundContacts</c>. Guide 8.10. Every field may be left out.</summary>
/// <param name="CallState">0 all, 1 reached, 2 failed, 4 being called, 5 agent busy, 7 not called: not the codes of the answer.</param>
/// <param name="Extras"><c>extends</c>: further fields and their values.</param>
public sealed record CampaignCallFilter(
    string? CampaignId = null, int? CallState = null, string? Number = null, DateTimeOffset? From = null, DateTimeOffset? To = null,
    IReadOnlyDictionary<string, string>? Extras = null);

/// <summary>What new campaigns start with. Guide 8.11.</summary>
/// <param name="Voice"><c>hasVgc</c>: 1 where voice campaigns are allowed.</param>
/// <param name="VoiceRatio"><c>ivrRatio</c>: "rate, in milliseconds" in the guide.</param>
public sealed record OutboundDefaults(
    [property: JsonPropertyName("tenantId")] string? TenantId,
    [property: JsonPropertyName("ratio")] decimal? Ratio,
    [property: JsonPropertyName("maxRatio")] decimal? MaxRatio,
    [property: JsonPropertyName("idleTime")] int? IdleMilliseconds,
    [property: JsonPropertyName("hasVgc")] int? Voice,
    [property: JsonPropertyName("ivrIdleTime")] int? VoiceIdleMilliseconds,
    [property: JsonPropertyName("ivrRatio")] decimal? VoiceRatio);

/// <summary>Numbers that are shown to those called. Guide 8.12.</summary>
/// <param name="Strategy">1 in order, 2 in turn, 3 by how often each was used.</param>
/// <param name="Frequency">How often each is used: 5, 10, 30, 50.</param>
public sealed record NumberBatch(
    [property: JsonPropertyName("tenantId")] string? TenantId,
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("numbers")] IReadOnlyList<string>? Numbers,
    [property: JsonPropertyName("strategy")] int? Strategy,
    [property: JsonPropertyName("batchName")] string? Name,
    [property: JsonPropertyName("frequency")] int? Frequency);
