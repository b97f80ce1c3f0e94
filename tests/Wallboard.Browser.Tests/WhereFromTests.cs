using Microsoft.Playwright;
using Wallboard.Simulator;
using Wallboard.Testing;

namespace Wallboard.Browser.Tests;

/// <summary>Where does this number come from? Asked of a report's cells by mouse and by keyboard.</summary>
public sealed class WhereFromTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Dialog = "dialog[data-where-from][open]";

    [Fact]
    public async Task Every_cell_and_column_says_what_it_is_who_said_it_when_and_which_calls_are_behind_it()
    {
        await using var platform = await SimulatorServer.StartAsync(new() { Preset = Preset.Quick, Seed = 5, HistoryDays = 3 });
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        await portal.Whole();
        List<string> complaints = [];
        var page = await chromium.Open(portal, "t/10000/reports/queues?lang=en&period=yesterday&numbers=10000_8000", width: 1280, height: 800, before: page =>
        {
            page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
            page.PageError += (_, error) => complaints.Add(error);
            return Task.CompletedTask;
        });
        await page.WaitForSelectorAsync("[data-phase=Ready] .report-table td.number");
        var yesterday = $"{platform.Now.Date.AddDays(-1):yyyy-MM-dd}";

        // By mouse: a cell of the row.
        var cell = page.Locator(".report-table tbody tr:first-child td.number").First;
        var value = (await cell.InnerTextAsync()).Trim();
        await cell.ClickAsync();
        await page.WaitForSelectorAsync(Dialog);
        Assert.Equal(("Offered", value), (await Said(page, "column"), await Said(page, "value")));
        Assert.Contains("entered the queue", await Said(page, "about"), StringComparison.Ordinal);
        Assert.DoesNotContain("Entered the queue", await Said(page, "about"), StringComparison.Ordinal); // said once
        Assert.Equal($"{yesterday} (Asia/Shanghai)", await Said(page, "period"));
        Assert.Contains(yesterday, await Said(page, "row"), StringComparison.Ordinal);
        var all = await page.InnerTextAsync(Dialog);
        Assert.Contains("guide 6.66", all, StringComparison.Ordinal);
        Assert.Contains("Read from the source at", all, StringComparison.Ordinal);
        var links = await page.Locator($"{Dialog} [data-where=rows] a").EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('href'))");
        Assert.Equal($"/t/10000/records/calls?from={yesterday}&to={yesterday}&queue=10000_8000", links[0]);
        Assert.Contains($"/t/10000/reconciliation?queue=10000_8000&day={yesterday}", links);
        Assert.Contains($"All call records of the queue, {yesterday}, leg by leg", all, StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal(0, await page.Locator(Dialog).CountAsync());

        // By keyboard: into the table, to the next number, and back; the help page's own key does not hear of it.
        await page.FocusAsync(".report-table");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("?");
        await page.WaitForSelectorAsync(Dialog);
        Assert.Equal("Answered", await Said(page, "column"));
        foreach (var theme in new[] { "dark", "light" })
        {
            await page.EvaluateAsync($"() => document.documentElement.dataset.theme = '{theme}'");
            Assert.Equal((theme, ""), (theme, string.Join("; ", await WallPage.Violations(page))));
        }
        await page.ClickAsync($"{Dialog} [data-where=close]");
        Assert.Equal("TD", await page.EvaluateAsync<string>("() => document.activeElement.tagName"));
        await page.Keyboard.PressAsync("Escape");
        Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement.matches('.report-table')"));

        // A column: of no row, and computed from others; in Chinese.
        await page.GotoAsync(page.Url.Replace("lang=en", "lang=zh-CN", StringComparison.Ordinal));
        await page.WaitForSelectorAsync("[data-phase=Ready] .report-table td.number");
        await page.ClickAsync(".report-table th[data-term=answer-rate] [data-where-column]");
        await page.WaitForSelectorAsync(Dialog);
        Assert.Contains("由合计相除得出", await Said(page, "about"), StringComparison.Ordinal);
        Assert.False(await page.Locator($"{Dialog} [data-where=value]").IsVisibleAsync());
        Assert.Equal("/help#answer-rate", await page.GetAttributeAsync($"{Dialog} [data-where=term]", "href"));
        Assert.Empty(complaints);
    }

    private static async Task<string> Said(IPage page, string what) => (await page.InnerTextAsync($"{Dialog} [data-where={what}]")).Trim();
}
