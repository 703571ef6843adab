// The page of the search: question, filters and order ↔ address; results, counts and what is announced.
import * as towns from "./comuni.js";
import { open, read } from "./engine.js";
import { MEANT, SOFT, days, place as placed, read as understood, today, weekend } from "./question.js";

const PAGE = 10;
const WINDOW = 26; // words of an excerpt
const NOW = "attuali";
const PAST = "passati";

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
let shown = []; // what is left to show of the results
let origin = null; // the municipality from which distances are measured

/** Begin; the search goes on by itself. */
export async function start() {
  const typed = box.value; // while this was loading
  restore();
  box.value = typed || box.value;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  choices.addEventListener("change", () => ask(true));
  choices.addEventListener("reset", () => {
    list.ariaBusy = "true";
    setTimeout(() => ask(true)); // when the boxes are empty
  });
  order.addEventListener("change", () => ask(true));
  get("da").addEventListener("change", () => ask(true));
  get("da").addEventListener("focus", suggestTowns, { once: true });
  get("vicino").addEventListener("click", around);
  get("filtri").addEventListener("toggle", () => ask());
  get("altri").addEventListener("click", more);
  get("anche-passati").addEventListener("click", (event) => {
    event.preventDefault();
    get("quando").value = PAST;
    ask(true);
  });
  addEventListener("popstate", () => {
    restore();
    ask("back");
  });
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
  if (chosen().length) get("filtri").open = true;
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
    if (how === true && target !== location.search) history.pushState(null, "", target);
    else history.replaceState(null, "", target);
  }
  const asking = Boolean(box.value.trim() || chosen().length);
  get("elenchi").hidden = asking;
  if (!asking) return clear();
  list.ariaBusy = "true";
  try {
    engine ||= open(found.dataset.current, found.dataset.past);
    const answer = await answered(await engine);
    if (turn === latest) await show(answer);
  } catch (error) {
    engine = undefined;
    if (turn === latest) fail();
  }
}

function clear() {
  list.replaceChildren();
  for (const id of ["esito", "errore", "forse"]) get(id).textContent = "";
  for (const id of ["altri", "anche-passati", "forse", "ordina"]) get(id).hidden = true;
  get("comune-trovato").replaceChildren();
  list.dataset.query = "";
  list.ariaBusy = "false";
  get("da-ignoto").hidden = true;
}

function fail() {
  clear();
  get("elenchi").hidden = false;
  get("errore").textContent =
    "La ricerca non si è caricata. Controlla la connessione e riprova, oppure scegli da un elenco qui sotto.";
}

/** What is asked of the engine, and what it says. */
async function answered(searching) {
  const text = box.value.trim();
  const { words: given, province } = understood(text, (code) => values.get("provincia").has(code));
  const filters = {};
  for (const facet of facets) {
    const ticked = boxes.filter((item) => item.name === facet && item.checked).map((item) => item.value);
    if (ticked.length) filters[facet] = ticked;
  }
  if (values.get("provincia").has(province) && !filters.provincia) filters.provincia = [province];
  const { epochs, when } = period();
  if (when) filters.giorno = when;
  if (get("filtri").open) await searching.count();
  // Most questions are well written: while words are loaded that would tell, they are asked as they are.
  const trusting = searching.knows(given) ? null : searching.find(given, filters, sorting(given), epochs);
  trusting?.catch(() => {}); // whoever waits for it is told
  const [places, spelling] = await Promise.all([about(given, province), spelt(searching, given, epochs.includes(PAST))]);
  const { words, corrected, dropped } = places.length ? { ...spelling, words: spelling.known, corrected: false } : spelling;
  const none = given.length > 0 && (!words.length || (places.length && words.length < given.length));
  const asked = words.join(" ") === given.join(" ") ? trusting : null;
  let best = none ? { results: [], counts: {} } : await (asked || searching.find(words, filters, sorting(words), epochs));
  let left = [];
  let kept = words;
  if (!best.results.length && given.length && !none) [best, left, kept] = await fewer(searching, words, filters, epochs);
  let pages = best.results;
  if (order.value === "distanza") pages = await byDistance(searching, pages, epochs);
  else if (!order.value && kept.length) pages = await searching.ranked(pages, kept, filters, epochs);
  return { text, words, corrected, dropped: [...dropped, ...left], pages, counts: best.counts, epochs, places };
}

/** The municipalities that the question names, or the one from which distances are measured. */
async function about(given, province) {
  const from = order.value === "distanza" && get("da").value.trim();
  if (from) return [await towns.findOne(from).catch(() => null)].filter(Boolean);
  const named = [placed(given), province].join(" ").trim();
  return placed(given) ? towns.find(named).catch(() => []) : [];
}

