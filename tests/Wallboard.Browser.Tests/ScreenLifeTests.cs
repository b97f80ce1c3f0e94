using Microsoft.Playwright;
using Wallboard.Simulator;
using Wallboard.Testing;

namespace Wallboard.Browser.Tests;

/// <summary>What a screen does with its panel, its sleep, and a board that is not the one it was loaded with.</summary>
[Collection(OneAtATime.Name)]
public sealed class ScreenLifeTests(Chromium chromium, ScreenLifeTests.Centre centre) : IClassFixture<Chromium>, IClassFixture<ScreenLifeTests.Centre>
{
    private static readonly TimeSpan soon = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task The_panel_is_kept_on_and_again_when_the_system_has_let_it_go()
    {
        var page = await chromium.Open(centre.Portal, before: async p =>
        {
            await p.Clock.InstallAsync();
            await p.AddInitScriptAsync("""
                window.locks = [];
                Object.defineProperty(navigator, 'wakeLock', { value: { request: async kind => { const lock = { kind, released: false }; window.locks.push(lock); return lock; } } });
                """);
        });
        Task<int> Locks() => page.EvaluateAsync<int>("() => window.locks.filter(lock => lock.kind === 'screen').length");

        await Eventually.True(async () => await Locks() == 1, soon, "the panel is kept on");
        await page.Clock.FastForwardAsync(60_000);
        Assert.Equal(1, await Locks());
        await page.EvaluateAsync("() => { window.locks[0].released = true; }");
        await page.Clock.FastForwardAsync(60_000);
        await Eventually.True(async () => await Locks() == 2, soon, "it is asked for again");
    }

    /// <summary>Chromium's own freezing of a page: no timer, no message, until it goes on.</summary>
    [Fact]
    public async Task A_page_that_slept_is_right_again_without_a_touch_and_shows_nothing_old_as_fresh()
    {
        var page = await chromium.OpenScreen(centre.Portal);
        await Eventually.True(() => page.EvaluateAsync<bool>("() => document.querySelectorAll('section[data-fresh=fresh]').length > 0"), soon, "live");
        await page.EvaluateAsync("""
            () => {
              window.notReloaded = true;
              document.addEventListener('resume', () => { window.freshAtWaking = document.querySelectorAll('section[data-fresh=fresh]').length; });
            }
            """);
        var protocol = await page.Context.NewCDPSessionAsync(page);
        await protocol.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "frozen" });
        var until = centre.Platform.Now.AddSeconds(8);
        await Eventually.True(() => Task.FromResult(centre.Platform.Now >= until), soon, "a short sleep");
        await protocol.SendAsync("Page.setWebLifecycleState", new() { ["state"] = "active" });

        centre.Platform.Freeze();
        await Eventually.Nothing(() => BoardPage.Differences(page, TruthJson.Of(centre.Platform)), soon, "right again");
        centre.Platform.Thaw();
        Assert.True(await page.EvaluateAsync<bool>("() => window.notReloaded === true"));
        Assert.Equal(0, await page.EvaluateAsync<int>("() => window.freshAtWaking"));
    }

    [Fact]
    public async Task A_screen_of_a_board_that_is_no_more_loads_the_one_there_is()
    {
        var page = await chromium.Open(centre.Portal, before: p => p.AddInitScriptAsync("""
            new MutationObserver((_, observer) => {
              const screen = document.getElementById('screen');
              if (!screen) return;
              observer.disconnect();
              if (performance.getEntriesByType('navigation')[0].type !== 'reload') screen.dataset.view = screen.dataset.view.replace(/\d+/, '999') + '-before';
            }).observe(document, { childList: true, subtree: true });
            """));
        await page.WaitForFunctionAsync("() => performance.getEntriesByType('navigation')[0].type === 'reload'");
        centre.Platform.Freeze();
        await Eventually.Nothing(() => BoardPage.Differences(page, TruthJson.Of(centre.Platform)), soon, "the board there is");
        centre.Platform.Thaw();
    }

    [Fact]
    public async Task An_old_board_fits_every_screen_too()
    {
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick, Seed = 6 });
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        (int Width, int Height, string Theme, string Language)[] screens = [(1280, 720, "dark", "en"), (1920, 1080, "light", "zh-CN"), (3840, 2160, "dark", "zh-CN")];
        var pages = new List<IPage>();
        foreach (var (width, height, theme, language) in screens) pages.Add(await chromium.OpenScreen(portal, language, theme, width, height));
        await All("fresh", action: false);

        platform.Faults.Inject(new() { Kind = Simulator.Faults.FaultKind.HalfOpen, Seconds = 6 });
        await All("stale", action: false);
        platform.Faults.Clear(Simulator.Faults.FaultKind.HalfOpen);
        await All("fresh", action: false);
        platform.Faults.Inject(new() { Kind = Simulator.Faults.FaultKind.SeatTaken });
        await All("offline", action: true);
        using (var retaken = await portal.Http.PostAsync(new Uri("api/link/10000/retake", UriKind.Relative), null)) retaken.EnsureSuccessStatusCode();
        await All("fresh", action: false);

        // All at once: a link is stale for two seconds only.
        async Task All(string link, bool action)
        {
            await Task.WhenAll(pages.Select(async page =>
            {
                await Eventually.True(
                    async () => await page.Locator($"[data-link={link}]").CountAsync() > 0 && (await page.Locator(".action").CountAsync() > 0) == action, soon, $"{link} on {page.Url}");
                Assert.Empty(await WallPage.Faults(page));
            }));
        }
    }

    /// <summary>A quick centre that lives on, and a portal.</summary>
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
