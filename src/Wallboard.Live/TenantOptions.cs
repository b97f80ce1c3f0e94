namespace Wallboard.Live;

/// <summary>One tenant of the platform and how its numbers are counted. Settings <c>Platform:Tenants:{n}</c>.</summary>
public sealed record TenantOptions
{
    /// <summary>The platform's tenant number, e.g. <c>10000</c>.</summary>
    public string Id { get; init; } = "";

    /// <summary>Shown to people; the id where empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>The CTI WebSocket, <c>ws://</c> or <c>wss://</c>.</summary>
    public string Socket { get; init; } = "";

    /// <summary>Base address of the HTTP interface, with the version segment.</summary>
    public string Api { get; init; } = "";

    /// <summary>Base address of the dialler's HTTP interface, where it is another.</summary>
    public string? Dialer { get; init; }

    /// <summary>The portal's own seat, e.g. <c>10000_1900</c>.</summary>
    public string Seat { get; init; } = "";

    /// <summary>The extension that the portal's seat signs in with.</summary>
    public string Extension { get; init; } = "";

    /// <summary>IANA name of the platform's time zone.</summary>
    public string TimeZone { get; init; } = "Asia/Shanghai";

    /// <summary>Settings of single queues, by queue number; the rest have the defaults.</summary>
    public Dictionary<string, QueueOptions> Queues { get; init; } = [];

    /// <param name="queue">Full number; the settings may have it without the tenant.</param>
    public QueueOptions SettingsOf(string queue) =>
        Queues.GetValueOrDefault(queue) ?? Queues.GetValueOrDefault(queue[(queue.IndexOf('_', StringComparison.Ordinal) + 1)..]) ?? QueueOptions.Default;
}

/// <summary>How one queue's service level is counted. Settings <c>Platform:Tenants:{n}:Queues:{dn}</c>.</summary>
public sealed record QueueOptions
{
    public static readonly QueueOptions Default = new();

    /// <summary>T: answered within this many seconds is in time.</summary>
    public int ServiceLevelSeconds { get; init; } = 20;

    /// <summary>s: abandoned within this many seconds is a short abandon.</summary>
    public int ShortAbandonSeconds { get; init; } = 5;

    public ServiceLevelFormula Formula { get; init; } = ServiceLevelFormula.Strict;
}

/// <summary>The five service levels of metrics.md.</summary>
public enum ServiceLevelFormula
{
    /// <summary>ans≤T ÷ (ans + ab).</summary>
    Strict,

    /// <summary>(ans≤T + ab≤T) ÷ (ans + ab).</summary>
    All,

    /// <summary>ans≤T ÷ ans.</summary>
    Answered,

    /// <summary>ans≤T ÷ (ans + ab&gt;T).</summary>
    LateAbandons,

    /// <summary>ans≤T ÷ (ans + ab − ab≤s).</summary>
    ShortAbandonsOut,
}
