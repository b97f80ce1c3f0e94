using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Wallboard.Testing;

namespace Wallboard.Benchmarks.Walls;

/// <summary>What nobody can beat: the same Kestrel in a process of its own that writes what it is fed to every socket, reads the same acknowledgements, and knows nothing else.</summary>
internal sealed class BareServer : IAsyncDisposable
{
    private static readonly TimeSpan longest = TimeSpan.FromMinutes(5);

    private readonly Process process;

    private BareServer(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public int ProcessId => process.Id;

    public static async Task<BareServer> Start()
    {
        var address = new Uri($"http://127.0.0.1:{PortalProcess.FreePort()}/");
        var start = new ProcessStartInfo("dotnet", [typeof(BareServer).Assembly.Location, "bare"]) { RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_URLS"] = address.ToString().TrimEnd('/');
        // As the portal's.
        start.Environment["DOTNET_gcServer"] = "0";
        var server = new BareServer(Process.Start(start)!, address);
        await server.process.StandardOutput.ReadLineAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>The process itself.</summary>
    public static async Task<int> Run()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(Environment.GetEnvironmentVariable("ASPNETCORE_URLS")!);
        await using var app = builder.Build();
        var sockets = new ConcurrentDictionary<WebSocket, bool>();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        app.Run(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var isFeed = context.Request.Path == "/feed";
            if (!isFeed) sockets[socket] = true;
            try
            {
                await Read(socket, isFeed ? sockets.Select(s => s.Key) : null, context.RequestAborted);
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException)
            {
                // Gone.
            }
            sockets.TryRemove(socket, out _);
        });
        await app.StartAsync();
        Console.WriteLine("listening");
        using var patience = new CancellationTokenSource(longest, TimeProvider.System);
        await app.WaitForShutdownAsync(patience.Token);
        return 0;
    }

    private static async Task Read(WebSocket from, IEnumerable<WebSocket>? to, CancellationToken stop)
    {
        var buffer = new byte[to is null ? 256 : 1 << 20];
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
            if (to is null) continue;
            var sending = new List<Task>();
            foreach (var socket in to)
            {
                var send = socket.SendAsync(buffer.AsMemory(0, length), WebSocketMessageType.Text, endOfMessage: true, stop);
                if (!send.IsCompletedSuccessfully) sending.Add(send.AsTask());
            }
            await Task.WhenAll(sending);
        }
    }
}
