using Microsoft.Playwright;
using Wallboard.Simulator;
using Wallboard.Testing;

namespace Wallboard.Browser.Tests;

/// <summary>The pages that people work on: for everybody, on every screen, by keyboard.</summary>
public sealed class PortalPagesTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string[] pages =
    [
        "help", "t/10000/departments", "t/10000/departments/new", "t/10000/departments/import", "t/10000/tokens", "t/10000/settings", "t/10000/destinations", "t/10000/destinations/new",
        "t/10000/nowhere",
    ];

    [Fact]
    public async Task Every_page_is_fit_for_everybody_in_both_themes_and_languages_on_a_desk_and_on_a_telephone()
    {
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick, Seed = 5 });
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        var page = await chromium.Open(portal, "help?lang=en", width: 1280, height: 720);
        foreach (var (path, index) in pages.Select((path, index) => (path, index)))
        {
            await page.GotoAsync(new Uri(portal.Address, $"{path}?lang={(index % 2 == 0 ? "zh-CN" : "en")}").ToString());
            await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
            foreach (var theme in new[] { "dark", "light" })
            {
                await page.EvaluateAsync($"() => document.documentElement.dataset.theme = '{theme}'");
                Assert.Equal((path, theme, ""), (path, theme, string.Join("; ", await WallPage.Violations(page))));
            }
            foreach (var width in new[] { 390, 1920, 1280 })
            {
                await page.SetViewportSizeAsync(width, 844);
                Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{path} is wider than {width}");
            }
        }
    }

    [Fact]
    public async Task Keys_lead_from_page_to_page_and_a_department_is_made_with_them()
    {
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick, Seed = 5 });
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        var page = await chromium.Open(portal, "help?lang=en", width: 1280, height: 720);
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("content", await page.EvaluateAsync<string>("() => new URL(document.activeElement.href).hash.slice(1)"));

        await page.Keyboard.TypeAsync("gd");
        await page.WaitForURLAsync("**/t/10000/departments");
        await page.GotoAsync(new Uri(portal.Address, "t/10000/departments/new").ToString());
        await page.FocusAsync("#name");
        await page.Keyboard.TypeAsync("g d?");
        Assert.Equal("g d?", await page.InputValueAsync("#name"));

        await page.FillAsync("#filter", "10000_1001");
        Assert.Equal(1, await page.Locator("#agents .choice:visible").CountAsync());
        await page.FocusAsync("#agents input:visible");
        await page.Keyboard.PressAsync("Space");
        await page.FillAsync("#filter", "10000_1002");
        Assert.Equal(2, await page.Locator("#agents .choice:visible").CountAsync()); // what is ticked stays in sight
        await page.FocusAsync("button.primary");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/departments?outcome=Saved");

        await page.Locator(".menu.at-end summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.True(await page.Locator(".menu.at-end .sheet").IsVisibleAsync());
        await page.Keyboard.PressAsync("Escape");
        Assert.False(await page.Locator(".menu.at-end .sheet").IsVisibleAsync());
        Assert.True(await page.Locator(".menu.at-end summary").EvaluateAsync<bool>("summary => summary === document.activeElement"));

        await page.Keyboard.PressAsync("?");
        await page.WaitForURLAsync("**/help");
        await page.UncheckAsync("#keys-on");
        await page.EvaluateAsync("() => document.activeElement.blur()");
        await page.Keyboard.TypeAsync("gd");
        await page.ReloadAsync();
        Assert.False(await page.IsCheckedAsync("#keys-on"));
        Assert.EndsWith("/help", page.Url, StringComparison.Ordinal);
    }
}
