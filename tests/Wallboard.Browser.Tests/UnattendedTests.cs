using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Wallboard.Simulator;
using Wallboard.Testing;

namespace Wallboard.Browser.Tests;

/// <summary>A screen that nobody touches: whatever goes away and comes back, it ends up right, and says that it is not until then.</summary>
[Collection(OneAtATime.Name)]
public sealed class UnattendedTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string NoReload = "() => window.notReloaded === true";

    private static readonly TimeSpan soon = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task A_server_killed_for_ten_seconds_and_back_is_right_again_without_a_touch()
    {
        const int seconds = 10;
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick, Seed = 5 });
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        var page = await chromium.OpenScreen(portal);
        await Live(page);
        await page.EvaluateAsync("() => { window.notReloaded = true; }");

        await portal.Kill();
        var gone = TimeProvider.System.GetTimestamp();
        await SaysSinceWhen(page, TimeSpan.FromSeconds(6));
        await Eventually.True(() => Task.FromResult(TimeProvider.System.GetElapsedTime(gone).TotalSeconds >= seconds), TimeSpan.FromSeconds(seconds + 1), "gone");
        Assert.Equal(0, await page.Locator("section[data-fresh=fresh]").CountAsync());

        await using var again = await portal.Again();
        await RightAgain(platform, page, soon);
        Assert.True(await page.EvaluateAsync<bool>(NoReload));
        Assert.True(await page.Locator("#silence").IsHiddenAsync());
    }

    [Theory]
    [InlineData(60)]
    [InlineData(10 * 60)]
    [InlineData(14 * 3600)]
    public async Task A_server_gone_for_long_by_the_pages_own_time_is_found_again(int seconds)
    {
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick, Seed = 5 });
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        var page = await chromium.Open(portal, before: p => p.Clock.InstallAsync());
        await Live(page);
        await portal.Kill();
        await SaysSinceWhen(page, TimeSpan.FromSeconds(6));

        // In steps of a minute, or of an hour for a night: attempts in between are made, and fail.
        for (var minute = 0; minute < seconds / 60; minute += seconds > 3600 ? 60 : 1)
            await page.Clock.FastForwardAsync(1000 * (seconds > 3600 ? 3600 : 60));
        await SaysSinceWhen(page, TimeSpan.FromSeconds(1));

        await using var again = await portal.Again();
        await RightAgain(platform, page, soon);
    }

    [Fact]
    public async Task A_server_that_stands_still_is_marked_and_found_again()
    {
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick, Seed = 5 });
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        var page = await chromium.Open(portal);
        await Live(page);

        await Signal(portal, "STOP");
        try
        {
            await SaysSinceWhen(page, TimeSpan.FromSeconds(6));
        }
        finally
        {
            await Signal(portal, "CONT");
        }
        // The join that it was asked for meanwhile may still be answered, or has been given up: 5 s, then up to 3 s to the next attempt.
        await RightAgain(platform, page, TimeSpan.FromSeconds(12));
    }

    /// <summary>The television's clock is ten years behind, and then jumps ahead by twenty.</summary>
    [Fact]
    public async Task A_wrong_clock_makes_no_difference()
    {
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick, Seed = 5 });
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        var page = await chromium.Open(portal, before: p => p.AddInitScriptAsync("""
            window.wrongBy = -10 * 365 * 86400e3;
            const Right = Date;
            window.Date = class extends Right {
              constructor(...given) { if (given.length === 0) super(Right.now() + window.wrongBy); else super(...given); }
              static now() { return Right.now() + window.wrongBy; }
            };
            """));
        await Live(page);
        await RightAgain(platform, page, soon);
        await ClockIs(page, platform);

        await page.EvaluateAsync("() => { window.wrongBy = 10 * 365 * 86400e3; }");
        platform.Thaw();
        var later = platform.Now.AddSeconds(6);
        await Eventually.True(() => Task.FromResult(platform.Now >= later), soon, "time enough for a silence to show");
        await RightAgain(platform, page, soon);
        await ClockIs(page, platform);
    }

    [Fact]
    public async Task Another_build_is_loaded_once()
    {
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick, Seed = 5 });
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        var loads = 0;
        var page = await chromium.Open(portal, before: p =>
        {
            p.Request += (_, request) => loads += request.IsNavigationRequest ? 1 : 0;
            return PretendOtherBuild(p, "history.state === null && performance.getEntriesByType('navigation')[0].type !== 'reload'");
        });

        await page.WaitForFunctionAsync("() => performance.getEntriesByType('navigation')[0].type === 'reload'");
        await Live(page);
        Assert.True(await page.EvaluateAsync<bool>("() => history.state === null"));
        var documents = loads;
        var end = platform.Now.AddSeconds(6);
        await Eventually.True(() => Task.FromResult(platform.Now >= end), soon, "time enough for another reload");
        Assert.Equal(documents, loads);
    }

    /// <summary>A cache on the way that goes on giving the old page must not make a screen blink for ever.</summary>
    [Fact]
    public async Task A_page_that_stays_old_is_not_loaded_round_in_circles_and_stays_live()
    {
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick, Seed = 5 });
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        var page = await chromium.Open(portal, before: p => PretendOtherBuild(p, "true"));
        await page.WaitForFunctionAsync("() => history.state?.times === 1 && performance.getEntriesByType('navigation')[0].type === 'reload'");
        await Live(page);
        await page.EvaluateAsync("() => { window.notReloaded = true; }");

        var end = platform.Now.AddSeconds(10);
        await Eventually.True(() => Task.FromResult(platform.Now >= end), TimeSpan.FromSeconds(12), "time enough for another reload");
        Assert.True(await page.EvaluateAsync<bool>(NoReload));
        await RightAgain(platform, page, soon);
    }

    [Fact]
    public async Task A_television_switched_on_before_its_server_waits_for_it()
    {
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick, Seed = 5 });
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        var page = await chromium.OpenScreen(portal, "en");
        await page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => {})");
        await portal.Kill();

        await page.ReloadAsync();
        Assert.Contains("The server does not answer", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        await using var again = await portal.Again();
        await page.WaitForSelectorAsync("#silence[data-state=none]", new() { State = WaitForSelectorState.Attached, Timeout = 15_000 });
        await RightAgain(platform, page, soon);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_picture_wanders_a_few_pixels_without_a_scroll_bar_unless_motion_is_unwanted(bool reduced)
    {
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick, Seed = 5 });
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        var page = await chromium.Open(portal, before: async p =>
        {
            await p.EmulateMediaAsync(new() { ReducedMotion = reduced ? ReducedMotion.Reduce : ReducedMotion.NoPreference });
            await p.Clock.InstallAsync();
        });
        var places = new HashSet<string>();
        for (var minute = 0; minute < 12; minute++)
        {
            await page.Clock.FastForwardAsync(60_000);
            places.Add(await page.EvaluateAsync<string>("() => document.getElementById('screen').style.translate"));
            Assert.True(await page.EvaluateAsync<bool>(
                "() => document.documentElement.clientWidth === innerWidth && document.documentElement.clientHeight === innerHeight"));
        }
        if (reduced) Assert.Equal([""], places);
        else Assert.True(places.Count == 12, string.Join(" ", places));
        var pixels = places.SelectMany(p => Regex.Matches(p, "-?\\d+")).Select(m => Math.Abs(int.Parse(m.Value, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.True(pixels.DefaultIfEmpty().Max() <= 4);
    }

    /// <summary>Makes the page another build's as soon as it is there, while a condition holds.</summary>
    private static async Task PretendOtherBuild(IPage page, string condition) => await page.AddInitScriptAsync($$"""
        new MutationObserver((_, observer) => {
          const screen = document.getElementById('screen');
          if (!screen) return;
          observer.disconnect();
          if ({{condition}}) screen.dataset.build = 'other';
        }).observe(document, { childList: true, subtree: true });
        """);

    private static Task<bool> IsLive(IPage page) => page.EvaluateAsync<bool>(
        "() => document.getElementById('silence')?.dataset.state === 'none' && document.querySelectorAll('section[data-fresh=fresh]').length > 0");

    private static async Task Live(IPage page) => await Eventually.True(() => IsLive(page), TimeSpan.FromSeconds(10), "the page is live");

    private static async Task SaysSinceWhen(IPage page, TimeSpan within)
    {
        await Eventually.True(async () => await page.Locator("section[data-fresh=fresh]").CountAsync() == 0, within, "the page marks itself");
        Assert.True(await page.Locator("#silence").IsVisibleAsync());
        Assert.Matches(@"^\d\d-\d\d \d\d:\d\d:\d\d$", await page.Locator("#lastMessage").InnerTextAsync());
    }

    private static async Task ClockIs(IPage page, SimulatorServer platform)
    {
        var shown = TimeSpan.Parse(await page.Locator("#clock").InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);
        var off = Math.Abs((platform.Now.TimeOfDay - shown).TotalSeconds);
        Assert.True(Math.Min(off, 86400 - off) < 3, $"The page's clock is {off} s off");
    }

    private static async Task RightAgain(SimulatorServer platform, IPage page, TimeSpan within)
    {
        platform.Freeze();
        await Eventually.Nothing(() => BoardPage.Differences(page, TruthJson.Of(platform)), within, "right again");
    }

    private static async Task Signal(PortalProcess portal, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{portal.ProcessId}"]);
        await kill.WaitForExitAsync();
    }
}
