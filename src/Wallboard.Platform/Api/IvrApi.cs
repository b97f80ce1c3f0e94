using System.Text.Json.Serialization;

namespace Wallboard.Platform.Api;

/// <summary>IVR flows, and the sessions that callers had. Guide 6.16–6.18, 7.10.</summary>
public sealed class IvrApi
{
    private readonly ApiCaller caller;

    internal IvrApi(ApiCaller caller) => this.caller = caller;

    /// <summary>Guide 6.16.</summary>
    /// <param name="name">Of a node.</param>
    /// <param name="ids">Separated by commas.</param>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    public IAsyncEnumerable<IvrFlow> FlowsAsync(
        string? name = null, string? ids = null, string? sort = null, string? order = null, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(ApiEndpoint.IvrFlows, caller.Tenant(("name", name), ("ids", ids), ("sort", sort), ("order", order)), j => j.IvrFlow, seen, ct);

    /// <summary>Sessions. Guide 6.17.</summary>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    public IAsyncEnumerable<IvrRecord> RecordsAsync(IvrRecordFilter filter, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(
            ApiEndpoint.IvrRecords,
            caller.Tenant(
                ("startTime", caller.Time(filter.From)), ("endTime", caller.Time(filter.To)), ("number", filter.Number), ("executeContext", filter.Source),
                ("callType", ApiCaller.Text(filter.CallType)), ("callId", filter.CallId), ("ivrName", filter.IvrName), ("ids", filter.Ids), ("ivrID", filter.IvrId),
                ("sort", filter.Sort), ("order", filter.Order)),
            j => j.IvrRecord, seen, ct);

    /// <summary>
    /// The steps of one session, in their order. Guide 6.18, which takes no tenant: rows of another tenant are left out, and all of them where none says that it is ours.
    /// </summary>
    public async Task<IReadOnlyList<IvrStep>> StepsAsync(string session, string? callId = null, string? source = null, CancellationToken ct = default)
    {
        var steps = await caller.ListAsync(ApiEndpoint.IvrSteps, [("ivrSessionId", session), ("callId", callId), ("executeContext", source)], j => j.IvrStep, ct).ConfigureAwait(false);
        var own = steps.Where(s => s.TenantId is null || caller.OwnedBy(s.TenantId)).ToList();
        return own.Any(s => s.TenantId is not null) ? [.. own.OrderBy(s => s.Sequence ?? int.MaxValue)] : [];
    }

    /// <summary>Deletes records of 6.17 by their ids or calls, once each is known to be the tenant's. Guide 7.10.</summary>
    /// <exception cref="PlatformApiException"><see cref="ApiFault.NotTheTenants"/>: nothing was deleted.</exception>
    public async Task DeleteRecordsAsync(IReadOnlyCollection<string> ids, CancellationToken ct = default)
    {
        await caller.RequireOwnAsync(
            ApiEndpoint.DeleteIvrRecords, ids, r => (r.TenantId, r.Id, r.CallId),
            [some => RecordsAsync(new(Ids: string.Join(',', some)), ct: ct), some => some.ToAsyncEnumerable().SelectMany(call => RecordsAsync(new(CallId: call), ct: ct))], ct)
            .ConfigureAwait(false);
        await caller.DoBatchedAsync(ApiEndpoint.DeleteIvrRecords, ids, ct).ConfigureAwait(false);
    }
}

/// <summary>An IVR flow. Guide 6.16.</summary>
public sealed record IvrFlow(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("tenantId")] string? TenantId);

/// <summary>A session of a caller with the IVR. Guide 6.17.</summary>
/// <param name="CallType">2 inbound, 3 outbound.</param>
/// <param name="Queue"><c>thisQueue</c>: the queue that the call went on to.</param>
/// <param name="Source"><c>executeContext</c>: <c>inbound_ivr</c>, <c>satisfaction_ivr</c>, <c>incall_ivr</c>; an open set.</param>
/// <param name="Held"><c>holdTime</c>: how long it lasted.</param>
public sealed record IvrRecord(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("callId")] string? CallId,
    [property: JsonPropertyName("tenantId")] string? TenantId,
    [property: JsonPropertyName("startTime")] DateTimeOffset? StartedAt,
    [property: JsonPropertyName("endTime")] DateTimeOffset? EndedAt,
    [property: JsonPropertyName("ani")] string? CallerNumber,
    [property: JsonPropertyName("dnis")] string? DialledNumber,
    [property: JsonPropertyName("callType")] int? CallType,
    [property: JsonPropertyName("thisQueue")] string? Queue,
    [property: JsonPropertyName("executeContext")] string? Source,
    [property: JsonPropertyName("ivrID")] string? IvrId,
    [property: JsonPropertyName("ivrName")] string? IvrName,
    [property: JsonPropertyName("ivrSessionId")] string? SessionId,
    [property: JsonPropertyName("holdTime")] TimeSpan? Held);

/// <summary>A step of an IVR session. Guide 6.18.</summary>
/// <param name="Status"><c>start</c>, <c>start_ivr_route</c>, <c>start_ivr_node</c>, <c>end_ivr_route</c> …; an open set, and not that of event 605.</param>
/// <param name="Node"><c>ivrNode</c>: the node's id.</param>
/// <param name="Name">The node's name.</param>
/// <param name="Digits"><c>ivrDtmfDigit</c>: keys pressed.</param>
/// <param name="Outcome"><c>stopCause</c>: <c>FAILED</c> or <c>SUCCESS</c>.</param>
public sealed record IvrStep(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("callId")] string? CallId,
    [property: JsonPropertyName("tenantId")] string? TenantId,
    [property: JsonPropertyName("startTime")] DateTimeOffset? StartedAt,
    [property: JsonPropertyName("endTime")] DateTimeOffset? EndedAt,
    [property: JsonPropertyName("ani")] string? CallerNumber,
    [property: JsonPropertyName("dnis")] string? DialledNumber,
    [property: JsonPropertyName("callType")] int? CallType,
    [property: JsonPropertyName("thisQueue")] string? Queue,
    [property: JsonPropertyName("ivrStatus")] string? Status,
    [property: JsonPropertyName("ivrNode")] string? Node,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("eventSequence")] int? Sequence,
    [property: JsonPropertyName("target")] string? Target,
    [property: JsonPropertyName("executeContext")] string? Source,
    [property: JsonPropertyName("ivrID")] string? IvrId,
    [property: JsonPropertyName("ivrName")] string? IvrName,
    [property: JsonPropertyName("ivrDigitType")] string? ComponentType,
    [property: JsonPropertyName("ivrDtmfDigit")] string? Digits,
    [property: JsonPropertyName("componentName")] string? ComponentName,
    [property: JsonPropertyName("stopCause")] string? Outcome);

/// <summary>Filter of <c>query/queryIvrHistories</c>. Guide 6.17. Every field may be left out.</summary>
/// <param name="Source"><c>executeContext</c>, see <see cref="IvrRecord"/>.</param>
/// <param name="CallType">1 internal, 2 inbound, 3 outbound, 4 in- and outbound.</param>
/// <param name="Ids">Row ids, separated by commas.</param>
public sealed record IvrRecordFilter(
    DateTimeOffset? From = null, DateTimeOffset? To = null, string? Number = null, string? Source = null, int? CallType = null, string? CallId = null,
    string? IvrName = null, string? Ids = null, string? IvrId = null, string? Sort = null, string? Order = null);
