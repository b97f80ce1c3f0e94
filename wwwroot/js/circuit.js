// Starts Blazor on the pages that have a circuit. Links stay plain links: its own navigation would keep portal.js from seeing a new page.
const longest = 10000;
let away = 0;

await Blazor.start({
  ssr: { disableDomPreservation: true },
  circuit: {
    configureSignalR: builder => builder.withUrl(`_blazor?lang=${document.documentElement.lang}`).configureLogging('warning'),
    reconnectionOptions: { maxRetries: Number.MAX_SAFE_INTEGER, retryIntervalMilliseconds: tries => Math.min(longest, 500 * 2 ** tries) * (0.75 + Math.random() / 2) },
  },
});

// The portal answers again, but has let the circuit go: the address has all that the page was asked for.
const overlay = document.getElementById('components-reconnect-modal');
new MutationObserver(() => {
  if (!/components-reconnect-(rejected|failed)/.test(overlay.className) || away) return;
  away = setTimeout(() => location.reload(), 1000);
}).observe(overlay, { attributeFilter: ['class'] });
