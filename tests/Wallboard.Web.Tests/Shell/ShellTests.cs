using System.Net;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Shell;

public sealed class ShellTests : IDisposable
{
    private readonly PortalFactory portal = new() { OtherTenants = { "20000" } };

    public void Dispose() => portal.Dispose();

    [Theory]
    [InlineData(Role.Viewer, "")]
    [InlineData(Role.Analyst, "reports files schedules records/calls reconciliation departments")]
    [InlineData(Role.Supervisor, "reports files schedules records/calls reconciliation screens departments")]
    [InlineData(Role.Administrator, "reports files schedules records/calls reconciliation screens departments people tokens settings audit")]
    public async Task Each_role_is_shown_just_the_pages_that_it_may_open(object role, string paths)
    {
        var page = await (await portal.SignedIn((Role)role)).Page("/help");
        string[] expected = ["/?tenant=10000", .. paths.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => $"/t/10000/{p}")];
        Assert.All(page.QuerySelectorAll("nav:has([data-letter=b])"), nav => Assert.Equal(expected, nav.QuerySelectorAll("a").Select(a => a.GetAttribute("href"))));
    }

    [Fact]
    public async Task The_page_that_is_open_is_marked_and_everything_around_it_has_a_name()
    {
        var page = await (await portal.SignedIn(Role.Administrator)).Page("/t/10000/departments?lang=en");
        Assert.All(page.QuerySelectorAll("nav:has([data-letter=b])"), nav => Assert.Equal("Departments", Assert.Single(nav.QuerySelectorAll("[aria-current=page]")).Words()));
        Assert.All(page.QuerySelectorAll("nav"), nav => Assert.False(string.IsNullOrEmpty(nav.GetAttribute("aria-label"))));
        Assert.Equal(page.QuerySelector("main")!.Id, page.QuerySelector("a.skip")!.GetAttribute("href")!.Split('#')[1]);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Empty(page.QuerySelectorAll("style, [style], [onclick], script:not([src])"));
        Assert.Equal("POST", page.Form("/sign-out").GetAttribute("method")!.ToUpperInvariant());
    }

    [Fact]
    public async Task Another_tenant_keeps_the_page_where_the_person_may_open_it_there()
    {
        var (client, person, _) = await portal.SignIn(Role.Supervisor);
        await using (var db = portal.Storage())
        {
            db.Add(new Membership { PersonId = person.Id, TenantId = "20000", Role = Role.Analyst });
            await db.SaveChangesAsync();
        }
        Assert.Equal(["/t/10000/departments", "/t/20000/departments"], await Switch("/t/10000/departments"));
        Assert.Equal(["/help?tenant=10000", "/help?tenant=20000"], await Switch("/help"));
        Assert.Equal("/t/20000/departments", (await client.Page("/help?tenant=20000")).QuerySelector(".pages [data-letter=d]")!.GetAttribute("href"));

        async Task<IEnumerable<string?>> Switch(string address) =>
            (await client.Page(address)).QuerySelectorAll("nav.sheet a:not([data-letter])").Select(a => a.GetAttribute("href"));
    }

    [Fact]
    public async Task Whoever_sees_a_part_of_the_tenant_is_told_so_on_every_page()
    {
        var page = await (await portal.SignedIn(Role.Analyst, agents: ["10000_1000"])).Page("/t/10000/departments?lang=en");
        Assert.Contains("part of this tenant", page.QuerySelector("main > .notice").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_keeps_language_and_theme_wherever_they_sign_in()
    {
        var (client, person, session) = await portal.SignIn(Role.Viewer);
        var page = await client.Page("/help");
        Assert.Equal(("zh-CN", "dark"), Looks(page));

        var answer = await client.Send(page.Form("/preferences"), ("language", "en"), ("returnUrl", "/help?lang=zh-CN&tenant=10000"));
        Assert.Equal("/help?tenant=10000", answer.Headers.Location?.ToString());
        await client.Send(page.Form("/preferences"), ("theme", "light"));

        var elsewhere = portal.CreateClient(new() { HandleCookies = false });
        elsewhere.DefaultRequestHeaders.Add("Cookie", portal.Cookie(session));
        Assert.Equal(("en", "light"), Looks(await elsewhere.Page("/help")));
        Assert.Equal(("zh-CN", "dark"), Looks(await elsewhere.Page("/help?lang=zh-CN&theme=dark")));
        await using var db = portal.Storage();
        Assert.Equal(("en", "light"), ((await db.Users.FindAsync(person.Id))!.Language, (await db.Users.FindAsync(person.Id))!.Theme));
    }

    [Fact]
    public async Task A_browser_in_which_nobody_has_signed_in_keeps_them_in_a_cookie()
    {
        var client = portal.CreateClient();
        var form = (await client.Open("/error")).Page.Form("/preferences");
        await client.Send(form, ("language", "en"), ("theme", "light"));
        Assert.Equal(("en", "light"), Looks((await client.Open("/error")).Page));
        await client.Send(form, ("language", "tlh"), ("theme", "pink"));
        Assert.Equal(("en", "light"), Looks((await client.Open("/error")).Page));
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\telsewhere")]
    [InlineData("")]
    public async Task The_switch_leads_nowhere_but_into_the_portal(string address)
    {
        var client = portal.CreateClient(new() { AllowAutoRedirect = false });
        var answer = await client.Send((await client.Open("/error")).Page.Form("/preferences"), ("theme", "light"), ("returnUrl", address));
        Assert.Equal((HttpStatusCode.Redirect, "/"), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task The_switch_can_only_be_set_from_our_own_pages()
    {
        var (client, person, _) = await portal.SignIn(Role.Viewer);
        using var forged = new FormUrlEncodedContent([new("language", "en")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/preferences", forged)).StatusCode);
        await using var db = portal.Storage();
        Assert.Null((await db.Users.FindAsync(person.Id))!.Language);
    }

    private static (string?, string?) Looks(AngleSharp.Dom.IDocument page) =>
        (page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("data-theme"));
}
