using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Wallboard.Platform.Tests;

/// <summary>A real server on a free port of the loopback: WebSockets at <c>/cti</c>, everything else by a handler.</summary>
internal sealed class Loopback : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<Peer> peers = Channel.CreateUnbounded<Peer>();

    private int refused;

    private Loopback(WebApplication app) => this.app = app;

    public Uri Http { get; private set; } = new("http://unset");

    public Uri Socket => new UriBuilder(Http) { Scheme = "ws", Path = "/cti" }.Uri;

    /// <summary>Answers HTTP calls; an unset one throws, so that no call goes unnoticed.</summary>
    public Func<HttpContext, JsonElement, Task> Answer { get; set; } = (context, _) => throw new InvalidOperationException($"unexpected {context.Request.Path}");

    public ConcurrentQueue<(string Path, JsonElement Body)> Calls { get; } = new();

    public static async Task<Loopback> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var app = builder.Build();
        var server = new Loopback(app);
        app.UseWebSockets();
        app.Run(server.HandleAsync);
        await app.StartAsync();
        server.Http = new Uri(app.Urls.Single());
        return server;
    }

    public async Task<Peer> AcceptAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        return await peers.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Sockets asked for elsewhere than at <c>/cti</c>, and refused with 404.</summary>
    public int Refused => Volatile.Read(ref refused);

    public bool HasPeer => peers.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest)
        {
            if (context.Request.Path != "/cti")
            {
                Interlocked.Increment(ref refused);
                context.Response.StatusCode = 404;
                return;
            }
            var peer = new Peer(await context.WebSockets.AcceptWebSocketAsync(), context);
            peers.Writer.TryWrite(peer);
            await peer.ReceiveAsync();
            return;
        }
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var json = body.RootElement.Clone();
        Calls.Enqueue((context.Request.Path, json));
        await Answer(context, json);
    }
}

/// <summary>The platform's end of one connection.</summary>
internal sealed class Peer(WebSocket socket, HttpContext context)
{
    public List<JsonElement> Received { get; } = [];

    public bool Closed { get; private set; }

    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>What makes the link close is read, and the connection gone, before this returns now and then.</summary>
    public async Task SendAsync(byte[] bytes, WebSocketMessageType type = WebSocketMessageType.Text, bool end = true)
    {
        try
        {
            await socket.SendAsync(bytes, type, end, default);
        }
        catch (ObjectDisposedException) when (Closed)
        {
            // as said
        }
    }

    public Task CloseAsync() => socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, null, default);

    public void Abort() => context.Abort();

    public int Count(Func<JsonElement, bool> which)
    {
        lock (Received) return Received.Count(which);
    }

    /// <summary>The inner messages of an id, in the order of their arrival.</summary>
    public List<JsonElement> Requests(int messageId)
    {
        lock (Received) return [.. Received.Where(r => r.GetProperty("type").GetString() != "ping").Select(Inner).Where(m => m.GetProperty("messageId").GetInt32() == messageId)];
    }

    public int Pings => Count(r => r.GetProperty("type").GetString() == "ping");

    public async Task<JsonElement> RequestAsync(int messageId, int nth = 1)
    {
        await Until.True(() => Requests(messageId).Count >= nth, () => $"no request {messageId}");
        return Requests(messageId)[nth - 1];
    }

    public async Task ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer, default);
                if (part.MessageType == WebSocketMessageType.Close) break;
                using var json = JsonDocument.Parse(buffer.AsMemory(0, part.Count));
                lock (Received) Received.Add(json.RootElement.Clone());
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // the link has gone
        }
        Closed = true;
    }

    private static JsonElement Inner(JsonElement request)
    {
        using var message = JsonDocument.Parse(request.GetProperty("message").GetString()!);
        return message.RootElement.Clone();
    }
}
