// Puts tiles into the page.
import { drawTo, look } from './attention.js';
import { Idiomorph } from '../lib/idiomorph/idiomorph.esm.js';

/** @param {{id: string, html: string}[]} tiles */
export function patch(tiles) {
  for (const { id, html } of tiles) {
    const element = document.getElementById(`tile-${id}`);
    if (!element) continue;
    const before = look(element);
    // A chart draws its own inside and reads an attribute.
    Idiomorph.morph(element, html, {
      morphStyle: 'outerHTML',
      callbacks: { beforeNodeMorphed: (from, to) => !(from.parentNode?.nodeName === 'LIVE-CHART' && to.parentNode?.nodeName === 'LIVE-CHART') },
    });
    drawTo(document.getElementById(`tile-${id}`), before);
  }
}

/** Nothing on this screen can be believed any more. Joining again brings the true marks back. */
export function markAllStale(screen) {
  for (const element of screen.querySelectorAll('[data-fresh="fresh"]')) element.dataset.fresh = 'stale';
}
