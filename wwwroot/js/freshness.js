// What the screen says about itself: live, old, or waiting for the portal.
import { momentOfLastMessage } from './clock.js';
import { markAllStale } from './tiles.js';

const longestSilence = 4000;
const patienceInDoubt = 500;
let heardAt = performance.now(); // the page itself counts as the first sign of life

/** A message came. */
export function heard(screen, link) {
  heardAt = performance.now();
  screen.dataset.link = link.state;
  document.getElementById('silence').dataset.state = 'none';
}

/** Messages come, whatever they say. */
export function isLive() {
  return document.getElementById('silence').dataset.state === 'none';
}

/** Something says that what is shown may be old: unless a message comes very soon, it is. */
export function doubt() {
  heardAt = Math.min(heardAt, performance.now() - longestSilence + patienceInDoubt);
}

/** True when the screen has just become stale by silence: the portal, the network or this browser stood still. */
export function watch(screen) {
  const silence = document.getElementById('silence');
  if (silence.dataset.state === 'lost' || performance.now() - heardAt < longestSilence) return false;
  silence.dataset.state = 'lost';
  document.getElementById('lastMessage').textContent = momentOfLastMessage();
  screen.dataset.link = 'stale';
  markAllStale(screen);
  return true;
}
