using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Wallboard.Simulator;
using Wallboard.Testing;

namespace Wallboard.Browser.Tests;

/// <summary>A portal that knows nobody, from the line in its output to the board.</summary>
public sealed partial class FirstStartTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly TimeSpan soon = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task The_printed_link_makes_the_first_administrator_once_and_they_sign_in_and_see_the_board()
    {
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick, Seed = 5 });
        await using var portal = await PortalProcess.Start(PortalProcess.Tenant(platform.Socket, platform.Api)).Listening();
        await Eventually.True(() => Task.FromResult(SetupLink().IsMatch(portal.Output)), soon, "the link is printed");
        var link = new Uri(SetupLink().Match(portal.Output).Groups[1].Value);

        var page = await chromium.Open(link, width: 1280, height: 720);
        await page.FillAsync("#displayName", "王芳");
        await page.FillAsync("#userName", "wang.fang");
        await AccountPages.FillPassword(page);
        await page.ClickAsync("button.primary");
        await page.WaitForSelectorAsync("#screen[data-link=fresh]");
        await AccountPages.SignOut(page, portal.Address);

        await AccountPages.SignIn(page, portal.Address, "wang.fang");
        await page.WaitForSelectorAsync("#screen[data-link=fresh] .tile-figure[data-fresh=fresh]");
        Assert.Equal("/", AccountPages.Path(page));

        var again = await chromium.Open(new Uri("about:blank"));
        Assert.Equal(410, (await again.GotoAsync(link.ToString()))!.Status);
        Assert.Equal("This link works no more", await again.InnerTextAsync("h1"));
        Assert.Contains("works once", await again.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Equal(0, await again.Locator("input[type=password]").CountAsync());
    }

    [GeneratedRegex(@"First administrator: (http://\S+/setup/\S+)")]
    private static partial Regex SetupLink();
}
