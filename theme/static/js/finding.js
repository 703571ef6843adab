// The page of the search: question, filters and order ↔ address; results, counts and what is announced.
import { answered } from "./answer.js";
import * as towns from "./comuni.js";
import { NOW, PAST, open, read } from "./engine.js";
import { MEANT, SOFT, days, today, weekend } from "./question.js";
import { offer } from "./readings.js";

const PAGE = 10;
const HALF = 5; // of the first of two parts, so that the other is seen
const SETTLED = 1500; // ms after which an answer was read, and what is typed next is another question
const SLOW = 300; // ms after which it is said that an answer is being looked for
const WIDE = 864; // px: on narrower windows filters would push the results off the first screen
const WINDOW = 26; // words of an excerpt
const PLACED = new Set(["distretto", "comune", "mercato", "evento"]); // what is in one place
const LOST = "La ricerca non si è caricata. Controlla la connessione e riprova, oppure scegli da un elenco qui sotto.";

const get = (id) => document.getElementById(id);
const box = get("q");
const choices = get("scelte");
const order = get("ordine");
const found = get("ricerca");
const list = get("risultati");
const boxes = [...choices.querySelectorAll("input[type=checkbox]")];
const facets = [...new Set(boxes.map((item) => item.name))];
const values = new Map(facets.map((facet) => [facet, new Set(boxes.filter((item) => item.name === facet).map((item) => item.value))]));

let engine;
let latest = 0;
let waiting;
let turns = 0; // engines that were opened
let read_ = 0; // when the last answer was drawn
let shown = []; // the parts of the results, with what is left to show of each
let refused = new Set(); // what the reader does not want understood: "quando", "dove", "correzione"
let also = false; // whether the past is wanted beside the present
let opening = false; // whether the filters open by themselves: what is asked then counts them already
let origin = null; // the municipality from which distances are measured

/** Begin; the search goes on by itself. */
export async function start() {
  const typed = box.value; // while this was loading
  restore();
  box.value = typed || box.value;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    refused = new Set();
    waiting = setTimeout(() => ask(list.ariaBusy !== "true" && read_ && performance.now() - read_ > SETTLED), 150);
  });
  choices.addEventListener("change", () => ask(true));
  choices.addEventListener("reset", () => {
    list.ariaBusy = "true";
    setTimeout(() => ask(true)); // when the boxes are empty
  });
  order.addEventListener("change", () => ask(true));
  get("da").addEventListener("change", () => ask(true));
  get("da").addEventListener("focus", suggestTowns, { once: true });
  get("vicino").addEventListener("click", () => around());
  get("filtri").addEventListener("toggle", () => {
    if (!opening) ask();
    opening = false;
  });
  get("mostra").addEventListener("click", () => {
    get("filtri").open = false;
    get("esito").scrollIntoView({ block: "start" });
    list.querySelector("a")?.focus({ preventScroll: true });
  });
  get("altri").addEventListener("click", more);
  get("anche-passati").addEventListener("click", (event) => {
    event.preventDefault();
    also = true;
    ask(true);
  });
  addEventListener("popstate", () => {
    restore();
    ask("back");
  });
  addEventListener("pagehide", () => history.replaceState({ ...history.state, top: scrollY }, ""));
  addEventListener("online", () => get("errore").textContent && ask("back"));
  if (typed) ask();
  else if (location.search.length > 1) ask("back");
  return { ask, around };
}

/** Form and filters from the address; what no filter has is passed over. */
function restore() {
  const asked = new URLSearchParams(location.search.slice(0, 4000));
  box.value = (asked.get("q") || "").slice(0, 200);
  for (const item of boxes) item.checked = asked.getAll(item.name).slice(0, 100).includes(item.value);
  const allowed = (select, value) => ([...select.options].some((option) => option.value === value) ? value : "");
  const day = (name) => (/^\d{4}-\d\d-\d\d$/.test(asked.get(name) || "") ? asked.get(name) : "");
  get("dal").value = day("dal");
  get("al").value = day("al");
  get("quando").value = get("dal").value || get("al").value ? "date" : allowed(get("quando"), asked.get("quando") || "");
  order.value = allowed(order, asked.get("ordine") || "");
  get("da").value = (asked.get("da") || "").slice(0, 60);
  refused = new Set(asked.getAll("senza").slice(0, 10));
  also = asked.get("anche") === PAST;
  opening = !get("filtri").open && innerWidth >= WIDE; // there it is a column beside the results
  get("filtri").open ||= opening;
}

function chosen() {
  const more = get("quando").value ? [get("quando")] : [];
  return [...boxes.filter((item) => item.checked), ...more];
}

