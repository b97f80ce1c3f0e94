using System.Text.Json.Serialization;

namespace Wallboard.Platform.Api;

/// <summary>The platform itself: its clock, channels in use, and where numbers come from. Guide 6.34, 6.35, 6.69.</summary>
public sealed class SystemApi
{
    private readonly ApiCaller caller;

    internal SystemApi(ApiCaller caller) => this.caller = caller;

    /// <summary>Guide 6.34.</summary>
    public Task<Concurrency?> ConcurrencyAsync(CancellationToken ct = default) =>
        caller.ObjectAsync(ApiEndpoint.Concurrency, caller.Tenant(), j => j.Concurrency, ct);

    /// <summary>Province, city and carrier of a mobile number, as the platform writes them, e.g. <c>湖南 长沙 湖南移动全球通卡</c>. Guide 6.35.</summary>
    public async Task<string?> NumberOriginAsync(string number, CancellationToken ct = default) =>
        // The guide's sample ends with a backslash and an n.
        (await caller.TextAsync(ApiEndpoint.NumberOrigin, [("mobile", number)], ct).ConfigureAwait(false))?.Replace("\\n", "", StringComparison.Ordinal).Trim();

    /// <summary>The platform's clock. Guide 6.69.</summary>
    public Task<ClockReading> ClockAsync(CancellationToken ct = default) => caller.ClockAsync(ct);
}

/// <summary>The platform's clock, to whole seconds, between two readings of this machine's.</summary>
public sealed record ClockReading(DateTimeOffset Platform, DateTimeOffset SentAt, DateTimeOffset ReceivedAt);

/// <summary>Channels in use. Guide 6.34.</summary>
public sealed record Concurrency(
    [property: JsonPropertyName("systemMaxConcurrent")] int? SystemMax,
    [property: JsonPropertyName("systemOutboundChannel")] int? System,
    [property: JsonPropertyName("systemCommunicate")] int? SystemTalking,
    [property: JsonPropertyName("tenantMaxConcurrent")] int? TenantMax,
    [property: JsonPropertyName("tenantOutboundChannel")] int? Tenant,
    [property: JsonPropertyName("tenantCommunicate")] int? TenantTalking);
