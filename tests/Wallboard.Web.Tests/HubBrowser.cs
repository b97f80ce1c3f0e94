using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Wallboard.Web.Tests;

/// <summary>A browser as the hub knows it: SignalR's JSON protocol over a WebSocket.</summary>
internal sealed class HubBrowser : IDisposable
{
    private readonly WebSocket socket;
    private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(20));
    private readonly Queue<string> unread = new();
    private int invocations;

    private HubBrowser(WebSocket socket) => this.socket = socket;

    /// <summary>What has come and nobody has asked for yet.</summary>
    public IEnumerable<string> Unread => unread;

    /// <param name="address">Path and query.</param>
    /// <exception cref="InvalidOperationException">Refused; says with which status.</exception>
    public static async Task<HubBrowser> OpenAsync(PortalFactory portal, string address, string? cookie = null, string? bearer = null)
    {
        var client = portal.Server.CreateWebSocketClient();
        client.ConfigureRequest = request =>
        {
            if (cookie is not null) request.Headers.Cookie = cookie;
            if (bearer is not null) request.Headers.Authorization = $"Bearer {bearer}";
        };
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var browser = new HubBrowser(await client.ConnectAsync(new($"ws://localhost{address}"), soon.Token));
        await browser.SendAsync("""{"protocol":"json","version":1}""");
        Assert.Equal("{}", (await browser.ReceiveAsync()).Single());
        return browser;
    }

    public void Dispose()
    {
        socket.Dispose();
        patience.Dispose();
    }

    /// <summary>Waits for no answer.</summary>
    public Task SendAsync(string target, params object?[] arguments) => SendAsync(JsonSerializer.Serialize(new { type = 1, target, arguments }));

    /// <summary>The answer: <c>result</c> or <c>error</c>.</summary>
    public async Task<JsonElement> InvokeAsync(string target, params object?[] arguments)
    {
        var id = $"{++invocations}";
        await SendAsync(JsonSerializer.Serialize(new { type = 1, invocationId = id, target, arguments }));
        return await NextAsync(m => m.GetProperty("type").GetInt32() == 3 && m.GetProperty("invocationId").GetString() == id);
    }

    public async Task<JsonElement> NextAsync(Func<JsonElement, bool> wanted)
    {
        while (true)
        {
            while (unread.TryDequeue(out var text))
            {
                var message = JsonDocument.Parse(text).RootElement;
                if (wanted(message)) return message;
            }
            foreach (var text in await ReceiveAsync()) unread.Enqueue(text);
        }
    }

    /// <summary>What the portal tells it to do.</summary>
    public Task<JsonElement> CommandAsync(string target) => NextAsync(m => m.GetProperty("type").GetInt32() == 1 && m.GetProperty("target").GetString() == target);

    /// <summary>Reads until the portal ends the connection.</summary>
    public async Task ClosedAsync()
    {
        try
        {
            while (true) await ReceiveAsync();
        }
        catch (Exception e) when (e is WebSocketException or IOException)
        {
            // That is it.
        }
    }

    private Task SendAsync(string json) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(json + '\u001e'), WebSocketMessageType.Text, endOfMessage: true, patience.Token);

    /// <summary>One or more messages, each ended by the record separator.</summary>
    private async Task<IEnumerable<string>> ReceiveAsync()
    {
        var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        do
        {
            var result = await socket.ReceiveAsync(buffer, patience.Token);
            if (result.MessageType == WebSocketMessageType.Close) throw new WebSocketException("Closed by the portal");
            bytes.Write(buffer, 0, result.Count);
        }
        while (bytes.Length == 0 || bytes.ToArray()[^1] != 0x1e);
        return Encoding.UTF8.GetString(bytes.ToArray()).Split('\u001e', StringSplitOptions.RemoveEmptyEntries);
    }
}
