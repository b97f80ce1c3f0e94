using System.Globalization;
using Microsoft.Playwright;
using Wallboard.Simulator;
using Wallboard.Testing;

namespace Wallboard.Browser.Tests;

/// <summary>Reports as a supervisor reads them: a real portal, a real platform, a real browser.</summary>
public sealed class ReportTests(Chromium chromium, ReportTests.Centre centre) : IClassFixture<Chromium>, IClassFixture<ReportTests.Centre>
{
    private static readonly SimulatorOptions history = new() { Preset = Preset.Quick, Seed = 5, HistoryDays = 9 };

    [Fact]
    public async Task The_table_adds_up_is_drawn_compared_sorted_and_leads_to_the_hours_of_a_day()
    {
        List<string> complaints = [];
        var page = await chromium.Open(centre.Portal, "t/10000/reports/calls?lang=en&period=last7Days&compare=previous&columns=calls,inCalls,inAnswered,inAnswerRate", before: page =>
        {
            page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
            page.PageError += (_, error) => complaints.Add(error);
            return Task.CompletedTask;
        });
        await Drawn(page);
        var rows = await Table(page, "tbody tr");
        Assert.Equal(7, rows.Count);
        var total = Assert.Single(await Table(page, "tfoot .total"));
        for (var column = 2; column <= 4; column++) Assert.Equal(rows.Sum(row => Number(row[^column])), Number(total[^column]));
        Assert.Equal(Number(total[^2]) / Number(total[^3]), Number(total[^1]) / 100, 3);
        Assert.True(Number(total[^4]) > 0);
        var before = Assert.Single(await Table(page, "tfoot .before"));
        Assert.Equal(Number(total[^4]) - Number(before[^4]), Number((await Table(page, "tfoot .change"))[0][^4]));
        Assert.Equal(4, await page.Locator("live-chart .legend li").CountAsync());
        Assert.Equal(14, await page.Locator("live-chart path.apexcharts-bar-area").CountAsync()); // two measures on seven days

        await page.ClickAsync("thead a:text-is('Inbound calls')");
        // The address and the forms follow the table, in one step.
        await page.WaitForURLAsync(address => address.Contains("sort=inCalls&order=desc", StringComparison.Ordinal));
        Assert.Equal(1, await page.Locator("[aria-sort=descending]").CountAsync());
        Assert.Equal(rows.Select(row => Number(row[^3])).OrderDescending(), (await Table(page, "tbody tr")).Select(row => Number(row[^3])));
        Assert.All(await page.Locator("[data-report-query]").EvaluateAllAsync<string[]>("all => all.map(one => one.value)"), query => Assert.Contains("sort=inCalls&order=desc", query, StringComparison.Ordinal));

        var day = (await Table(page, "tbody tr"))[0];
        await page.ClickAsync("tbody tr:first-child a");
        await page.WaitForURLAsync(address => address.Contains($"unit=hour&from={day[0]}&to={day[0]}", StringComparison.Ordinal));
        await Drawn(page);
        Assert.Equal(day[^4], Assert.Single(await Table(page, "tfoot .total"))[^4]);
        Assert.Equal(7 * 24, await page.Locator(".heat td").CountAsync());
        Assert.Empty(complaints);
    }

    /// <summary>Where there are many points, the axis names some of them, and the tip all.</summary>
    [Fact]
    public async Task A_week_of_hours_is_a_line_with_a_label_at_each_tick_and_a_tip_at_every_point()
    {
        var page = await chromium.Open(centre.Portal, "t/10000/reports/calls?lang=en&unit=hour&period=last7Days&columns=inCalls");
        await Drawn(page);
        using var drawn = System.Text.Json.JsonDocument.Parse((await page.Locator("live-chart").GetAttributeAsync("data-chart"))!);
        var labels = drawn.RootElement.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!).ToList();
        var texts = drawn.RootElement.GetProperty("series")[0].GetProperty("texts").EnumerateArray().Select(text => text.GetString()!).ToList();
        Assert.Equal(7 * 24, labels.Count);
        var ticks = (await page.Locator("live-chart .apexcharts-xaxis-label tspan").AllTextContentsAsync()).Where(text => text.Length > 0);
        Assert.Equal(labels.Where((_, i) => i % 12 == 0).Select(label => label[5..]), ticks);