/** The address of what is asked now. */
function address() {
  const asked = new URLSearchParams();
  if (box.value.trim()) asked.set("q", box.value.trim());
  for (const item of boxes) if (item.checked) asked.append(item.name, item.value);
  const when = get("quando").value;
  if (when === "date") for (const name of ["dal", "al"]) get(name).value && asked.set(name, get(name).value);
  else if (when) asked.set("quando", when);
  if (order.value) asked.set("ordine", order.value);
  const from = get("da").value.trim();
  if (order.value === "distanza" && from) asked.set("da", origin && from === origin.said ? origin.slug : from);
  for (const key of refused) asked.append("senza", key);
  if (also) asked.set("anche", PAST);
  const text = asked.toString();
  return text ? `?${text}` : location.pathname;
}

/** Ask what the form says; `how` is true for a new step in the history, "back" where the address says it already. */
async function ask(how) {
  clearTimeout(waiting);
  const turn = ++latest;
  get("date").hidden = get("quando").value !== "date";
  get("da-comune").hidden = order.value !== "distanza";
  if (how !== "back") {
    const target = address();
    const step = target !== (location.search || location.pathname);
    if (step && how === true) {
      history.replaceState({ ...history.state, top: scrollY }, "");
      history.pushState(null, "", target);
    } else if (step) history.replaceState(null, "", target);
  }
  const asking = Boolean(box.value.trim() || chosen().length);
  get("elenchi").hidden = asking;
  if (!asking) return clear();
  list.ariaBusy = "true";
  setTimeout(() => turn === latest && list.ariaBusy === "true" && (get("esito").textContent = "Cerco…"), SLOW);
  try {
    const answer = await twice(() => turn === latest);
    if (turn !== latest) return;
    await show(answer);
    read_ = performance.now();
    if (how === "back" && history.state?.top) scrollTo({ top: history.state.top, behavior: "instant" });
  } catch (error) {
    engine = undefined;
    if (turn === latest) fail();
  }
}

/** The answer; where a file does not come, once more from the index that there is now: it may have been published anew. */
async function twice(wanted) {
  try {
    return await replied();
  } catch (error) {
    engine = undefined;
    if (!wanted()) return null;
    return replied();
  }
}

async function replied() {
  engine ||= open(found.dataset.current, found.dataset.past, turns++);
  const mine = await engine;
  if (get("filtri").open) await mine.count();
  return answered(mine, question());
}

function clear() {
  list.replaceChildren();
  for (const id of ["esito", "errore", "forse", "inteso"]) get(id).textContent = "";
  for (const id of ["altri", "anche-passati", "forse", "inteso", "ordina"]) get(id).hidden = true;
  for (const id of ["comune-trovato", "letture"]) get(id).replaceChildren();
  list.dataset.query = "";
  list.ariaBusy = "false";
  get("da-ignoto").hidden = true;
}

function fail() {
  clear();
  get("elenchi").hidden = false;
  lose();
}

function lose() {
  get("errore").textContent = LOST;
  offer(get("letture")).catch(() => {});
}

/** What is asked: the form, and what the reader does not want understood. */
function question() {
  const filters = {};
  for (const facet of facets) {
    const ticked = boxes.filter((item) => item.name === facet && item.checked).map((item) => item.value);
    if (ticked.length) filters[facet] = ticked;
  }
  return {
    text: box.value.trim(),
    filters,
    order: order.value,
    ...period(),
    refused,
    also,
    from: order.value === "distanza" ? get("da").value.trim() : "",
    isProvince: (code) => values.get("provincia").has(code),
  };
}

/** The indexes and the days that "quando" stands for; no days for no limit. */
function period() {
  const when = get("quando").value;
  if (when === "passati") return { epochs: [PAST] };
  if (when === "prossimi") return { epochs: [NOW], when: days(today(), today(399)) };
  if (when === "fine-settimana") return { epochs: [NOW], when: days(...weekend()) };
  const [first, last] = [get("dal").value, get("al").value];
  if (when !== "date" || !(first || last)) return { epochs: [NOW] };
  const from = first || today();
  const epochs = from < today() ? [NOW, PAST] : [NOW];
  return { epochs, when: days(from, last || "9999-12-31") };
}

function suggestTowns() {
  towns.combobox(get("da"), get("suggeriti"), (place) => {
    get("da").value = towns.label(place);
    ask(true);
  });
}

/** Districts and markets by distance from where the reader is: the browser asks for the position, and it stays here. */
function around(words) {
  const said = get("vicino-esito");
  said.textContent = "Cerco la tua posizione…";
  const failed = (error) => {
    const denied = error.code === 1;
    said.textContent = denied ? "Non hai dato il permesso: scrivi il nome del tuo comune." : "La posizione non è disponibile: scrivi il nome del tuo comune.";
  };
  const found = async ({ coords }) => {
    const place = await towns.nearest({ lat: coords.latitude, lon: coords.longitude }).catch(() => null);
    said.textContent = place ? `Il comune più vicino è ${towns.label(place)}.` : "Nessun comune italiano è vicino a te.";
    if (!place) return;
    box.value = typeof words === "string" ? words : "";
    if (!box.value) for (const item of boxes) item.checked = item.name === "tipo" && ["distretto", "mercato"].includes(item.value);
    order.value = "distanza";
    get("da").value = towns.label(place);
    ask(true);
  };
  navigator.geolocation.getCurrentPosition(found, failed, { timeout: 15000, maximumAge: 600000 });
}

