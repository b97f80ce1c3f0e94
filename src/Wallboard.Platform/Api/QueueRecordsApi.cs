using System.Text.Json.Serialization;

namespace Wallboard.Platform.Api;

/// <summary>Visits of calls to queues. Guide 6.19, 6.20, 7.9. Rows are streamed page by page; one that comes twice is given once.</summary>
public sealed class QueueRecordsApi
{
    private readonly ApiCaller caller;

    internal QueueRecordsApi(ApiCaller caller) => this.caller = caller;

    /// <summary>Guide 6.19.</summary>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    public IAsyncEnumerable<QueueVisitRecord> ListAsync(QueueVisitFilter filter, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(
            ApiEndpoint.QueueVisits,
            caller.Tenant(
                ("startTime", caller.Time(filter.From)), ("endTime", caller.Time(filter.To)), ("number", filter.Number), ("ids", filter.Ids),
                ("callId", filter.CallId), ("queueName", filter.QueueName), ("queue", filter.Queue), ("callType", ApiCaller.Text(filter.CallType)),
                ("agent", filter.Agent), ("holdTime", ApiCaller.Seconds(filter.MinHold)), ("holdTimeMin", ApiCaller.Seconds(filter.MaxHold)),
                ("sort", filter.Sort), ("order", filter.Order)),
            j => j.QueueVisitRecord, seen, ct);

    /// <summary>Which agents a visit was sent to, in their order. Guide 6.20, which takes no tenant: it is asked once the visit is known to be the tenant's.</summary>
    /// <param name="id">Of a row of 6.19, or of the call.</param>
    /// <exception cref="PlatformApiException"><see cref="ApiFault.NotTheTenants"/>.</exception>
    public async Task<IReadOnlyList<QueueVisitStep>> StepsAsync(string id, CancellationToken ct = default)
    {
        await RequireOwnAsync(ApiEndpoint.QueueSteps, [id], ct).ConfigureAwait(false);
        var steps = await caller.ListAsync(ApiEndpoint.QueueSteps, [("id", id)], j => j.QueueVisitStep, ct).ConfigureAwait(false);
        return [.. steps.Where(s => s.Agent is null || caller.Owned(s.Agent)).OrderBy(s => s.Sequence ?? int.MaxValue)];
    }

    /// <summary>Deletes rows of 6.19 by their ids or calls, once each is known to be the tenant's. Guide 7.9.</summary>
    /// <exception cref="PlatformApiException"><see cref="ApiFault.NotTheTenants"/>: nothing was deleted.</exception>
    public async Task DeleteAsync(IReadOnlyCollection<string> ids, CancellationToken ct = default)
    {
        await RequireOwnAsync(ApiEndpoint.DeleteQueueVisits, ids, ct).ConfigureAwait(false);
        await caller.DoBatchedAsync(ApiEndpoint.DeleteQueueVisits, ids, ct).ConfigureAwait(false);
    }

    private Task RequireOwnAsync(ApiEndpoint endpoint, IReadOnlyCollection<string> ids, CancellationToken ct) => caller.RequireOwnAsync(
        endpoint, ids, r => (r.TenantId, r.Id, r.CallId),
        [some => ListAsync(new(Ids: string.Join(',', some)), ct: ct), some => some.ToAsyncEnumerable().SelectMany(call => ListAsync(new(CallId: call), ct: ct))], ct);
}

/// <summary>One visit of a call to a queue; the platform does not say how it ended. Guide 6.19.</summary>
/// <param name="CallerNumber"><c>callerId</c>: the customer.</param>
/// <param name="Agent">The agent that the call was sent to; it may only have rung.</param>
/// <param name="QueueName"><c>queueName</c>: the queue's name, not its number.</param>
public sealed record QueueVisitRecord(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("callId")] string? CallId,
    [property: JsonPropertyName("tenantId")] string? TenantId,
    [property: JsonPropertyName("startTime")] DateTimeOffset? StartedAt,
    [property: JsonPropertyName("endTime")] DateTimeOffset? EndedAt,
    [property: JsonPropertyName("callerId")] string? CallerNumber,
    [property: JsonPropertyName("thisQueue")] string? Queue,
    [property: JsonPropertyName("callType")] int? CallType,
    [property: JsonPropertyName("extension")] string? Extension,
    [property: JsonPropertyName("holdTime")] TimeSpan? Held,
    [property: JsonPropertyName("agent")] string? Agent,
    [property: JsonPropertyName("queueName")] string? QueueName);

/// <summary>One agent that a visit was sent to. Guide 6.20.</summary>
/// <param name="QueueStatus">1 left the queue, 2 waiting.</param>
/// <param name="NodeStatus">1 sent to the agent, 2 the agent refused, 3 the agent did not answer.</param>
/// <param name="CallerNumber"><c>callerId</c>: the customer.</param>
public sealed record QueueVisitStep(
    [property: JsonPropertyName("startTime")] DateTimeOffset? StartedAt,
    [property: JsonPropertyName("extension")] string? Extension,
    [property: JsonPropertyName("queueStatus")] int? QueueStatus,
    [property: JsonPropertyName("nodeStatus")] int? NodeStatus,
    [property: JsonPropertyName("sequence")] int? Sequence,
    [property: JsonPropertyName("callerId")] string? CallerNumber,
    [property: JsonPropertyName("agent")] string? Agent);

/// <summary>Filter of <c>query/queryQueueHistories</c>. Guide 6.19. Every field may be left out.</summary>
/// <param name="Ids">Row ids, separated by commas.</param>
/// <param name="CallType">1 internal, 2 inbound, 3 outbound, 4 in- and outbound.</param>
/// <param name="MinHold"><c>holdTime</c>: waited at least.</param>
/// <param name="MaxHold"><c>holdTimeMin</c>: waited at most (the guide's name means the opposite).</param>
public sealed record QueueVisitFilter(
    DateTimeOffset? From = null, DateTimeOffset? To = null, string? Number = null, string? Ids = null, string? CallId = null, string? QueueName = null,
    string? Queue = null, int? CallType = null, string? Agent = null, TimeSpan? MinHold = null, TimeSpan? MaxHold = null, string? Sort = null, string? Order = null);
