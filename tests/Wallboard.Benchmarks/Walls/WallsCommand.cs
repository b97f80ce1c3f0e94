using System.Text.Json;
using Microsoft.Playwright;
using Wallboard.Testing;

namespace Wallboard.Benchmarks.Walls;

/// <summary>
/// Event to changed DOM, in a real Chromium at 1920×1080. It begins when the event leaves for the portal's socket (<see cref="EventTap"/>) and ends
/// when a MutationObserver in the page sees the agent's cell or the queue's row show it: that is in the same task that changed the DOM, before it
/// is painted. The page's clock (timeOrigin + now, the same machine's) is set against this process's by the quickest of some round trips.
/// </summary>
internal static class WallsCommand
{
    private const string Watch = """
        () => {
          const seen = window.seen = [];
          const agent = e => ['agent ' + e.dataset.agent, e.dataset.state === '2' ? `2/${e.dataset.reason}` : e.dataset.state];
          const queue = e => ['queue ' + e.dataset.queue, e.querySelector('[data-metric=waiting]').dataset.value];
          const note = (e, at) => seen.push([...(e.dataset.agent !== undefined ? agent(e) : queue(e)), at]);
          const all = '[data-agent], [data-queue]';
          for (const e of document.querySelectorAll(all)) note(e, 0);
          new MutationObserver(records => {
            const at = performance.timeOrigin + performance.now();
            const changed = new Set();
            for (const { target, addedNodes } of records) {
              const around = target.nodeType === 1 ? target.closest(all) : null;
              if (around) changed.add(around);
              for (const added of addedNodes) if (added.nodeType === 1 && added.matches(all)) changed.add(added);
            }
            for (const e of changed) note(e, at);
          }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state', 'data-reason', 'data-value', 'data-since'] });
        }
        """;

    public static async Task<int> Run(int seconds)
    {
        await using var stage = await Stage.Set();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Screen.Browser(playwright);
        var page = await Screen.Open(browser, stage.Portal.Address);
        await Measures.Pause(3); // the portal's and the page's first seconds are their compilers'

        stage.Tap.Take();
        await page.EvaluateAsync(Watch);
        var behind = await ClockDifference(page);
        var frames = stage.Tap.Frames;
        var before = Usage.Of(stage.Portal.ProcessId);
        await Measures.Pause(seconds);
        var cores = Usage.Of(stage.Portal.ProcessId).CoresSince(before);
        frames = stage.Tap.Frames - frames;
        var end = EventTap.Now;
        await Measures.Pause(1);
        var events = stage.Tap.Take().Where(e => e.At < end).ToList();
        var seen = (await page.EvaluateAsync<JsonElement>("() => window.seen")).EnumerateArray()
            .Select(s => new Sighting(s[0].GetString()!, s[1].GetString() ?? "", s[2].GetDouble())).ToList();

        var matching = Matching.Of(
            seen.Where(s => s.At == 0), events, seen.Where(s => s.At > 0).Select(s => s with { At = s.At + behind }), end);
        var times = matching.Pairs.Select(p => p.Shown.At - p.Event.At).Order().ToList();
        Console.WriteLine($"{frames / (double)seconds:0} events a second, {events.Count / (double)seconds:0} of them of agents and queues, for {seconds} s; portal {cores:0.00} cores, {Environment.ProcessorCount} cores here");
        Console.WriteLine($"event to changed DOM: {Measures.Milliseconds(times)}  ({times.Count} events)");
        Console.WriteLine($"{matching.Undone} events were taken back before a tick, {matching.Missing.Count} never shown");
        foreach (var missing in matching.Missing.Take(5)) Console.WriteLine($"  {missing}");
        return times.Count > 0 && Measures.Percentile(times, 0.95) <= 300 && times[^1] <= 500 && matching.Missing.Count == 0 ? 0 : 1;
    }

    /// <summary>Milliseconds to add to the page's clock.</summary>
    private static async Task<double> ClockDifference(IPage page)
    {
        var best = (RoundTrip: double.MaxValue, Behind: 0d);
        for (var i = 0; i < 20; i++)
        {
            var before = EventTap.Now;
            var there = await page.EvaluateAsync<double>("() => performance.timeOrigin + performance.now()");
            var after = EventTap.Now;
            if (after - before < best.RoundTrip) best = (after - before, ((before + after) / 2) - there);
        }
        return best.Behind;
    }
}
