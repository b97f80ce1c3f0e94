using System.Net;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Accounts.SignIn;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Accounts;

public sealed class LinkTests(AccountsPortal portal) : IClassFixture<AccountsPortal>
{
    private const string People = $"/t/{AccountsPortal.Here}/people";

    [Fact]
    public async Task The_first_administrator_is_whoever_opens_the_printed_link()
    {
        await using var fresh = new AccountsPortal();
        var before = await fresh.SetupLinkAsync();
        var link = (await fresh.SetupLinkAsync())!;
        Assert.Equal(HttpStatusCode.Gone, (await fresh.Open().GetAsync(before!)).Status);
        var secret = link.Split('/')[^1];
        Assert.All(await fresh.ReadAsync(db => db.Links.ToListAsync()), l => Assert.NotEqual(secret, System.Text.Encoding.UTF8.GetString(l.SecretHash)));

        var browser = await fresh.Open().GetAsync(link);
        Assert.Contains("呼叫中心", browser.Text);
        await browser.SendAsync("[name=userName]", ("displayName", "李静"), ("userName", "li jing"), ("password", "short"), ("repeated", "short"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("Letters a–z", browser.Said);
        Assert.Contains("Too short", browser.Said);
        Assert.Equal("li jing", browser.Page.QuerySelector("[name=userName]")!.GetAttribute("value"));
        var late = await fresh.Open().GetAsync(link);
        await CreateAsync(browser, "李静", "lijing");
        Assert.Equal(("/", HttpStatusCode.OK), (browser.Path, browser.Status));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(People)).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/t/{AccountsPortal.There}/people")).Status);
        Assert.Equal([AccountsPortal.Here, AccountsPortal.There], (await fresh.AuditAsync(AuditAction.PersonJoined, "lijing")).Select(a => a.TenantId));

        await CreateAsync(late, "Second", "second");
        Assert.Equal(HttpStatusCode.Gone, late.Status);
        Assert.Contains("works no more", late.Text);
        Assert.Null(await fresh.FindAsync("second"));
        Assert.Null(await fresh.SetupLinkAsync());
    }

    [Fact]
    public async Task Of_two_who_use_a_link_at_once_only_one_gets_in()
    {
        await using var fresh = new AccountsPortal();
        var link = (await fresh.SetupLinkAsync())!;
        var browsers = await Task.WhenAll(fresh.Open().GetAsync(link), fresh.Open().GetAsync(link), fresh.Open().GetAsync(link));
        await Task.WhenAll(browsers.Select((b, n) => CreateAsync(b, $"Nr {n}", $"nr-{n}")));
        Assert.Single(browsers, b => b.Path == "/");
        Assert.Single(await fresh.ReadAsync(db => db.Users.ToListAsync()));
    }

    [Fact]
    public async Task Somebody_signed_in_may_take_a_tenant_without_an_administrator()
    {
        await using var fresh = new AccountsPortal();
        var (browser, person) = await fresh.SignedInAsync("has-one", (AccountsPortal.Here, Role.Administrator), (AccountsPortal.There, Role.Viewer));
        var link = (await fresh.SetupLinkAsync())!;
        await browser.GetAsync(link);
        Assert.EndsWith("administrator of: 演示呼叫中心", browser.Page.QuerySelector("main p")!.TextContent);
        await browser.SendAsync("[name=_handler][value=own]");
        Assert.Equal("/", browser.Path);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/t/{AccountsPortal.There}/people")).Status);
        Assert.All(await fresh.ReadAsync(db => db.Memberships.Where(m => m.PersonId == person.Id).ToListAsync()), m => Assert.Equal(Role.Administrator, m.Role));
    }

    [Fact]
    public async Task Wrong_used_and_expired_links_say_so_and_guessing_has_to_wait()
    {
        await using var fresh = new AccountsPortal();
        var link = (await fresh.SetupLinkAsync())!;
        var browser = await fresh.Open().GetAsync("/setup/nonsense");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        Assert.Contains("does not exist", browser.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(link.Replace("/setup/", "/invite/", StringComparison.Ordinal))).Status);
        Assert.Equal(TimeSpan.FromHours(24), await RunOutAsync(fresh));
        Assert.Equal(HttpStatusCode.Gone, (await browser.GetAsync(link)).Status);
        Assert.Contains("a restart of the portal prints a new one", browser.Text);
        var guesser = fresh.Open("198.51.100.7");
        for (var n = 0; n < Attempts.PerAddress; n++) await guesser.GetAsync($"/reset/{n}");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await guesser.GetAsync("/invite/another")).Status);
        Assert.NotNull(guesser.Answer.Headers.RetryAfter);
        Assert.Contains("Too many tries", guesser.Text);
    }

    [Fact]
    public async Task An_invitation_makes_an_account_with_its_role_and_limits()
    {
        var (boss, _) = await portal.SignedInAsync("boss", (AccountsPortal.Here, Role.Administrator));
        var link = await InviteAsync(
            boss, "new-one", ("role", "Supervisor"), ("queues.which", "some"), ("queues", "10000_8000"), ("queues", "10000_8001"), ("queues", "20000_1"));
        Assert.DoesNotContain(link, (await boss.GetAsync(People)).Html);
        Assert.Contains("new-one", boss.Text);
        Assert.Contains("2 queues, all agents", boss.Text);

        var browser = await portal.Open().GetAsync(link);
        await browser.SendAsync("[name=repeated]", ("displayName", "新同事"), ("password", "my-new-one-password"), ("repeated", "my-new-one-password"));
        Assert.Contains("must not contain the sign-in name", browser.Said);
        await browser.SendAsync("[name=repeated]", ("password", "wallboard-demo"), ("repeated", "wallboard-demo"));
        Assert.Contains("Many people use this password", browser.Said);
        await browser.SendAsync("[name=repeated]", ("password", AccountsPortal.Password), ("repeated", AccountsPortal.Password + "!"));
        Assert.Contains("not the same", browser.Said);
        await browser.SendAsync("[name=repeated]", ("displayName", "新同事"), ("password", AccountsPortal.Password), ("repeated", AccountsPortal.Password));
        Assert.Equal(("/", HttpStatusCode.OK), (browser.Path, browser.Status));
        var person = (await portal.FindAsync("new-one"))!;
        Assert.Equal("新同事", person.DisplayName);
        var membership = Assert.Single(await portal.ReadAsync(db => db.Memberships.Where(m => m.PersonId == person.Id).ToListAsync()));
        Assert.Equal((AccountsPortal.Here, Role.Supervisor, null), (membership.TenantId, membership.Role, membership.Agents));
        Assert.Equal(["10000_8000", "10000_8001"], membership.Queues!);
        Assert.Equal(HttpStatusCode.Gone, (await portal.Open().GetAsync(link)).Status);
        Assert.Contains("\"role\":\"Supervisor\"", Assert.Single(await portal.AuditAsync(AuditAction.PersonJoined, "new-one")).After);
        Assert.Equal("boss 女士", Assert.Single(await portal.AuditAsync(AuditAction.PersonInvited, "new-one")).ActorName);
    }

    [Fact]
    public async Task Whether_somebody_has_an_account_elsewhere_is_not_told()
    {
        var (boss, _) = await portal.SignedInAsync("boss-2", (AccountsPortal.Here, Role.Administrator));
        var (elsewhere, person) = await portal.SignedInAsync("elsewher", (AccountsPortal.There, Role.Analyst));
        var links = new[] { await InviteAsync(boss, "elsewher"), await InviteAsync(boss, "nobody-1") };
        var seen = new List<string>();
        foreach (var (link, name) in links.Zip(["elsewher", "nobody-1"]))
            seen.Add((await portal.Open().GetAsync(link)).Text.Replace(name, "NAME", StringComparison.Ordinal));
        Assert.Single(seen.Distinct());

        // Without their password nobody joins for them.
        var stranger = await portal.Open().GetAsync(links[0]);
        await stranger.SendAsync("[name=repeated]", ("password", AccountsPortal.Password), ("repeated", AccountsPortal.Password));
        Assert.Contains("No account can be made", stranger.Said);
        await boss.GetAsync(links[0]);
        Assert.Contains("for somebody else", boss.Said);
        Assert.Empty(boss.Page.QuerySelectorAll("[name=_handler][value=join]"));

        var known = await portal.Open().GetAsync(links[0]);
        var signIn = known.Page.QuerySelector("a.button")!.GetAttribute("href")!;
        await known.SignInAsync("elsewher", AccountsPortal.Password, signIn);
        Assert.Equal(links[0], known.Path);
        await known.SendAsync("[name=_handler][value=join]");
        Assert.Equal(2, await portal.ReadAsync(db => db.Memberships.CountAsync(m => m.PersonId == person.Id)));
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync($"/?tenant={AccountsPortal.Here}")).Status);
    }

    [Fact]
    public async Task An_invitation_can_be_withdrawn_runs_out_and_is_replaced_by_another()
    {
        var (boss, _) = await portal.SignedInAsync("boss-3", (AccountsPortal.Here, Role.Administrator));
        var first = await InviteAsync(boss, "invited");
        var second = await InviteAsync(boss, "Invited");
        Assert.Equal(HttpStatusCode.Gone, (await portal.Open().GetAsync(first)).Status);
        var id = await portal.ReadAsync(db => db.Links.Where(l => l.UserName == "Invited" && l.EndedAt == null).Select(l => l.Id).SingleAsync());
        var (stranger, _) = await portal.SignedInAsync("stranger", (AccountsPortal.There, Role.Administrator));
        await stranger.GetAsync($"/t/{AccountsPortal.There}/people");
        var token = stranger.Page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await stranger.PostAsync($"/t/{AccountsPortal.There}/invitations/{id}/withdraw", [new("__RequestVerificationToken", token)]);
        Assert.Equal(HttpStatusCode.OK, (await portal.Open().GetAsync(second)).Status);
        await boss.GetAsync(People);
        await boss.SendAsync($"[action$='/{id}/withdraw']");
        Assert.Contains("withdrawn", boss.Said);
        Assert.Equal(HttpStatusCode.Gone, (await portal.Open().GetAsync(second)).Status);
        Assert.Equal("boss-3 女士", Assert.Single(await portal.AuditAsync(AuditAction.LinkWithdrawn, "Invited")).ActorName);
        var third = await InviteAsync(boss, "invited");
        Assert.Equal(TimeSpan.FromDays(7), await RunOutAsync(portal, "invited"));
        Assert.Equal(HttpStatusCode.Gone, (await portal.Open().GetAsync(third)).Status);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "hostile-1", true)]
    [InlineData("=HYPERLINK(\"http://evil\")", "hostile-2", true)]
    [InlineData("abc\u202ecba", "hostile-3", false)]
    [InlineData("abc", "<b>hostile</b>", false)]
    [InlineData("abc", "hostile\u202e4", false)]
    [InlineData("   ", "hostile-5", false)]
    public async Task Hostile_names_are_refused_or_shown_as_they_are(string displayName, string userName, bool taken)
    {
        var name = $"boss-{Guid.NewGuid():N}"[..12];
        var (boss, _) = await portal.SignedInAsync(name, (AccountsPortal.Here, Role.Administrator));
        await boss.GetAsync(People);
        await boss.SendAsync("[name=userName]", ("displayName", displayName), ("userName", userName));
        Assert.Equal(HttpStatusCode.OK, boss.Status);
        Assert.Equal(taken, boss.Page.QuerySelector("#once") is not null);
        Assert.DoesNotContain("<script>alert", boss.Html);
        Assert.DoesNotContain("<b>hostile", boss.Html);
        if (taken) Assert.Contains(displayName, boss.Text);
    }

    [Fact]
    public async Task Ten_thousand_characters_are_refused()
    {
        var (boss, _) = await portal.SignedInAsync("boss-long", (AccountsPortal.Here, Role.Administrator));
        await boss.GetAsync(People);
        await boss.SendAsync("[name=userName]", ("displayName", new('x', 10_000)), ("userName", new('y', 10_000)));
        Assert.Null(boss.Page.QuerySelector("#once"));
        Assert.Equal(2, boss.Page.QuerySelectorAll("[aria-invalid=true]").Length);
    }

    /// <summary>The link's time is over. (A clock that went on for days would let everything that looks every two seconds look.)</summary>
    /// <returns>How long it was good for.</returns>
    private static Task<TimeSpan> RunOutAsync(AccountsPortal portal, string? name = null) => portal.ReadAsync(async db =>
    {
        var link = await db.Links.SingleAsync(l => l.EndedAt == null && l.UserName == name);
        var lasts = link.ExpiresAt - link.CreatedAt;
        link.ExpiresAt = portal.Clock.GetUtcNow();
        await db.SaveChangesAsync();
        return lasts;
    });

    private static Task<Browser> CreateAsync(Browser browser, string displayName, string userName) => browser.SendAsync(
        "[name=userName]", ("displayName", displayName), ("userName", userName), ("password", AccountsPortal.Password), ("repeated", AccountsPortal.Password));

    private static async Task<string> InviteAsync(Browser browser, string name, params (string, string?)[] typed)
    {
        await browser.GetAsync(People);
        await browser.SendAsync("[name=userName]", [("displayName", "新同事"), ("userName", name), .. typed]);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        return new Uri(browser.Page.QuerySelector("#once")!.TextContent).AbsolutePath;
    }
}
