// What tv-worker.js shows while the portal does not answer: tries for ever, then opens the board.
import { isThere } from './renewal.js';

async function tryAgain() {
  if (await isThere()) location.reload();
  else setTimeout(tryAgain, 1000 + Math.random() * 4000);
}

tryAgain();
