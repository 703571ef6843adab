// All of Italy's municipalities, from small files (plugins/distretti/outputs/finder.py): suggested, found, answered for.
import { fold } from "./question.js";

const SMALL = new Set("a ad al alla alle con da dal dei del della delle di e ed in la le lo nel nella per san sant santa santo su sul sulla".split(" "));
const MOST = 8;
const EARTH = 6371.0088; // km, mean radius
const base = new URL("cerca/comuni/", document.querySelector("a.brand").href);
const files = new Map();

export function load(name) {
  if (!files.has(name)) {
    const asked = fetch(new URL(`${name}.json`, base)).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)));
    files.set(name, asked);
    asked.catch(() => files.delete(name));
  }
  return files.get(name);
}

/** A file that may not be there: null then. */
async function loadIfThere(name) {
  const { nomi, celle } = await load("indice");
  const known = name.length > 3 ? celle.includes(name) : (nomi[name[0]] || "").match(/../g)?.includes(name.slice(1));
  return known ? load(name.length > 3 ? name : `nome-${name}`) : null;
}

const curly = (text) => text.replaceAll("'", "’"); // as pages write it

const split = (text) => fold(text).match(/[a-z0-9]+/g) || [];
const telling = (words) => words.filter((word) => word.length > 1 && !SMALL.has(word));

/** The places of the file for a word, and those that other names stand for: { name, province, slug, page, was, past }. */
export async function places(word) {
  const file = await loadIfThere(word.slice(0, 3).padEnd(3, "_"));
  if (!file) return [];
  const all = file.comuni.map(([name, province, slug, page]) => ({ name: curly(name), province, slug: slug || split(name).join("-"), page: Boolean(page) }));
  return [...all, ...file.gia.map(([was, place, past]) => ({ ...all[place], was: curly(was), past: Boolean(past) }))];
}

/** A place with what is known of it: { lat, lon, districts: [{ name, address, said }], near: [{ name, address, town, km }] }. */
async function whole(place) {
  const file = await load(`provincia-${place.province.toLowerCase()}`);
  const [lat, lon, own, near] = file.comuni[place.slug];
  const district = (number) => ({ name: curly(file.distretti[number][0]), address: file.distretti[number][1] });
  return {
    ...place,
    lat,
    lon,
    districts: own.map(([number, said]) => ({ ...district(number), said: curly(file.parole[said]) })),
    near: near.map(([number, town, km]) => ({ ...district(number), town: curly(file.vicini[town]), km })),
  };
}

/** What a place is called in a list. */
export function label(place) {
  const today = `${place.name} (${place.province})`;
  return place.was ? `${place.was}, ${place.past ? "oggi" : "in italiano"} ${today}` : today;
}

/** Up to eight places of whose names the text is the beginning, word by word; whole names first, then the largest. */
export async function suggest(text) {
  const words = split(text);
  const longest = telling(words).sort((a, b) => b.length - a.length)[0] || (words.length === 1 ? words[0] : "");
  if (longest.length < 2) return [];
  const found = (await places(longest)).map((place) => ({ place, names: [...split(place.was || place.name), place.province.toLowerCase()] }));
  const typed = words.join(" ");
  const rank = ({ names }) => {
    const whole = names.slice(0, -1).join(" ");
    return whole === typed ? 0 : whole.startsWith(typed) ? 1 : 2;
  };
  return found
    .filter(({ names }) => words.every((word) => names.some((name) => name.startsWith(word))))
    .sort((a, b) => rank(a) - rank(b)) // files have the largest first
    .slice(0, MOST)
    .map(({ place }) => place);
}

/** The places that the text is the whole name of, today's or another ("Lodi", "Lodi (LO)"), or the slug. */
export async function find(text) {
  const words = split(text);
  const longest = telling(words).sort((a, b) => b.length - a.length)[0] || words[0];
  if (!longest) return [];
  const typed = words.join("-");
  const known = await places(longest);
  const name = (place) => split(place.was || place.name);
  const exactly = (place) => [name(place).join("-"), [...name(place), place.province.toLowerCase()].join("-"), place.slug].includes(typed);
  const nearly = (place) => telling(name(place)).join("-") === telling(words).join("-"); // «aquila» for L’Aquila
  const exact = known.filter(exactly);
  return Promise.all((exact.length ? exact : known.filter(nearly)).map(whole));
}

/** The words among these that make up the whole name of some place. */
export async function naming(words) {
  const files = await Promise.all(telling(words).map((word) => places(word).catch(() => [])));
  const whole = (place) => split(place.was || place.name).filter((word) => /^sant?[ao]?$/.test(word) || telling([word]).length);
  const names = files.flat().map(whole);
  return new Set(names.filter((name) => name.length && name.every((word) => words.includes(word))).flat());
}

/** The place that an address calls by its slug, or by a whole name: the largest of those called so; null for none. */
export async function findOne(text) {
  const found = await find(text);
  return found.find((place) => place.slug === text) || found[0] || null;
}

