// What keys add to the pages that people work on. Everything works without it.
const off = 'wallboard.keys.off';
const menus = () => document.querySelectorAll('details.menu');
const typing = target => target.closest('input, textarea, select, [contenteditable]');
let g = 0;

addEventListener('click', event => {
  for (const menu of menus()) if (menu.open && !menu.contains(event.target)) menu.open = false;
});

addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    const open = [...menus()].find(menu => menu.open);
    if (!open) return;
    open.open = false;
    open.querySelector('summary').focus();
    return;
  }
  if (localStorage.getItem(off) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  if (event.key === '?') go('h');
  else if (event.key === 'g') g = event.timeStamp;
  else if (g && event.timeStamp - g < 1500) go(event.key);
  if (event.key !== 'g') g = 0;
});

function go(letter) {
  [...document.querySelectorAll('a[data-letter]')].find(link => link.dataset.letter === letter)?.click();
}

// On the help page: whoever speaks to their computer, or types by accident, turns the keys off.
const keys = document.getElementById('keys-on');
if (keys) {
  keys.closest('[hidden]')?.removeAttribute('hidden');
  keys.checked = !localStorage.getItem(off);
  keys.addEventListener('change', () => keys.checked ? localStorage.removeItem(off) : localStorage.setItem(off, '1'));
}

// A filter over a list of choices: what is ticked stays in sight.
for (const filter of document.querySelectorAll('input[data-filter]')) {
  filter.closest('[hidden]')?.removeAttribute('hidden');
  filter.addEventListener('input', () => {
    const wanted = filter.value.trim().toLocaleLowerCase();
    for (const one of document.getElementById(filter.dataset.filter).children)
      one.hidden = !one.textContent.toLocaleLowerCase().includes(wanted) && !one.querySelector('input:checked');
  });
}
