using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Wallboard.Simulator.Tests;

/// <summary>A bare client of the WebSocket face.</summary>
internal sealed class CtiClient : IAsyncDisposable
{
    public const string Seat = "10000_1900", Extension = "6900";

    private readonly ClientWebSocket socket = new();
    private readonly byte[] buffer = new byte[1 << 16];

    public Task ConnectAsync(Uri uri) => socket.ConnectAsync(uri, CancellationToken.None);

    public Task SignInAsync(string seat = Seat, string? extension = Extension) =>
        RequestAsync(100, new() { ["extension"] = extension!, ["thisQueues"] = Array.Empty<string>() }, seat, "login");

    public Task RequestAsync(int messageId, Dictionary<string, object>? fields = null, string seat = Seat, string type = "request")
    {
        var message = new Dictionary<string, object>(fields ?? []) { ["messageId"] = messageId, ["thisDN"] = seat };
        return SendAsync(JsonSerializer.Serialize(new { thisDN = seat, type, message = JsonSerializer.Serialize(message) }));
    }

    public Task SendAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <summary>The next frame as it came; null when the link is closed or broken.</summary>
    public async Task<string?> ReceiveAsync(CancellationToken stop = default)
    {
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), stop);
                if (part.MessageType == WebSocketMessageType.Close) return null;
                message.Write(buffer, 0, part.Count);
                if (part.EndOfMessage) return Encoding.UTF8.GetString(message.ToArray());
            }
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    /// <summary>Everything sent up to now, as text: a heartbeat's answer comes last.</summary>
    public async Task<List<string>> DrainTextAsync()
    {
        await SendAsync($$"""{"thisDN":"{{Seat}}","message":"ping","type":"ping"}""");
        var frames = new List<string>();
        while (await ReceiveAsync() is { } frame)
        {
            if (frame.StartsWith("{\"messageId\":3,", StringComparison.Ordinal)) return frames;
            frames.Add(frame);
        }
        throw new InvalidOperationException("The link closed before the heartbeat was answered.");
    }

    public async Task<List<JsonElement>> DrainAsync() => [.. (await DrainTextAsync()).Select(f => JsonDocument.Parse(f).RootElement)];

    /// <summary>The error codes of 9999 that have come.</summary>
    public async Task<List<int>> ErrorsAsync() =>
        [.. (await DrainAsync()).Where(e => e.Id() == 9999).Select(e => e.GetProperty("errorCode").GetInt32())];

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}

internal static class JsonExtensions
{
    public static int Id(this JsonElement e) => e.GetProperty("messageId").GetInt32();

    public static int Int(this JsonElement e, string name) => e.GetProperty(name).GetInt32();

    public static string Text(this JsonElement e, string name) => e.GetProperty(name).GetString()!;

    public static int? Maybe(this JsonElement e) => e.ValueKind == JsonValueKind.Null ? null : e.GetInt32();

    /// <summary>588: the monitored agent is the first of the two.</summary>
    public static string Monitored(this JsonElement e) => e.EnumerateObject().First(p => p.Name == "thisDN").Value.GetString()!;
}
