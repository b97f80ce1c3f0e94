using Microsoft.Playwright;
using Wallboard.Simulator;
using Wallboard.Testing;

namespace Wallboard.Browser.Tests;

/// <summary>A television and a telephone, each a browser of its own.</summary>
[Collection(OneAtATime.Name)]
public sealed class PairingTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly TimeSpan soon = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task A_television_is_paired_from_a_telephone_outlives_a_restart_and_is_revoked()
    {
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick, Seed = 5 });
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        var television = await chromium.Open(new Uri(portal.Address, "tv"));
        var code = await television.Locator("#code").InnerTextAsync();
        Assert.Empty(await WallPage.Violations(television));

        var telephone = await chromium.Open(portal, $"pair?code={code}", width: 390, height: 844);
        Assert.True(await telephone.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await telephone.FillAsync("#name", "大厅东侧");
        await telephone.SelectOptionAsync("#theme", "light");
        await telephone.ClickAsync("button.primary");
        await telephone.WaitForURLAsync("**/t/10000/screens?outcome=paired");

        await television.WaitForSelectorAsync("#silence[data-state=none]", new() { State = WaitForSelectorState.Attached });
        Assert.Equal("light", await television.GetAttributeAsync("html", "data-theme"));
        var row = telephone.Locator("tr[data-screen]", new() { HasText = "大厅东侧" });
        await Eventually.True(async () => await row.GetAttributeAsync("data-state") == "online" && (await row.InnerTextAsync()).Contains("1920×1080", StringComparison.Ordinal), soon, "the list says so");

        await row.Locator("form[action$=identify] button").ClickAsync();
        Assert.Equal("大厅东侧", await television.Locator(".identify").InnerTextAsync());
        await telephone.WaitForURLAsync("**/t/10000/screens?outcome=identify"); // or the portal would be killed in the middle of its answer

        await portal.Kill();
        await using var again = await portal.Again();
        await Eventually.True(() => IsLive(television), TimeSpan.FromSeconds(15), "the television is live after a restart");
        await telephone.ReloadAsync();
        Assert.Equal(1, await row.CountAsync()); // still signed in

        await row.Locator(".danger-zone summary").ClickAsync();
        await row.Locator("button.danger").ClickAsync();
        await television.WaitForSelectorAsync("#code", new() { Timeout = 5000 });
        Assert.NotEqual(code, await television.Locator("#code").InnerTextAsync());
    }

    private static Task<bool> IsLive(IPage page) => page.EvaluateAsync<bool>(
        "() => document.getElementById('silence')?.dataset.state === 'none' && document.querySelectorAll('section[data-fresh=fresh]').length > 0");
}
