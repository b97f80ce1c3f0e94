using Microsoft.Playwright;
using Wallboard.Simulator;
using Wallboard.Simulator.Faults;
using Wallboard.Testing;

namespace Wallboard.Browser.Tests;

/// <summary>The reconciliation page as somebody who doubts a figure uses it: a real portal, a real platform, a real browser.</summary>
public sealed class ReconciliationTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Numbers_agree_a_doubled_record_is_found_and_each_number_leads_to_its_calls_for_everybody()
    {
        await using var platform = await SimulatorServer.StartAsync(new() { Preset = Preset.Quick, Seed = 5, HistoryDays = 3 });
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        await portal.Whole();
        var yesterday = $"{platform.Now.Date.AddDays(-1):yyyy-MM-dd}";
        List<string> complaints = [];
        var page = await chromium.Open(portal, $"t/10000/reconciliation?queue=10000_8000&day={yesterday}&lang=en", width: 1280, height: 800, before: page =>
        {
            page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
            return Task.CompletedTask;
        });
        await page.WaitForSelectorAsync("[data-verdict=explained]");
        var offered = await page.InnerTextAsync("[data-source=Records][data-figure=Offered] button");
        Assert.True(int.Parse(offered, System.Globalization.CultureInfo.InvariantCulture) > 0);

        // By the keyboard, from a number to its calls and to one of them.
        await page.FocusAsync("[data-source=CallDay][data-figure=Offered] button");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".where-from[data-of='CallDay Offered'] h2:focus");
        Assert.Contains("Refused, then answered", await page.InnerTextAsync(".where-from"), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForSelectorAsync("[data-source=CallDay][data-figure=Offered] button:focus");
        // All ten sources stand side by side here.
        Assert.True(await page.EvaluateAsync<bool>("() => { const box = document.querySelector('.matrix').parentElement; return box.scrollWidth <= box.clientWidth; }"));

        platform.Faults.Inject(new Fault { Kind = FaultKind.DoubledRow, Path = "query/queryQueueHistories", Row = "10000_8000" });
        await page.ClickAsync(".freshness button");
        await page.WaitForSelectorAsync("[data-verdict=red]");
        Assert.Contains("Record twice", await page.InnerTextAsync(".faults"), StringComparison.Ordinal);

        await page.ClickAsync("[data-source=QueueRecords][data-figure=Offered] button");
        foreach (var language in new[] { "en", "zh-CN" })
        {
            if (language != "en") await page.GotoAsync(page.Url.Replace("lang=en", $"lang={language}", StringComparison.Ordinal));
            await page.WaitForSelectorAsync("[data-phase=Ready]");
            await page.ClickAsync("[data-source=CallDay][data-figure=Answered] button");
            await page.WaitForSelectorAsync(".where-from");
            await page.EvaluateAsync("() => document.querySelectorAll('main details').forEach(d => d.open = true)");
            foreach (var theme in new[] { "dark", "light" })
            {
                await page.EvaluateAsync($"() => document.documentElement.dataset.theme = '{theme}'");
                Assert.Equal((language, theme, ""), (language, theme, string.Join("; ", await WallPage.Violations(page))));
            }
            foreach (var width in new[] { 390, 1920, 1280 })
            {
                await page.SetViewportSizeAsync(width, 844);
                Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"it is wider than {width}");
            }
        }
        await page.ClickAsync(".where-from td a");
        await page.WaitForSelectorAsync("[data-fact=callId]");

        // Whoever has signed out elsewhere sees no figures any more.
        await page.GoBackAsync();
        await page.WaitForSelectorAsync("[data-phase=Ready]");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(new Uri(portal.Address, "help").ToString());
        await other.EvaluateAsync("() => document.querySelector('form[action=\"/sign-out\"]').requestSubmit()");
        await page.WaitForSelectorAsync("[data-phase=Ended]");
        Assert.Equal(0, await page.Locator(".report table").CountAsync());
        Assert.Empty(complaints);
    }
}
