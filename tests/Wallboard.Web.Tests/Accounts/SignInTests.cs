using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Accounts.SignIn;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Accounts;

public sealed partial class SignInTests(AccountsPortal portal) : IClassFixture<AccountsPortal>
{
    [Fact]
    public async Task The_right_password_opens_the_board_and_begins_a_session()
    {
        var person = await portal.PersonAsync("guomin", (AccountsPortal.Here, Role.Viewer));
        var browser = portal.Open("203.0.113.9");
        await browser.GetAsync("/");
        Assert.Equal("/sign-in?returnUrl=%2F", browser.Path);
        await browser.SignInAsync("guomin", AccountsPortal.Password, browser.Path);
        Assert.Equal(("/", HttpStatusCode.OK), (browser.Path, browser.Status));
        var session = Assert.Single(await portal.SessionsAsync(person.Id));
        Assert.Equal(("203.0.113.9", "Chrome · Windows", portal.Clock.GetUtcNow()), (session.Address, session.Browser, session.CreatedAt));
        var entry = Assert.Single(await portal.AuditAsync(AuditAction.SignedIn, "guomin"));
        Assert.Equal(("Person", person.Id, "guomin 女士", "203.0.113.9", false), (entry.ActorKind, entry.ActorId, entry.ActorName, entry.Address, entry.Refused));
        await browser.GetAsync("/sign-in");
        Assert.Equal("/", browser.Path);
    }