/** Draw an answer. */
async function show(answer) {
  get("errore").textContent = "";
  get("letture").replaceChildren();
  list.replaceChildren();
  origin = answer.origin && { ...answer.origin, said: towns.label(answer.origin) };
  get("da-ignoto").hidden = order.value !== "distanza" || Boolean(origin) || !get("da").value.trim();
  if (order.value === "distanza" && origin) {
    get("da").value = origin.said;
    history.replaceState(history.state, "", address());
  }
  const about = await Promise.all(answer.places.map((place) => towns.answer(place).catch(() => ""))); // results are worth more
  suggest(answer);
  chips(answer);
  const found = answer.sections.filter((section) => section.pages.length);
  count((found.find((section) => !section.past) || found[0] || answer.sections[0]).counts);
  get("comune-trovato").replaceChildren(...about);
  shown = found.map((section, place) => ({ left: section.pages, head: heading(section, place, found) }));
  list.append(...shown.flatMap(({ head }) => head || []));
  for (const section of shown) await draw(section, shown.length > 1 && section !== shown.at(-1) ? HALF : PAGE);
  for (let turn = history.state?.more || 0; turn > 0; turn--) await more();
  get("altri").hidden = !shown.some(({ left }) => left.length);
  get("ordina").hidden = !found.length;
  get("elenchi").hidden = found.length > 0;
  get("esito").textContent = said({ ...answer, places: about.filter(Boolean) });
  const total = found.reduce((sum, { pages }) => sum + pages.length, 0);
  get("mostra").textContent = total === 1 ? "Mostra 1 risultato" : total ? `Mostra ${total.toLocaleString("it-IT")} risultati` : "Nessun risultato: chiudi i filtri";
  get("anche-passati").hidden = also || answer.epochs.includes(PAST) || found.some((section) => section.past);
  list.dataset.query = answer.text;
  list.ariaBusy = "false";
}

/** The words over a part of the results that stands apart: where there is one part, it needs none. */
function heading({ past, pages }, place, found) {
  if (!past && (found.length < 2 || place === 0)) return null;
  const item = document.createElement("li");
  item.className = "part";
  const words = document.createElement("h3");
  words.textContent = past ? `Fra gli eventi passati: ${pages.length.toLocaleString("it-IT")}` : `Fra ciò che c’è ora: ${pages.length.toLocaleString("it-IT")}`;
  item.append(words);
  return item;
}

/** "12 risultati per «lodi», senza «zzqq», e 2 fra gli eventi passati". */
function said({ text, sections, dropped, words, places, origin, epochs }) {
  const what = text ? ` per «${text}»` : "";
  const [now, past] = [false, true].map((old) => sections.find((section) => section.past === old)?.pages.length || 0);
  if (!now && !past && places.length) return `Nessuna pagina${what}: ecco che cosa si sa ${places.length === 1 ? "del comune" : "dei comuni"}.`;
  const total = now.toLocaleString("it-IT", { useGrouping: "always" });
  const number = now === 1 ? "1 risultato" : now ? `${total} risultati` : "Nessun risultato";
  const unheard = dropped.filter((word) => !SOFT.has(word) && !Object.hasOwn(MEANT, word));
  const without = unheard.length && words.length && now ? `, senza ${unheard.map((word) => `«${word}»`).join(", ")}` : "";
  const near = origin && order.value !== "distanza" ? `, dal più vicino a ${towns.label(origin)}` : "";
  const older = past ? `${now ? ", e" : ";"} ${past.toLocaleString("it-IT")} fra gli eventi passati` : "";
  return `${number}${what}${without}${near}${older}.`;
}

function suggest({ text, corrected, words }) {
  const line = get("forse");
  line.hidden = !corrected;
  line.replaceChildren();
  if (!corrected) return;
  const better = words.join(" ");
  const right = link(better, { q: better }, () => (box.value = better));
  const typed = link(`Cerca proprio «${text}»`, { q: text, senza: "correzione" }, () => refused.add("correzione"));
  line.append("Forse cercavi: ", right, ". Questi sono i risultati. ", typed);
}

function link(text, asked, chosen) {
  const made = document.createElement("a");
  made.href = `?${new URLSearchParams(asked)}`;
  made.textContent = text;
  made.addEventListener("click", (event) => {
    event.preventDefault();
    chosen();
    ask(true);
  });
  return made;
}

