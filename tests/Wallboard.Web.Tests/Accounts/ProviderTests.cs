using System.Net;
using Microsoft.EntityFrameworkCore;
using Wallboard.Web.Features.Accounts.Profile;
using Wallboard.Web.Features.Shell;
using Wallboard.Web.Hosting.Access;
using Wallboard.Web.Tests.Storage;

namespace Wallboard.Web.Tests.Accounts;

/// <summary>What the storage has to decide when two come at once, and pages that wait for it: on either provider.</summary>
public sealed class ProviderTests(ProviderTests.Portals portals) : IClassFixture<ProviderTests.Portals>
{
    public static TheoryData<string> Providers => StorageLab.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Every_page_opens(string provider)
    {
        var (browser, person) = await portals.Of(provider).SignedInAsync("opens", (AccountsPortal.Here, Role.Administrator));
        var pages = Navigation.Items.Select(i => $"/t/{AccountsPortal.Here}/{i.Path}")
            .Concat(["/", "/profile", "/profile/two-factor", "/help", $"/t/{AccountsPortal.Here}/people/{person.Id}"])
            .Concat([$"/t/{AccountsPortal.Here}/destinations", $"/t/{AccountsPortal.Here}/destinations/new"]);
        foreach (var page in pages) Assert.Equal((page, HttpStatusCode.OK), ((await browser.GetAsync(page)).Path, browser.Status));
        foreach (var page in (string[])["files", "destinations"]) Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/t/{AccountsPortal.Here}/{page}/{Guid.NewGuid()}")).Status);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Wrong_passwords_are_counted_each(string provider)
    {
        var portal = portals.Of(provider);
        await portal.PersonAsync("at-once", (AccountsPortal.Here, Role.Viewer));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => portal.Open().SignInAsync("at-once", "wrong")));
        Assert.NotNull((await portal.FindAsync("at-once"))!.LockoutEnd);
        Assert.Contains("This did not work", (await portal.Open().SignInAsync("at-once", AccountsPortal.Password)).Said);
        portal.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("/", (await portal.Open().SignInAsync("at-once", AccountsPortal.Password)).Path);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Of_two_administrators_who_demote_each_other_one_is_left(string provider)
    {
        var portal = portals.Of(provider);
        var (first, one) = await portal.SignedInAsync("first", (AccountsPortal.There, Role.Administrator));
        var (second, two) = await portal.SignedInAsync("second", (AccountsPortal.There, Role.Administrator));
        const string people = $"/t/{AccountsPortal.There}/people";
        await Task.WhenAll(first.GetAsync($"{people}/{two.Id}"), second.GetAsync($"{people}/{one.Id}"));
        await Task.WhenAll(first.SendAsync("[name=role]", ("role", "Viewer")), second.SendAsync("[name=role]", ("role", "Viewer")));
        Assert.Equal(1, await portal.ReadAsync(db => db.Memberships.CountAsync(m => m.TenantId == AccountsPortal.There && m.Role == Role.Administrator)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_link_works_for_one(string provider)
    {
        var portal = portals.Of(provider);
        var (boss, _) = await portal.SignedInAsync("link-boss", (AccountsPortal.Here, Role.Administrator));
        var person = await portal.PersonAsync("link-one", (AccountsPortal.Here, Role.Viewer));
        await boss.GetAsync($"/t/{AccountsPortal.Here}/people/{person.Id}");
        await boss.SendAsync("[name=_handler][value=reset]");
        var link = new Uri(boss.Page.QuerySelector("#once")!.TextContent).AbsolutePath;
        var browsers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => portal.Open().GetAsync(link)));
        await Task.WhenAll(browsers.Select((b, n) => b.SendAsync("[name=repeated]", ("password", $"sentence number {n}"), ("repeated", $"sentence number {n}"))));
        var quickest = Assert.Single(browsers, b => b.Path == "/sign-in?said=password");
        Assert.Equal("/", (await portal.Open().SignInAsync("link-one", $"sentence number {Array.IndexOf(browsers, quickest)}")).Path);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_code_lets_one_in(string provider)
    {
        var portal = portals.Of(provider);
        var (browser, person) = await portal.SignedInAsync("code-one", (AccountsPortal.Here, Role.Viewer));
        var (key, recovery) = await SecondFactorTests.TurnOnAsync(browser, portal);
        portal.Clock.Advance(TimeSpan.FromSeconds(30));
        foreach (var code in (string[])[Totp.CodeOf(key, Totp.StepAt(portal.Clock.GetUtcNow())), recovery[0]])
        {
            var before = (await portal.SessionsAsync(person.Id)).Count;
            var browsers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => portal.Open().SignInAsync("code-one", AccountsPortal.Password)));
            await Task.WhenAll(browsers.Select(b => b.SendAsync("[name=code]", ("code", code))));
            Assert.Single(browsers, b => b.Path == "/");
            Assert.Equal(before + 1, (await portal.SessionsAsync(person.Id)).Count);
        }
    }

    /// <summary>One portal for each provider.</summary>
    public sealed class Portals : IAsyncDisposable
    {
        private readonly Dictionary<string, AccountsPortal> made = [];

        public AccountsPortal Of(string provider)
        {
            if (!made.TryGetValue(provider, out var portal)) made[provider] = portal = new(provider);
            return portal;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var portal in made.Values) await portal.DisposeAsync();
        }
    }
}