/** The nearest place to a point, null where there is none within some 50 km. */
export async function nearest(point) {
  const around = new Set();
  for (const up of [-0.4, 0, 0.4]) for (const right of [-0.5, 0, 0.5]) around.add(`cella-${Math.floor(point.lat + up)}-${Math.floor(point.lon + right)}`);
  const cells = (await Promise.all([...around].map(loadIfThere))).flatMap((cell) => cell || []);
  const far = cells.map(([name, slug, lat, lon]) => ({ slug, name, km: distance(point, { lat, lon }) }));
  const best = far.sort((a, b) => a.km - b.km)[0];
  return best && best.km < 50 ? findOne(best.slug) : null;
}

/** Kilometres between two points, by the haversine formula. */
export function distance(one, other) {
  const rad = (degrees) => (degrees * Math.PI) / 180;
  const half =
    Math.sin(rad(other.lat - one.lat) / 2) ** 2 +
    Math.cos(rad(one.lat)) * Math.cos(rad(other.lat)) * Math.sin(rad(other.lon - one.lon) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.sqrt(half));
}

const here = (address) => new URL(address.slice(1), document.querySelector("a.brand").href).href;

export function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

export function link(text, address) {
  const made = element("a", text);
  made.href = address;
  return made;
}

/** Where to go on about a place: its page, or the search, which answers for it. */
export function destination(place) {
  return here(place.page ? `/comuni/${place.slug}/` : `/cerca/?q=${encodeURIComponent(`${place.was || place.name} (${place.province})`)}`);
}

/** What a reader from the place wants to know: its districts, or that none is known and what to do. */
export async function answer(place) {
  const parts = [element("h2", label(place))];
  if (place.districts.length) {
    const items = place.districts.map(({ name, address, said }) => element("li", link(name, here(address)), `: ${said}`));
    parts.push(element("p", items.length === 1 ? "È in un distretto noto a questo catalogo:" : "È in più distretti noti a questo catalogo:"), element("ul", ...items));
  } else {
    const { regioni, province } = await load("regioni");
    const [, text, official, address] = regioni[province[place.province]];
    parts.push(element("p", text, ...(address ? [" ", link(official, address)] : [])));
    if (place.near.length) {
      const items = place.near.map(({ name, address, town, km }) => element("li", link(name, here(address)), ` (${town}, a ${km} km in linea d’aria)`));
      parts.push(element("p", "I distretti noti più vicini:"), element("ul", ...items));
    }
  }
  if (place.page) parts.push(element("p", link(`Mercati, eventi e altro: la pagina di ${place.name}`, here(`/comuni/${place.slug}/`))));
  const made = element("div", ...parts);
  made.className = "notice";
  return made;
}

/**
 * Make an input suggest places, after the combobox pattern of the ARIA Authoring Practices Guide (list autocomplete);
 * `chosen` is told the place. `status` is an element with role=status.
 */
export function combobox(input, status, chosen) {
  const list = element("ul");
  list.id = `${input.id}-lista`;
  list.className = "suggested";
  list.hidden = true;
  list.role = "listbox";
  list.setAttribute("aria-label", "Comuni");
  input.after(list);
  input.role = "combobox";
  for (const [name, value] of [["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) input.setAttribute(name, value);
  let found = [];
  let current = -1;
  let turn = 0;

  function mark(number) {
    current = number;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === number)));
    if (number < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[number].id);
      list.children[number].scrollIntoView({ block: "nearest" });
    }
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  function choose(number) {
    const place = found[number];
    close();
    chosen(place);
  }

  async function offer() {
    const mine = ++turn;
    const given = await suggest(input.value).catch(() => []);
    if (mine !== turn || (document.activeElement !== input && !list.contains(document.activeElement))) return;
    found = given;
    list.replaceChildren(
      ...found.map((place, number) => {
        const item = element("li", label(place));
        item.id = `${list.id}-${number}`;
        item.role = "option";
        item.tabIndex = -1; // assistive technologies put their focus here
        item.addEventListener("pointerdown", (event) => event.pointerType === "mouse" && event.preventDefault()); // the box keeps the focus
        item.addEventListener("click", () => choose(number)); // pressed and released here: a drag scrolls
        return item;
      }),
    );
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(Boolean(found.length)));
    mark(-1);
    const nothing = input.value.trim().length > 1 ? "Nessun comune suggerito" : "";
    status.textContent = found.length === 0 ? nothing : found.length === 1 ? "1 comune suggerito" : `${found.length} comuni suggeriti`;
  }

  input.addEventListener("input", offer);
  // A reader's cursor takes the focus from the box and gives it to nothing: the list closes only where it goes elsewhere.
  const leave = ({ relatedTarget: next }) => next && next !== input && !list.contains(next) && close();
  for (const side of [input, list]) side.addEventListener("focusout", leave);
  document.addEventListener("pointerdown", (event) => event.target !== input && !list.contains(event.target) && close());
  list.addEventListener("keydown", (event) => {
    if (event.key === "Enter") choose([...list.children].indexOf(event.target));
    if (event.key !== "Escape") return;
    close();
    input.focus();
  });
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    const moves = { ArrowDown: current + 1, ArrowUp: current - 1 };
    if (event.key in moves && !open && event.key === "ArrowDown") offer();
    else if (event.key in moves && open) mark(((moves[event.key] + 1 + found.length + 1) % (found.length + 1)) - 1);
    else if (event.key === "Escape" && open) close();
    else if (event.key === "Enter" && open && current >= 0) choose(current);
    else {
      if (event.key === "Enter" || event.key === "Tab") close();
      return;
    }
    event.preventDefault();
  });
}
