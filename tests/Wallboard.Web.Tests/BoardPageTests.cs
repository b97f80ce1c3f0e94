using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Wallboard.Web.Features.Boards;
using Wallboard.Web.Hosting.Access;

namespace Wallboard.Web.Tests;

public sealed class BoardPageTests : IDisposable
{
    private readonly PortalFactory portal = new();

    public void Dispose() => portal.Dispose();

    [Theory]
    [InlineData("/?lang=zh-CN", null, "zh-CN", "dark", "当前排队数")]
    [InlineData("/?lang=en&theme=light", null, "en", "light", "Waiting now")]
    [InlineData("/", "en-GB,zh;q=0.5", "en", "dark", "Waiting now")]
    [InlineData("/", "fr-FR,fr", "zh-CN", "dark", "当前排队数")]
    [InlineData("/?tenant=10000&lang=nonsense", null, "zh-CN", "dark", "当前排队数")]
    public async Task Each_browser_chooses_language_and_theme_by_its_address(string address, string? wish, string language, string theme, string words)
    {
        var page = await PageAsync(address, wish);
        Assert.Equal((language, theme), (page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("data-theme")));
        Assert.Equal(words, page.QuerySelector("#tile-waiting h2 span")!.TextContent);
        Assert.Equal($"10000/default.1/{language}/masked/all", page.GetElementById("screen")!.GetAttribute("data-view"));
    }

    [Fact]
    public async Task The_page_holds_every_tile_rendered_once_and_marked_stale()
    {
        var page = await PageAsync("/");
        Assert.Equal(Board.Default.Tiles.Select(t => t.Id), page.QuerySelectorAll("[data-tile]").Select(t => t.GetAttribute("data-tile")));
        Assert.Empty(page.QuerySelectorAll("[data-fresh=fresh]"));
        Assert.Equal("stale", page.GetElementById("screen")!.GetAttribute("data-link"));
        Assert.Equal("1290", page.GetElementById("tile-offered")!.GetAttribute("data-value"));
        Assert.Null(page.QuerySelector("#tile-link .banner"));
    }

    [Fact]
    public async Task The_page_opens_no_circuit_and_has_no_script_or_style_of_its_own()
    {
        var page = await PageAsync("/");
        Assert.Equal(["lib/signalr/signalr.min.js", "js/board.js", "js/why.js"], page.Scripts.Select(s => s.GetAttribute("src")));
        Assert.Empty(page.QuerySelectorAll("style, [style], [onclick], [onload]"));
    }

    [Fact]
    public async Task A_television_shows_its_screen_whatever_its_address_says_and_has_no_links()
    {
        var (_, cookie) = await portal.Paired(language: "en", theme: "light");
        var page = await PageAsync("/tv?lang=zh-CN&theme=dark", client: portal.Holding(cookie));
        Assert.Equal(("en", "light"), (page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("data-theme")));
        Assert.Equal("Waiting now", page.QuerySelector("#tile-waiting h2 span")!.TextContent);
        Assert.Equal("tv/hub", page.GetElementById("screen")!.GetAttribute("data-hub"));
        Assert.Empty(page.QuerySelectorAll("a, dialog, script[src*=why]"));
    }

