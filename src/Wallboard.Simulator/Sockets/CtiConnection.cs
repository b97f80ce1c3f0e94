using System.Net.WebSockets;
using System.Threading.Channels;
using Wallboard.Simulator.Faults;
using Wallboard.Simulator.Model;
using Wallboard.Simulator.Plan;

namespace Wallboard.Simulator.Sockets;

/// <summary>One client's link: what it monitors, the seat it has signed in, and a queue of frames on their way out.</summary>
internal sealed class CtiConnection(int id, WebSocket socket, FaultBoard faults) : IDisposable
{
    private const int LargestRequest = 1 << 20;

    private readonly Channel<byte[]> outgoing = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource aborted = new();

    // The latest frame of each agent and queue: what a burst repeats.
    private readonly Dictionary<(int, int), byte[]> latest = [];

    public int Id => id;
    public TenantModel? Tenant { get; private set; }
    public AgentPlan? Seat { get; private set; }
    /// <summary>The extension named at signing in; empty before.</summary>
    public string Extension { get; private set; } = "";

    public HashSet<short> Agents { get; } = [];
    public HashSet<short> Queues { get; } = [];
    public bool Ivr { get; set; }

    /// <summary>Half-open: TCP stays, nothing is sent or answered any more.</summary>
    public bool Mute { get; set; }

    public long FramesSent { get; private set; }

    public void Bind(TenantModel tenant, AgentPlan seat, string extension) => (Tenant, Seat, Extension) = (tenant, seat, extension);

    public void Unbind()
    {
        (Tenant, Seat, Extension) = (null, null, "");
        Agents.Clear();
        Queues.Clear();
        Ivr = false;
    }

    /// <summary>An answer to a request.</summary>
    public void Answer(byte[] frame)
    {
        if (!Mute) outgoing.Writer.TryWrite(frame);
    }

    /// <summary>An event, which a fault may swallow or spoil.</summary>
    public void Event(int kind, int index, byte[] frame)
    {
        if (Mute || faults.TakeOne(FaultKind.LoseEvents)) return;
        if (kind is 588 or 520) latest[(kind, index)] = frame;
        outgoing.Writer.TryWrite(faults.TakeOne(FaultKind.GarbleFrames) ? Garbage.Garbled(frame) : frame);
    }

    /// <summary>Repeats what was last said about each agent and queue, over and over, all at once.</summary>
    public void Burst(int count)
    {
        if (Mute || latest.Count == 0) return;
        var frames = latest.Values.ToArray();
        for (var i = 0; i < count; i++) outgoing.Writer.TryWrite(frames[i % frames.Length]);
    }

    /// <summary>Lets what is queued go out, then closes.</summary>
    public void Close()
    {
        if (!Mute) outgoing.Writer.TryComplete();
    }

    public void Abort()
    {
        outgoing.Writer.TryComplete();
        // Not Cancel(): its continuations would run here, inside the platform's lock.
        _ = aborted.CancelAsync();
        socket.Abort();
    }

    public void Dispose() => aborted.Dispose();

    public async Task RunAsync(Action<ReadOnlyMemory<byte>> receive, CancellationToken stop)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop, aborted.Token);
        var sending = SendAsync(ends.Token);
        try
        {
            await ReceiveAsync(receive, ends.Token).ConfigureAwait(false);
        }
        finally
        {
            outgoing.Writer.TryComplete();
            await ends.CancelAsync().ConfigureAwait(false);
            await sending.ConfigureAwait(false);
        }
    }

    private async Task SendAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var frame in outgoing.Reader.ReadAllAsync(stop).ConfigureAwait(false))
            {
                await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, stop).ConfigureAwait(false);
                FramesSent++;
            }
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The client has gone; the receiving side ends the connection.
        }
    }

    private async Task ReceiveAsync(Action<ReadOnlyMemory<byte>> receive, CancellationToken stop)
    {
        var buffer = new byte[16 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), stop).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close) return;
                message.Write(buffer.AsSpan(0, part.Count));
                if (message.Length > LargestRequest) return;
                if (!part.EndOfMessage) continue;
                if (!Mute) receive(message.GetBuffer().AsMemory(0, (int)message.Length));
                message.SetLength(0);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // Gone without a goodbye: the same as one.
        }
    }
}
