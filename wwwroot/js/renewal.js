// Loading the page again, for another build or a board that has changed: never into an error page, never round in circles.
let planned = null;

/**
 * Soon, and not everybody at once. When the last time did not help (a cache on the way, two builds behind one address), ever more rarely.
 * @param {string} because the same as the last time's = that did not help
 * @param {number} within milliseconds, when it is the first time
 * @param {() => Promise<boolean>} ready whether there is something to load
 */
export function renew(because, within = 3500, ready = isThere) {
  if (planned !== null) return;
  // history.state outlives the loading and, unlike storage, is never forbidden.
  const before = history.state?.renewed === because ? history.state.times : 0;
  const delay = before === 0 ? within * (0.15 + 0.85 * Math.random()) : Math.min(2 ** before, 60) * 10_000 * (0.75 + Math.random() / 2);
  planned = setTimeout(async () => {
    if (await ready()) {
      history.replaceState({ renewed: because, times: before + 1 }, '');
      location.reload();
    }
    planned = null;
  }, delay);
}

/** The page is the one that the portal means. */
export function settled() {
  if (history.state?.renewed) history.replaceState(null, '');
}

/** A browser's own error page would never come back by itself. */
export async function isThere() {
  try {
    return (await fetch(location.href, { cache: 'no-store', signal: AbortSignal.timeout(10_000) })).ok;
  } catch {
    return false;
  }
}
