// Keeps what was read, to read it again without a line: the line first, then the copy, which says of when it is.
const PAGES = "letture-1";
const FILES = "file-1";
const MOST = { [PAGES]: 150, [FILES]: 400 }; // the oldest go
const WAIT = 10000; // milliseconds
const FOREVER = /\/tema\/.+\.[0-9a-f]{10}\.\w+$|_[0-9a-f]{7,}\.pf_/; // with other bytes they have another name
const OTHERS = /\/(?:totem|passaporto|incorpora)\//; // they have a guard of their own, or are shown by others
const BEGIN = '<main class="main" id="contenuto" tabindex="-1">';
const base = self.registration.scope;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const ours = request.method === "GET" && request.url.startsWith(base) && !OTHERS.test(request.url) && !request.headers.has("range");
  if (ours) event.respondWith(request.mode === "navigate" ? page(event) : file(event));
});

const plain = (url) => url.split(/[?#]/)[0];
const late = () => new Promise((_, fail) => setTimeout(() => fail(new Error("late")), WAIT));

async function keep(name, url, response) {
  const cache = await caches.open(name);
  const headers = new Headers(response.headers);
  headers.set("x-letta", String(Date.now()));
  await cache.delete(plain(url)); // the newest is the last
  await cache.put(plain(url), new Response(await response.blob(), { headers }));
  const all = await cache.keys();
  for (const old of all.slice(0, Math.max(0, all.length - MOST[name]))) await cache.delete(old);
}

/** Whether an answer is a page of this site, and not that of a network that wants a password. */
async function isOurs(response) {
  return response.ok && !response.redirected && (response.headers.get("content-type") || "").includes("html") && (await response.clone().text()).includes(BEGIN);
}

async function page(event) {
  const { url } = event.request;
  try {
    const response = await Promise.race([fetch(event.request), late()]);
    if (await isOurs(response)) event.waitUntil(keep(PAGES, url, response.clone()).catch(() => {}));
    return response;
  } catch {
    const kept = await (await caches.open(PAGES)).match(plain(url));
    return kept ? marked(kept) : nothing();
  }
}

/** The copy with the line that says of when it is. */
async function marked(kept) {
  const day = new Date(Number(kept.headers.get("x-letta"))).toLocaleDateString("it", { dateStyle: "long", timeZone: "Europe/Rome" });
  const note = `<p class="notice notice--warning" role="status">Non c’è linea: questa è la copia che hai letto il ${day}. Da allora qualcosa può essere cambiato.</p>`;
  return html((await kept.text()).replace(BEGIN, `${BEGIN}${note}`), kept.headers);
}

/** What is said in place of a page that was never read: which ones were. */
async function nothing() {
  const cache = await caches.open(PAGES);
  const rows = await Promise.all((await cache.keys()).reverse().map(async ({ url }) => [url, title(await (await cache.match(url)).text())]));
  const style = (await (await caches.open(FILES)).keys()).find(({ url }) => /\/css\/site\b/.test(url));
  const list = rows.map(([url, name]) => `<li><a href="${escaped(url)}">${name}</a></li>`).join("");
  const read = list ? `<h2>Le pagine che hai letto</h2><ul>${list}</ul>` : "";
  return html(
    `<!doctype html><html lang="it"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Non c’è linea</title>${style ? `<link rel="stylesheet" href="${escaped(style.url)}">` : ""}</head><body>${BEGIN}<h1>Non c’è linea</h1><p>Questa pagina non l’hai ancora letta, e non se ne tiene una copia. Riprova quando la linea torna.</p>${read}</main></body></html>`,
    new Headers(),
    503,
  );
}

const title = (text) => (/<title>([^<]*)<\/title>/.exec(text) || ["", "Pagina"])[1]; // escaped already
const escaped = (text) => text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function html(text, headers, status = 200) {
  const sent = new Headers({ "content-type": "text/html; charset=utf-8" });
  const policy = headers.get("content-security-policy");
  if (policy) sent.set("content-security-policy", policy);
  return new Response(text, { headers: sent, status });
}

async function file(event) {
  const { url } = event.request;
  const cache = await caches.open(FILES);
  const kept = await cache.match(plain(url));
  if (kept && FOREVER.test(plain(url))) return kept;
  try {
    const response = await Promise.race([fetch(event.request), late()]);
    if (response.ok && response.status === 200 && !response.redirected) event.waitUntil(keep(FILES, url, response.clone()).catch(() => {}));
    return response;
  } catch {
    return kept || Response.error();
  }
}
