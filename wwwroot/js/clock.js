// The platform's clock: the last message's `now`, carried on by performance.now(). This machine's own clock is never asked.
import { duration } from './duration.js';

let base = null; // { epoch, offset, at }

/** @param {string} iso e.g. 2026-11-22T18:37:47.120+08:00 */
export function setNow(iso) {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(iso);
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  base = { epoch: Date.parse(iso), offset, at: performance.now() };
}

/** Time of day at the platform, at the last message. */
export function timeOfLastMessage() {
  return base === null ? '' : timeOfDay(base.epoch);
}

/** Counts every [data-since] on; those in tiles and rows that are not fresh stand still. */
export function tick(root) {
  if (base === null) return;
  const now = base.epoch + (performance.now() - base.at);
  setText(document.getElementById('clock'), timeOfDay(now));
  for (const element of root.querySelectorAll('[data-since]')) {
    const holder = element.closest('[data-fresh]');
    if (!element.hasAttribute('data-always') && holder.dataset.fresh !== 'fresh') continue;
    if (element.dataset.since === '') continue;
    const seconds = String(Math.max(0, Math.floor((now - Number(element.dataset.since)) / 1000)));
    const value = element.hasAttribute('data-of-tile') ? holder : element;
    if (value.dataset.value !== seconds) value.dataset.value = seconds;
    setText(element, duration(Number(seconds)));
    if (element.dataset.length) element.dataset.length = element.textContent.length;
  }
}

function timeOfDay(epoch) {
  return new Date(epoch + base.offset).toISOString().slice(11, 19);
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
