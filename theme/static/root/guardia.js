// Keeps the last good copy of what a totem or the passport shows, for when the line is down.
importScripts("riserva.js");
const CACHE = "guardia-1";
const MOST = 90; // files: the oldest go
const inTime = within(15000); // milliseconds
const KINDS = { json: "json", js: "javascript", css: "css", svg: "svg", html: "html" };

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && new URL(request.url).origin === location.origin) event.respondWith(answer(event));
});

async function answer(event) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(event.request.url, { ignoreSearch: true, ignoreVary: true });
  try {
    const response = await inTime(fetch(event.request), kept);
    if (!(await isOurs(response))) throw response;
    event.waitUntil(keep(CACHE, MOST, event.request.url, response.clone()));
    return response;
  } catch (wrong) {
    return kept || (wrong instanceof Response ? wrong : Response.error());
  }
}

/** Not the page of a network that wants a password, nor that of an error. */
async function isOurs(response) {
  if (!response.ok || response.redirected) return false;
  const name = new URL(response.url).pathname;
  const kind = response.headers.get("content-type") || "";
  const wanted = KINDS[name.endsWith("/") ? "html" : name.split(".").pop()];
  if (wanted && !kind.includes(wanted)) return false;
  if (wanted !== "html" && wanted !== "json") return true;
  const text = await response.clone().text();
  return wanted === "html" ? text.includes("guardia.js") : Boolean(JSON.parse(text));
}
