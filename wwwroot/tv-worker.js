// For a television that is switched on before its server: without this it would show the browser's error page until somebody comes.
// Holds a page that waits, and nothing of any board. It answers for /tv only, and only when the portal does not.
const kept = 'waiting-1'; // another name when one of these changes
const files = ['/waiting.html', '/css/waiting.css', '/js/waiting.js', '/js/renewal.js'];

self.addEventListener('install', event => {
  self.skipWaiting();
  event.waitUntil(caches.open(kept).then(cache => cache.addAll(files.map(file => new Request(file, { cache: 'reload' })))));
});

self.addEventListener('activate', event => event.waitUntil(
  caches.keys().then(names => Promise.all(names.filter(name => name !== kept).map(name => caches.delete(name))))));

self.addEventListener('fetch', event => {
  if (event.request.mode === 'navigate') event.respondWith(open(event.request));
  else if (files.includes(new URL(event.request.url).pathname)) event.respondWith(fetch(event.request).catch(() => caches.match(event.request)));
});

async function open(request) {
  try {
    const answer = await fetch(request);
    // A proxy that stands before a portal which is down says 502 to 504.
    if (answer.status < 502) return answer;
  } catch {
    // Nobody there.
  }
  return caches.match('/waiting.html');
}
