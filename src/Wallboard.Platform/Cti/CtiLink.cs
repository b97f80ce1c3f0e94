using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Wallboard.Platform.Cti;

/// <summary>A tenant's one connection to the platform, living across reconnections.</summary>
public sealed class CtiLink
{
    public CtiLink(CtiSeat seat, CtiTimings timings, TimeProvider clock, ILogger<CtiLink> logger, Random? jitter = null) =>
        throw new NotImplementedException();

    /// <summary>One ordered stream for the link's whole life; completed when <see cref="RunAsync"/> ends.</summary>
    public ChannelReader<CtiFrame> Frames => throw new NotImplementedException();

    public CtiLinkStatus Status => throw new NotImplementedException();

    /// <summary>This machine's clock.</summary>
    public DateTimeOffset? LastFrameAt => throw new NotImplementedException();

    public CtiCounters Counters => throw new NotImplementedException();

    /// <summary>Keeps the link until <paramref name="stop"/>; never throws but for it.</summary>
    public Task RunAsync(CancellationToken stop) => throw new NotImplementedException();

    /// <summary>After event 4500: a person takes the seat back. False when the link is not waiting for one.</summary>
    public bool Retake() => throw new NotImplementedException();

    /// <summary>
    /// Sends on the present connection; completes when sent, which is not yet done: only an event is. The same message id waits
    /// until 2.1 s after the last one.
    /// </summary>
    /// <exception cref="CtiNotConnectedException">Not signed in, or the connection broke while waiting or sending.</exception>
    public Task SendAsync(CtiRequest request, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Closes the present connection and reconnects. Nothing happens when there is none.</summary>
    public void Reset(LinkReason reason) => throw new NotImplementedException();
}
