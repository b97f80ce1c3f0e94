using System.Buffers.Text;
using System.Net.WebSockets;
using System.Text;
using Wallboard.Testing;

namespace Wallboard.Benchmarks.Walls;

/// <summary>
/// A screen without a browser: SignalR's JSON protocol on a WebSocket, joining and acknowledging as js/feed.js does. SignalR's .NET client would do
/// more than is wanted here.
/// </summary>
internal sealed class Viewer(HttpMessageInvoker http) : IAsyncDisposable
{
    private const byte End = 0x1e;
    private const double AcknowledgeEvery = 1000;

    private readonly ClientWebSocket socket = new();
    private readonly byte[] head = new byte[128];
    private readonly MemoryStream whole = new();
    private readonly TaskCompletionSource joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int headLength;
    private double acknowledgedAt;

    /// <summary>When each <c>board</c> message was there, by its number.</summary>
    public List<(long Seq, double At)> Arrivals { get; } = [];

    public long Bytes { get; private set; }

    /// <summary>Told that it was too far behind.</summary>
    public int Dropped { get; private set; }

    /// <summary>Gets whole messages, without their end mark.</summary>
    public Action<ReadOnlyMemory<byte>, double>? OnMessage { get; set; }

    /// <summary>Reads nothing while this is not done.</summary>
    public Task Thawed { get; set; } = Task.CompletedTask;

    /// <param name="view">Null: a bare socket, which needs no joining.</param>
    public async Task Open(Uri portal, string? view, CancellationToken stop)
    {
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        socket.Options.SetRequestHeader("Authorization", $"Bearer {PortalProcess.Token}");
        await socket.ConnectAsync(new UriBuilder(portal) { Scheme = "ws", Path = "/hub/board" }.Uri, http, stop);
        if (view is null) joined.TrySetResult();
        else await Send($$$"""{"protocol":"json","version":1}{{{(char)End}}}{"type":1,"invocationId":"0","target":"Join","arguments":["{{{view}}}"]}{{{(char)End}}}""", stop);
        Reading = Read(stop);
        await Task.WhenAny(joined.Task, Reading);
    }

    public Task Reading { get; private set; } = Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await Reading;
        socket.Dispose();
        await whole.DisposeAsync();
    }

    private async Task Read(CancellationToken stop)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                await Thawed;
                var part = await socket.ReceiveAsync(buffer.AsMemory(), stop);
                if (part.MessageType == WebSocketMessageType.Close) return;
                Bytes += part.Count;
                for (var rest = buffer.AsMemory(0, part.Count); rest.Length > 0;)
                {
                    var end = rest.Span.IndexOf(End);
                    Keep(end < 0 ? rest.Span : rest.Span[..end]);
                    if (end < 0) break;
                    await OnWhole(stop);
                    rest = rest[(end + 1)..];
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // Over.
        }
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        var more = part[..Math.Min(part.Length, head.Length - headLength)];
        more.CopyTo(head.AsSpan(headLength));
        headLength += more.Length;
        if (OnMessage is not null) whole.Write(part);
    }

    /// <summary>{"type":1,"target":"board","arguments":[{"seq":17,"now":…  or  {"type":3,"invocationId":"0","result":{"seq":16,…</summary>
    private async Task OnWhole(CancellationToken stop)
    {
        var at = EventTap.Now;
        OnMessage?.Invoke(whole.GetBuffer().AsMemory(0, (int)whole.Length), at);
        whole.SetLength(0);
        var text = head.AsMemory(0, headLength);
        headLength = 0;
        var seq = Seq(text.Span);
        if (text.Span.StartsWith("{\"type\":3"u8))
        {
            if (seq is not null) joined.TrySetResult();
        }
        else if (text.Span.IndexOf("\"rejoin\""u8) >= 0) Dropped++;
        else if (seq is { } number)
        {
            Arrivals.Add((number, at));
            if (at - acknowledgedAt < AcknowledgeEvery) return;
            acknowledgedAt = at;
            await Send($$$"""{"type":1,"target":"Acknowledge","arguments":[{{{number}}}]}{{{(char)End}}}""", stop);
        }
    }

    private static long? Seq(ReadOnlySpan<byte> text)
    {
        var name = "\"seq\":"u8;
        var start = text.IndexOf(name);
        return start >= 0 && Utf8Parser.TryParse(text[(start + name.Length)..], out long seq, out _) ? seq : null;
    }

    private async Task Send(string text, CancellationToken stop) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, stop);
}
