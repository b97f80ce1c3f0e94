using System.Text.Json.Serialization;

namespace Wallboard.Platform.Api;

/// <summary>One leg of a call: a row per agent that it reached, or one without an agent. Guide 6.21.</summary>
/// <param name="Duration">From start to end, ringing included.</param>
/// <param name="Talk"><c>billsec</c>: talk, ringing not included.</param>
/// <param name="QueueNumber"><c>queueName</c> (班组号).</param>
public sealed record CallRecord(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("tenantId")] string? TenantId,
    [property: JsonPropertyName("agent")] string? Agent,
    [property: JsonPropertyName("destinationNumber")] string? CalledNumber,
    [property: JsonPropertyName("callerIdNumber")] string? CallerNumber,
    [property: JsonPropertyName("campaignId")] string? CampaignId,
    [property: JsonPropertyName("ctiCallType")] int? CallType,
    [property: JsonPropertyName("startStamp")] DateTimeOffset? StartedAt,
    [property: JsonPropertyName("answerStamp")] DateTimeOffset? AnsweredAt,
    [property: JsonPropertyName("endStamp")] DateTimeOffset? EndedAt,
    [property: JsonPropertyName("ctiCallId")] string? CallId,
    [property: JsonPropertyName("filename")] string? FileName,
    [property: JsonPropertyName("duration")] TimeSpan? Duration,
    [property: JsonPropertyName("billsec")] TimeSpan? Talk,
    [property: JsonPropertyName("hangupCause")] string? HangupCause,
    [property: JsonPropertyName("ivrID")] string? IvrId,
    [property: JsonPropertyName("ivrName")] string? IvrName,
    [property: JsonPropertyName("ivrDtmfDigit")] string? SatisfactionDigits,
    [property: JsonPropertyName("channelAttr")] string? ChannelAttribute,
    [property: JsonPropertyName("extension")] string? Extension,
    [property: JsonPropertyName("queueName")] string? QueueNumber,
    [property: JsonPropertyName("target")] string? Target,
    [property: JsonPropertyName("ivrDigitType")] string? IvrDigitType,
    [property: JsonPropertyName("ituCode")] string? ItuCode,
    [property: JsonPropertyName("sipCode")] string? SipCode,
    [property: JsonPropertyName("enumeration")] string? HangupReason);

/// <summary>One leg of a call. Guide 6.22: 6.21 without the time of the answer, with the fee.</summary>
/// <param name="Fee"><c>billRate</c>: what the call cost.</param>
/// <param name="Duration">From start to end, ringing included.</param>
/// <param name="Talk"><c>billsec</c>: talk, ringing not included.</param>
/// <param name="QueueNumber"><c>queueName</c> (班组号).</param>
public sealed record CallDetail(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("tenantId")] string? TenantId,
    [property: JsonPropertyName("agent")] string? Agent,
    [property: JsonPropertyName("destinationNumber")] string? CalledNumber,
    [property: JsonPropertyName("callerIdNumber")] string? CallerNumber,
    [property: JsonPropertyName("campaignId")] string? CampaignId,
    [property: JsonPropertyName("ctiCallType")] int? CallType,
    [property: JsonPropertyName("billRate")] decimal? Fee,
    [property: JsonPropertyName("startStamp")] DateTimeOffset? StartedAt,
    [property: JsonPropertyName("endStamp")] DateTimeOffset? EndedAt,
    [property: JsonPropertyName("ctiCallId")] string? CallId,
    [property: JsonPropertyName("filename")] string? FileName,
    [property: JsonPropertyName("duration")] TimeSpan? Duration,
    [property: JsonPropertyName("billsec")] TimeSpan? Talk,
    [property: JsonPropertyName("hangupCause")] string? HangupCause,
    [property: JsonPropertyName("ivrID")] string? IvrId,
    [property: JsonPropertyName("ivrName")] string? IvrName,
    [property: JsonPropertyName("ivrDtmfDigit")] string? SatisfactionDigits,
    [property: JsonPropertyName("channelAttr")] string? ChannelAttribute,
    [property: JsonPropertyName("extension")] string? Extension,
    [property: JsonPropertyName("queueName")] string? QueueNumber,
    [property: JsonPropertyName("target")] string? Target,
    [property: JsonPropertyName("ivrDigitType")] string? IvrDigitType,
    [property: JsonPropertyName("ituCode")] string? ItuCode,
    [property: JsonPropertyName("sipCode")] string? SipCode,
    [property: JsonPropertyName("enumeration")] string? HangupReason);

/// <summary>Filter of <c>query/queryCdrs</c> and <c>query/queryMobileNum</c>. Guide 6.21, 6.44. Every field may be left out.</summary>
/// <param name="MinTalk"><c>second</c>: talked at least.</param>
/// <param name="MaxTalk"><c>secondMin</c>: talked at most (the guide's name means the opposite).</param>
/// <param name="CallType">1 internal, 2 inbound, 3 outbound, 4 in- and outbound.</param>
/// <param name="Ids">Row ids, separated by commas.</param>
/// <param name="OutboundMissed"><c>isCdrOutboundFail</c>: 1 missed, 2 not missed.</param>
/// <param name="InboundMissed"><c>isCdrInboundFail</c>: 1 agent did not answer, 2 in the IVR, 3 in the queue, 4 not missed, 5 all missed.</param>
/// <param name="Distinct"><c>repeatCallId</c>: one row per call.</param>
public sealed record CallFilter(
    DateTimeOffset? From = null, DateTimeOffset? To = null, string? CallId = null, string? Agent = null, string? Number = null,
    TimeSpan? MinTalk = null, TimeSpan? MaxTalk = null, string? HangupCause = null, int? CallType = null, string? CampaignId = null, string? Ids = null,
    int? InboundMissed = null, int? OutboundMissed = null, string? ChannelAttribute = null, string? Extension = null, string? IvrDigitType = null,
    string? Queue = null, string? IvrId = null, string? SatisfactionDigits = null, string? Order = null, string? Sort = null, bool Distinct = false);
