namespace Wallboard.Platform.Api;

/// <summary>Records of what happened. Guide 6.19, 6.21. Rows are streamed page by page; one that comes twice is given once.</summary>
public sealed class RecordsApi
{
    private readonly ApiCaller caller;

    internal RecordsApi(ApiCaller caller) => this.caller = caller;

    /// <summary>Visits of calls to queues. Guide 6.19.</summary>
    /// <param name="seen">Told the number of rows so far after each page.</param>
    public IAsyncEnumerable<QueueVisitRecord> QueueVisitsAsync(QueueVisitFilter filter, IProgress<long>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(
            ApiEndpoint.QueueVisits,
            caller.Tenant(
                ("startTime", caller.Time(filter.From)), ("endTime", caller.Time(filter.To)), ("number", filter.Number), ("ids", filter.Ids),
                ("callId", filter.CallId), ("queueName", filter.QueueName), ("queue", filter.Queue), ("callType", ApiCaller.Text(filter.CallType)),
                ("agent", filter.Agent), ("holdTime", ApiCaller.Text(filter.MinHold)), ("holdTimeMin", ApiCaller.Text(filter.MaxHold)),
                ("sort", filter.Sort), ("order", filter.Order)),
            j => j.QueueVisitRecord, seen, ct);

    /// <summary>Legs of calls. Guide 6.21.</summary>
    /// <param name="seen">Told the number of rows so far after each page.</param>
    public IAsyncEnumerable<CallRecord> CallsAsync(CallFilter filter, IProgress<long>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(
            ApiEndpoint.Calls,
            caller.Tenant(
                ("startTime", caller.Time(filter.From)), ("endTime", caller.Time(filter.To)), ("ctiCallId", filter.CallId), ("agent", filter.Agent),
                ("mobile", filter.Number), ("second", ApiCaller.Text(filter.MinTalk)), ("secondMin", ApiCaller.Text(filter.MaxTalk)),
                ("hangupCause", filter.HangupCause), ("callType", ApiCaller.Text(filter.CallType)), ("campaignId", filter.CampaignId), ("ids", filter.Ids),
                ("isCdrInboundFail", ApiCaller.Text(filter.InboundMissed)), ("isCdrOutboundFail", ApiCaller.Text(filter.OutboundMissed)),
                ("channelAttr", filter.ChannelAttribute), ("extension", filter.Extension), ("ivrDigitType", filter.IvrDigitType), ("queue", filter.Queue),
                ("ivrID", filter.IvrId), ("ivrDtmfDigit", filter.SatisfactionDigits), ("order", filter.Order), ("sort", filter.Sort),
                ("repeatCallId", filter.Distinct ? "1" : null)),
            j => j.CallRecord, seen, ct);
}
