namespace Wallboard.Platform.Api;

/// <summary>The platform's clock, to whole seconds, between two readings of this machine's.</summary>
public sealed record ClockReading(DateTimeOffset Platform, DateTimeOffset SentAt, DateTimeOffset ReceivedAt);

/// <summary>The platform's clock. Guide 6.69.</summary>
public sealed class ClockApi
{
    private readonly ApiCaller caller;

    internal ClockApi(ApiCaller caller) => this.caller = caller;

    /// <summary>Guide 6.69.</summary>
    public Task<ClockReading> ReadAsync(CancellationToken ct = default) => caller.ClockAsync(ct);
}
