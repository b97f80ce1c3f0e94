using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Wallboard.Benchmarks.Walls;

/// <summary>A real page under load for as long as one likes: heap after a forced collection, DOM nodes, listeners, and the portal's memory.</summary>
internal static partial class PageCommand
{
    private const int Rows = 15;

    public static async Task<int> Run(double minutes)
    {
        await using var stage = await Stage.Set();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Screen.Browser(playwright);
        var page = await Screen.Open(browser, stage.Portal.Address);
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("Performance.enable");
        await Measures.Pause(10);

        Console.WriteLine(" minute   JS heap MB   DOM nodes   listeners   portal MB   its heap MB");
        var heaps = new List<double>();
        for (var row = 0; row <= Rows; row++)
        {
            if (row > 0) await Measures.Pause(minutes * 60 / Rows);
            await devTools.SendAsync("HeapProfiler.collectGarbage");
            var heap = (await devTools.SendAsync("Runtime.getHeapUsage"))!.Value.GetProperty("usedSize").GetDouble() / 1048576;
            var metrics = (await devTools.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray()
                .ToDictionary(m => m.GetProperty("name").GetString()!, m => m.GetProperty("value").GetDouble());
            heaps.Add(heap);
            var portalHeap = await PortalHeap(stage);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{row * minutes / Rows,7:0.0}   {heap,10:0.00}   {metrics["Nodes"],9:0}   {metrics["JSEventListeners"],9:0}   {Usage.Of(stage.Portal.ProcessId).ResidentMegabytes,9:0.0}   {portalHeap,11:0.0}"));
        }
        // The first row is still warming up.
        var (early, late) = (heaps.Skip(1).Take(5).Average(), heaps.TakeLast(5).Average());
        Console.WriteLine($"JS heap: mean of the first five rows {early:0.00} MB, of the last five {late:0.00} MB ({(late / early) - 1:+0.0%;-0.0%})");
        return late < early * 1.1 ? 0 : 1;
    }

    /// <summary>All generations after the last collection.</summary>
    private static async Task<double> PortalHeap(Stage stage)
    {
        var text = await stage.Portal.Http.GetStringAsync(new Uri("metrics", UriKind.Relative));
        return HeapSize().Matches(text).Sum(m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)) / 1048576;
    }

    [GeneratedRegex(@"^dotnet_gc_last_collection_heap_size\S*\{[^}]*\} (\S+)", RegexOptions.Multiline)]
    private static partial Regex HeapSize();
}
