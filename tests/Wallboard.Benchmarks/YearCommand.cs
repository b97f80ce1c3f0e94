using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using Wallboard.Benchmarks.Walls;
using Wallboard.Testing;

namespace Wallboard.Benchmarks;

/// <summary>
/// A year of days for 200 agents in a real browser, from the address to the rows of the table, once the portal has them: as it runs on, and the first time after it was
/// started again. Under a second is wanted.
/// </summary>
internal static class YearCommand
{
    private const int Opens = 5, History = 366;

    public static async Task<int> Run(string report)
    {
        await using var platform = await SimulatorProcess.Start("Load", History);
        await using var portal = await PortalProcess.Open(PortalProcess.Tenant(platform.Socket, platform.Api));
        await portal.Whole();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Screen.Browser(playwright);
        await FillAsync(browser, portal, report);
        await OpenAsync("warming up", browser, portal, report);
        List<double> kept = [];
        for (var i = 0; i < Opens; i++) kept.Add(await OpenAsync("kept", browser, portal, report));
        await portal.Kill();
        await using var again = await portal.Again();
        await again.Whole();
        await OpenAsync("started again", browser, again, report);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"kept: p50 {kept.Order().ElementAt(Opens / 2):0} ms, worst {kept.Max():0} ms"));
        return kept.Max() < 1000 ? 0 : 1;
    }

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
            do await ShowAsync(page, portal, $"{report}?unit=day&subject=agents&{Address(from, to)}");
            while (await page.Locator(".report [role=alert]").CountAsync() > 0);
        }
        Console.WriteLine($"filled in {watch.Elapsed.TotalSeconds:0} s");
    }

    private static async Task<IBrowserContext> ContextAsync(IBrowser browser, PortalProcess portal)
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1920, Height = 1080 } });
        var person = await PortalStorage.Person();
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

    /// <summary>In milliseconds. The browser knows the portal's scripts, as that of somebody who has opened a page before.</summary>
    private static async Task<double> OpenAsync(string name, IBrowser browser, PortalProcess portal, string report)
    {
        await using var context = await ContextAsync(browser, portal);
        var page = await context.NewPageAsync();
        await ShowAsync(page, portal, $"{report}?unit=day&subject=tenant&period=yesterday");

        var (first, last) = Days();
        var before = Usage.Of(portal.ProcessId);
        var watch = Stopwatch.StartNew();
        await ShowAsync(page, portal, $"{report}?unit=day&subject=agents&{Address(first, last)}");
        var milliseconds = watch.Elapsed.TotalMilliseconds;
        var used = Usage.Of(portal.ProcessId);
        var rows = await page.Locator(".freshness p").InnerTextAsync();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-14} {milliseconds,6:0} ms  portal: {1000 * (used.CpuSeconds - before.CpuSeconds),5:0} ms of processor time, {used.ResidentMegabytes,4:0} MB  {rows.ReplaceLineEndings(" ")}"));
        return milliseconds;
    }
}
