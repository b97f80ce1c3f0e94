using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Accounts.Profile;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Storage;

namespace Wallboard.Web.Tests.Accounts;

public sealed class SecondFactorTests(AccountsPortal portal) : IClassFixture<AccountsPortal>
{
    private const string Page = "/profile/two-factor";

    // RFC 6238, appendix B: the last six of its eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        const string key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        Assert.Equal(code, Totp.CodeOf(key, seconds / Totp.StepSeconds));
        var now = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Assert.Equal(seconds / 30, Totp.StepOf(key, $"{code[..3]} {code[3..]}", now));
        Assert.NotNull(Totp.StepOf(key, code, now.AddSeconds(30)));
        Assert.Null(Totp.StepOf(key, code, now.AddSeconds(90)));
    }

    [Fact]
    public async Task Turned_on_it_is_asked_for_at_the_next_sign_in()
    {
        var (browser, person) = await portal.SignedInAsync("factor", (AccountsPortal.Here, Role.Viewer));
        var (key, codes) = await TurnOnAsync(browser);
        Assert.Equal((10, 10), (codes.Count, codes.Distinct().Count()));
        Assert.DoesNotContain(codes[0], (await browser.GetAsync(Page)).Html);
        Assert.Contains("10 recovery codes", browser.Text);
        Assert.DoesNotContain(key, browser.Html);
        Assert.Equal("factor", Assert.Single(await portal.AuditAsync(AuditAction.TwoFactorChanged, "factor")).Subject);

        var other = await portal.Open().SignInAsync("factor", AccountsPortal.Password, "/sign-in?returnUrl=%2Fprofile");
        Assert.StartsWith("/sign-in/two-factor", other.Path);
        Assert.Single(await portal.SessionsAsync(person.Id));
        await other.SendAsync("[name=code]", ("code", "000000"));
        Assert.Contains("not right", other.Said);
        portal.Clock.Advance(TimeSpan.FromSeconds(30));
        await other.SendAsync("[name=code]", ("code", CodeNow(key)));
        Assert.Equal(("/profile", HttpStatusCode.OK), (other.Path, other.Status));
    }

    [Fact]
    public async Task A_code_works_once_even_within_its_half_minute()
    {
        var (browser, person) = await portal.SignedInAsync("replay", (AccountsPortal.Here, Role.Viewer));
        var (key, _) = await TurnOnAsync(browser);
        // The code that turned it on is used up as well.
        var other = await PasswordGivenAsync("replay");
        await other.SendAsync("[name=code]", ("code", CodeNow(key)));
        Assert.Contains("used already", other.Said);
        portal.Clock.Advance(TimeSpan.FromSeconds(30));
        var code = CodeNow(key);
        Assert.Equal("/", (await other.SendAsync("[name=code]", ("code", code))).Path);
        Assert.Contains("used already", (await (await PasswordGivenAsync("replay")).SendAsync("[name=code]", ("code", code))).Said);
        Assert.Equal(2, (await portal.SessionsAsync(person.Id)).Count);
    }

    [Fact]
    public async Task A_recovery_code_works_once_and_only_its_hash_is_kept()
    {
        var (browser, person) = await portal.SignedInAsync("recovers", (AccountsPortal.Here, Role.Viewer));
        var (_, codes) = await TurnOnAsync(browser);
        Assert.Equal("/", (await (await PasswordGivenAsync("recovers")).SendAsync("[name=code]", ("code", codes[3].ToLowerInvariant()))).Path);
        Assert.Contains("not right", (await (await PasswordGivenAsync("recovers")).SendAsync("[name=code]", ("code", codes[3]))).Said);
        Assert.Contains("9 recovery codes", (await browser.GetAsync(Page)).Text);
        var kept = await portal.ReadAsync(db => db.UserTokens.Where(t => t.UserId == person.Id).ToListAsync());
        Assert.DoesNotContain(kept, t => codes.Any(c => $"{t.Name} {t.Value}".Contains(c.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)));

        await browser.SendAsync("#renew-password", ("password", AccountsPortal.Password));
        var renewed = Codes(browser);
        Assert.Empty(renewed.Intersect(codes));
        var other = await PasswordGivenAsync("recovers");
        await other.SendAsync("[name=code]", ("code", codes[5]));
        Assert.StartsWith("/sign-in/two-factor", other.Path);
        await other.SendAsync("[name=code]", ("code", renewed[0]));
        Assert.Equal("/", other.Path);
    }

    [Fact]
    public async Task Nothing_of_it_changes_without_the_password()
    {
        var (browser, person) = await portal.SignedInAsync("careful", (AccountsPortal.Here, Role.Viewer));
        await browser.GetAsync(Page);
        var key = Key(browser);
        await browser.SendAsync("[name=code]", ("code", CodeNow(key)), ("password", "wrong"));
        Assert.Equal(key, Key(browser));
        Assert.False((await portal.FindAsync("careful"))!.TwoFactorEnabled);
        await browser.SendAsync("[name=code]", ("code", "123"), ("password", AccountsPortal.Password));
        Assert.False((await portal.FindAsync("careful"))!.TwoFactorEnabled);
        await TurnOnAsync(browser);
        await browser.GetAsync(Page);
        await browser.SendAsync("#renew-password", ("password", "wrong"));
        Assert.Empty(browser.Page.QuerySelectorAll("#once"));
        await browser.SendAsync("[name=proof]", ("proof", "wrong"));
        Assert.True((await portal.FindAsync("careful"))!.TwoFactorEnabled);
        await browser.SendAsync("[name=proof]", ("proof", AccountsPortal.Password));
        Assert.False((await portal.FindAsync("careful"))!.TwoFactorEnabled);
        Assert.Empty(await portal.ReadAsync(db => db.UserTokens.Where(t => t.UserId == person.Id).ToListAsync()));
        Assert.Equal("/", (await portal.Open().SignInAsync("careful", AccountsPortal.Password)).Path);
    }

    [Fact]
    public async Task Wrong_codes_lock_the_account_and_a_right_password_does_not_begin_the_count_anew()
    {
        var (browser, _) = await portal.SignedInAsync("guessed", (AccountsPortal.Here, Role.Viewer));
        var (key, _) = await TurnOnAsync(browser);
        for (var n = 0; n < 5; n++) await (await PasswordGivenAsync("guessed")).SendAsync("[name=code]", ("code", "000000"));
        Assert.NotNull((await portal.FindAsync("guessed"))!.LockoutEnd);
        portal.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Contains("This did not work", (await portal.Open().SignInAsync("guessed", AccountsPortal.Password)).Said);
        Assert.NotEmpty(key);
    }

    [Fact]
    public async Task A_password_alone_opens_nothing_and_not_for_long()
    {
        var (browser, _) = await portal.SignedInAsync("halfway", (AccountsPortal.Here, Role.Viewer));
        var (key, _) = await TurnOnAsync(browser);
        var other = await PasswordGivenAsync("halfway");
        Assert.StartsWith("/sign-in?", (await other.GetAsync("/profile")).Path);
        await other.GetAsync("/sign-in/two-factor");
        portal.Clock.Advance(TimeSpan.FromMinutes(6));
        await other.SendAsync("[name=code]", ("code", CodeNow(key)));
        Assert.Equal("/sign-in", other.Path);
        Assert.Equal("/sign-in", (await portal.Open().GetAsync("/sign-in/two-factor")).Path);
    }

    [Fact]
    public async Task Where_a_tenant_asks_for_it_people_are_led_to_it_and_told_why()
    {
        await using var strict = new AccountsPortal();
        var (early, _) = await strict.SignedInAsync("early", (AccountsPortal.Here, Role.Administrator));
        await strict.SignedInAsync("looks", (AccountsPortal.Here, Role.Viewer));
        await strict.ReadAsync(async db =>
        {
            db.Add(new TenantPreferences { TenantId = AccountsPortal.Here, RequireTwoFactor = true });
            return await db.SaveChangesAsync();
        });
        Assert.Equal(Page, (await early.GetAsync($"/t/{AccountsPortal.Here}/people")).Path);
        Assert.Contains("asks for a second factor", early.Said);
        Assert.Equal(Page, (await early.GetAsync("/")).Path);
        Assert.Equal("/", (await strict.Open().SignInAsync("looks", AccountsPortal.Password)).Path);
        await strict.PersonAsync("late", (AccountsPortal.Here, Role.Analyst));
        var late = await strict.Open().SignInAsync("late", AccountsPortal.Password);
        Assert.Equal(Page, late.Path);
        await TurnOnAsync(late, strict);
        Assert.Equal(("/", HttpStatusCode.OK), ((await late.GetAsync("/")).Path, late.Status));
        Assert.Equal(HttpStatusCode.Forbidden, (await late.GetAsync($"/t/{AccountsPortal.There}/people")).Status);
    }

    private async Task<Browser> PasswordGivenAsync(string name)
    {
        var browser = await portal.Open().SignInAsync(name, AccountsPortal.Password);
        Assert.StartsWith("/sign-in/two-factor", browser.Path);
        return browser;
    }

    private Task<(string Key, List<string> Codes)> TurnOnAsync(Browser browser) => TurnOnAsync(browser, portal);

    internal static async Task<(string Key, List<string> Codes)> TurnOnAsync(Browser browser, AccountsPortal portal)
    {
        Assert.Equal((HttpStatusCode.OK, Page), ((await browser.GetAsync(Page)).Status, browser.Path));
        var key = Key(browser);
        Assert.StartsWith("data:image/svg+xml;base64,", browser.Page.QuerySelector("img")!.GetAttribute("src"));
        await browser.SendAsync("[name=code]", ("code", Totp.CodeOf(key, Totp.StepAt(portal.Clock.GetUtcNow()))), ("password", AccountsPortal.Password));
        return (key, Codes(browser));
    }

    private static string Key(Browser browser) => ((IHtmlInputElement)browser.Page.QuerySelector("[name=key]")!).Value;

    private static List<string> Codes(Browser browser) => [.. browser.Page.QuerySelector("#once")!.TextContent.Split('\n')];

    private string CodeNow(string key) => Totp.CodeOf(key, Totp.StepAt(portal.Clock.GetUtcNow()));
}
