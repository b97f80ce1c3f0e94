using System.Text.Json.Serialization;

namespace Wallboard.Platform.Api;

/// <summary>A tenant (资源组). Guide 6.4.</summary>
/// <param name="AfterCallState">1 ready, 2 busy with after-call work.</param>
/// <param name="RestLimit"><c>restNum</c>: how many may rest at once.</param>
public sealed record TenantInfo(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("contact")] string? Contact,
    [property: JsonPropertyName("gatewayGroup")] string? GatewayGroup,
    [property: JsonPropertyName("recordType")] string? RecordType,
    [property: JsonPropertyName("status")] int? Status,
    [property: JsonPropertyName("afterState")] int? AfterCallState,
    [property: JsonPropertyName("restNum")] int? RestLimit)
{
    /// <summary>As the guide's sample spells it.</summary>
    [JsonInclude, JsonPropertyName("gatewayCroup")]
    internal string? GatewayCroup { init => GatewayGroup ??= value; }
}

/// <summary>A tenant with its settings and fees. Guide 6.5.</summary>
public sealed record TenantDetail(
    [property: JsonPropertyName("outAgent")] int? UnavailableAgents,
    [property: JsonPropertyName("startAgent")] int? AvailableAgents,
    [property: JsonPropertyName("outboundConfig")] OutboundSettings? Outbound,
    [property: JsonPropertyName("tenantFee")] TenantFees? Fees,
    [property: JsonPropertyName("tenantInfo")] TenantSettings? Settings);

/// <summary>Guide 6.5, <c>outboundConfig</c>. Ratios are factors; times are milliseconds.</summary>
public sealed record OutboundSettings(
    [property: JsonPropertyName("maxRatio")] decimal? MaxRatio,
    [property: JsonPropertyName("idleTime")] int? IdleMilliseconds,
    [property: JsonPropertyName("hasVgc")] int? VoiceCampaigns,
    [property: JsonPropertyName("ivrIdleTime")] int? VoiceIdleMilliseconds,
    [property: JsonPropertyName("ivrRatio")] decimal? VoiceRatio);

/// <summary>Guide 6.5, <c>tenantFee</c>.</summary>
public sealed record TenantFees(
    [property: JsonPropertyName("balance")] decimal? Balance,
    [property: JsonPropertyName("campaignRate")] decimal? CampaignRate,
    [property: JsonPropertyName("inboundRate")] decimal? InboundRate,
    [property: JsonPropertyName("limitFee")] decimal? MinimumFee,
    [property: JsonPropertyName("monthRate")] decimal? MonthlyRate,
    [property: JsonPropertyName("outboundRate")] decimal? OutboundRate);

/// <summary>Guide 6.5, <c>tenantInfo</c>.</summary>
public sealed record TenantSettings(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("contact")] string? Contact,
    [property: JsonPropertyName("gatewayGroup")] string? GatewayGroup,
    [property: JsonPropertyName("recordType")] string? RecordType,
    [property: JsonPropertyName("status")] int? Status,
    [property: JsonPropertyName("afterState")] int? AfterCallState,
    [property: JsonPropertyName("gatewayGroupName")] string? GatewayGroupName,
    [property: JsonPropertyName("hideNumber")] int? HideNumber,
    [property: JsonPropertyName("bridgeAnswerTimeout")] TimeSpan? OutboundRingTimeout)
{
    /// <summary>As the guide's sample spells it.</summary>
    [JsonInclude, JsonPropertyName("gatewayCroup")]
    internal string? GatewayCroup { init => GatewayGroup ??= value; }
}

/// <summary>A tenant that is not bound. Guide 6.1.</summary>
/// <param name="Queues"><c>count</c>: how many queues it has.</param>
public sealed record UnboundTenant(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("count")] int? Queues);

/// <summary>A queue that is not bound. Guide 6.2.</summary>
/// <param name="Number"><c>queueName</c>: the full number, e.g. <c>10000_8000</c>.</param>
/// <param name="Agents"><c>count</c>: how many agents it has.</param>
public sealed record UnboundQueue(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("queueName")] string? Number,
    [property: JsonPropertyName("count")] int? Agents);

/// <summary>An agent that is not bound. Guide 6.3.</summary>
/// <param name="Name"><c>nameCn</c>: the person's name.</param>
/// <param name="Number"><c>userName</c>: the agent's number.</param>
/// <param name="Queue"><c>queueName</c>: the number of the agent's queue.</param>
public sealed record UnboundAgent(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("nameCn")] string? Name,
    [property: JsonPropertyName("userName")] string? Number,
    [property: JsonPropertyName("queueName")] string? Queue);
