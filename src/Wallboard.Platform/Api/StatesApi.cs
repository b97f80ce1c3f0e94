using System.Text.Json.Serialization;

namespace Wallboard.Platform.Api;

/// <summary>Agents' states: the tenant's own, their colours, and what happened. Guide 6.36–6.38, 7.14.</summary>
public sealed class StatesApi
{
    private readonly ApiCaller caller;

    internal StatesApi(ApiCaller caller) => this.caller = caller;

    /// <summary>Guide 6.36.</summary>
    public Task<IReadOnlyList<AgentStateDefinition>> DefinitionsAsync(int? state = null, int? reason = null, CancellationToken ct = default) =>
        caller.ListAsync(ApiEndpoint.StateDefinitions, caller.Tenant(("state", ApiCaller.Text(state)), ("reasonCode", ApiCaller.Text(reason))), j => j.AgentStateDefinition, ct);

    /// <summary>Guide 6.37.</summary>
    public Task<IReadOnlyList<AgentStateDefinition>> ColorsAsync(int? state = null, int? reason = null, CancellationToken ct = default) =>
        caller.ListAsync(ApiEndpoint.StateColors, caller.Tenant(("state", ApiCaller.Text(state)), ("reasonCode", ApiCaller.Text(reason))), j => j.AgentStateDefinition, ct);

    /// <summary>Guide 6.38.</summary>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    public IAsyncEnumerable<AgentStateRecord> RecordsAsync(AgentStateFilter filter, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(
            ApiEndpoint.StateRecords,
            caller.Tenant(
                ("startTime", caller.Time(filter.From)), ("endTime", caller.Time(filter.To)), ("agent", filter.Agent), ("extension", filter.Extension),
                ("ids", filter.Ids), ("holdTime", ApiCaller.Seconds(filter.MinHeld)), ("holdTimeMin", ApiCaller.Seconds(filter.MaxHeld)),
                ("state", ApiCaller.Text(filter.State)), ("reasonCode", ApiCaller.Text(filter.Reason)), ("sort", filter.Sort), ("order", filter.Order)),
            j => j.AgentStateRecord, seen, ct);

    /// <summary>Deletes records of 6.38, once each is known to be the tenant's. Guide 7.14.</summary>
    /// <exception cref="PlatformApiException"><see cref="ApiFault.NotTheTenants"/>: nothing was deleted.</exception>
    public async Task DeleteRecordsAsync(IReadOnlyCollection<string> ids, CancellationToken ct = default)
    {
        await caller.RequireOwnAsync(ApiEndpoint.DeleteStateRecords, ids, r => (r.TenantId, r.Id, null), [some => RecordsAsync(new(Ids: string.Join(',', some)), ct: ct)], ct)
            .ConfigureAwait(false);
        await caller.DoBatchedAsync(ApiEndpoint.DeleteStateRecords, ids, ct).ConfigureAwait(false);
    }
}

/// <summary>A state with the tenant's own reasons (6.36) and colours (6.37). Guide 6.36, 6.37.</summary>
/// <param name="Color">As the platform sent it; <c>null</c> unless it is <c>#rgb</c> or <c>#rrggbb</c>.</param>
public sealed record AgentStateDefinition(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("pid")] string? ParentId,
    [property: JsonPropertyName("state")] int? State,
    [property: JsonPropertyName("color"), JsonConverter(typeof(ColorConverter))] string? Color,
    [property: JsonPropertyName("reason")] IReadOnlyList<ReasonDefinition>? Reasons);

/// <summary>One reason of a state. Guide 6.36, 6.37.</summary>
public sealed record ReasonDefinition(
    [property: JsonPropertyName("reasonCode")] int? Reason,
    [property: JsonPropertyName("reasonText")] string? Text,
    [property: JsonPropertyName("color"), JsonConverter(typeof(ColorConverter))] string? Color);

/// <summary>A state that an agent was in. Guide 6.38.</summary>
/// <param name="Id">Not in the guide's table, but in its sample; 7.14 takes it.</param>
/// <param name="Reason">Only of busy agents: −1 and others come with other states.</param>
public sealed record AgentStateRecord(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("agent")] string? Agent,
    [property: JsonPropertyName("extension")] string? Extension,
    [property: JsonPropertyName("tenantId")] string? TenantId,
    [property: JsonPropertyName("startTime")] DateTimeOffset? StartedAt,
    [property: JsonPropertyName("endTime")] DateTimeOffset? EndedAt,
    [property: JsonPropertyName("state")] int? State,
    [property: JsonPropertyName("reasonCode")] int? Reason,
    [property: JsonPropertyName("stateText")] string? StateText,
    [property: JsonPropertyName("holdTime")] TimeSpan? Held,
    [property: JsonPropertyName("createTime")] DateTimeOffset? CreatedAt)
{
    /// <summary>As the guide spells it elsewhere.</summary>
    [JsonInclude, JsonPropertyName("createdTime")]
    internal DateTimeOffset? CreatedTime { init => CreatedAt ??= value; }
}

/// <summary>Filter of <c>query/queryAgentStateHistories</c>. Guide 6.38. Every field may be left out.</summary>
/// <param name="Ids">Row ids, separated by commas.</param>
/// <param name="MinHeld"><c>holdTime</c>: lasted at least.</param>
/// <param name="MaxHeld"><c>holdTimeMin</c>: lasted at most (the guide's name means the opposite).</param>
public sealed record AgentStateFilter(
    DateTimeOffset? From = null, DateTimeOffset? To = null, string? Agent = null, string? Extension = null, string? Ids = null, TimeSpan? MinHeld = null,
    TimeSpan? MaxHeld = null, int? State = null, int? Reason = null, string? Sort = null, string? Order = null);
