// Lists that are longer than their tile: trouble first, and pages that turn by themselves.
const turnEvery = 12_000;
const levels = { alarm: 2, warning: 1 };

/** Puts every list in order and shows its page; all turn together. Call it after each patch and each tick. */
export function turnPages(root) {
  for (const list of root.querySelectorAll('[data-pages]')) {
    const items = arrange(list);
    // Some count, others only fill up what is left of the last page: signed-out agents take nobody's place.
    const counted = list.dataset.pages === '' ? items : items.filter(item => item.matches(list.dataset.pages));
    show(list, items, counted.length === 0 ? items.length : counted.length);
  }
}

/** Moves only who stands in the wrong place. */
function arrange(list) {
  const items = [...list.children];
  if (!items[0]?.matches('[data-queue], [data-agent]')) return items;
  const sorted = items.map(item => ({ item, key: place(item) })).sort((a, b) => compare(a.key, b.key)).map(entry => entry.item);
  for (let i = sorted.length - 1, next = null; i >= 0; next = sorted[i--])
    if (sorted[i].nextElementSibling !== next) list.insertBefore(sorted[i], next);
  return sorted;
}

/** As the server sorts (TileFactory): signed out last, worst first, longest first; who is calm keeps a fixed place. */
function place(item) {
  const { agent, queue, state, level } = item.dataset;
  const since = level ? Number(item.querySelector('[data-since]')?.dataset.since || 0) : 0;
  return [agent !== undefined && state !== '1' && state !== '2' ? 1 : 0, -(levels[level] ?? 0), since, agent ?? queue];
}

function compare(a, b) {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  return 0;
}

function show(list, items, counted) {
  const size = pageSize(list, items);
  const pages = Math.max(1, Math.ceil(counted / size));
  const page = pageAt(Math.floor(performance.now() / turnEvery), pages, items[0]?.dataset.level !== undefined);
  const top = page === 0 ? 0 : items[page * size].offsetTop - items[0].offsetTop;
  if (Math.abs(list.scrollTop - top) > 1) list.scrollTop = top;
  const mark = document.querySelector(`[data-page-of="${list.id}"]`);
  const text = pages > 1 ? `${page + 1} / ${pages}` : '';
  if (mark && mark.textContent !== text) mark.textContent = text;
}

/** With trouble on it, the first page comes back after every other one. */
function pageAt(turn, pages, trouble) {
  if (!trouble || pages < 3) return turn % pages;
  return turn % 2 === 0 ? 0 : 1 + (turn - 1) / 2 % (pages - 1);
}

/** How many fit without a scroll bar; the style sheet makes rows whole shares of the height. */
function pageSize(list, items) {
  if (items.length < 2) return 1;
  const [first, height] = [items[0].offsetTop, list.clientHeight];
  const beyond = items.findIndex(item => item.offsetTop - first + item.offsetHeight > height + 2);
  return beyond > 0 ? beyond : items.length;
}
