// What people do with a screen from afar.
const shownFor = 15_000;

/** In the panel's own pixels, e.g. 1920×1080. */
export function size() {
  return [innerWidth, innerHeight].map(length => Math.round(length * devicePixelRatio)).join('×');
}

/** The name, as large as it fits, so that it is found in a hall. */
export function identify(name) {
  document.querySelector('.identify')?.remove();
  const sign = document.createElement('div');
  sign.className = 'identify';
  sign.textContent = name;
  // So large that it fills about half of a 16:9 screen.
  sign.style.fontSize = `${Math.min(30, Math.sqrt(9000 / [...name].length))}vmin`;
  document.body.append(sign);
  setTimeout(() => sign.remove(), shownFor);
}
