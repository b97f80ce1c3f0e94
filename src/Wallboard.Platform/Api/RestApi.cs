using System.Text.Json.Serialization;

namespace Wallboard.Platform.Api;

/// <summary>Who rests, and when how many may. Guide 6.40, 6.41, 7.4–7.6.</summary>
public sealed class RestApi
{
    private readonly ApiCaller caller;

    internal RestApi(ApiCaller caller) => this.caller = caller;

    /// <summary>Guide 6.40. One row for the tenant, or one per business code.</summary>
    public Task<IReadOnlyList<RestQueue>> QueueAsync(string? businessCode = null, CancellationToken ct = default) =>
        caller.ListAsync(ApiEndpoint.RestQueue, caller.Tenant(("typeCode", businessCode)), j => j.RestQueue, ct);

    /// <summary>Times of day with their limits. Guide 6.41.</summary>
    /// <param name="start">Time since midnight.</param>
    /// <param name="end">Time since midnight; 24:00 is the end of the day.</param>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    public IAsyncEnumerable<RestTemplate> TemplatesAsync(
        TimeSpan? start = null, TimeSpan? end = null, string? id = null, string? businessCode = null, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(
            ApiEndpoint.RestTemplates,
            caller.Tenant(("startTime", ApiCaller.TimeOfDay(start)), ("endTime", ApiCaller.TimeOfDay(end)), ("id", id), ("typeCode", businessCode)),
            j => j.RestTemplate, seen, ct);

    /// <summary>Guide 7.4.</summary>
    public Task AddTemplateAsync(NewRestTemplate template, CancellationToken ct = default) =>
        caller.DoAsync(ApiEndpoint.AddRestTemplate, caller.Tenant(Fields(template)), ct);

    /// <summary>Guide 7.5.</summary>
    public Task ChangeTemplateAsync(string id, NewRestTemplate template, CancellationToken ct = default) =>
        caller.DoAsync(ApiEndpoint.ChangeRestTemplate, caller.Tenant([("id", id), .. Fields(template)]), ct);

    /// <summary>Guide 7.6.</summary>
    public Task DeleteTemplateAsync(string id, CancellationToken ct = default) =>
        caller.DoAsync(ApiEndpoint.DeleteRestTemplate, caller.Tenant(("id", id)), ct);

    private static (string, string?)[] Fields(NewRestTemplate template) =>
    [
        ("startTime", ApiCaller.TimeOfDay(template.Start)), ("endTime", ApiCaller.TimeOfDay(template.End)), ("restNum", ApiCaller.Text(template.Limit)),
        ("typeCode", template.BusinessCode),
    ];
}

/// <summary>Who rests and who waits to rest. Guide 6.40.</summary>
/// <param name="WaitingAgents"><c>restAgentQueue</c>: agents that wait to rest.</param>
/// <param name="Limit"><c>restNum</c>: how many may rest at once.</param>
public sealed record RestQueue(
    [property: JsonPropertyName("tenantId")] string? TenantId,
    [property: JsonPropertyName("restAgentQueue")] IReadOnlyList<string>? WaitingAgents,
    [property: JsonPropertyName("restAgentQueueNum")] int? Waiting,
    [property: JsonPropertyName("restNum")] int? Limit,
    [property: JsonPropertyName("restAgent")] IReadOnlyList<RestingAgent>? RestingAgents,
    [property: JsonPropertyName("restAgentNum")] int? Resting,
    [property: JsonPropertyName("typeCode")] string? BusinessCode);

/// <summary>An agent at rest. Guide 6.40, <c>restAgent</c>.</summary>
public sealed record RestingAgent(
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("agent")] string? Agent,
    [property: JsonPropertyName("extension")] string? Extension,
    [property: JsonPropertyName("stateHoldTime")] TimeSpan? Rested);

/// <summary>How many may rest at once at a time of day. Guide 6.41.</summary>
/// <param name="Start"><c>startStamp</c>, since midnight.</param>
/// <param name="End"><c>endStamp</c>, since midnight.</param>
public sealed record RestTemplate(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("startStamp")] TimeSpan? Start,
    [property: JsonPropertyName("endStamp")] TimeSpan? End,
    [property: JsonPropertyName("restNum")] int? Limit,
    [property: JsonPropertyName("tenantId")] string? TenantId,
    [property: JsonPropertyName("typeCode")] string? BusinessCode);

/// <summary>A template to be added (7.4) or written over one (7.5); a tenant's must not overlap.</summary>
/// <param name="Start">Since midnight, to the second.</param>
/// <param name="End">Since midnight; 24:00 is the end of the day.</param>
/// <param name="Limit">How many may rest at once.</param>
public sealed record NewRestTemplate(TimeSpan Start, TimeSpan End, int Limit, string BusinessCode);
