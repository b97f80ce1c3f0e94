using Microsoft.Playwright;
using Wallboard.Simulator;
using Wallboard.Testing;
using Wallboard.Testing.Breaks;

namespace Wallboard.Browser.Tests;

/// <summary>The board in a real Chromium and <c>/api/live</c>, compared figure by figure with the simulator's truth.</summary>
[Collection(OneAtATime.Name)]
public sealed class BoardTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly TimeSpan soon = TimeSpan.FromSeconds(5);

    /// <summary>A plain platform and an awkward one, side by side: it is the same minute.</summary>
    [Fact]
    public Task Page_and_api_equal_the_truth_after_a_minute_of_calls() => Task.WhenAll(AfterAMinute(awkward: false), AfterAMinute(awkward: true));

    private async Task AfterAMinute(bool awkward)
    {
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick, Seed = 7, Awkward = awkward });
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        var page = await chromium.Open(portal);
        await using var watch = new WrongNumberWatch(platform, portal);
        var end = platform.Now.AddSeconds(60);

        await Eventually.True(() => Task.FromResult(platform.Now >= end), TimeSpan.FromSeconds(70), "a minute of the platform's time");

        await AllEqual(platform, portal, page, soon);
        Assert.Empty(await watch.Stop());
        Assert.True(watch.FreshLooks > 0);
    }

    [Fact]
    public async Task Midnight_starts_a_new_day_and_keeps_who_waits()
    {
        var beforeMidnight = new DateTimeOffset(2026, 11, 22, 23, 59, 40, TimeSpan.FromHours(8));
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Quick, Seed = 3, Start = beforeMidnight });
        var yesterday = platform.Truth().Totals.Offered;
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        var page = await chromium.Open(portal);
        await AllEqual(platform, portal, page, TimeSpan.FromSeconds(12));
        platform.Thaw();

        await Eventually.True(() => Task.FromResult(platform.Now >= beforeMidnight.AddSeconds(32)), TimeSpan.FromSeconds(60), "midnight passes");

        await AllEqual(platform, portal, page, soon);
        Assert.True((await portal.Live()).GetProperty("totals").GetProperty("offered").GetInt32() < yesterday);
    }

    [Fact]
    public async Task A_portal_restarted_at_noon_shows_the_whole_day()
    {
        var noon = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(8));
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Demo, Start = noon });
        await using (var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api)))
        {
            var page = await chromium.Open(portal);
            await AllEqual(platform, portal, page, TimeSpan.FromSeconds(10));
            await portal.Kill();

            await Eventually.True(
                async () => await page.Locator("section[data-fresh=fresh]").CountAsync() == 0, soon, "the page marks itself when its own server is gone");
            Assert.True(await page.Locator("#silence").IsVisibleAsync());

            platform.Thaw();
            await using var again = await portal.Again();
            await AllEqual(platform, again, page, TimeSpan.FromSeconds(10));
            Assert.False(await page.Locator("#silence").IsVisibleAsync());
        }
    }

    /// <summary>Both wait for the platform at rest: nothing new happens, so what is shown has to become the truth, and stay it.</summary>
    private static async Task AllEqual(SimulatorServer platform, PortalProcess portal, IPage page, TimeSpan within)
    {
        platform.Freeze();
        await Eventually.Nothing(async () =>
        {
            var truth = TruthJson.Of(platform);
            var live = await portal.Live();
            return
            [
                .. LiveComparison.Differences(live, truth),
                .. LiveComparison.IvrDifferences(live, truth),
                .. await BoardPage.Differences(page, truth),
            ];
        }, within, "page and api equal the truth");
    }
}
