using System.Buffers;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace Wallboard.Platform.Cti;

internal enum Received
{
    Text, Binary,

    /// <summary>Longer than allowed; read to its end and let go.</summary>
    TooLong,

    /// <summary>So long that waiting for its end makes no sense.</summary>
    Endless,

    Closed,
}

/// <summary>One WebSocket: whole messages in one reused buffer, one sender at a time.</summary>
internal sealed class CtiSocket : IDisposable
{
    private const int SmallBuffer = 16 * 1024, EndlessFactor = 16;

    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly int maxBytes;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(SmallBuffer);

    public CtiSocket(int maxBytes)
    {
        this.maxBytes = maxBytes;
        socket.Options.KeepAliveInterval = TimeSpan.Zero; // the guide's own ping does it
        socket.Options.CollectHttpResponseDetails = true;
    }

    /// <returns>What was refused, without the address; <c>null</c> when connected.</returns>
    public async Task<string?> ConnectAsync(Uri address, TimeSpan timeout, TimeProvider clock, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            await socket.ConnectAsync(address, either.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            if (late.IsCancellationRequested) return "timed out";
            if ((int)socket.HttpStatusCode is > 0 and var status) return $"HTTP {status}";
            return e.GetBaseException() is SocketException s ? s.SocketErrorCode.ToString() : e.GetBaseException().GetType().Name;
        }
    }

    /// <summary>The next message; its bytes are good until the next call.</summary>
    public async Task<(Received Kind, ReadOnlyMemory<byte> Bytes, long Length)> ReceiveAsync(CancellationToken ct)
    {
        long length = 0;
        if (buffer.Length > 4 * SmallBuffer) Swap(SmallBuffer, 0);
        while (true)
        {
            var kept = length <= maxBytes ? (int)length : 0; // too long: the rest goes over the start
            if (kept == buffer.Length) Swap(kept * 2, kept);
            var part = await socket.ReceiveAsync(buffer.AsMemory(kept), ct).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close) return (Received.Closed, default, (long?)socket.CloseStatus ?? 0);
            length += part.Count;
            if (length > (long)maxBytes * EndlessFactor) return (Received.Endless, default, length);
            if (!part.EndOfMessage) continue;
            if (length > maxBytes) return (Received.TooLong, default, length);
            return (part.MessageType == WebSocketMessageType.Text ? Received.Text : Received.Binary, buffer.AsMemory(0, (int)length), length);
        }
    }

    /// <summary>Cancelling it ends the connection: pass only the connection's own token.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> text, CancellationToken life)
    {
        await sending.WaitAsync(life).ConfigureAwait(false);
        try
        {
            await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, life).ConfigureAwait(false);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Says goodbye if the other side still takes it.</summary>
    public async Task CloseAsync(TimeProvider clock)
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1), clock);
        try
        {
            await sending.WaitAsync(soon.Token).ConfigureAwait(false);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, soon.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            // it is gone already
        }
    }

    public void Dispose()
    {
        socket.Abort();
        socket.Dispose();
        sending.Dispose();
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private void Swap(int size, int kept)
    {
        var other = ArrayPool<byte>.Shared.Rent(size);
        buffer.AsSpan(0, kept).CopyTo(other);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = other;
    }
}
