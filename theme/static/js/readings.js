// What a search that did not load offers: the pages that this browser keeps (root/copia.js), to who is without a line.
const KEPT = "letture-1";

/** Fill the box (data-said, data-which) with the pages that were read, the latest first; nothing where none is kept. */
export async function offer(box) {
  const pages = globalThis.caches && (await caches.has(KEPT)) ? await read() : [];
  if (!pages.length) return;
  const said = document.createElement("p");
  said.textContent = box.dataset.said;
  const list = document.createElement("ul");
  list.append(...pages.map(item));
  const all = document.createElement("details");
  const which = document.createElement("summary");
  which.textContent = `${box.dataset.which} (${pages.length})`;
  all.append(which, list);
  box.replaceChildren(said, all);
}

async function read() {
  const cache = await caches.open(KEPT);
  const keys = (await cache.keys()).reverse();
  return Promise.all(keys.map(async ({ url }) => [url, new DOMParser().parseFromString(await (await cache.match(url)).text(), "text/html")]));
}

function item([url, page]) {
  const link = document.createElement("a");
  link.href = url;
  link.lang = page.documentElement.lang;
  link.textContent = page.title;
  const made = document.createElement("li");
  made.append(link);
  return made;
}
