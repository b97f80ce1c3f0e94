using Microsoft.Playwright;
using Wallboard.Simulator;
using Wallboard.Testing;

namespace Wallboard.Browser.Tests;

/// <summary>A schedule from the report to the file: a real portal, a real platform, a real browser.</summary>
public sealed class ScheduleTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly SimulatorOptions history = new() { Preset = Preset.Quick, Seed = 5, HistoryDays = 9 };

    [Fact]
    public async Task A_schedule_is_made_by_keyboard_runs_is_seen_to_run_and_its_file_is_fetched()
    {
        await using var platform = await SimulatorServer.StartAsync(history);
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        var page = await chromium.Open(portal, "t/10000/reports/calls?lang=en&period=lastWeek&subject=queues", width: 1280, height: 900);
        await page.FocusAsync("form[action$='/schedules/new'] button");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".schedule-form");
        await page.FocusAsync("#name");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("Monday report");
        // Of the kinds only what belongs to the chosen one is there.
        Assert.True(await page.Locator(".weekdays").IsVisibleAsync());
        await page.FocusAsync("#kind-Weekly");
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.True(await page.IsCheckedAsync("#kind-Monthly"));
        Assert.False(await page.Locator(".weekdays").IsVisibleAsync());
        Assert.True(await page.Locator("#day").IsVisibleAsync());
        await page.FocusAsync("input[name=formats][value=Csv]");
        await page.Keyboard.PressAsync("Space");
        await page.FocusAsync("button[value=preview]");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#preview tbody tr");
        Assert.Equal(5, await page.Locator("#preview tbody tr").CountAsync());
        // Enter in a field saves.
        await page.FocusAsync("#name");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/schedules/*?outcome=Saved");

        await page.FocusAsync(".toolbar details summary");
        await page.Keyboard.PressAsync("Enter");
        await page.FocusAsync(".toolbar details button.primary");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**?outcome=Started");
        // It is seen to run without a hand.
        await page.WaitForSelectorAsync("[data-run][data-state=Done]", new() { Timeout = 30_000 });
        Assert.Equal(["Sent", "Sent"], await page.Locator("[data-delivery]").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.state)"));
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync(".run a[download]:has-text('.csv')"));
        var csv = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Contains("10000_80", csv, StringComparison.Ordinal);

        await page.Keyboard.TypeAsync("gl");
        await page.WaitForURLAsync("**/t/10000/schedules");
        Assert.Contains("Delivered", await page.InnerTextAsync("tbody tr"), StringComparison.Ordinal);

        // All of it is fit for everybody, on a desk and on a telephone.
        var schedule = await page.GetAttributeAsync("[data-schedule]", "data-schedule");
        foreach (var language in new[] { "zh-CN", "en" })
            foreach (var path in new[] { "schedules", $"schedules/{schedule}", $"schedules/{schedule}/edit" })
            {
                await page.GotoAsync(new Uri(portal.Address, $"t/10000/{path}?lang={language}").ToString());
                await page.EvaluateAsync("() => document.querySelectorAll('main details:not(.menu)').forEach(d => d.open = true)");
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
}
