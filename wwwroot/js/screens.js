// Keeps the list of screens live. Forms that somebody has opened stay as they are.
const every = 2000;
const list = document.getElementById('screens');
const address = `${location.pathname}/state${location.search}`;
const rowOf = id => list.querySelector(`[data-screen="${id}"]`);

async function look() {
  try {
    const answer = await fetch(address, { cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(5000) });
    if (answer.status === 401 || answer.status === 403) location.reload();
    if (!answer.ok) throw new Error(`${answer.status}`);
    show(await answer.json());
    document.getElementById('silent').hidden = true;
  } catch {
    document.getElementById('silent').hidden = false;
  }
  setTimeout(look, every);
}

function show(screens) {
  const isOther = screens.length !== list.querySelectorAll('[data-screen]').length || screens.some(screen => !rowOf(screen.id));
  if (isOther && !list.querySelector('details[open]')) location.reload();
  for (const screen of screens) {
    const row = rowOf(screen.id);
    if (!row) continue;
    row.dataset.state = screen.state;
    for (const cell of row.querySelectorAll('[data-of]'))
      if (cell.textContent !== screen[cell.dataset.of]) cell.textContent = screen[cell.dataset.of];
  }
}

setTimeout(look, every);
