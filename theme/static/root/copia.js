// Keeps what was read, to read it again without a line: the copy says of when it is.
importScripts("riserva.js");
const PAGES = "letture-1";
const FILES = "file-1";
const MOST = { [PAGES]: 150, [FILES]: 400 }; // the oldest go
const WAIT = 10000; // milliseconds
const FOREVER = /\/tema\/.+\.[0-9a-f]{10}\.\w+$|_[0-9a-f]{7,}\.pf_/; // with other bytes they have another name
const OTHERS = /\/(?:totem|passaporto|incorpora)\//; // they have a guard of their own, or are shown by others
const BEGIN = '<main class="main" id="contenuto" tabindex="-1">';
const base = self.registration.scope;
// A page in another language has its own words on its body (theme/templates/foreign/base.html).
const WORDS = [
  "Non c’è linea: questa è la copia che hai letto il {giorno}. Da allora qualcosa può essere cambiato.",
  "Non c’è linea",
  "Questa pagina non l’hai ancora letta, e non se ne tiene una copia. Riprova quando la linea torna.",
  "Le pagine che hai letto",
];
const words = (text) => /<body[^>]* data-offline="([^"]*)"/.exec(text)?.[1].split("|") ?? WORDS;

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const ours = request.method === "GET" && request.url.startsWith(base) && !OTHERS.test(request.url) && !request.headers.has("range");
  if (ours) event.respondWith(request.mode === "navigate" ? page(event) : file(event));
});

/** Whether an answer is a page of this site, and not that of a network that wants a password. */
async function isOurs(response) {
  return response.ok && !response.redirected && (response.headers.get("content-type") || "").includes("html") && (await response.clone().text()).includes(BEGIN);
}

async function page(event) {
  const { url } = event.request;
  try {
    const response = await fetched(new Request(event.request, { cache: "no-cache" }), WAIT); // not what the browser kept
    if (await isOurs(response)) event.waitUntil(keep(PAGES, MOST[PAGES], url, response.clone()).catch(() => {}));
    return response;
  } catch {
    const kept = await (await caches.open(PAGES)).match(plain(url));
    return kept ? marked(kept) : nothing(url);
  }
}

/** The copy with the line that says of when it is. */
async function marked(kept) {
  const text = await kept.text();
  const locale = /<meta property="og:locale" content="(\w+)"/.exec(text)?.[1].replace("_", "-") ?? "it";
  const day = new Date(Number(kept.headers.get("x-letta"))).toLocaleDateString(locale, { dateStyle: "long", timeZone: "Europe/Rome" });
  const note = `<p class="notice notice--warning" role="status">${words(text)[0].replace("{giorno}", day)}</p>`;
  return html(text.replace(BEGIN, `${BEGIN}${note}`), kept.headers);
}

/** What is said in place of a page that was never read, in its language if one in it was: which ones were. */
async function nothing(url) {
  const cache = await caches.open(PAGES);
  const read = await Promise.all((await cache.keys()).reverse().map(async (key) => [key.url, await (await cache.match(key)).text()]));
  const asked = `<html lang="${url.slice(base.length).split("/")[0]}">`;
  const [alike] = read.filter(([, text]) => text.includes(asked));
  const [, heading, why, which] = words(alike?.[1] ?? "");
  const style = (await (await caches.open(FILES)).keys()).find(({ url }) => /\/css\/site\b/.test(url));
  const list = read.map(([where, text]) => `<li><a href="${escaped(where)}">${title(text)}</a></li>`).join("");
  return html(
    `<!doctype html>${alike ? asked : '<html lang="it">'}<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${heading}</title>${style ? `<link rel="stylesheet" href="${escaped(style.url)}">` : ""}</head><body>${BEGIN}<h1>${heading}</h1><p>${why}</p>${list && `<h2>${which}</h2><ul>${list}</ul>`}</main></body></html>`,
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
    const response = await fetched(event.request, WAIT);
    if (response.ok && response.status === 200 && !response.redirected) event.waitUntil(keep(FILES, MOST[FILES], url, response.clone()).catch(() => {}));
    return response;
  } catch {
    return kept || Response.error();
  }
}