    [Fact]
    public async Task Only_tenants_are_named_that_the_person_may_see_and_one_that_they_may_not_is_refused()
    {
        portal.OtherTenants.AddRange(["20000", "30000"]);
        var (client, person, _) = await portal.SignIn(Role.Viewer);
        await using (var db = portal.Storage())
        {
            db.Memberships.Add(new() { PersonId = person.Id, TenantId = "20000", Role = Role.Viewer });
            await db.SaveChangesAsync();
        }
        var text = await client.GetStringAsync("/?lang=en");
        Assert.Contains("tenant=20000", text, StringComparison.Ordinal);
        Assert.DoesNotContain("30000", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/?tenant=20000")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/?tenant=30000")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await portal.CreateClient(new() { AllowAutoRedirect = false }).GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_person_with_a_part_sees_just_that_and_a_note()
    {
        var client = await portal.SignedIn(Role.Viewer, queues: ["10000_8000"], agents: ["10000_1000"]);
        var page = await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync("/?lang=zh-CN"));
        Assert.Equal("只含 1 / 2 个队列、1 / 7 名坐席，合计不是全部", page.QuerySelector("#tile-part p")!.TextContent);
        Assert.Equal(["10000_8000"], page.QuerySelectorAll("[data-queue]").Select(q => q.GetAttribute("data-queue")));
        Assert.Equal(["10000_1000"], page.QuerySelectorAll("[data-agent]").Select(a => a.GetAttribute("data-agent")));
        Assert.Equal("689", page.GetElementById("tile-offered")!.GetAttribute("data-value"));
        Assert.Matches("^10000/default[.]1/zh-CN/masked/[0-9a-f]{16}$", page.GetElementById("screen")!.GetAttribute("data-view"));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task A_demo_says_that_it_is_one(string active, bool badge)
    {
        portal.Settings["Demo:Active"] = active;
        Assert.Equal(badge ? "演示 Demo" : null, (await PageAsync("/?lang=en")).QuerySelector(".demo")?.TextContent);
    }

    [Fact]
    public async Task An_unknown_tenant_is_404_in_words()
    {
        var answer = await portal.Bootstrap().GetAsync("/?tenant=99999&lang=en");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such tenant here", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_the_page_names_is_there_and_the_settings_are_not()
    {
        var client = portal.CreateClient();
        var page = await PageAsync("/");
        var assets = page.QuerySelectorAll("link[href], script[src]").Select(a => a.GetAttribute("href") ?? a.GetAttribute("src")!)
            .Concat(["_framework/blazor.web.js", "js/clock.js", "js/feed.js", "js/freshness.js", "js/tiles.js", "js/duration.js", "js/renewal.js", "js/unattended.js", "js/television.js", "lib/idiomorph/idiomorph.esm.js"])
            .Concat(["tv-worker.js", "waiting.html", "css/waiting.css", "js/waiting.js", "css/pairing.css", "js/pairing.js", "css/screens.css", "js/screens.js"]);
        foreach (var asset in assets)
            Assert.Equal((asset, HttpStatusCode.OK), (asset, (await client.GetAsync($"/{asset}")).StatusCode));
        foreach (var secret in new[] { "/appsettings.json", "/package.json" })
            Assert.NotEqual(HttpStatusCode.OK, (await portal.CreateClient(new() { AllowAutoRedirect = false }).GetAsync(secret)).StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/css/tokens.css")]
    [InlineData("/nowhere")]
    [InlineData("/api/live/10000")]
    public async Task Every_answer_has_the_security_headers(string address)
    {
        var headers = (await (await portal.SignedIn(Role.Viewer)).GetAsync(address)).Headers;
        var policy = Assert.Single(headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'self'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.False(headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/health/ready")]
    public async Task An_error_shows_no_exception_and_keeps_the_headers(string address)
    {
        portal.Picture = () => throw new InvalidOperationException("an inner secret");
        var answer = await portal.Bootstrap().GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("InvalidOperation", text, StringComparison.Ordinal);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
    }

    [Fact]
    public async Task Health_says_what_each_link_is_about()
    {
        portal.Picture = () => Pictures.Busy.WithLink(Wallboard.Live.Freshness.Offline, Wallboard.Platform.Cti.LinkReason.SeatTakenElsewhere, "4500/1");
        Assert.Equal(HttpStatusCode.OK, (await portal.CreateClient().GetAsync("/health/live")).StatusCode);
        var ready = await portal.Bootstrap().GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal(
            """
            {"status":"ready","demo":false,"storage":{"provider":"sqlite","answers":true,"silentSeconds":null},"tenants":[{"tenant":"10000","name":"演示呼叫中心","link":{"state":"offline","reason":"seatTakenElsewhere","since":"2026-11-22T18:37:42.120+08:00","ageSeconds":5,"detail":"4500/1"},"reconciliation":null,"clock":null,"counts":null}]}
            """, await ready.Content.ReadAsStringAsync());
    }

    private async Task<IDocument> PageAsync(string address, string? wish = null, HttpClient? client = null)
    {
        client ??= await portal.SignedIn(Role.Viewer);
        if (wish is not null) client.DefaultRequestHeaders.Add("Accept-Language", wish);
        var answer = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
    }
}
