using System.Globalization;

namespace Wallboard.Platform.Api;

/// <summary>Outbound campaigns (群呼项目). Guide 8, on the dialler's host where it is another. Dial modes: 1 predictive, 2 preview.</summary>
public sealed class CampaignsApi
{
    private readonly ApiCaller caller;

    internal CampaignsApi(ApiCaller caller) => this.caller = caller;

    /// <summary>Guide 8.1.</summary>
    /// <returns>The campaign, where the platform tells it.</returns>
    /// <exception cref="ArgumentException">The agent is another tenant's, or a number is none.</exception>
    public Task<Campaign?> AddAsync(NewCampaign campaign, CancellationToken ct = default)
    {
        caller.RequireOwn([campaign.Agent], nameof(campaign));
        return caller.ObjectAsync(
            ApiEndpoint.AddCampaign,
            caller.Tenant(
                [("name", campaign.Name), ("agent", campaign.Agent), ("filter", Numbers(campaign.Numbers)),
                    ("contactNum", ApiCaller.Text(campaign.NumberCount)), ("removeRepetition", RemoveRepetition(campaign.RemoveDuplicates)),
                    ("numberBatch", campaign.NumberBatch), ("maxRingTime", ApiCaller.Seconds(campaign.MaxRing)), .. campaign.Fields]),
            j => j.Campaign, ct);
    }

    /// <summary>Adds numbers, once the campaign is known to be the tenant's. Guide 8.2.</summary>
    /// <exception cref="PlatformApiException"><see cref="ApiFault.NotTheTenants"/>: nothing was changed.</exception>
    public async Task<Campaign?> AppendAsync(string campaign, IReadOnlyCollection<CampaignNumber> numbers, bool? removeDuplicates = null, CancellationToken ct = default)
    {
        var filter = Numbers(numbers);
        await RequireOwnAsync(ApiEndpoint.AppendToCampaign, campaign, ct).ConfigureAwait(false);
        return await caller.ObjectAsync(
            ApiEndpoint.AppendToCampaign, [("outboundId", campaign), ("filter", filter), ("removeRepetition", RemoveRepetition(removeDuplicates))], j => j.Campaign, ct)
            .ConfigureAwait(false);
    }

    /// <summary>Deletes a voice campaign, once it is known to be the tenant's. Guide 8.3.</summary>
    /// <exception cref="PlatformApiException"><see cref="ApiFault.NotTheTenants"/>: nothing was deleted.</exception>
    public async Task<Campaign?> DeleteVoiceAsync(string campaign, CancellationToken ct = default)
    {
        await RequireOwnAsync(ApiEndpoint.DeleteVoiceCampaign, campaign, ct).ConfigureAwait(false);
        return await caller.ObjectAsync(ApiEndpoint.DeleteVoiceCampaign, [("id", campaign)], j => j.Campaign, ct).ConfigureAwait(false);
    }

    /// <summary>Guide 8.4.</summary>
    public Task StartAsync(string campaign, int dialMode, CancellationToken ct = default) => ControlAsync(ApiEndpoint.StartCampaign, campaign, dialMode, ct);

    /// <summary>Guide 8.5.</summary>
    public Task PauseAsync(string campaign, int dialMode, CancellationToken ct = default) => ControlAsync(ApiEndpoint.PauseCampaign, campaign, dialMode, ct);

    /// <summary>Guide 8.6.</summary>
    public Task StopAsync(string campaign, int dialMode, CancellationToken ct = default) => ControlAsync(ApiEndpoint.StopCampaign, campaign, dialMode, ct);

    /// <summary>Makes numbers callable again, once the campaign is known to be the tenant's. Guide 8.7.</summary>
    /// <param name="resetType">Failed numbers only, or all: the guide has no codes (its sample sends <c>1</c>), so ask whoever runs the platform first.</param>
    /// <exception cref="PlatformApiException"><see cref="ApiFault.NotTheTenants"/>: nothing was changed.</exception>
    public async Task<Campaign?> ResetAsync(string campaign, string resetType, CancellationToken ct = default)
    {
        await RequireOwnAsync(ApiEndpoint.ResetCampaign, campaign, ct).ConfigureAwait(false);
        return await caller.ObjectAsync(ApiEndpoint.ResetCampaign, [("id", campaign), ("resetType", resetType)], j => j.Campaign, ct).ConfigureAwait(false);
    }

    /// <summary>Guide 8.8.</summary>
    /// <param name="status">2 ready to start, 3 running, 4 paused, 5 ended.</param>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    public IAsyncEnumerable<Campaign> ListAsync(string? name = null, int? status = null, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(ApiEndpoint.Campaigns, caller.Tenant(("name", name), ("status", ApiCaller.Text(status))), j => j.Campaign, seen, ct);

    /// <summary>Guide 8.9.</summary>
    public Task<Campaign?> GetAsync(string campaign, CancellationToken ct = default) =>
        caller.ObjectAsync(ApiEndpoint.Campaign, caller.Tenant(("id", campaign)), j => j.Campaign, ct);

    /// <summary>Guide 8.10.</summary>
    /// <param name="seen">Told after each page how many rows there are so far.</param>
    public IAsyncEnumerable<CampaignCall> CallsAsync(CampaignCallFilter filter, IProgress<PageProgress>? seen = null, CancellationToken ct = default) =>
        caller.PagesAsync(
            ApiEndpoint.CampaignCalls,
            caller.Tenant(
                ("outboundId", filter.CampaignId), ("callState", ApiCaller.Text(filter.CallState)), ("mobile", filter.Number), ("startTime", caller.Time(filter.From)),
                ("endTime", caller.Time(filter.To)), ("extends", filter.Extras is { } extras ? string.Join('|', extras.Select(e => $"{e.Key},{e.Value}")) : null)),
            j => j.CampaignCall, seen, ct);

    /// <summary>Guide 8.11.</summary>
    public Task<IReadOnlyList<OutboundDefaults>> DefaultsAsync(CancellationToken ct = default) =>
        caller.ListAsync(ApiEndpoint.OutboundDefaults, caller.Tenant(), j => j.OutboundDefaults, ct);

    /// <summary>Guide 8.12.</summary>
    public Task<IReadOnlyList<NumberBatch>> NumberBatchesAsync(CancellationToken ct = default) =>
        caller.ListAsync(ApiEndpoint.NumberBatches, caller.Tenant(), j => j.NumberBatch, ct);

    private Task ControlAsync(ApiEndpoint endpoint, string campaign, int dialMode, CancellationToken ct) =>
        caller.DoAsync(endpoint, caller.Tenant(("outboundId", campaign), ("dialMode", dialMode.ToString(CultureInfo.InvariantCulture))), ct);

    private Task RequireOwnAsync(ApiEndpoint endpoint, string campaign, CancellationToken ct) =>
        caller.RequireOwnAsync(endpoint, campaign, c => (c.TenantId, c.Id), () => GetAsync(campaign, ct));

    private static string? RemoveRepetition(bool? remove) => remove is { } yes ? (yes ? "0" : "1") : null;

    // "182xxxxxxxx,183xxxxxxxx", with a flow each "182xxxxxxxx:12,183xxxxxxxx:13"
    private static string Numbers(IReadOnlyCollection<CampaignNumber> numbers) =>
        numbers.Any(n => n.Number.AsSpan().ContainsAny(",:") || n.IvrId.AsSpan().ContainsAny(",:"))
            ? throw new ArgumentException("A number or flow with a comma or colon in it.", nameof(numbers))
            : string.Join(',', numbers.Select(n => n.IvrId is null ? n.Number : $"{n.Number}:{n.IvrId}"));
}
