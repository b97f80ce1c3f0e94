// A board's page: static HTML that messages keep live.
import { setNow, tick } from './clock.js';
import { Feed } from './feed.js';
import { heard, isLive, watch } from './freshness.js';
import { turnPages } from './pages.js';
import { patch } from './tiles.js';

const screen = document.getElementById('screen');
let reloading = null;

const feed = new Feed(screen.dataset.view, message => {
  if (message.build !== screen.dataset.build) reloadSoon();
  setNow(message.now);
  patch(message.tiles);
  heard(screen, message.link);
  tick(screen);
  turnPages(screen);
}, reloadSoon);

/** Another build, or a board that has changed: the page itself is old. Not everybody at once. */
function reloadSoon() {
  reloading ??= setTimeout(() => location.reload(), 500 + Math.random() * 3000);
}

setInterval(() => {
  if (watch(screen)) feed.join();
  else if (isLive()) tick(screen);
  turnPages(screen);
}, 250);

feed.start();
