// Finds reports and saved views as one types. Without script all of them are listed.
const search = document.getElementById('search');
search.closest('[hidden]').removeAttribute('hidden');
search.addEventListener('input', filter);
filter();

function filter() {
  const wanted = search.value.trim().toLocaleLowerCase().split(/\s+/);
  let found = 0;
  for (const entry of document.querySelectorAll('[data-entry]')) {
    const text = entry.textContent.toLocaleLowerCase();
    entry.hidden = !wanted.every(word => text.includes(word));
    if (!entry.hidden) found++;
  }
  for (const area of document.querySelectorAll('.area')) area.hidden = !area.querySelector('[data-entry]:not([hidden])');
  document.getElementById('nothing').hidden = found > 0;
}