    [Fact]
    public async Task Only_whoever_wants_to_stay_gets_a_cookie_that_outlives_the_browser()
    {
        await portal.PersonAsync("stays", (AccountsPortal.Here, Role.Viewer));
        Assert.DoesNotContain("expires=", await CookieAsync(stay: false));
        Assert.Contains("expires=", await CookieAsync(stay: true));

        async Task<string> CookieAsync(bool stay)
        {
            var browser = await portal.Open().GetAsync("/sign-in");
            var token = browser.Page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            var answer = await browser.Client.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["__RequestVerificationToken"] = token, ["_handler"] = "sign-in", ["name"] = "stays", ["password"] = AccountsPortal.Password, ["stay"] = stay ? "true" : "",
            }));
            return answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith(Schemes.PersonCookie, StringComparison.Ordinal)).ToLowerInvariant();
        }
    }

    [Fact]
    public async Task Nobody_learns_whether_a_name_is_known_or_an_account_locked_or_disabled()
    {
        await portal.PersonAsync("known-1", (AccountsPortal.Here, Role.Viewer));
        await portal.PersonAsync("lockd-1", (AccountsPortal.Here, Role.Viewer));
        await portal.PersonAsync("disab-1", (AccountsPortal.Here, Role.Viewer));
        await portal.ReadAsync(async db =>
        {
            (await db.Users.SingleAsync(p => p.UserName == "lockd-1")).LockoutEnd = portal.Clock.GetUtcNow().AddMinutes(5);
            (await db.Users.SingleAsync(p => p.UserName == "disab-1")).DisabledAt = portal.Clock.GetUtcNow();
            return await db.SaveChangesAsync();
        });
        var answers = new List<string>();
        foreach (var name in (string[])["known-1", "nobody1", "lockd-1", "disab-1"])
            foreach (var password in (string[])["wrong", AccountsPortal.Password])
            {
                if (name == "known-1" && password != "wrong") continue;
                var browser = await portal.Open().SignInAsync(name, password);
                var html = TokenValue().Replace(browser.Html.Split("</html>")[0], "").Replace(name, "NAME", StringComparison.Ordinal);
                answers.Add($"{browser.Status} {browser.Path} {html}");
            }
        Assert.Single(answers.Distinct());
        Assert.Contains("This did not work", answers[0]);
        Assert.Single(await portal.AuditAsync(AuditAction.SignInFailed, "known-1"));
        Assert.NotEmpty(await portal.AuditAsync(AuditAction.SignInFailed, "unknown name"));
        Assert.Empty(await portal.ReadAsync(db => db.Audit.Where(a => a.Subject == "nobody1").ToListAsync()));
    }

    [Theory]
    [InlineData("work-known", "wrong")]
    [InlineData("work-nobody", "wrong")]
    [InlineData("work-locked", AccountsPortal.Password)]
    [InlineData("work-disabled", AccountsPortal.Password)]
    public async Task Each_of_them_costs_one_hash(string name, string password)
    {
        if (name != "work-nobody") await portal.PersonAsync(name, (AccountsPortal.Here, Role.Viewer));
        var (now, later) = (portal.Clock.GetUtcNow(), portal.Clock.GetUtcNow().AddHours(1));
        await portal.ReadAsync(db => db.Users.Where(p => p.UserName == "work-locked").ExecuteUpdateAsync(p => p.SetProperty(x => x.LockoutEnd, later)));
        await portal.ReadAsync(db => db.Users.Where(p => p.UserName == "work-disabled").ExecuteUpdateAsync(p => p.SetProperty(x => x.DisabledAt, now)));
        var before = portal.HashesChecked;
        Assert.Contains("This did not work", (await portal.Open().SignInAsync(name, password)).Said);
        Assert.Equal(before + 1, portal.HashesChecked);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_for_a_quarter_of_an_hour()
    {
        await portal.PersonAsync("locked", (AccountsPortal.Here, Role.Viewer));
        for (var n = 0; n < 4; n++) await portal.Open().SignInAsync("locked", "wrong");
        await portal.Open().SignInAsync("LOCKED", AccountsPortal.Password);
        Assert.Equal(0, (await portal.FindAsync("locked"))!.AccessFailedCount);
        for (var n = 0; n < 5; n++) await portal.Open().SignInAsync("locked", "wrong");
        var browser = await portal.Open().SignInAsync("locked", AccountsPortal.Password);
        Assert.Contains("locked for 15 minutes", browser.Said);
        portal.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("/", (await portal.Open().SignInAsync("locked", AccountsPortal.Password)).Path);
    }

    [Fact]
    public async Task One_address_that_tries_many_names_has_to_wait()
    {
        await portal.PersonAsync("sprayed", (AccountsPortal.Here, Role.Viewer));
        for (var n = 0; n < Attempts.PerAddress; n++)
            Assert.Equal(HttpStatusCode.OK, (await portal.Open("198.51.100.1").SignInAsync($"name-{n}", "Spring-2026!!")).Status);
        var browser = await portal.Open("198.51.100.1").SignInAsync("sprayed", AccountsPortal.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, browser.Status);
        Assert.Equal(TimeSpan.FromSeconds(10), browser.Answer.Headers.RetryAfter!.Delta);
        Assert.Contains("Too many tries", browser.Said);
        Assert.Equal("/", (await portal.Open().SignInAsync("sprayed", AccountsPortal.Password)).Path);
        portal.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("/", (await portal.Open("198.51.100.1").SignInAsync("sprayed", AccountsPortal.Password)).Path);
    }

    [Theory]
    [InlineData("no-such-name")]
    [InlineData("from-everywhere")]
    public async Task Many_addresses_that_try_one_name_have_to_wait_whether_it_is_known_or_not(string name)
    {
        if (name == "from-everywhere") await portal.PersonAsync(name, (AccountsPortal.Here, Role.Viewer));
        for (var n = 0; n < Attempts.PerName; n++) Assert.Equal(HttpStatusCode.OK, (await portal.Open().SignInAsync(name, "wrong")).Status);
        var browser = await portal.Open().SignInAsync(name.ToUpperInvariant(), AccountsPortal.Password);
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromMinutes(1)), (browser.Status, browser.Answer.Headers.RetryAfter!.Delta));
    }

    [Fact]
    public async Task An_office_that_signs_in_at_nine_is_no_attack()
    {
        await portal.PersonAsync("office", (AccountsPortal.Here, Role.Viewer));
        for (var n = 0; n < Attempts.PerAddress + 5; n++)
            Assert.Equal("/", (await portal.Open("198.51.100.2").SignInAsync("office", AccountsPortal.Password)).Path);
    }

    [Theory]
    [InlineData("/t/10000/people?page=2", "/t/10000/people?page=2")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("\\\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("https:evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("\n//evil.example", "/")]
    [InlineData(" //evil.example", "/")]
    [InlineData("evil.example", "/")]
    public async Task It_leads_back_to_pages_of_the_portal_only(string returnUrl, string path)
    {
        if (await portal.FindAsync("returns") is null) await portal.PersonAsync("returns", (AccountsPortal.Here, Role.Administrator));
        var browser = await portal.Open().SignInAsync("returns", AccountsPortal.Password, $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        Assert.Equal((path, HttpStatusCode.OK), (browser.Path, browser.Status));
    }

    [Fact]
    public async Task An_encoded_address_stays_a_path_of_the_portal()
    {
        await portal.PersonAsync("encoded", (AccountsPortal.Here, Role.Viewer));
        var browser = await portal.Open().SignInAsync("encoded", AccountsPortal.Password, $"/sign-in?returnUrl={Uri.EscapeDataString("/%2F%2Fevil.example")}");
        Assert.Equal("/%2F%2Fevil.example", browser.Path);
    }

    [Fact]
    public async Task Each_sign_in_has_a_session_of_its_own_and_ends_the_one_that_it_replaces()
    {
        var person = await portal.PersonAsync("again", (AccountsPortal.Here, Role.Viewer));
        var browser = await portal.Open().GetAsync("/sign-in");
        var form = browser.Page;
        await browser.SignInAsync("again", AccountsPortal.Password);
        var first = Assert.Single(await portal.SessionsAsync(person.Id));
        await browser.GetAsync("/profile");
        // A page that was open from before: its form is not this session's, and changes nothing.
        var token = form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await browser.PostAsync("/sign-out", [new("__RequestVerificationToken", token)]);
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Equal(first.Id, Assert.Single(await portal.SessionsAsync(person.Id)).Id);
        await portal.Open().SignInAsync("again", AccountsPortal.Password);
        Assert.Equal(2, (await portal.SessionsAsync(person.Id)).Select(s => s.Id).Distinct().Count());
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_its_cookie_is_worth_nothing_afterwards()
    {
        var (browser, person) = await portal.SignedInAsync("leaves", (AccountsPortal.Here, Role.Viewer));
        await browser.GetAsync("/profile");
        await browser.SendAsync("[action='/sign-out']");
        Assert.Equal("/sign-in?said=signed-out", browser.Path);
        Assert.Empty(await portal.SessionsAsync(person.Id));
        Assert.Equal("leaves 女士", Assert.Single(await portal.AuditAsync(AuditAction.SignedOut), a => a.ActorId == person.Id).ActorName);
        var old = Assert.Single(await portal.SessionsAsync(person.Id, open: false));
        var thief = portal.Open();
        thief.Client.DefaultRequestHeaders.Add("Cookie", portal.Factory.Cookie(old));
        Assert.StartsWith("/sign-in", (await thief.GetAsync("/profile")).Path);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\u202egnp.exe")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("' or 1=1 --")]
    [InlineData("")]
    public async Task Hostile_names_are_just_wrong(string name)
    {
        var browser = await portal.Open().SignInAsync(name, "whatever");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("This did not work", browser.Said);
        Assert.DoesNotContain("<script>alert", browser.Html);
    }

    [Fact]
    public async Task Ten_thousand_characters_are_just_wrong() =>
        Assert.Contains("This did not work", (await portal.Open().SignInAsync(new('x', 10_000), new('y', 10_000))).Said);

    [GeneratedRegex("(?<=__RequestVerificationToken\" value=\")[^\"]+|(?<=value=\")[^\"]+(?=\" name=\"__RequestVerificationToken)")]
    private static partial Regex TokenValue();
}
