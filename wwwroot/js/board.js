// A board's page: static HTML that messages keep live, with nobody there to help.
import { setNow, tick } from './clock.js';
import { Feed } from './feed.js';
import { doubt, heard, isLive, watch } from './freshness.js';
import { turnPages } from './pages.js';
import { renew, settled } from './renewal.js';
import { patch } from './tiles.js';
import { identify, size } from './television.js';
import { isTelevision, keepAwake, keepPaired, keepServerlessStart, spareThePanel } from './unattended.js';

const screen = document.getElementById('screen');

function show(message) {
  if (message.build === screen.dataset.build) settled();
  else renew(message.build);
  setNow(message.now);
  patch(message.tiles);
  heard(screen, message.link);
  tick(screen);
  turnPages(screen);
}

const feed = new Feed(screen.dataset.hub, screen.dataset.view, {
  message: show,
  unknownView: () => renew(`not ${screen.dataset.view}`),
  // What is there instead, the sign-in or a code to be paired with, is for the portal to say; that it is there, it has just said.
  refused: () => renew('refused', 500, async () => true),
  open: send => isTelevision && send('Hello', size(), screen.dataset.build),
}, { identify, reload: () => renew('told to', 500) });

setInterval(() => {
  if (watch(screen)) feed.join();
  else if (isLive()) tick(screen);
  turnPages(screen);
}, 250);

// After a sleep performance.now() may have stood still too, so silence alone does not tell.
function wakeUp() {
  doubt();
  feed.join();
}
document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') wakeUp(); });
document.addEventListener('resume', wakeUp);
addEventListener('pageshow', event => { if (event.persisted) wakeUp(); });
addEventListener('online', wakeUp);

setNow(screen.dataset.now);
feed.start();
keepAwake();
spareThePanel(screen);
keepServerlessStart();
keepPaired();
