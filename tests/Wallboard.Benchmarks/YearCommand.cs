using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Wallboard.Benchmarks.Walls;
using Wallboard.Testing;

namespace Wallboard.Benchmarks;

/// <summary>
/// A year of days for 200 agents in a real browser, by the browser's own clock from the address to the rows of the table, and to the frame after the chart, once the
/// portal has them: as it runs on, and the first time after it was started again. Under a second is wanted.
/// </summary>
internal static class YearCommand
{
    private const int WarmUp = 5, Opens = 15, History = 366, Tries = 5;

    private const string Watch =
        """
        new MutationObserver((_, watch) => {
          if (!document.querySelector('.report-table tbody tr')) return;
          watch.disconnect();
          performance.mark('rows');
          requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => performance.mark('shown'))));
        }).observe(document, { subtree: true, childList: true });
        """;

    private const string Shown =
        """
        () => new Promise(done => {
          const at = name => performance.getEntriesByName(name)[0]?.startTime;
          const look = () => at('shown') ? done([at('rows'), at('shown')]) : setTimeout(look, 50);
          look();
        })
        """;

    public static async Task<int> Run(string report)
    {
        await using var platform = await SimulatorProcess.Start("Load", History);
        // In a portal's first minutes it reads the visits of the last month, a day in ten seconds; this is about all the others.
        await using var portal = await PortalProcess.Open(new Dictionary<string, string>(PortalProcess.Tenant(platform.Socket, platform.Api)) { ["Storage__ReadDays"] = "0" });
        await portal.Whole();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Screen.Browser(playwright);
        await FillAsync(browser, portal, report);
        List<(double Rows, double Whole)> kept = [];
        await using (var supervisor = await ContextAsync(browser, portal))
        {
            var page = await supervisor.NewPageAsync();
            for (var i = 0; i < WarmUp; i++) await OpenAsync("warming up", page, portal, report, i);
            for (var i = 0; i < Opens; i++) kept.Add(await OpenAsync("kept", page, portal, report, WarmUp + i));
        }
        await portal.Kill();
        await using var again = await portal.Again();
        await again.Whole();
        await using (var supervisor = await ContextAsync(browser, again)) await OpenAsync("started again", await supervisor.NewPageAsync(), again, report, 0);
        var (rows, whole) = (kept.ConvertAll(one => one.Rows), kept.ConvertAll(one => one.Whole));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"kept: rows p50 {Middle(rows):0} ms, worst {rows.Max():0} ms; with the chart p50 {Middle(whole):0} ms, worst {whole.Max():0} ms"));
        return Middle(whole) < 1000 ? 0 : 1;
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>A month at a time, and again where the platform was too slow for it: a machine may be busy with something else.</summary>
    private static async Task FillAsync(IBrowser browser, PortalProcess portal, string report)
    {
        var watch = Stopwatch.StartNew();
        var (first, last) = Days();
        await using var context = await ContextAsync(browser, portal);
        var page = await context.NewPageAsync();
        for (var from = first; from <= last; from = from.AddDays(30))
        {
            var to = from.AddDays(29) < last ? from.AddDays(29) : last;
            var tries = 0;
            do await ShowAsync(page, portal, $"{report}?unit=day&subject=agents&{Address(from, to)}");
            while (await page.Locator(".report [role=alert]").CountAsync() > 0 && ++tries < Tries);
        }
        Console.WriteLine($"filled in {watch.Elapsed.TotalSeconds:0} s");
    }

    private static async Task<IBrowserContext> ContextAsync(IBrowser browser, PortalProcess portal)
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1920, Height = 1080 } });
        var person = await PortalStorage.Person();
        await context.AddInitScriptAsync(Watch);
        await context.AddCookiesAsync([new() { Name = person.Name, Value = person.Value, Domain = portal.Address.Host, Path = person.Path }]);
        return context;
    }

    private static async Task ShowAsync(IPage page, PortalProcess portal, string report)
    {
        await page.GotoAsync(new Uri(portal.Address, $"t/10000/reports/{report}").ToString(), new() { WaitUntil = WaitUntilState.Commit });
        await page.WaitForSelectorAsync(".report-table tbody tr", new() { Timeout = 300_000 });
    }

    /// <summary>The last day may not have settled yet, and the first is the history's.</summary>
    private static (DateOnly First, DateOnly Last) Days()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
        return (today.AddDays(1 - History), today.AddDays(-2));
    }

    private static string Address(DateOnly from, DateOnly to) => string.Create(CultureInfo.InvariantCulture, $"from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}");

    /// <summary>In milliseconds. Days begin later each time, so that nothing comes from the portal's memory. The browser has been used before, as a supervisor's has all day.</summary>
    private static async Task<(double Rows, double Whole)> OpenAsync(string name, IPage page, PortalProcess portal, string report, int later)
    {
        await ShowAsync(page, portal, $"{report}?unit=day&subject=tenant&period=yesterday");

        var (first, last) = Days();
        var before = Usage.Of(portal.ProcessId);
        await ShowAsync(page, portal, $"{report}?unit=day&subject=agents&{Address(first.AddDays(later), last)}");
        var at = await page.EvaluateAsync<double[]>(Shown);
        var used = Usage.Of(portal.ProcessId);
        var rows = await page.Locator(".freshness p").InnerTextAsync();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-14} rows {at[0],5:0} ms, with the chart {at[1],5:0} ms  portal: {1000 * (used.CpuSeconds - before.CpuSeconds),5:0} ms of processor time, {used.ResidentMegabytes,4:0} MB  {rows.ReplaceLineEndings(" ")}"));
        return (at[0], at[1]);
    }
}
