// Keeps what was read, to read it again without a line: the copy says of when it is.
// Comments have lines of their own, which are not sent (plugins/distretti/theme/assets.py).
importScripts("riserva.js");
const PAGES = "letture-1";
const FILES = "file-1";
// The oldest go.
const MOST = { [PAGES]: 150, [FILES]: 400 };
// Beside an old riserva.js this fails, and the old worker stays.
const inTime = within(10000);
// What has another name when it has other bytes.
const FOREVER = /\/tema\/.+\.[0-9a-f]{10}\.\w+$|_[0-9a-f]{7,}\.pf_/;
// What has a guard of its own, or is shown by others.
const OTHERS = /\/(?:totem|passaporto|incorpora)\//;
const BEGIN = '<main class="main" id="contenuto" tabindex="-1">';
const base = self.registration.scope;
// A page in another language has its own words on its body (theme/templates/foreign/base.html).
const WORDS = [
  "Non c’è linea: questa è la copia che hai letto il {giorno}. Da allora qualcosa può essere cambiato.",
  "Non c’è linea",
  "Di questa pagina non c’è una copia: si tengono le ultime che hai letto, non i PDF e gli altri file. Riprova quando la linea torna.",
  "Le pagine che hai letto",
  "La linea è lenta",
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

const copy = (name, url) => caches.open(name).then((cache) => cache.match(plain(url))).catch(() => {});

async function page(event) {
  const { url } = event.request;
  const kept = await copy(PAGES, url);
  const coming = arrived(event);
  // What comes late is kept too.
  event.waitUntil(coming.catch(() => {}));
  return inTime(coming, kept).catch((wrong) => (kept ? marked(kept, wrong === LATE) : nothing(url)));
}

async function arrived(event) {
  // Not what the browser kept.
  const response = await fetch(new Request(event.request, { cache: "no-cache" }));
  if (await isOurs(response)) event.waitUntil(keep(PAGES, MOST[PAGES], event.request.url, response.clone()).catch(() => {}));
  return response;
}

/** The copy with the line that says of when it is, and why it is shown. */
async function marked(kept, late) {
  const text = await kept.text();
  const locale = /<meta property="og:locale" content="(\w+)"/.exec(text)?.[1].replace("_", "-") ?? "it";
  const day = new Date(Number(kept.headers.get("x-letta"))).toLocaleDateString(locale, { dateStyle: "long", timeZone: "Europe/Rome" });
  // Copies of before have no word for a slow line.
  const [said, offline, , , slow = WORDS[4]] = words(text);
  const note = `<p class="notice notice--warning" role="status">${said.replace("{giorno}", day).replace(offline, late ? slow : offline)}</p>`;
  return html(text.replace(BEGIN, `${BEGIN}${note}`), kept.headers);
}

/** What is said in place of what has no copy, in its language if a page in it has one: which pages have. */
async function nothing(url) {
  const cache = await caches.open(PAGES);
  const read = await Promise.all((await cache.keys()).reverse().map(async (key) => [key.url, await (await cache.match(key)).text()]));
  const asked = `<html lang="${url.slice(base.length).split("/")[0]}">`;
  const [alike] = read.filter(([, text]) => text.includes(asked));
  const [, heading, why, which] = words(alike?.[1] ?? "");
  const style = (await (await caches.open(FILES)).keys()).find(({ url }) => /\/css\/site\b/.test(url));
  const list = read.map(([where, text]) => `<li><a href="${escaped(where)}" lang="${language(text)}">${title(text)}</a></li>`).join("");
  return html(
    `<!doctype html>${alike ? asked : '<html lang="it">'}<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${heading}</title>${style ? `<link rel="stylesheet" href="${escaped(style.url)}">` : ""}</head><body>${BEGIN}<h1>${heading}</h1><p>${why}</p>${list && `<h2>${which}</h2><ul>${list}</ul>`}</main></body></html>`,
    new Headers(),
    503,
  );
}

const language = (text) => /<html lang="(\w+)"/.exec(text)?.[1] ?? "";
// Escaped already.
const title = (text) => (/<title>([^<]*)<\/title>/.exec(text) || ["", "Pagina"])[1];
const escaped = (text) => text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function html(text, headers, status = 200) {
  const sent = new Headers({ "content-type": "text/html; charset=utf-8" });
  const policy = headers.get("content-security-policy");
  if (policy) sent.set("content-security-policy", policy);
  return new Response(text, { headers: sent, status });
}

async function file(event) {
  const { url } = event.request;
  const kept = await copy(FILES, url);
  if (kept && FOREVER.test(plain(url))) return kept;
  try {
    const response = await inTime(fetch(event.request), kept);
    if (response.ok && response.status === 200 && !response.redirected) event.waitUntil(keep(FILES, MOST[FILES], url, response.clone()).catch(() => {}));
    return response;
  } catch {
    return kept || Response.error();
  }
}
