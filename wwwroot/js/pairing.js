// A television that waits to be paired: asks until somebody has approved it, and never gives up.
import { renew, settled } from './renewal.js';
import { keepAwake, keepServerlessStart, spareThePanel } from './unattended.js';

const page = document.getElementById('pairing');
const askEvery = 2000;
const patience = 5000;
let over = performance.now() + page.dataset.left * 1000;

async function ask() {
  try {
    if (page.dataset.state === 'full') renew('full', 20_000);
    else await hear(await said('GET'));
    page.dataset.portal = 'there';
  } catch {
    page.dataset.portal = 'silent';
  }
  // Not while nobody answers: another minute is true then too.
  for (const minutes of document.querySelectorAll('[data-minutes]')) minutes.textContent = Math.max(0, Math.ceil((over - performance.now()) / 60_000));
  setTimeout(ask, askEvery);
}

async function hear({ state, secondsLeft }) {
  over = performance.now() + secondsLeft * 1000;
  if (state === 'waiting') settled();
  else if (state === 'over') renew('over', 1000);
  // By reload() the cookie would still be missing: the browser remembers where the page was opened from.
  else if (state === 'paired') location.replace(location.href);
  else {
    await said('POST');
    renew('paired', 500);
  }
}

async function said(method) {
  const answer = await fetch('tv/pairing', { method, cache: 'no-store', signal: AbortSignal.timeout(patience) });
  if (!answer.ok && method === 'GET') throw new Error(`${answer.status}`);
  return method === 'GET' ? answer.json() : null;
}

ask();
keepAwake();
spareThePanel(page);
keepServerlessStart();