/** With no words there is no relevance: by name, or by date where a time is asked. */
function sorting(words) {
  if (order.value) return order.value;
  return words.length ? "" : get("quando").value ? "data" : "nome";
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

/** The words as the index has them: those one letter wrong corrected, those unknown left out; `known` are only these. */
async function spelt(searching, given, past) {
  const known = await Promise.all(given.map((word) => searching.known(word, past)));
  const better = await Promise.all(given.map((word, place) => (known[place] || unusual(word, given) ? "" : searching.correction(word))));
  const words = given.flatMap((word, place) => {
    if (known[place]) return [word];
    if (Object.hasOwn(MEANT, word)) return MEANT[word].split(" ");
    return better[place] ? [better[place]] : [];
  });
  const dropped = given.filter((word, place) => !known[place] && !better[place] && !unusual(word, given));
  return { words, known: given.filter((_, place) => known[place]), corrected: better.some(Boolean), dropped };
}

/** Words that are not in the index for a reason. */
function unusual(word, given) {
  return Object.hasOwn(MEANT, word) || (SOFT.has(word) && given.length > 1);
}

/** The results without one of the words, soft ones and then the commonest first: nothing has them all. */
async function fewer(searching, words, filters, epochs) {
  const hard = words.filter((word) => !SOFT.has(word));
  const meant = hard.flatMap((word) => (Object.hasOwn(MEANT, word) ? MEANT[word].split(" ") : [word]));
  for (const kept of [hard, meant]) {
    const best = kept.length ? await searching.find(kept, filters, sorting(kept), epochs) : { results: [] };
    if (best.results.length) return [best, words.filter((word) => !kept.includes(word)), kept];
  }
  const pages = new Map();
  for (const word of words) pages.set(word, await searching.known(word, epochs.includes(PAST)));
  for (const word of [...words].sort((a, b) => pages.get(b) - pages.get(a))) {
    const kept = words.filter((other) => other !== word);
    const best = await searching.find(kept, filters, sorting(kept), epochs);
    if (best.results.length) return [best, [word], kept];
  }
  return [{ results: [], counts: {} }, [], words];
}

async function byDistance(searching, pages, epochs) {
  const from = get("da").value.trim();
  const place = from ? await towns.findOne(from) : null;
  get("da-ignoto").hidden = Boolean(place) || !from;
  if (!place) return pages;
  origin = { ...place, said: towns.label(place) };
  get("da").value = origin.said;
  history.replaceState(null, "", address());
  return searching.nearest(pages, origin, towns.distance, epochs);
}

function suggestTowns() {
  towns.combobox(get("da"), get("suggeriti"), (place) => {
    get("da").value = towns.label(place);
    ask(true);
  });
}

/** Districts and markets by distance from where the reader is: the browser asks for the position, and it stays here. */
function around() {
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
    box.value = "";
    choices.reset();
    for (const item of boxes) item.checked = item.name === "tipo" && ["distretto", "mercato"].includes(item.value);
    order.value = "distanza";
    get("da").value = towns.label(place);
    ask(true);
  };
  navigator.geolocation.getCurrentPosition(found, failed, { timeout: 15000, maximumAge: 600000 });
}

/** Draw an answer. */
async function show(answer) {
  shown = answer.pages;
  get("errore").textContent = "";
  list.replaceChildren();
  const about = await Promise.all(answer.places.map((place) => towns.answer(place).catch(() => ""))); // results are worth more
  suggest(answer);
  count(answer.counts);
  get("comune-trovato").replaceChildren(...about);
  await more();
  get("ordina").hidden = !answer.pages.length;
  get("elenchi").hidden = answer.pages.length > 0;
  get("esito").textContent = said({ ...answer, places: about.filter(Boolean) });
  get("anche-passati").hidden = answer.epochs.includes(PAST) || !found.dataset.past;
  list.dataset.query = answer.text;
  list.ariaBusy = "false";
}

/** "12 risultati per «lodi», senza «zzqq»". */
function said({ text, pages, dropped, words, places }) {
  const what = text ? ` per «${text}»` : "";
  if (!pages.length && places.length) return `Nessuna pagina${what}: ecco che cosa si sa ${places.length === 1 ? "del comune" : "dei comuni"}.`;
  const total = pages.length.toLocaleString("it-IT", { useGrouping: "always" });
  const number = pages.length === 1 ? "1 risultato" : pages.length ? `${total} risultati` : "Nessun risultato";
  const unheard = dropped.filter((word) => !SOFT.has(word) && !Object.hasOwn(MEANT, word));
  const without = unheard.length && words.length ? `, senza ${unheard.map((word) => `«${word}»`).join(", ")}` : "";
  return `${number}${what}${without}.`;
}

function suggest({ corrected, words }) {
  const line = get("forse");
  line.hidden = !corrected;
  line.replaceChildren();
  if (!corrected) return;
  const better = words.join(" ");
  const link = document.createElement("a");
  link.href = `?q=${encodeURIComponent(better)}`;
  link.textContent = better;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    box.value = better;
    ask(true);
  });
  line.append("Forse cercavi: ", link, ". Questi sono i risultati.");
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

/** Show the next results. */
async function more(event) {
  const next = await Promise.all(shown.slice(0, PAGE).map(read));
  shown = shown.slice(PAGE);
  const rows = next.map(row);
  list.append(...rows);
  get("altri").hidden = !shown.length;
  if (event && rows.length) rows[0].querySelector("a").focus();
}

function row(page) {
  const [named, lined, worded] = page.parts;
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = found.dataset.root + page.address;
  link.append(...marked(page, 0, named, page.title.split(" ")));
  item.append(link);
  if (page.line) item.append(paragraph(marked(page, named, named + lined, page.line.split(" "))));
  if (Number.isFinite(page.km)) item.append(paragraph([away(page.km)]));
  if (worded) item.append(paragraph(excerpt(page, named + lined, named + lined + worded)));
  return item;
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