/** What was understood of time and place, each to be taken away. */
function chips({ chips, here }) {
  const line = get("inteso");
  const made = chips.map(({ key, label }) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(label, " ✕");
    button.setAttribute("aria-label", `${label}: togli`);
    button.addEventListener("click", () => {
      refused.add(key);
      box.focus();
      ask(true);
    });
    return button;
  });
  if (here && "geolocation" in navigator) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Usa la mia posizione";
    button.addEventListener("click", () => around(here.rest));
    made.push("Per «vicino a me» serve la tua posizione, che resta nel browser: ", button);
  }
  line.hidden = !made.length;
  line.replaceChildren(...made.flatMap((item) => [item, " "]));
}

/** Write the numbers of facets; values without results, and facets without values, are hidden. */
function count(counts) {
  const ticked = chosen().length;
  get("scelti").textContent = ticked ? `(${ticked})` : "";
  get("azzera").hidden = !ticked;
  for (const facet of facets) {
    const known = counts[facet];
    let some = false;
    for (const item of boxes.filter((other) => other.name === facet)) {
      const number = known?.[item.value] || 0;
      item.parentElement.querySelector("small").textContent = known ? `${number}` : "";
      item.parentElement.hidden = Boolean(known) && !number && !item.checked;
      some ||= !item.parentElement.hidden;
    }
    choices.querySelector(`[data-facet="${facet}"]`).hidden = !some;
  }
}

/** Draw the next results of a part, before the part that follows it. */
async function draw(section, number) {
  const next = await Promise.all(section.left.slice(0, number).map(read));
  section.left = section.left.slice(number);
  const rows = next.map(row);
  const after = shown.slice(shown.indexOf(section) + 1).find(({ head }) => head)?.head || null;
  for (const item of rows) list.insertBefore(item, after);
  return rows;
}

/** Show the next results: of the first part that has some left. */
async function more(event) {
  const section = shown.find(({ left }) => left.length);
  if (!section) return;
  try {
    const rows = await draw(section, PAGE);
    get("altri").hidden = !shown.some(({ left }) => left.length);
    if (!event) return;
    history.replaceState({ ...history.state, more: (history.state?.more || 0) + 1 }, "");
    rows[0]?.querySelector("a").focus();
  } catch (error) {
    engine = undefined;
    if (!event) throw error;
    lose();
  }
}

function row(page) {
  const [named, lined, worded] = page.parts;
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = found.dataset.root + page.address;
  link.append(...marked(page, 0, named, page.title.split(" ")));
  if (PLACED.has(page.kind) && page.where.every(Boolean)) {
    item.className = "marked";
    item.append(outline(...page.where));
  }
  item.append(link);
  if (page.line) item.append(paragraph(marked(page, named, named + lined, page.line.split(" "))));
  if (Number.isFinite(page.km)) item.append(paragraph([away(page.km)]));
  if (worded) item.append(paragraph(excerpt(page, named + lined, named + lined + worded)));
  return item;
}

/** The outline of a province (plugins/distretti/presenters/locators.py). */
function outline(region, province) {
  const [svg, use] = ["svg", "use"].map((name) => document.createElementNS("http://www.w3.org/2000/svg", name));
  svg.setAttribute("class", "spot");
  svg.setAttribute("viewBox", "0 0 100 100");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${found.dataset.root}province/sagome-${region}.svg#${province.toLowerCase()}`);
  svg.append(use);
  return svg;
}

function away(km) {
  return km < 2 ? `a meno di 2 km da ${origin.name}` : `a ${Math.round(km)} km da ${origin.name}, in linea d’aria`;
}

function paragraph(parts) {
  const element = document.createElement("p");
  element.append(...parts);
  return element;
}

/** Words of a page from one place to another, those found inside <mark>; `texts` are their better spelling. */
function marked(page, start, end, texts) {
  const parts = [];
  for (let place = start; place < end; place++) {
    const text = texts && texts.length === end - start ? texts[place - start] : page.words[place];
    const last = parts.at(-1);
    if (page.marked.has(place)) {
      const mark = document.createElement("mark");
      mark.textContent = text;
      parts.push(mark, " ");
    } else if (typeof last === "string") parts[parts.length - 1] = `${last}${text} `;
    else parts.push(`${text} `);
  }
  return parts;
}

/** The words around the first that was found in the text. */
function excerpt(page, start, end) {
  const first = [...page.marked].filter((place) => place >= start && place < end).sort((a, b) => a - b)[0] ?? start;
  const from = Math.max(start, Math.min(first - 6, end - WINDOW));
  const until = Math.min(end, from + WINDOW);
  const parts = marked(page, from, until);
  if (from > start) parts.unshift("… ");
  if (until < end) parts.push("…");
  return parts;
}
