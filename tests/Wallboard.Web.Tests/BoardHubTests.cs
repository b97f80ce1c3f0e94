using System.Text.Json;
using Wallboard.Live;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Tests;

/// <summary>The hub as a browser speaks to it: SignalR's JSON protocol over a WebSocket.</summary>
public sealed class BoardHubTests : IDisposable
{
    private const string View = "10000/default.1/zh-CN/masked/all";

    private readonly PortalFactory portal = new();
    private LivePicture picture = Pictures.Busy;

    public BoardHubTests() => portal.Picture = () => picture;

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task A_browser_joins_and_gets_what_changes()
    {
        using var browser = await BrowserAsync();
        var answer = await browser.InvokeAsync("Join", View);
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
            message = await browser.NextAsync(m => m.GetProperty("type").GetInt32() == 1);
            message = message.GetProperty("arguments")[0];
            Assert.Equal(++seq, message.GetProperty("seq").GetInt64());
        }
        while (message.GetProperty("tiles").GetArrayLength() == 0);
        var tile = Assert.Single(message.GetProperty("tiles").EnumerateArray());
        Assert.Equal("ready", tile.GetProperty("id").GetString());
        Assert.Contains("data-value=\"42\"", tile.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Contains("空闲", tile.GetProperty("html").GetString(), StringComparison.Ordinal);

        Assert.False((await browser.InvokeAsync("Acknowledge", seq)).TryGetProperty("error", out _));
        Assert.DoesNotContain(browser.Unread, text => text.Contains("rejoin", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_acknowledges_and_is_not_among_the_viewers_is_told_to_join()
    {
        using var browser = await BrowserAsync();
        await browser.SendAsync("Acknowledge", 3);
        Assert.Equal("rejoin", (await browser.NextAsync(m => m.GetProperty("type").GetInt32() == 1)).GetProperty("target").GetString());
    }

    [Theory]
    [InlineData("10000/default.1/zh-CN/unmasked/all")]
    [InlineData("99999/default.1/zh-CN/masked")]
    [InlineData(null)]
    public async Task There_is_no_view_but_those_that_there_are(string? view)
    {
        using var browser = await BrowserAsync();
        Assert.EndsWith("No such view", (await browser.InvokeAsync("Join", view)).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_joins_without_end()
    {
        using var browser = await BrowserAsync();
        for (var i = 1; i <= 20; i++) Assert.True((await browser.InvokeAsync("Join", View)).TryGetProperty("result", out _));
        Assert.EndsWith("Too many joins", (await browser.InvokeAsync("Join", View)).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_too_long_ends_the_connection()
    {
        using var browser = await BrowserAsync();
        await browser.SendAsync("Join", new string('x', 5000));
        var closed = await browser.NextAsync(m => m.GetProperty("type").GetInt32() == 7);
        Assert.DoesNotContain("Exception", closed.GetRawText(), StringComparison.Ordinal);
    }

    private async Task<HubBrowser> BrowserAsync() => await HubBrowser.OpenAsync(portal, "/hub/board", cookie: portal.Cookie((await portal.SignIn(Role.Viewer)).Session));
}
