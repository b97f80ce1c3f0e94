// The platform's clock: the messages' `now`, carried on by performance.now(). This machine's own clock is never asked.
import { duration } from './duration.js';

let zone = 0;     // milliseconds ahead of UTC
let last = null;  // the last message's now, epoch milliseconds
let ahead = null; // the platform's clock minus performance.now()

// A message that was held up on its way must not put the clock back by that: its lateness is believed 5 ms at a time,
// and at once only when it is too much for a network.
const believed = 5;
const tooMuch = 2000;

/** @param {string} iso e.g. 2026-11-22T18:37:47.120+08:00 */
export function setNow(iso) {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(iso);
  zone = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  last = Date.parse(iso);
  const said = last - performance.now();
  const late = ahead === null ? 0 : ahead - said;
  ahead = late > 0 && late < tooMuch ? ahead - Math.min(late, believed) : said;
}

/** The platform's date and time at the last message. With the date: a server can be gone for a night. */
export function momentOfLastMessage() {
  return local(last).slice(5, 19).replace('T', ' ');
}

/** Counts every [data-since] on; those in tiles and rows that are not fresh stand still. */
export function tick(root) {
  if (ahead === null) return;
  const now = ahead + performance.now();
  setText(document.getElementById('clock'), local(now).slice(11, 19));
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

/** The platform's wall clock, in ISO 8601. */
function local(epoch) {
  return new Date(epoch + zone).toISOString();
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
