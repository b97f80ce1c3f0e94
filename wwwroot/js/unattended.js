// What a screen needs that nobody touches for months.
const stepEvery = 60_000;
const renewEvery = 24 * 60 * stepEvery;

export const isTelevision = location.pathname === '/tv';

/** Keeps the panel on where the browser can; it lets go by itself when the page is hidden. */
export function keepAwake() {
  let lock = null;
  const ask = async () => {
    if (document.visibilityState !== 'visible' || lock?.released === false) return;
    try {
      lock = await navigator.wakeLock?.request('screen');
    } catch {
      // The system says no, to save its battery for one; asked again in a minute.
    }
  };
  document.addEventListener('visibilitychange', ask);
  setInterval(ask, stepEvery);
  ask();
}

/** Against burn-in: the picture wanders a few pixels, one a minute, within the screen's own margin. */
export function spareThePanel(screen) {
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  let steps = 0;
  setInterval(() => {
    steps++;
    screen.style.translate = still.matches ? '' : `${zigzag(steps, 4)}px ${zigzag(steps, 3)}px`;
  }, stepEvery);
}

/** 0, 1 … width … 0 … -width … 0 … */
function zigzag(step, width) {
  return width - Math.abs((step + width) % (4 * width) - 2 * width);
}

/** A television switched on before its server: tv-worker.js waits for it. Browsers offer that over https and on this machine only. */
export function keepServerlessStart() {
  if (isTelevision) navigator.serviceWorker?.register('tv-worker.js', { scope: 'tv' }).catch(() => {});
}

/** Browsers forget a cookie after 400 days at most. */
export function keepPaired() {
  if (!isTelevision) return;
  const ask = () => fetch('tv/renew', { method: 'POST', cache: 'no-store' }).catch(() => {});
  setInterval(ask, renewEvery);
  ask();
}
