// Puts tiles into the page.
import { Idiomorph } from '../lib/idiomorph/idiomorph.esm.js';

/** @param {{id: string, html: string}[]} tiles */
export function patch(tiles) {
  for (const { id, html } of tiles) {
    const element = document.getElementById(`tile-${id}`);
    // A chart draws its own inside and reads an attribute.
    if (element) Idiomorph.morph(element, html, {
      morphStyle: 'outerHTML',
      callbacks: { beforeNodeMorphed: (from, to) => !(from.parentNode?.nodeName === 'LIVE-CHART' && to.parentNode?.nodeName === 'LIVE-CHART') },
    });
  }
}

/** Nothing on this screen can be believed any more. Joining again brings the true marks back. */
export function markAllStale(screen) {
  for (const element of screen.querySelectorAll('[data-fresh="fresh"]')) element.dataset.fresh = 'stale';
}
