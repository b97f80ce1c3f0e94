using System.Text.Json;
using Microsoft.Playwright;
using Wallboard.Testing;

namespace Wallboard.Browser.Tests;

/// <summary>What a board in a real browser looks like: whether all of it can be read.</summary>
internal static class WallPage
{
    private const string ReadFaults = """
        () => {
          const faults = [];
          const root = document.scrollingElement;
          if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) faults.push(`the page is ${root.scrollWidth} × ${root.scrollHeight}`);
          for (const element of document.querySelectorAll('body *')) {
            const style = getComputedStyle(element);
            if (/auto|scroll/.test(style.overflowX + style.overflowY) && (element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth))
              faults.push(`a scroll bar at ${element.id || element.className}`);
          }
          const frame = element => element.closest('tr, li[data-agent], .calls li, .tile, header, .banner');
          const hidden = element => !element.checkVisibility({ visibilityProperty: true }) || element.closest('.mark span, .target .word, title, symbol') && getComputedStyle(element).clipPath !== 'none';
          const within = (inner, outer) => inner.left >= outer.left - 1 && inner.right <= outer.right + 1 && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
          const texts = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const node = walker.currentNode, element = node.parentElement;
            if (node.data.trim() === '' || ['SCRIPT', 'NOSCRIPT'].includes(element.tagName) || hidden(element)) continue;
            const pages = element.closest('[data-pages]')?.getBoundingClientRect();
            const item = frame(element)?.getBoundingClientRect();
            if (!item) { faults.push(`"${node.data.trim()}" stands nowhere`); continue; }
            // On another page.
            if (pages && (item.bottom <= pages.top + 2 || item.top >= pages.bottom - 2)) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            const size = parseFloat(getComputedStyle(element).fontSize);
            for (const box of range.getClientRects()) {
              // What the glyphs fill: fonts reserve more above and below.
              const middle = (box.top + box.bottom) / 2;
              const glyphs = { left: box.left, right: box.right, top: middle - 0.4 * size, bottom: middle + 0.4 * size };
              if (!within(glyphs, item) || pages && !within(glyphs, pages)) faults.push(`"${node.data.trim()}" leaves its place`);
              texts.push({ text: node.data.trim(), node, ...glyphs });
            }
            const cut = getComputedStyle(element);
            if (cut.overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1) faults.push(`"${node.data.trim()}" is cut`);
          }
          for (let i = 0; i < texts.length; i++) for (let j = i + 1; j < texts.length; j++) {
            const [a, b] = [texts[i], texts[j]];
            if (a.node !== b.node && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) faults.push(`"${a.text}" and "${b.text}" overlap`);
          }
          return faults;
        }
        """;

    /// <summary>Scroll bars, and texts that are cut, leave their place or run into one another.</summary>
    public static async Task<IReadOnlyList<string>> Faults(IPage page) => await page.EvaluateAsync<string[]>(ReadFaults);

    /// <summary>What axe-core calls serious or critical.</summary>
    public static async Task<IReadOnlyList<string>> Violations(IPage page)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "node_modules", "axe-core", "axe.min.js")));
        var found = await page.EvaluateAsync<JsonElement>("""
            async () => (await axe.run({ resultTypes: ['violations'] })).violations.filter(v => ['serious', 'critical'].includes(v.impact))
              .flatMap(v => v.nodes.map(n => `${v.id}: ${n.target} ${n.any.map(c => c.message).join(' ')}`))
            """);
        return [.. found.EnumerateArray().Select(text => text.GetString()!)];
    }
}
