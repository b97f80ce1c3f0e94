// The figures were sorted without loading the page: its address, and the forms that save or export what is on the screen, follow.
export function shows(address, query) {
  history.replaceState(history.state, '', address);
  for (const input of document.querySelectorAll('input[data-report-query]')) input.value = query;
}
