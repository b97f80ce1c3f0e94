using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Wallboard.Testing;
using Wallboard.Web.Features.Boards;
using Wallboard.Web.Features.Screens;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Screens;

/// <summary>The list of screens, and what people do with them from afar.</summary>
public sealed class ScreensPageTests : IDisposable
{
    private const string Page = "/t/10000/screens";

    private static readonly TimeSpan soon = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider clock = new();
    private readonly PortalFactory portal;

    public ScreensPageTests() => portal = new() { Clock = clock, OtherTenants = { "20000" } };

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Without_a_screen_it_says_how_to_pair_one()
    {
        var page = await (await portal.SignedIn(Role.Supervisor)).PageAsync($"{Page}?lang=en");
        Assert.Equal("Open http://localhost/tv on a television. It shows a code; enter that here: Pair a screen", page.QuerySelectorAll(".empty p")[1].TextContent);
        Assert.Equal("/pair?tenant=10000", page.QuerySelector(".empty a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_screen_is_offline_online_stale_and_offline_again()
    {
        var (screen, cookie) = await portal.Paired();
        var supervisor = await portal.SignedIn(Role.Supervisor);
        Assert.Equal(("offline", "离线", "从未", "—", "—"), await StateAsync(supervisor));

        using (var television = await HubBrowser.OpenAsync(portal, "/tv/hub", cookie))
        {
            await television.InvokeAsync("Hello", "1920×1080", Build.Id);
            var joined = await television.InvokeAsync("Join", await ViewAsync(cookie));
            await television.InvokeAsync("Acknowledge", joined.GetProperty("result").GetProperty("seq").GetInt64());
            Assert.Equal(("online", "在线", "现在", "1920×1080", "当前版本"), await StateAsync(supervisor));

            clock.Advance(ScreenPresence.LongestSilence);
            Assert.Equal(("stale", "画面过时", "2026-11-22 09:00", "1920×1080", "当前版本"), await StateAsync(supervisor));
            await television.InvokeAsync("Hello", "<script>×1", "0123456789ab");
            Assert.Equal(("stale", "画面过时", "2026-11-22 09:00", "—", "旧版本"), await StateAsync(supervisor));
        }
        await Eventually.True(async () => (await StateAsync(supervisor)).State == "offline", soon, "offline again");
        var row = (await supervisor.PageAsync(Page)).QuerySelector("tr[data-screen]")!;
        Assert.Equal((screen.Id.ToString(), "offline"), (row.GetAttribute("data-screen"), row.GetAttribute("data-state")));
    }

    [Fact]
    public async Task A_change_is_written_down_and_the_screen_follows()
    {
        var (screen, cookie) = await portal.Paired();
        using var television = await HubBrowser.OpenAsync(portal, "/tv/hub", cookie);
        var supervisor = await portal.SignedIn(Role.Supervisor);

        Assert.Equal($"{Page}?outcome=name", await OutcomeAsync(supervisor, "change", ("name", "\u202e")));
        Assert.Equal($"{Page}?outcome=changed", await OutcomeAsync(supervisor, "change", ("Name", " 西墙 "), ("Theme", "light")));
        await FollowedAsync(television.CommandAsync("reload"));
        var page = await portal.Holding(cookie).PageAsync("/tv");
        Assert.Equal("light", page.DocumentElement.GetAttribute("data-theme"));
        await using var db = portal.Storage();
        var entry = await db.Audit.SingleAsync(a => a.Action == AuditAction.ScreenChanged);
        Assert.Equal("""{"name":"大厅东侧","board":"default","language":"zh-CN","theme":"dark"}""", entry.Before);
        Assert.Equal("""{"name":"西墙","board":"default","language":"zh-CN","theme":"light"}""", entry.After);
        Assert.Equal("西墙", (await db.Screens.SingleAsync(s => s.Id == screen.Id)).Name);
    }

    [Fact]
    public async Task A_screen_shows_its_name_and_loads_anew_when_it_is_told_to()
    {
        var (_, cookie) = await portal.Paired();
        var supervisor = await portal.SignedIn(Role.Supervisor);
        Assert.Equal($"{Page}?outcome=away", await OutcomeAsync(supervisor, "identify"));
        using var television = await HubBrowser.OpenAsync(portal, "/tv/hub", cookie);
        Assert.Equal($"{Page}?outcome=identify", await OutcomeAsync(supervisor, "identify"));
        Assert.Equal("大厅东侧", (await television.CommandAsync("identify")).GetProperty("arguments")[0].GetString());
        Assert.Equal($"{Page}?outcome=reload", await OutcomeAsync(supervisor, "reload"));
        await television.CommandAsync("reload");
    }

    [Fact]
    public async Task A_revoked_screen_loses_its_connection_its_credential_and_its_board()
    {
        var (_, cookie) = await portal.Paired();
        using var television = await HubBrowser.OpenAsync(portal, "/tv/hub", cookie);
        var supervisor = await portal.SignedIn(Role.Supervisor);
        Assert.Equal($"{Page}?outcome=revoked", await OutcomeAsync(supervisor, "revoke"));
        await FollowedAsync(television.ClosedAsync());

        var holding = portal.Holding(cookie);
        Assert.Equal(HttpStatusCode.Unauthorized, (await holding.PostAsync("/tv/renew", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await holding.GetAsync("/tv/hub")).StatusCode);
        var tv = await holding.GetAsync("/tv");
        Assert.Contains("max-age=0", Television.SetCookie(tv, ScreenHandler.Cookie), StringComparison.Ordinal);
        Assert.NotNull((await tv.PageAsync()).GetElementById("code"));
        await using var db = portal.Storage();
        Assert.Equal("大厅东侧", (await db.Audit.SingleAsync(a => a.Action == AuditAction.ScreenRevoked)).Subject);
        Assert.Null((await supervisor.PageAsync(Page)).QuerySelector("tr[data-screen]"));
    }

    [Theory]
    [InlineData("change")]
    [InlineData("identify")]
    [InlineData("reload")]
    [InlineData("revoke")]
    public async Task Another_tenants_screen_is_not_there_and_a_form_of_another_site_does_nothing(string action)
    {
        await portal.Paired();
        var (other, _) = await portal.Paired("20000");
        var supervisor = await portal.SignedIn(Role.Supervisor);
        var own = (await supervisor.PageAsync(Page)).QuerySelector("tr[data-screen]")!.GetAttribute("data-screen")!;
        var forged = await supervisor.PostAsync($"{Page}/{own}/{action}", new FormUrlEncodedContent([new("name", "x")]));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);

        var form = (await supervisor.PageAsync(Page)).QuerySelector($"form[action$='{action}']")!;
        var token = form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var fields = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        Assert.Equal(HttpStatusCode.NotFound, (await supervisor.PostAsync($"{Page}/{other.Id}/{action}", fields)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await supervisor.PostAsync($"/t/20000/screens/{other.Id}/{action}", fields)).StatusCode);
        await using var db = portal.Storage();
        Assert.All(await db.Screens.ToListAsync(), s => Assert.Equal((null, "大厅东侧"), (s.RevokedAt, s.Name)));
    }

    /// <summary>Until the portal has looked at its connections once more, by its own clock.</summary>
    private async Task FollowedAsync(Task television)
    {
        await Eventually.True(() =>
        {
            clock.Advance(BoardConnections.LookEvery);
            return Task.FromResult(television.IsCompleted);
        }, soon, "the television follows");
        await television;
    }

    private async Task<string> ViewAsync(string cookie) =>
        (await portal.Holding(cookie).PageAsync("/tv")).GetElementById("screen")!.GetAttribute("data-view")!;

    private static async Task<string?> OutcomeAsync(HttpClient person, string action, params (string Name, string Value)[] typed) =>
        (await person.SubmitAsync(Page, action, typed)).Headers.Location?.ToString();

    private static async Task<(string State, string Text, string Seen, string Size, string Build)> StateAsync(HttpClient person)
    {
        var row = Assert.Single(JsonDocument.Parse(await person.GetStringAsync($"{Page}/state")).RootElement.EnumerateArray());
        string Of(string name) => row.GetProperty(name).GetString()!;
        return (Of("state"), Of("stateText"), Of("seen"), Of("size"), Of("build"));
    }
}
