// Where does this number come from? A cell that is clicked, or Enter or ? on it, opens one dialog that says so. From the table itself, Enter steps into its cells and arrows go from
// one to the next; each is read out as it is reached.
const cellOf = target => target.closest?.('[data-where-table] :is(tbody, tfoot) td');
const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
let opener;

addEventListener('click', event => {
  const { target } = event;
  if (target.closest?.('[data-where=close]')) return target.closest('dialog').close();
  const column = target.closest?.('[data-where-column]');
  if (column) return open(column, column.closest('th'));
  const cell = cellOf(target);
  if (cell && !target.closest('a, button') && !getSelection().toString()) open(cell, headingOf(cell), cell);
});

addEventListener('keydown', event => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.matches?.('[data-where-table]') && key === 'Enter') {
    const first = target.querySelector('tbody td.number') ?? target.querySelector('tbody td');
    if (first) focus(first, event);
    return;
  }
  if (!target.matches?.('td') || !cellOf(target)) return;
  if (key === 'Enter' || key === '?') {
    halt(event);
    open(target, headingOf(target), target);
  } else if (key === 'Escape') {
    halt(event);
    target.closest('[data-where-table]').focus();
  } else if (step[key]) {
    const [down, across] = step[key];
    const rows = [...target.closest('table').querySelectorAll(':is(tbody, tfoot) tr')];
    const row = rows[rows.indexOf(target.parentElement) + down];
    const next = across ? [...target.parentElement.cells].at(target.cellIndex + across) : row && cellAt(row, placeOf(target));
    if (next?.matches('td') && (!across || target.cellIndex + across >= 0)) focus(next, event);
  }
}, true);

// The help page's own key must not hear of it.
function halt(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function focus(cell, event) {
  halt(event);
  cell.tabIndex = -1;
  cell.focus();
}

// Lines under the rows begin with a heading over several columns.
function placeOf(cell) {
  let place = 0;
  for (const one of cell.parentElement.cells) {
    if (one === cell) return place;
    place += one.colSpan;
  }
}

function cellAt(row, place) {
  let at = 0;
  for (const one of row.cells) {
    at += one.colSpan;
    if (at > place) return one;
  }
}

const headingOf = cell => cellAt(cell.closest('table').tHead.lastElementChild, placeOf(cell));

function open(from, heading, cell) {
  const dialog = document.querySelector('dialog[data-where-from]');
  if (!dialog || !heading?.dataset.about) return;
  const row = cell?.parentElement;
  const says = (name, text) => {
    dialog.querySelector(`[data-where=${name}]`).textContent = text;
    const label = dialog.querySelector(`[data-of=${name}]`);
    if (label) label.hidden = label.nextElementSibling.hidden = !text;
  };
  says('column', heading.dataset.column);
  says('about', heading.dataset.about);
  says('value', cell?.innerText.trim() ?? '');
  says('row', row ? [...row.cells].filter(one => one.matches('th, :not(.number)') && !one.matches('[data-calls]')).map(one => one.innerText.trim()).filter(Boolean).join(' · ') : '');
  says('rows', '');
  const period = dialog.querySelector('[data-where=period]');
  period.textContent = row?.dataset.period ?? period.dataset.whole;
  const term = dialog.querySelector('[data-where=term]');
  term.hidden = !heading.dataset.term;
  term.setAttribute('href', `/help#${heading.dataset.term ?? ''}`);
  if (row) lead(dialog, row);
  opener = from;
  dialog.showModal();
}

// The ways that the row itself offers: to its calls, to its hours, to one queue alone.
function lead(dialog, row) {
  const to = dialog.querySelector('[data-where=rows]');
  const links = [...row.querySelectorAll('a')].map(link => {
    const calls = link.closest('[data-calls]');
    return [link.getAttribute('href'), dialog.dataset.open.replace('{0}', link.innerText), calls ? 1 : 0];
  });
  // Call records are legs of calls, and of whole days: the link says whose and when, not that they are the number's own.
  const calls = links.find(link => link[2]);
  const about = calls && new URL(calls[0], location).searchParams;
  if (calls) calls[1] = dialog.dataset.calls.replace('{0}', [...new Set([about.get('from'), about.get('to')])].join(' – '));
  if (dialog.dataset.reconcile && about?.get('queue') && about.get('from') === about.get('to'))
    links.push([`${dialog.dataset.reconcile}?${new URLSearchParams({ queue: about.get('queue'), day: about.get('from') })}`, dialog.dataset.reconcileWords, dialog.hasAttribute('data-exact') ? 2 : 0]);
  for (const [href, text] of links.sort((a, b) => b[2] - a[2])) {
    const link = document.createElement('a');
    link.href = href;
    link.textContent = text;
    to.append(link, ' ');
  }
  dialog.querySelector('[data-of=rows]').hidden = to.hidden = links.length === 0;
}

// Back to where one was.
addEventListener('close', event => {
  if (event.target.matches?.('dialog[data-where-from]')) opener?.focus();
}, true);
