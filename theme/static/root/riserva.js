// What the workers share that answer without a line (copia.js, guardia.js): the line first, then the copy.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const LATE = "late";
const plain = (url) => url.split(/[?#]/)[0];

/** What the line gives: where there is a copy, if it comes within so many milliseconds, else whenever it comes. */
const within = (wait) => (coming, kept) => (kept ? Promise.race([coming, new Promise((_, fail) => setTimeout(fail, wait, LATE))]) : coming);

/** Keep an answer with its moment, as the newest of at most so many. */
async function keep(name, most, url, response) {
  // The copy of before stays until all of it is there.
  const body = await response.blob();
  const headers = new Headers(response.headers);
  headers.set("x-letta", String(Date.now()));
  const cache = await caches.open(name);
  await cache.delete(plain(url));
  await cache.put(plain(url), new Response(body, { headers }));
  const all = await cache.keys();
  for (const old of all.slice(0, Math.max(0, all.length - most))) await cache.delete(old);
}
