using System.Text.Json.Serialization;

namespace Wallboard.Platform.Api;

/// <summary>Recordings of calls. Guide 6.23, 6.24, 7.8.</summary>
public sealed class RecordingsApi
{
    private readonly ApiCaller caller;

    internal RecordingsApi(ApiCaller caller) => this.caller = caller;

    /// <summary>Guide 6.23.</summary>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    public IAsyncEnumerable<RecordingInfo> ListAsync(RecordingFilter filter, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(
            ApiEndpoint.Recordings,
            caller.Tenant(
                ("mobile", filter.Number), ("startTime", caller.Time(filter.From)), ("endTime", caller.Time(filter.To)), ("second", ApiCaller.Seconds(filter.Talk)),
                ("campaignId", filter.CampaignId), ("agent", filter.Agent), ("callType", ApiCaller.Text(filter.CallType)), ("extension", filter.Extension),
                ("ids", filter.Ids), ("sort", filter.Sort), ("order", filter.Order)),
            j => j.RecordingInfo, seen, ct);

    /// <summary>Guide 6.24.</summary>
    /// <param name="id">Of a row of 6.23, or of the call.</param>
    public Task<RecordingInfo?> GetAsync(string id, CancellationToken ct = default) =>
        caller.ObjectAsync(ApiEndpoint.Recording, caller.Tenant(("id", id)), j => j.RecordingInfo, ct);

    /// <summary>Deletes recordings by their ids or calls, once each is known to be the tenant's. Guide 7.8.</summary>
    /// <exception cref="PlatformApiException"><see cref="ApiFault.NotTheTenants"/>: nothing was deleted.</exception>
    public async Task DeleteAsync(IReadOnlyCollection<string> ids, CancellationToken ct = default)
    {
        await caller.RequireOwnAsync(
            ApiEndpoint.DeleteRecordings, ids, r => (r.TenantId, r.Id, r.CallId), [some => ListAsync(new(Ids: string.Join(',', some)), ct: ct), EachAsync], ct)
            .ConfigureAwait(false);
        await caller.DoBatchedAsync(ApiEndpoint.DeleteRecordings, ids, ct).ConfigureAwait(false);

        async IAsyncEnumerable<RecordingInfo> EachAsync(string[] some)
        {
            foreach (var call in some)
                if (await GetAsync(call, ct).ConfigureAwait(false) is { } found) yield return found;
        }
    }
}

/// <summary>A recording. Guide 6.23, 6.24.</summary>
/// <param name="Number"><c>mobile</c>: the customer's.</param>
/// <param name="CampaignId">−1 where the call is no campaign's.</param>
/// <param name="FileName">Path of the file on the platform.</param>
/// <param name="CallId">In 6.24 only.</param>
public sealed record RecordingInfo(
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("tenantId")] string? TenantId,
    [property: JsonPropertyName("mobile")] string? Number,
    [property: JsonPropertyName("agent")] string? Agent,
    [property: JsonPropertyName("callType")] int? CallType,
    [property: JsonPropertyName("duration")] TimeSpan? Duration,
    [property: JsonPropertyName("createTime")] DateTimeOffset? CreatedAt,
    [property: JsonPropertyName("campaignId")] string? CampaignId,
    [property: JsonPropertyName("filename")] string? FileName,
    [property: JsonPropertyName("callId")] string? CallId,
    [property: JsonPropertyName("extension")] string? Extension)
{
    /// <summary>As the guide spells it elsewhere.</summary>
    [JsonInclude, JsonPropertyName("createdTime")]
    internal DateTimeOffset? CreatedTime { init => CreatedAt ??= value; }
}

/// <summary>Filter of <c>query/queryRecords</c>. Guide 6.23. Every field may be left out.</summary>
/// <param name="Talk"><c>second</c>: the guide does not say whether at least or exactly; 6.21 means at least.</param>
/// <param name="Ids">Row ids, separated by commas.</param>
public sealed record RecordingFilter(
    string? Number = null, DateTimeOffset? From = null, DateTimeOffset? To = null, TimeSpan? Talk = null, string? CampaignId = null, string? Agent = null,
    int? CallType = null, string? Extension = null, string? Ids = null, string? Sort = null, string? Order = null);
