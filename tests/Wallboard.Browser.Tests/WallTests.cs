using Microsoft.Playwright;
using Wallboard.Simulator;
using Wallboard.Testing;

namespace Wallboard.Browser.Tests;

/// <summary>The board as it hangs on a wall: every size, theme and language of the same centre at rest.</summary>
public sealed class WallTests(Chromium chromium, WallTests.Centre centre) : IClassFixture<Chromium>, IClassFixture<WallTests.Centre>
{
    private static readonly TimeSpan soon = TimeSpan.FromSeconds(15);

    public static TheoryData<int, int, string, string> Screens
    {
        get
        {
            var screens = new TheoryData<int, int, string, string>();
            foreach (var (width, height) in new[] { (1280, 720), (1920, 1080), (3840, 2160) })
                foreach (var theme in new[] { "dark", "light" })
                    foreach (var language in new[] { "zh-CN", "en" }) screens.Add(width, height, theme, language);
            return screens;
        }
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Everything_fits_is_accessible_and_equals_the_truth(int width, int height, string theme, string language)
    {
        var page = await chromium.OpenScreen(centre.Portal, language, theme, width, height);

        await Eventually.Nothing(() => BoardPage.Differences(page, TruthJson.Of(centre.Platform)), soon, "the page equals the truth");
        await page.EvaluateAsync("() => document.fonts.ready.then(() => true)");

        Assert.Empty(await WallPage.Faults(page));
        Assert.Empty(await WallPage.Violations(page));
        Assert.True(await page.EvaluateAsync<bool>(
            "() => [...document.querySelectorAll('.figure span')].every(f => parseFloat(getComputedStyle(f).fontSize) * 1080 / innerHeight >= 64)"), "figures of 64 px at 1080p");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(Preset.Load, 8)]
    [InlineData(Preset.Quick, 1)]
    public async Task Many_and_few_fill_the_same_screen(Preset preset, int queueRows)
    {
        await using var platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = preset, Seed = 5 });
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        platform.Freeze();
        var page = await chromium.OpenScreen(portal, "en");

        await Eventually.Nothing(() => BoardPage.Differences(page, TruthJson.Of(platform)), soon, "the page equals the truth");

        Assert.Empty(await WallPage.Faults(page));
        Assert.True(await OnScreen(page, "[data-queue]") >= queueRows);
        // Signed-out agents come after all others, on the screen and in the document.
        Assert.True(await page.EvaluateAsync<bool>("""
            () => {
              const out = [...document.querySelectorAll('[data-agent]')].map(a => a.dataset.state !== '1' && a.dataset.state !== '2');
              return !out.some((isOut, i) => isOut && out.slice(i).includes(false));
            }
            """));
    }

    [Fact]
    public async Task Pages_turn_by_themselves_and_show_everybody()
    {
        var page = await chromium.OpenScreen(centre.Portal, "en");
        await Eventually.Nothing(() => BoardPage.Differences(page, TruthJson.Of(centre.Platform)), soon, "the page equals the truth");
        // All by the page's own time: it may have turned already.
        var first = await OnPage(1);
        Assert.NotEqual(first, await OnPage(2));
        Assert.Empty(await WallPage.Faults(page));

        async Task<string> OnPage(int number)
        {
            var shown = (Mark: "", Agent: "");
            await Eventually.True(
                async () => (shown = await FirstAgent(page)).Mark.StartsWith($"{number} / ", StringComparison.Ordinal), TimeSpan.FromMinutes(1), $"page {number} comes");
            return shown.Agent;
        }
    }

    [Theory]
    [InlineData("zh-CN", "今日进线量", "实时")]
    [InlineData("en", "Offered today", "live")]
    public async Task A_figure_says_where_it_comes_from(string language, string name, string live)
    {
        var page = await chromium.Open(centre.Portal, $"?lang={language}");
        await page.WaitForSelectorAsync("#tile-offered[data-fresh=fresh]");
        await page.FocusAsync("#tile-offered .why");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#why[open]");
        Assert.Equal((name, await page.InnerTextAsync("#tile-offered .figure")), (await page.InnerTextAsync("#why-name"), await page.InnerTextAsync("#why-value")));
        Assert.Equal(live, await page.InnerTextAsync("#why .when-fresh"));
        Assert.Contains("520", await page.InnerTextAsync("#why dl:not([hidden]) .source"), StringComparison.Ordinal);
        foreach (var theme in new[] { "dark", "light" })
        {
            await page.EvaluateAsync($"() => document.documentElement.dataset.theme = '{theme}'");
            Assert.Equal((theme, ""), (theme, string.Join("; ", await WallPage.Violations(page))));
        }
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForSelectorAsync("#why", new() { State = WaitForSelectorState.Hidden });

        // Pointing at one queue's figure asks for that queue's.
        var queue = await page.GetAttributeAsync("[data-queue] >> nth=0", "data-queue");
        await page.ClickAsync($"[data-queue='{queue}'] [data-metric=answered]");
        await page.WaitForSelectorAsync("#why[open]");
        Assert.EndsWith($"&queue={queue}", await page.GetAttributeAsync("#why dl:not([hidden]) a[href*=reconciliation]", "href"), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    private static Task<int> OnScreen(IPage page, string items) => page.EvaluateAsync<int>("""
        items => [...document.querySelectorAll(items)].filter(item => {
          const [box, list] = [item.getBoundingClientRect(), item.parentElement.getBoundingClientRect()];
          return box.top >= list.top - 2 && box.bottom <= list.bottom + 2;
        }).length
        """, items);

    /// <summary>Who stands first on the page of agents that is shown, and which page that is, at the same moment.</summary>
    private static async Task<(string Mark, string Agent)> FirstAgent(IPage page)
    {
        var shown = await page.EvaluateAsync<string[]>("""
            () => {
              const list = document.getElementById('agents-cells').getBoundingClientRect();
              const first = [...document.querySelectorAll('[data-agent]')].find(a => a.getBoundingClientRect().top >= list.top - 2);
              return [document.querySelector('[data-page-of=agents-cells]').textContent, first.dataset.agent];
            }
            """);
        return (shown[0], shown[1]);
    }

    /// <summary>One platform at rest and one portal for all screens.</summary>
    public sealed class Centre : IAsyncLifetime
    {
        public SimulatorServer Platform { get; private set; } = null!;

        public PortalProcess Portal { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var start = new DateTimeOffset(2026, 11, 20, 15, 20, 0, TimeSpan.FromHours(8));
            Platform = await SimulatorServer.StartAsync(new SimulatorOptions { Preset = Preset.Demo, Start = start });
            Portal = await PortalProcess.Open(PortalProcess.Tenant(Platform.Socket, Platform.Api));
            await Eventually.True(() => Task.FromResult(TruthJson.Of(Platform).GetProperty("totals").GetProperty("waiting").GetInt32() > 0), TimeSpan.FromMinutes(3), "somebody waits");
            Platform.Freeze();
        }

        public async ValueTask DisposeAsync()
        {
            await Portal.DisposeAsync();
            await Platform.DisposeAsync();
        }
    }
}
