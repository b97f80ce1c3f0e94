// Keeps the list of files live while any is being made. What somebody has opened or has the focus in stays as it is.
const every = 1500;

async function look() {
  const list = document.getElementById('files');
  try {
    const answer = await fetch(location.pathname, { cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(5000) });
    if (answer.status === 401 || answer.status === 403) location.reload();
    if (!answer.ok) throw new Error(`${answer.status}`);
    const now = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('files');
    if (!list.contains(document.activeElement) && !list.querySelector('details[open]')) list.replaceWith(now);
  } catch {
    // It is tried again.
  }
  watch();
}

function watch() {
  if (document.getElementById('files').dataset.busy === 'true') setTimeout(look, every);
}

watch();
