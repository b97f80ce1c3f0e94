namespace Wallboard.Platform.Cti;

/// <summary>The seat that a link signs in. Its number is the platform's only credential: a secret, as is the address.</summary>
/// <param name="Seat">E.g. <c>10000_1900</c>.</param>
/// <param name="Extension">The extension that the seat signs in with.</param>
/// <param name="Socket"><c>ws://</c> or <c>wss://</c>.</param>
public sealed record CtiSeat(string TenantId, string Seat, string Extension, Uri Socket)
{
    /// <summary>How it signs in. Without queues (a seat that only monitors) the link keeps it busy, unless <see cref="Ready"/> was asked for.</summary>
    public SignIn SignIn { get; init; } = new();

    /// <summary>Only the tenant: logs must name neither seat nor address.</summary>
    public override string ToString() => $"tenant {TenantId}";
}
