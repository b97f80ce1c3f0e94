namespace Wallboard.Platform.Api;

/// <summary>Calls, leg by leg, and what was attached to them. Guide 6.21, 6.22, 6.39, 6.44, 7.7. Rows are streamed page by page.</summary>
public sealed class CallsApi
{
    private readonly ApiCaller caller;

    internal CallsApi(ApiCaller caller) => this.caller = caller;

    /// <summary>Legs of calls. Guide 6.21.</summary>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    public IAsyncEnumerable<CallRecord> ListAsync(CallFilter filter, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(ApiEndpoint.Calls, caller.Tenant([.. Fields(filter), ("order", filter.Order), ("sort", filter.Sort)]), j => j.CallRecord, seen, ct);

    /// <summary>One page of the legs of calls. Guide 6.21.</summary>
    /// <param name="page">From 1 on.</param>
    public Task<ApiPage<CallRecord>> PageAsync(CallFilter filter, int page, int size, CancellationToken ct = default) =>
        caller.OnePageAsync(ApiEndpoint.Calls, caller.Tenant([.. Fields(filter), ("order", filter.Order), ("sort", filter.Sort)]), page, size, j => j.CallRecord, ct);

    /// <summary>Guide 6.22.</summary>
    /// <param name="id">Of a row of 6.21, or of the call.</param>
    public Task<CallDetail?> GetAsync(string id, CancellationToken ct = default) =>
        caller.ObjectAsync(ApiEndpoint.Call, caller.Tenant(("id", id)), j => j.CallDetail, ct);

    /// <summary>What was attached to a call: maps of names to values. Guide 6.39.</summary>
    /// <param name="type">Kind of data; the guide gives no list.</param>
    public Task<IReadOnlyList<IReadOnlyDictionary<string, string?>>> AttachedDataAsync(string callId, string? type = null, string? key = null, CancellationToken ct = default) =>
        caller.ListAsync(ApiEndpoint.AttachedData, caller.Tenant(("callID", callId), ("type", type), ("key", key)), j => j.IReadOnlyDictionaryStringString, ct);

    /// <summary>How many contacts there were with a number. Guide 6.44; <c>Order</c> and <c>Sort</c> of the filter mean nothing here.</summary>
    public async Task<int?> CountAsync(CallFilter filter, CancellationToken ct = default) =>
        await caller.TextAsync(ApiEndpoint.CallCount, caller.Tenant(Fields(filter)), ct).ConfigureAwait(false) is { } text ? IntConverter.Number(text) : null;

    /// <summary>Deletes rows of 6.21 by their ids or calls, once each is known to be the tenant's. Guide 7.7.</summary>
    /// <exception cref="PlatformApiException"><see cref="ApiFault.NotTheTenants"/>: nothing was deleted.</exception>
    public async Task DeleteAsync(IReadOnlyCollection<string> ids, CancellationToken ct = default)
    {
        await caller.RequireOwnAsync(
            ApiEndpoint.DeleteCalls, ids, r => (r.TenantId, r.Id, r.CallId),
            [some => ListAsync(new(Ids: string.Join(',', some)), ct: ct), some => some.ToAsyncEnumerable().SelectMany(call => ListAsync(new(CallId: call), ct: ct))], ct)
            .ConfigureAwait(false);
        await caller.DoBatchedAsync(ApiEndpoint.DeleteCalls, ids, ct).ConfigureAwait(false);
    }

    private (string, string?)[] Fields(CallFilter filter) =>
    [
        ("startTime", caller.Time(filter.From)), ("endTime", caller.Time(filter.To)), ("ctiCallId", filter.CallId), ("agent", filter.Agent),
        ("mobile", filter.Number), ("second", ApiCaller.Seconds(filter.MinTalk)), ("secondMin", ApiCaller.Seconds(filter.MaxTalk)),
        ("hangupCause", filter.HangupCause), ("callType", ApiCaller.Text(filter.CallType)), ("campaignId", filter.CampaignId), ("ids", filter.Ids),
        ("isCdrInboundFail", ApiCaller.Text(filter.InboundMissed)), ("isCdrOutboundFail", ApiCaller.Text(filter.OutboundMissed)),
        ("channelAttr", filter.ChannelAttribute), ("extension", filter.Extension), ("ivrDigitType", filter.IvrDigitType), ("queue", filter.Queue),
        ("ivrID", filter.IvrId), ("ivrDtmfDigit", filter.SatisfactionDigits), ("repeatCallId", filter.Distinct ? "1" : null),
    ];
}
