using System.Text.Json.Serialization;

namespace Wallboard.Platform.Api;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(TenantInfo))]
[JsonSerializable(typeof(TenantDetail))]
[JsonSerializable(typeof(Concurrency))]
[JsonSerializable(typeof(QueueInfo))]
[JsonSerializable(typeof(QueueDetail))]
[JsonSerializable(typeof(QueueRealtime))]
[JsonSerializable(typeof(QueuedCall))]
[JsonSerializable(typeof(AgentInfo))]
[JsonSerializable(typeof(AgentStateInfo))]
[JsonSerializable(typeof(AgentRealtime))]
[JsonSerializable(typeof(AgentStateCounts))]
[JsonSerializable(typeof(IvrFlow))]
[JsonSerializable(typeof(QueueVisitRecord))]
[JsonSerializable(typeof(CallRecord))]
[JsonSerializable(typeof(AgentStateDefinition))]
[JsonSerializable(typeof(RestQueue))]
internal sealed partial class PlatformJson : JsonSerializerContext;
