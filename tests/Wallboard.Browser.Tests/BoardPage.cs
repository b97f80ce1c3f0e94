using System.Text.Json;
using Microsoft.Playwright;
using Wallboard.Testing;

namespace Wallboard.Browser.Tests;

/// <summary>What a board in a real browser shows, by the attributes that tests can rely on.</summary>
internal static class BoardPage
{
    private const string ReadFacts = """
        () => {
          const facts = {};
          const value = element => element?.dataset.value === '' || element?.dataset.value === undefined ? 'null' : element.dataset.value;
          for (const tile of document.querySelectorAll('section[data-tile].tile-figure')) facts[`total ${tile.dataset.metric}`] = value(tile);
          for (const row of document.querySelectorAll('[data-queue]'))
            for (const cell of row.querySelectorAll('[data-metric]')) facts[`queue ${row.dataset.queue} ${cell.dataset.metric}`] = value(cell);
          for (const agent of document.querySelectorAll('[data-agent]'))
            facts[`agent ${agent.dataset.agent}`] = agent.dataset.state === '2' ? `2/${agent.dataset.reason}` : agent.dataset.state || 'null';
          for (const call of document.querySelectorAll('[data-call]')) facts[call.id.replace('waiting-', 'waiting ').replace(/^(waiting \S+?_\d+)-/, '$1 ')] = 'there';
          return facts;
        }
        """;

    /// <summary>Where the page differs from the truth, figure by figure; everything has to be marked fresh.</summary>
    public static async Task<IReadOnlyList<string>> Differences(IPage page, JsonElement truth)
    {
        var marked = await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('section[data-tile]')].filter(t => t.dataset.fresh !== 'fresh').map(t => `tile ${t.dataset.tile} is ${t.dataset.fresh}`)");
        var shown = await page.EvaluateAsync<Dictionary<string, string>>(ReadFacts);
        // Call ids of some platforms hold an address after the @, which the page does not say; nor does it say which seat is the portal's.
        var real = LiveComparison.Facts(truth).ToDictionary(
            fact => fact.Key == $"agent {PortalProcess.Seat}" ? "agent portal" : fact.Key.Split('@')[0], fact => fact.Value);
        string[] onlyOnPage = ["longestWaitSeconds", "concurrency"];
        string[] notOnPage = ["calling", "leftOtherwise", "open"];
        var keys = shown.Keys.Where(key => !onlyOnPage.Any(key.EndsWith)).Union(real.Keys.Where(key => !notOnPage.Any(key.EndsWith)));
        return
        [
            .. marked,
            .. keys.Order(StringComparer.Ordinal)
                .Select(key => (key, page: Rounded(shown.GetValueOrDefault(key, "missing")), truth: real.GetValueOrDefault(key, "missing")))
                .Where(fact => fact.page != fact.truth)
                .Select(fact => $"page: {fact.key} shows {fact.page}, is {fact.truth}"),
        ];
    }

    private static string Rounded(string value) =>
        double.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? Math.Round(number, 4).ToString("R", System.Globalization.CultureInfo.InvariantCulture)
            : value;
}
