// What the screen says about itself: live, old, or waiting for the portal.
import { timeOfLastMessage } from './clock.js';
import { markAllStale } from './tiles.js';

const longestSilence = 4000;
let heardAt = null;

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

/** True when the screen has just become stale by silence: the portal, the network or this browser stood still. */
export function watch(screen) {
  if (!isLive() || performance.now() - heardAt < longestSilence) return false;
  document.getElementById('silence').dataset.state = 'lost';
  document.getElementById('lastMessage').textContent = timeOfLastMessage();
  screen.dataset.link = 'stale';
  markAllStale(screen);
  return true;
}
