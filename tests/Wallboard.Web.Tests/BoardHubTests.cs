using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Wallboard.Live;

namespace Wallboard.Web.Tests;

/// <summary>The hub as a browser speaks to it: SignalR's JSON protocol over a WebSocket.</summary>
public sealed class BoardHubTests : IDisposable
{
    private const string View = "10000/default.1/zh-CN/masked";

    private static readonly CancellationToken Patience = new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;

    private readonly PortalFactory portal = new();
    private LivePicture picture = Pictures.Busy;

    public BoardHubTests() => portal.Picture = () => picture;

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task A_browser_joins_and_gets_what_changes()
    {
        using var browser = await BrowserAsync();
        await InvokeAsync(browser, 1, "Join", View);
        var answer = await AnswerAsync(browser, 1);
        Assert.False(answer.TryGetProperty("error", out var error), error.ToString());
        var joined = answer.GetProperty("result");
        Assert.Equal("2026-11-22T18:37:47.120+08:00", joined.GetProperty("now").GetString());
        Assert.Equal("""{"state":"fresh","reason":null,"since":"2026-11-22T09:37:47.120+08:00"}""", joined.GetProperty("link").GetRawText());
        Assert.Contains(joined.GetProperty("tiles").EnumerateArray(), t => t.GetProperty("id").GetString() == "waiting");
        var seq = joined.GetProperty("seq").GetInt64();

        picture = picture with { Totals = picture.Totals with { Ready = 42 } };
        JsonElement message;
        do
        {
            message = await NextAsync(browser, m => m.GetProperty("type").GetInt32() == 1);
            message = message.GetProperty("arguments")[0];
            Assert.Equal(++seq, message.GetProperty("seq").GetInt64());
        }
        while (message.GetProperty("tiles").GetArrayLength() == 0);
        var tile = Assert.Single(message.GetProperty("tiles").EnumerateArray());
        Assert.Equal("ready", tile.GetProperty("id").GetString());
        Assert.Contains("data-value=\"42\"", tile.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Contains("空闲", tile.GetProperty("html").GetString(), StringComparison.Ordinal);

        await InvokeAsync(browser, 2, "Acknowledge", seq);
        Assert.False((await AnswerAsync(browser, 2)).TryGetProperty("error", out _));
        Assert.DoesNotContain(received, text => text.Contains("rejoin", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_acknowledges_and_is_not_among_the_viewers_is_told_to_join()
    {
        using var browser = await BrowserAsync();
        await InvokeAsync(browser, 1, "Acknowledge", 3);
        Assert.Equal("rejoin", (await NextAsync(browser, m => m.GetProperty("type").GetInt32() == 1)).GetProperty("target").GetString());
    }

    [Theory]
    [InlineData("10000/default.1/zh-CN/unmasked")]
    [InlineData("99999/default.1/zh-CN/masked")]
    [InlineData(null)]
    public async Task There_is_no_view_but_those_that_there_are(string? view)
    {
        using var browser = await BrowserAsync();
        await InvokeAsync(browser, 1, "Join", view);
        Assert.EndsWith("No such view", (await AnswerAsync(browser, 1)).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_joins_without_end()
    {
        using var browser = await BrowserAsync();
        for (var i = 1; i <= 20; i++)
        {
            await InvokeAsync(browser, i, "Join", View);
            Assert.True((await AnswerAsync(browser, i)).TryGetProperty("result", out _));
        }
        await InvokeAsync(browser, 21, "Join", View);
        Assert.EndsWith("Too many joins", (await AnswerAsync(browser, 21)).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_too_long_ends_the_connection()
    {
        using var browser = await BrowserAsync();
        await InvokeAsync(browser, 1, "Join", new string('x', 5000));
        var closed = await NextAsync(browser, m => m.GetProperty("type").GetInt32() == 7);
        Assert.DoesNotContain("Exception", closed.GetRawText(), StringComparison.Ordinal);
    }

    private async Task<WebSocket> BrowserAsync()
    {
        var socket = await portal.Server.CreateWebSocketClient().ConnectAsync(new("ws://localhost/hub/board"), Patience);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        Assert.Equal("{}", (await ReceiveAsync(socket)).Single());
        return socket;
    }

    private static Task InvokeAsync(WebSocket socket, int id, string target, object? argument) =>
        SendAsync(socket, JsonSerializer.Serialize(new { type = 1, invocationId = $"{id}", target, arguments = new[] { argument } }));

    private Task<JsonElement> AnswerAsync(WebSocket socket, int id) =>
        NextAsync(socket, m => m.GetProperty("type").GetInt32() == 3 && m.GetProperty("invocationId").GetString() == $"{id}");

    private readonly Queue<string> received = new();

    private async Task<JsonElement> NextAsync(WebSocket socket, Func<JsonElement, bool> wanted)
    {
        while (true)
        {
            while (received.TryDequeue(out var text))
            {
                var message = JsonDocument.Parse(text).RootElement;
                if (wanted(message)) return message;
            }
            foreach (var text in await ReceiveAsync(socket)) received.Enqueue(text);
        }
    }

    private static Task SendAsync(WebSocket socket, string json) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(json + '\u001e'), WebSocketMessageType.Text, endOfMessage: true, Patience);

    /// <summary>One or more messages, each ended by the record separator.</summary>
    private static async Task<IEnumerable<string>> ReceiveAsync(WebSocket socket)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        do
        {
            var result = await socket.ReceiveAsync(buffer, Patience);
            bytes.Write(buffer, 0, result.Count);
        }
        while (bytes.Length == 0 || bytes.ToArray()[^1] != 0x1e);
        return Encoding.UTF8.GetString(bytes.ToArray()).Split('\u001e', StringSplitOptions.RemoveEmptyEntries);
    }
}
