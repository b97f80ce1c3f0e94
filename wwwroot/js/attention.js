// The only motion on a board: a threshold that was crossed, a call that has come.
const levels = { alarm: 2, warning: 1 };
const still = matchMedia('(prefers-reduced-motion: reduce)');

/** What is there before a patch. */
export function look(element) {
  return {
    fresh: element.closest('[data-fresh]')?.dataset.fresh === 'fresh',
    level: levels[element.dataset.level] ?? 0,
    calls: new Set(Array.from(element.querySelectorAll('[data-call]'), call => call.id)),
  };
}

/** What the patch has made worse moves for two seconds. After a time without live figures everything is news: then nothing does. */
export function drawTo(element, before) {
  if (!before.fresh || still.matches) return;
  if ((levels[element.dataset.level] ?? 0) > before.level) pulse(element);
  for (const call of element.querySelectorAll('[data-call]')) if (!before.calls.has(call.id)) pulse(call);
}

function pulse(element) {
  element.animate({ opacity: [1, 0.35, 1] }, { duration: 700, iterations: 3, easing: 'ease-in-out' });
}
