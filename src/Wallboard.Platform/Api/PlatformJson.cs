using System.Text.Json;
using System.Text.Json.Serialization;

namespace Wallboard.Platform.Api;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(TenantInfo))]
[JsonSerializable(typeof(TenantDetail))]
[JsonSerializable(typeof(OutboundSettings))]
[JsonSerializable(typeof(TenantFees))]
[JsonSerializable(typeof(TenantSettings))]
[JsonSerializable(typeof(Concurrency))]
[JsonSerializable(typeof(QueueInfo))]
[JsonSerializable(typeof(QueueDetail))]
[JsonSerializable(typeof(QueueRealtime))]
[JsonSerializable(typeof(QueuedCall))]
[JsonSerializable(typeof(AgentInfo))]
[JsonSerializable(typeof(AgentStateInfo))]
[JsonSerializable(typeof(AgentRealtime))]
[JsonSerializable(typeof(BusyReason))]
[JsonSerializable(typeof(AgentStateCounts))]
[JsonSerializable(typeof(ReasonCount))]
[JsonSerializable(typeof(IvrFlow))]
[JsonSerializable(typeof(QueueVisitRecord))]
[JsonSerializable(typeof(CallRecord))]
[JsonSerializable(typeof(AgentStateDefinition))]
[JsonSerializable(typeof(ReasonDefinition))]
[JsonSerializable(typeof(RestQueue))]
[JsonSerializable(typeof(RestingAgent))]
[JsonSerializable(typeof(UnboundTenant))]
[JsonSerializable(typeof(UnboundQueue))]
[JsonSerializable(typeof(UnboundAgent))]
[JsonSerializable(typeof(ExtensionInfo))]
[JsonSerializable(typeof(IvrRecord))]
[JsonSerializable(typeof(IvrStep))]
[JsonSerializable(typeof(QueueVisitStep))]
[JsonSerializable(typeof(CallDetail))]
[JsonSerializable(typeof(RecordingInfo))]
[JsonSerializable(typeof(BlockedCall))]
[JsonSerializable(typeof(SatisfactionRecord))]
[JsonSerializable(typeof(SatisfactionStatistics))]
[JsonSerializable(typeof(Voicemail))]
[JsonSerializable(typeof(TextMessage))]
[JsonSerializable(typeof(AgentStateRecord))]
[JsonSerializable(typeof(RestTemplate))]
[JsonSerializable(typeof(BlacklistEntry))]
[JsonSerializable(typeof(CallStatistics))]
[JsonSerializable(typeof(StateStatistics))]
[JsonSerializable(typeof(ReasonStatistics))]
[JsonSerializable(typeof(QueueStatistics))]
[JsonSerializable(typeof(QueueAnalysis))]
[JsonSerializable(typeof(Campaign))]
[JsonSerializable(typeof(CampaignCall))]
[JsonSerializable(typeof(OutboundDefaults))]
[JsonSerializable(typeof(NumberBatch))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class PlatformJson : JsonSerializerContext
{
    /// <summary>The answers' types, read tolerantly; times without an offset are in <paramref name="zone"/>.</summary>
    public static PlatformJson For(TimeZoneInfo zone, ApiCounters counters)
    {
        var scalars = new PlatformJson(Tolerant(zone, counters));
        var all = Tolerant(zone, counters);
        all.Converters.Add(new RecordListConverter<BusyReason>(counters, scalars.BusyReason));
        all.Converters.Add(new RecordListConverter<ReasonCount>(counters, scalars.ReasonCount));
        all.Converters.Add(new RecordListConverter<ReasonDefinition>(counters, scalars.ReasonDefinition));
        all.Converters.Add(new RecordListConverter<RestingAgent>(counters, scalars.RestingAgent));
        all.Converters.Add(new RecordListConverter<ReasonStatistics>(counters, scalars.ReasonStatistics));
        all.Converters.Add(new RecordConverter<OutboundSettings>(counters, scalars.OutboundSettings));
        all.Converters.Add(new RecordConverter<TenantFees>(counters, scalars.TenantFees));
        all.Converters.Add(new RecordConverter<TenantSettings>(counters, scalars.TenantSettings));
        return new PlatformJson(all);
    }

    private static JsonSerializerOptions Tolerant(TimeZoneInfo zone, ApiCounters counters) => new()
    {
        PropertyNameCaseInsensitive = true,
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        Converters =
        {
            new TextConverter(counters), new IntConverter(counters), new DecimalConverter(counters), new DurationConverter(counters),
            new InstantConverter(counters, zone), new TextListConverter(counters), new CountMapConverter(counters),
            new TextMapConverter(counters),
        },
    };
}
