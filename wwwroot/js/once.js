// Copying and printing what is shown this once. Without script it can be selected.
for (const actions of document.querySelectorAll('[data-once]')) actions.hidden = false;

for (const button of document.querySelectorAll('button[data-copy]')) button.addEventListener('click', async () => {
  const shown = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(shown.textContent);
    button.textContent = button.dataset.done;
  } catch {
    // Not over plain http on another machine: selected, it is one key to copy.
    getSelection().selectAllChildren(shown);
  }
});

for (const button of document.querySelectorAll('button[data-print]')) button.addEventListener('click', () => print());
