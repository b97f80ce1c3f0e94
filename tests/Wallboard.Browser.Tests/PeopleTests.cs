using Microsoft.Playwright;
using Wallboard.Simulator;
using Wallboard.Testing;
using Wallboard.Web.Features.Accounts.Profile;

namespace Wallboard.Browser.Tests;

/// <summary>People with accounts, each in a browser of their own.</summary>
public sealed class PeopleTests(Chromium chromium, PeopleTests.Centre centre) : IClassFixture<Chromium>, IClassFixture<PeopleTests.Centre>
{
    private static readonly TimeSpan soon = TimeSpan.FromSeconds(15);

    private Uri Portal => centre.Portal.Address;

    [Fact]
    public async Task Who_is_invited_sets_a_password_signs_in_and_sees_what_their_role_may()
    {
        var administrator = await chromium.Open(centre.Portal, "profile", width: 1280, height: 720);
        var link = await AccountPages.Invite(administrator, Portal, "li.lei", "Viewer");
        await administrator.GotoAsync(new Uri(Portal, "t/10000/people").ToString());
        Assert.Equal(0, await administrator.Locator("#once").CountAsync());
        Assert.Equal(1, await administrator.Locator("tr", new() { HasText = "li.lei" }).CountAsync());

        var viewer = await AccountPages.Join(chromium, link);
        await AccountPages.SignOut(viewer, Portal);
        await AccountPages.SignIn(viewer, Portal, "li.lei");
        await viewer.WaitForSelectorAsync("#screen[data-link=fresh]");

        string[] links = ["/t/10000/people", "/t/10000/settings", "/t/10000/audit", "/t/10000/tokens"];
        foreach (var address in links)
        {
            Assert.True(await administrator.Locator($"a[href='{address}']").CountAsync() > 0, $"an administrator has {address}");
            Assert.Equal((address, 0), (address, await viewer.Locator($"a[href='{address}']").CountAsync()));
        }
        Assert.Equal(403, (await viewer.GotoAsync(new Uri(Portal, "t/10000/people").ToString()))!.Status);
        Assert.Equal("You may not do this here", await viewer.InnerTextAsync("[data-error='403'] h1"));
        Assert.DoesNotContain("li.lei", await viewer.InnerTextAsync("main"), StringComparison.Ordinal);

        Assert.Equal(410, (await viewer.GotoAsync(link.ToString()))!.Status);
        Assert.Equal("This link works no more", await viewer.InnerTextAsync("h1"));
    }

    [Fact]
    public async Task An_authenticator_is_asked_for_and_a_recovery_code_works_once()
    {
        var page = await Invited("han.meimei", "Analyst");
        await page.GotoAsync(new Uri(Portal, "profile").ToString());
        await page.ClickAsync("a[href='/profile/two-factor']");
        var key = (await page.Locator("#key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await page.FillAsync("#code", Totp.CodeOf(key, Step));
        await page.FillAsync("#password", PortalStorage.Password);
        await page.ClickAsync("form[autocomplete=off] button.primary");
        var codes = (await page.Locator("#once").InnerTextAsync()).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(10, codes.Distinct().Count());

        await TryCode(page, Totp.CodeOf(Totp.NewKey(), Step));
        Assert.Contains("not right", await page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
        // The app's next one: that of this half minute has been used.
        await page.FillAsync("#code", Totp.CodeOf(key, Step + 1));
        await Enter(page);

        await TryCode(page, codes[0]);
        await page.WaitForURLAsync(address => new Uri(address).AbsolutePath == "/");

        await TryCode(page, codes[0]);
        Assert.Contains("has been used already", await page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
        await page.FillAsync("#code", codes[1]);
        await Enter(page);
        await page.GotoAsync(new Uri(Portal, "profile/two-factor").ToString());
        Assert.Contains("8 recovery codes are left", await page.InnerTextAsync("main"), StringComparison.Ordinal);

        static async Task Enter(IPage page)
        {
            await page.ClickAsync("button.primary");
            await page.WaitForURLAsync(address => new Uri(address).AbsolutePath == "/");
        }
    }

    /// <summary>When the time is over the same happens as when somebody hides them: UnmaskingTests let the quarter of an hour pass.</summary>
    [Fact]
    public async Task A_supervisor_shows_whole_numbers_and_hiding_them_masks_them_in_all_windows()
    {
        var page = await Invited("lin.tao", "Supervisor");
        string[] masked;
        do
        {
            centre.Platform.Thaw();
            await Eventually.True(async () => (await Numbers(page)).Length > 0, TimeSpan.FromMinutes(1), "somebody calls");
            centre.Platform.Freeze();
            await Eventually.Nothing(() => BoardPage.Differences(page, TruthJson.Of(centre.Platform)), soon, "the page equals the truth");
        }
        while ((masked = await Numbers(page)).Length == 0); // hung up in the last moment
        Assert.All(masked, number => Assert.Contains("****", number, StringComparison.Ordinal));

        await page.ClickAsync("form.numbers button");
        await page.WaitForSelectorAsync("#screen[data-view*='/whole/'][data-link=fresh]");
        var whole = await Numbers(page);
        Assert.All(whole, number => Assert.DoesNotContain('*', number));
        Assert.Equal(masked.Select(Ends), whole.Select(Ends));

        var window = await page.Context.NewPageAsync();
        await window.GotoAsync(Portal.ToString());
        await window.WaitForSelectorAsync("#screen[data-view*='/whole/'][data-link=fresh]");

        await page.ClickAsync("form.numbers button");
        foreach (var one in new[] { page, window })
        {
            await one.WaitForSelectorAsync("#screen[data-view*='/masked/'][data-link=fresh]");
            Assert.Equal(masked, await Numbers(one));
        }
    }

    private static long Step => Totp.StepAt(TimeProvider.System.GetUtcNow());

    private async Task<IPage> Invited(string name, string role) => await AccountPages.Join(
        chromium, await AccountPages.Invite(await chromium.Open(centre.Portal, "profile", width: 1280, height: 720), Portal, name, role));

    /// <summary>Signs out, and in again up to the code.</summary>
    private async Task TryCode(IPage page, string code)
    {
        await AccountPages.SignOut(page, Portal);
        await AccountPages.SignIn(page, Portal, "han.meimei");
        await page.WaitForURLAsync("**/sign-in/two-factor**");
        await page.FillAsync("#code", code);
        await page.ClickAsync("button.primary");
    }

    /// <summary>The phone numbers that the board shows, in their order.</summary>
    private static Task<string[]> Numbers(IPage page) => page.EvaluateAsync<string[]>("""
        () => {
          const numbers = [], walker = document.createTreeWalker(document.getElementById('screen'), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) if (/^[\d*]{8,}$/.test(walker.currentNode.data.trim())) numbers.push(walker.currentNode.data.trim());
          return numbers;
        }
        """);

    /// <summary>What a mask leaves.</summary>
    private static string Ends(string number) => $"{number[..3]}…{number[^4..]}";

    /// <summary>One platform and one portal for all.</summary>
    public sealed class Centre : IAsyncLifetime
    {
        public SimulatorServer Platform { get; private set; } = null!;

        public PortalProcess Portal { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick, Seed = 5 });
            Portal = await PortalProcess.Open(PortalProcess.Tenant(Platform.Socket, Platform.Api));
        }

        public async ValueTask DisposeAsync()
        {
            await Portal.DisposeAsync();
            await Platform.DisposeAsync();
        }
    }
}
