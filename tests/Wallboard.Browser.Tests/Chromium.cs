using Microsoft.Playwright;
using Wallboard.Testing;

namespace Wallboard.Browser.Tests;

/// <summary>One real Chromium for all tests; every page has a context of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync",
    ];

    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium-headless-shell", Args = flags });
    }

    /// <summary>A page that somebody opens who has signed in.</summary>
    /// <param name="before">What has to be done to the page before it loads.</param>
    public async Task<IPage> Open(PortalProcess portal, string path = "", int width = 1920, int height = 1080, Func<IPage, Task>? before = null) =>
        await Open(new(portal.Address, path), await PortalStorage.Person(), width, height, before);

    /// <summary>A television that has been paired.</summary>
    public async Task<IPage> OpenScreen(
        PortalProcess portal, string language = "zh-CN", string theme = "dark", int width = 1920, int height = 1080, Func<IPage, Task>? before = null) =>
        await Open(new(portal.Address, "tv"), await PortalStorage.Screen(language, theme), width, height, before);

    /// <summary>A browser that has never been there, unless it has a cookie.</summary>
    public async Task<IPage> Open(Uri address, System.Net.Cookie? cookie = null, int width = 1920, int height = 1080, Func<IPage, Task>? before = null)
    {
        var context = await Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = "en-US" });
        if (cookie is not null) await context.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value, Domain = address.Host, Path = cookie.Path, HttpOnly = true }]);
        var page = await context.NewPageAsync();
        if (before is not null) await before(page);
        await page.GotoAsync(address.ToString(), new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        playwright?.Dispose();
    }
}