        var plot = (await page.Locator("live-chart .apexcharts-grid").BoundingBoxAsync())!;
        foreach (var at in new[] { 0.1, 0.5, 0.8 })
        {
            await page.Mouse.MoveAsync((float)(plot.X + (at * plot.Width)), plot.Y + 60);
            var tip = page.Locator("live-chart .tip");
            await tip.WaitForAsync();
            var point = labels.IndexOf(await tip.Locator("strong").InnerTextAsync());
            Assert.Equal(at * 7 * 24, point, 2.0);
            Assert.Equal(texts[point], await tip.Locator("b").InnerTextAsync());
        }
    }

    [Fact]
    public async Task It_is_fit_for_everybody_in_both_themes_and_languages_and_scrolls_in_its_own_box()
    {
        var page = await chromium.Open(centre.Portal, "t/10000/reports", width: 1280, height: 720);
        // Of each kind of column one: the page has to be fit, not each of its thousands of cells.
        const string few = "&columns=inCalls,inAnswerRate,inAtt";
        foreach (var language in new[] { "zh-CN", "en" })
            foreach (var path in new[] { "reports", $"reports/calls?unit=hour&subject=queues&compare=weekdays&period=yesterday{few}", $"reports/calls?subject=agents{few}", "reports/calls?subject=departments" })
            {
                await page.GotoAsync(new Uri(centre.Portal.Address, $"t/10000/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}").ToString());
                if (path.Contains('?', StringComparison.Ordinal)) await page.WaitForSelectorAsync("[data-phase=Ready], [data-phase=Refused]");
                if (path.Contains("departments", StringComparison.Ordinal)) await page.WaitForSelectorAsync("[role=alert]");
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

    [Fact]
    public async Task Keys_search_the_catalogue_open_a_report_and_save_it()
    {
        var page = await chromium.Open(centre.Portal, "help?lang=en");
        await page.Keyboard.TypeAsync("gr");
        await page.WaitForURLAsync("**/t/10000/reports");
        await page.FocusAsync("#search");
        await page.Keyboard.TypeAsync("qqq");
        Assert.True(await page.Locator("#nothing").IsVisibleAsync());
        await page.FillAsync("#search", "");
        await page.FocusAsync(".catalogue a[href$='/reports/calls']");
        await page.Keyboard.PressAsync("Enter");
        await Drawn(page);
        await page.FocusAsync(".toolbar summary >> nth=0");
        await page.Keyboard.PressAsync("Enter");
        await page.FocusAsync("#view-name");
        await page.Keyboard.TypeAsync("my week");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/reports?outcome=Saved");
        await page.ClickAsync("text=my week");
        await Drawn(page);
    }

    [Fact]
    public async Task A_platform_that_fails_half_way_is_said_and_its_part_is_not_taken_for_the_whole()
    {
        var platform = await SimulatorServer.StartAsync(history);
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        var page = await chromium.Open(portal, "t/10000/reports/calls?lang=en&period=last7Days");
        await Drawn(page);
        await platform.DisposeAsync();
        await page.ClickAsync(".freshness button");
        await page.WaitForSelectorAsync("[data-kind=error]:has-text('not whole')", new() { Timeout = 60_000 });
        Assert.Contains("section 6.49", await page.InnerTextAsync("[data-kind=error]"), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator(".report tbody tr").CountAsync());
    }

    [Fact]
    public async Task Whoever_has_signed_out_elsewhere_sees_no_figures_any_more()
    {
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(centre.Platform.Socket, centre.Platform.Api));
        var page = await chromium.Open(portal, "t/10000/reports/calls?lang=en");
        await Drawn(page);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(new Uri(portal.Address, "help").ToString());
        await other.EvaluateAsync("() => document.querySelector('form[action=\"/sign-out\"]').requestSubmit()");
        await page.WaitForSelectorAsync("[data-phase=Ended]", new() { Timeout = 6000 });
        Assert.Equal(0, await page.Locator(".report table, live-chart").CountAsync());
    }

    [Fact]
    public async Task A_portal_that_was_away_is_said_to_be_and_the_page_comes_back_by_itself()
    {
        var portal = await PortalProcess.Open(PortalProcess.Tenant(centre.Platform.Socket, centre.Platform.Api));
        var page = await chromium.Open(portal, "t/10000/reports/calls?lang=en");
        await Drawn(page);
        await portal.Kill();
        await page.WaitForSelectorAsync("#components-reconnect-modal", new() { State = WaitForSelectorState.Visible });
        await using var again = await portal.Again();
        await page.WaitForSelectorAsync("#components-reconnect-modal", new() { State = WaitForSelectorState.Hidden, Timeout = 60_000 });
        await Drawn(page);
    }

    [Fact]
    public async Task Names_under_the_bars_are_whole()
    {
        var page = await chromium.Open(centre.Portal, "t/10000/reports/call-totals?subject=agents&period=yesterday&lang=zh-CN", width: 1280, height: 800);
        await Drawn(page);
        var names = await page.Locator("live-chart .apexcharts-xaxis-label title").EvaluateAllAsync<string[]>("all => all.map(one => one.textContent)");
        var drawn = await page.Locator("live-chart .apexcharts-xaxis-label tspan").EvaluateAllAsync<string[]>("all => all.map(one => one.textContent)");
        Assert.True(drawn.Length > 3);
        Assert.Equal(names, drawn);
    }

    private static Task<IElementHandle?> Drawn(IPage page) => page.WaitForSelectorAsync("[data-phase=Ready] live-chart[data-drawn]");

    private static async Task<IReadOnlyList<string[]>> Table(IPage page, string rows) =>
        await page.Locator($".report-table {rows}").EvaluateAllAsync<string[][]>("rows => rows.map(row => [...row.children].map(cell => cell.innerText.trim()))");

    /// <summary><c>1,234</c>, <c>90.61%</c>, <c>−12</c></summary>
    private static double Number(string text) => double.Parse(text.Replace("%", "", StringComparison.Ordinal).Replace('−', '-').TrimStart('+', '±'), NumberStyles.Any, CultureInfo.InvariantCulture);

    /// <summary>A platform with more than a week behind it and a portal, for those who only read.</summary>
    public sealed class Centre : IAsyncLifetime
    {
        public SimulatorServer Platform { get; private set; } = null!;

        public PortalProcess Portal { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Platform = await SimulatorServer.StartAsync(history);
            Portal = await PortalProcess.Open(PortalProcess.Tenant(Platform.Socket, Platform.Api));
        }

        public async ValueTask DisposeAsync()
        {
            await Portal.DisposeAsync();
            await Platform.DisposeAsync();
        }
    }
}
