// "Where does this number come from?": opened by a tile's own button, or by pointing at a figure. What it says stands in the page; the number itself is read from
// the board, and goes on living while the dialog is open.
const screen = document.getElementById('screen');
const dialog = document.getElementById('why');
let shown = null; // how to find the element whose value is shown: tiles are replaced while the dialog is open

screen.dataset.explains = '';

function open(from) {
  const holder = from.closest('[data-metric]');
  const metric = from.closest('.why')?.dataset.for ?? holder?.dataset.metric;
  const words = dialog.querySelector(`[data-why="${CSS.escape(metric ?? '')}"]`);
  if (!words) return false;
  const tile = from.closest('.tile');
  const queue = from.closest('tr[data-queue]');
  for (const other of dialog.querySelectorAll('[data-why]')) other.hidden = other !== words;
  document.getElementById('why-name').textContent = [queue?.querySelector('.name').textContent, words.dataset.name].filter(Boolean).join(' · ');
  for (const way of words.querySelectorAll('a[data-queue]')) {
    way.dataset.all ??= way.getAttribute('href');
    way.setAttribute('href', queue && way.dataset.queue ? way.dataset.all + way.dataset.queue + encodeURIComponent(queue.dataset.queue) : way.dataset.all);
  }
  shown = queue ? `#${CSS.escape(queue.id)} [data-metric="${metric}"]` : `#${CSS.escape(tile.id)} .figure`;
  update();
  dialog.showModal();
  return true;
}

function update() {
  const element = document.querySelector(shown);
  document.getElementById('why-value').textContent = element?.textContent.trim() ?? '';
  document.getElementById('why-time').textContent = document.getElementById('clock').textContent;
  dialog.dataset.fresh = element?.closest('[data-fresh]').dataset.fresh ?? screen.dataset.link;
}

screen.addEventListener('click', event => {
  if (event.target.closest('.why')) open(event.target);
  else if (!event.target.closest('a, button, summary, form, .bar')) open(event.target);
});
dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
setInterval(() => { if (dialog.open) update(); }, 250);
