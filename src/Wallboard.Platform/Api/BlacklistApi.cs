using System.Text.Json.Serialization;

namespace Wallboard.Platform.Api;

/// <summary>Numbers that are not let through, and the calls that were stopped. Guide 6.25, 6.42, 6.43, 7.11–7.13.</summary>
public sealed class BlacklistApi
{
    private readonly ApiCaller caller;

    internal BlacklistApi(ApiCaller caller) => this.caller = caller;

    /// <summary>Calls that were stopped. Guide 6.25.</summary>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    public IAsyncEnumerable<BlockedCall> CallsAsync(BlockedCallFilter filter, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(
            ApiEndpoint.BlockedCalls,
            caller.Tenant(
                ("agent", filter.Agent), ("mobile", filter.Number), ("startTime", caller.Time(filter.From)), ("endTime", caller.Time(filter.To)),
                ("callType", ApiCaller.Text(filter.CallType)), ("ctiCallId", filter.CallId), ("campaignId", filter.CampaignId), ("extension", filter.Extension),
                ("sort", filter.Sort), ("order", filter.Order)),
            j => j.BlockedCall, seen, ct);

    /// <summary>Guide 6.42.</summary>
    /// <param name="agent"><c>thisDN</c>: the signed-in agent who asks.</param>
    /// <param name="callType">1 both directions, 2 inbound, 3 outbound.</param>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    /// <exception cref="ArgumentException">The agent is another tenant's.</exception>
    public IAsyncEnumerable<BlacklistEntry> ListAsync(
        string agent, string? number = null, DateTimeOffset? from = null, DateTimeOffset? to = null, int? callType = null, IProgress<PageProgress>? seen = null,
        CancellationToken ct = default)
    {
        caller.RequireOwn([agent], nameof(agent));
        return caller.PagesAsync(
            ApiEndpoint.Blacklist,
            caller.Tenant(
                ("thisDN", agent), ("number", number), ("startTime", caller.Time(from)), ("endTime", caller.Time(to)), ("callType", ApiCaller.Text(callType))),
            j => j.BlacklistEntry, seen, ct);
    }

    /// <summary>Guide 6.43.</summary>
    public Task<BlacklistEntry?> GetAsync(string id, CancellationToken ct = default) =>
        caller.ObjectAsync(ApiEndpoint.BlacklistEntry, caller.Tenant(("id", id)), j => j.BlacklistEntry, ct);

    /// <summary>Guide 7.11.</summary>
    /// <param name="agent">The signed-in agent who adds it.</param>
    /// <returns>The entry, where the platform tells it.</returns>
    /// <exception cref="ArgumentException">The agent is another tenant's.</exception>
    public Task<BlacklistEntry?> AddAsync(string agent, NewBlacklistEntry entry, CancellationToken ct = default)
    {
        caller.RequireOwn([agent], nameof(agent));
        return caller.ObjectAsync(ApiEndpoint.AddBlacklistEntry, caller.Tenant([("agent", agent), .. Fields(entry)]), j => j.BlacklistEntry, ct);
    }

    /// <summary>Once the entry is known to be the tenant's. Guide 7.12.</summary>
    /// <exception cref="PlatformApiException"><see cref="ApiFault.NotTheTenants"/>: nothing was deleted.</exception>
    public Task<BlacklistEntry?> DeleteAsync(string id, CancellationToken ct = default) => OwnAsync(ApiEndpoint.DeleteBlacklistEntry, id, [], ct);

    /// <summary>Once the entry is known to be the tenant's. Guide 7.13.</summary>
    /// <exception cref="PlatformApiException"><see cref="ApiFault.NotTheTenants"/>: nothing was changed.</exception>
    public Task<BlacklistEntry?> ChangeAsync(string id, NewBlacklistEntry entry, CancellationToken ct = default) =>
        OwnAsync(ApiEndpoint.ChangeBlacklistEntry, id, Fields(entry), ct);

    private async Task<BlacklistEntry?> OwnAsync(ApiEndpoint endpoint, string id, (string, string?)[] fields, CancellationToken ct)
    {
        await caller.RequireOwnAsync(endpoint, id, e => (e.TenantId, e.Id), () => GetAsync(id, ct)).ConfigureAwait(false);
        return await caller.ObjectAsync(endpoint, [("id", id), .. fields], j => j.BlacklistEntry, ct).ConfigureAwait(false);
    }

    private static (string, string?)[] Fields(NewBlacklistEntry entry) =>
        [("name", entry.Name), ("mobile", entry.Number), ("type", ApiCaller.Text(entry.CallType)), ("description", entry.Description)];
}

/// <summary>A call that was stopped. Guide 6.25.</summary>
public sealed record BlockedCall(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("tenantId")] string? TenantId,
    [property: JsonPropertyName("agent")] string? Agent,
    [property: JsonPropertyName("destinationNumber")] string? CalledNumber,
    [property: JsonPropertyName("callerIdNumber")] string? CallerNumber,
    [property: JsonPropertyName("ctiCallType")] int? CallType,
    [property: JsonPropertyName("startStamp")] DateTimeOffset? StartedAt,
    [property: JsonPropertyName("endStamp")] DateTimeOffset? EndedAt,
    [property: JsonPropertyName("ctiCallId")] string? CallId,
    [property: JsonPropertyName("extension")] string? Extension);

/// <summary>Filter of <c>query/queryBlacklistHistories</c>. Guide 6.25. Every field may be left out.</summary>
/// <param name="CallType">1 internal, 2 inbound, 3 outbound.</param>
public sealed record BlockedCallFilter(
    string? Agent = null, string? Number = null, DateTimeOffset? From = null, DateTimeOffset? To = null, int? CallType = null, string? CallId = null,
    string? CampaignId = null, string? Extension = null, string? Sort = null, string? Order = null);

/// <summary>A number that is not let through. Guide 6.42, 6.43, 7.11–7.13.</summary>
/// <param name="AgentName"><c>nameCn</c>: who added it.</param>
/// <param name="Number"><c>mobile</c>.</param>
/// <param name="CallType">1 both directions, 2 inbound, 3 outbound.</param>
/// <param name="Status">1 in force.</param>
public sealed record BlacklistEntry(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("tenantId")] string? TenantId,
    [property: JsonPropertyName("userId")] string? AgentId,
    [property: JsonPropertyName("nameCn")] string? AgentName,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("mobile")] string? Number,
    [property: JsonPropertyName("callType")] int? CallType,
    [property: JsonPropertyName("status")] int? Status,
    [property: JsonPropertyName("createdTime")] DateTimeOffset? CreatedAt,
    [property: JsonPropertyName("description")] string? Description)
{
    /// <summary>As the guide spells it elsewhere.</summary>
    [JsonInclude, JsonPropertyName("createTime")]
    internal DateTimeOffset? CreateTime { init => CreatedAt ??= value; }
}

/// <summary>An entry to be added (7.11) or written over one (7.13).</summary>
/// <param name="CallType">Sent as <c>type</c>: 1 both directions, 2 inbound, 3 outbound.</param>
public sealed record NewBlacklistEntry(string Name, string Number, int CallType, string? Description = null);
