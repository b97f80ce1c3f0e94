using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Wallboard.Platform.Cti;

namespace Wallboard.Benchmarks.Walls;

/// <summary>Something that the platform said, or a screen showed.</summary>
/// <param name="Thing">E.g. <c>agent 10000_1000</c>, <c>queue 10000_8000</c>.</param>
/// <param name="Value">An agent's state and reason, the number of calls that wait.</param>
/// <param name="At">Unix milliseconds.</param>
/// <param name="Seq">Of the message that brought it to the screen.</param>
internal sealed record Sighting(string Thing, string Value, double At, long Seq = 0);

/// <summary>
/// Stands between platform and portal and notes when each event leaves for the portal's socket: just before it is passed on, so that
/// everything behind it is the portal's, and what this process takes to read it is not.
/// </summary>
internal sealed class EventTap : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly List<Sighting> sightings = [];
    private int frames;

    private EventTap(WebApplication app) => this.app = app;

    public Uri Socket { get; private set; } = new("ws://127.0.0.1");

    /// <summary>Everything that the platform sent, IVR steps too.</summary>
    public int Frames => Volatile.Read(ref frames);

    public static double Now => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;

    public static async Task<EventTap> Start(Uri platform)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var tap = new EventTap(builder.Build());
        tap.app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        tap.app.Run(context => tap.PassOn(context, platform));
        await tap.app.StartAsync();
        var address = tap.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        tap.Socket = new UriBuilder(address) { Scheme = "ws", Path = "/cti" }.Uri;
        return tap;
    }

    /// <summary>What came since the last time.</summary>
    public IReadOnlyList<Sighting> Take()
    {
        lock (sightings)
        {
            var taken = sightings.ToArray();
            sightings.Clear();
            return taken;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
        await app.StopAsync(patience.Token);
        await app.DisposeAsync();
    }

    private async Task PassOn(HttpContext context, Uri platform)
    {
        using var portal = await context.WebSockets.AcceptWebSocketAsync();
        using var to = new ClientWebSocket();
        await to.ConnectAsync(platform, context.RequestAborted);
        await Task.WhenAny(Pump(portal, to, null, context.RequestAborted), Pump(to, portal, Note, context.RequestAborted));
        portal.Abort();
    }

    private static async Task Pump(WebSocket from, WebSocket to, Action<ReadOnlySpan<byte>, double>? note, CancellationToken stop)
    {
        var buffer = new byte[256 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await from.ReceiveAsync(buffer.AsMemory(length), stop);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close) return;
                var at = Now;
                await to.SendAsync(buffer.AsMemory(0, length), part.MessageType, endOfMessage: true, stop);
                note?.Invoke(buffer.AsSpan(0, length), at);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // One side has gone; so must the other.
        }
    }

    private void Note(ReadOnlySpan<byte> frame, double at)
    {
        var sighting = CtiEventReader.Read(frame, FrameRecording.Seat, FrameRecording.Extension) switch
        {
            AgentStateChanged { Agent: { } agent, State: { } state } e => new Sighting($"agent {agent}", state == 2 ? $"2/{e.Reason}" : $"{state}", at),
            QueueChanged { Queue: { } queue, Waiting: { } waiting } => new Sighting($"queue {queue}", $"{waiting}", at),
            _ => null,
        };
        Interlocked.Increment(ref frames);
        if (sighting is null) return;
        lock (sightings) sightings.Add(sighting);
    }
}
