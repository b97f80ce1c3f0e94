namespace Wallboard.Platform.Cti;

/// <summary>
/// Sends requests as the platform can bear them, across connections: one of each message id at a time, none of the same id within two
/// seconds (9999, code 27), and 301/302 in the spelling that this platform takes.
/// </summary>
internal sealed class CtiSender(CtiSeat seat, TimeSpan repeatAfter, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, SemaphoreSlim> turns = [];
    private readonly Dictionary<int, long> sentAt = [];
    private readonly Dictionary<int, CtiRequest> last = [], repeated = [];
    private bool tenantsAsQueues;

    /// <summary>Whether this platform has ever answered a ping.</summary>
    public bool PingsAreAnswered { get; set; }

    /// <summary>How long the next request of this id has to wait.</summary>
    public TimeSpan WaitFor(int messageId)
    {
        lock (gate)
        {
            if (!sentAt.TryGetValue(messageId, out var at)) return TimeSpan.Zero;
            var wait = repeatAfter - clock.GetElapsedTime(at);
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }

    /// <param name="life">The connection's.</param>
    /// <param name="ct">The caller's: ends the waiting, never a sending.</param>
    public async Task SendAsync(CtiSocket socket, CtiRequest request, CancellationToken life, CancellationToken ct)
    {
        if (request.MessageId is not { } id)
        {
            await socket.SendAsync(CtiRequestWriter.Write(seat, request), life).ConfigureAwait(false);
            return;
        }
        using var either = CancellationTokenSource.CreateLinkedTokenSource(life, ct);
        SemaphoreSlim turn;
        lock (gate) turn = turns.TryGetValue(id, out var known) ? known : turns[id] = new(1, 1);
        await turn.WaitAsync(either.Token).ConfigureAwait(false);
        try
        {
            var wait = WaitFor(id);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, clock, either.Token).ConfigureAwait(false);
            byte[] bytes;
            lock (gate)
            {
                last[id] = request;
                bytes = CtiRequestWriter.Write(seat, request, tenantsAsQueues);
                sentAt[id] = clock.GetTimestamp();
            }
            await socket.SendAsync(bytes, life).ConfigureAwait(false);
            lock (gate) sentAt[id] = clock.GetTimestamp();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>
    /// The request to send again, once. 27: it came too fast for the platform's clock. 18: 4.22 and 4.23 say <c>tenantIDS</c> in the table and
    /// <c>queueDNS</c> in the samples, so the samples' spelling from now on.
    /// </summary>
    public CtiRequest? Again(RequestFailed failed)
    {
        lock (gate)
        {
            if (failed.RequestMessageId is not { } id || !last.TryGetValue(id, out var request)) return null;
            if (failed.Code == 27 && request is not SignIn && !ReferenceEquals(repeated.GetValueOrDefault(id), request)) return repeated[id] = request;
            if (failed.Code != 18 || tenantsAsQueues || request is not (MonitorIvr or UnmonitorIvr)) return null;
            tenantsAsQueues = true;
            return request;
        }
    }
}
