using Microsoft.Playwright;
using Wallboard.Testing;

namespace Wallboard.Benchmarks.Walls;

/// <summary>A television.</summary>
internal static class Screen
{
    public static Task<IBrowser> Browser(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = "/usr/bin/chromium-headless-shell",
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync",
        ],
    });

    public static async Task<IPage> Open(IBrowser browser, Uri portal)
    {
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1920, Height = 1080 } });
        var cookie = await PortalStorage.Screen("zh-CN", "dark");
        await page.Context.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value, Domain = portal.Host, Path = cookie.Path }]);
        await page.GotoAsync(new Uri(portal, "tv").ToString(), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await page.WaitForSelectorAsync("#silence[data-state=none]", new() { State = WaitForSelectorState.Attached });
        return page;
    }
}
