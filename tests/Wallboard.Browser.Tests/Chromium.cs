using Microsoft.Playwright;

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
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = flags });
    }

    /// <param name="before">What has to be done to the page before it loads.</param>
    public async Task<IPage> Open(Uri address, int width = 1920, int height = 1080, string? locale = null, Func<IPage, Task>? before = null)
    {
        var context = await Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = locale });
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
