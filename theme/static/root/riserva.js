// What the workers share that answer without a line (copia.js, guardia.js): the line first, then the copy.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const plain = (url) => url.split(/[?#]/)[0];

/** The answer of the line, if it comes within so many milliseconds. */
const fetched = (request, wait) => Promise.race([fetch(request), new Promise((_, fail) => setTimeout(() => fail(new Error("late")), wait))]);

/** Keep an answer with its moment, as the newest of at most so many. */
async function keep(name, most, url, response) {
  const body = await response.blob(); // the copy of before stays until all of it is there
  const headers = new Headers(response.headers);
  headers.set("x-letta", String(Date.now()));
  const cache = await caches.open(name);
  await cache.delete(plain(url));
  await cache.put(plain(url), new Response(body, { headers }));
  const all = await cache.keys();
  for (const old of all.slice(0, Math.max(0, all.length - most))) await cache.delete(old);
}
