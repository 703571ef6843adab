// A question → what is answered: its words spelt and weighed, time and place understood, the present and the past asked.
import * as towns from "./comuni.js";
import { NOW, PAST } from "./engine.js";
import { explains, italian, meaning } from "./meaning.js";
import { KINDS, MEANT, SOFT, place as placed, read as understood, today } from "./question.js";
import { gather, ranked, weigh } from "./ranking.js";

const BENT = "tutto"; // nothing is understood: with what was, nothing is found
const LITTLE = 3; // fewer results than these, and the past is asked too
const OPEN = new Set(["aperto", "aperti"]);
const HAPPENING = new Set("evento eventi manifestazione manifestazioni appuntamento appuntamenti".split(" "));
const NEAR = { distretti: "distretto", mercati: "mercato", mercatini: "mercato", mercatino: "mercato", fiere: "mercato", eventi: "evento", bandi: "bando", comuni: "comune" };

/**
 * What is asked: { text, filters, order, epochs, when, refused, also, from, isProvince }; `when` are days that the reader
 * chose, `refused` what is not to be understood ("quando", "dove", "correzione"), `also` whether the past is wanted too.
 * Returns { text, sections: [{ past, pages, counts }], corrected, words, dropped, chips, places, origin, epochs, here }.
 */
export async function answered(engine, asked) {
  const { text: turned, said } = italian(asked.text);
  const meant = await intended(turned, asked);
  const filters = { ...asked.filters };
  const { words: given, province } = understood(meant.rest, asked.isProvince);
  if (asked.isProvince(province) && !filters.provincia) filters.provincia = [province];
  let words = given;
  if (meant.when && !meant.near && words.some((word) => HAPPENING.has(word))) {
    words = words.filter((word) => !HAPPENING.has(word));
    if (!filters.tipo) [filters.tipo, meant.what] = [["evento"], "Eventi"];
  } else if (meant.near) {
    const kinds = words.map((word) => NEAR[word] || KINDS[word]);
    if (!filters.tipo) filters.tipo = kinds.some(Boolean) ? [...new Set(kinds.filter(Boolean))] : ["distretto", "mercato", "evento"];
    words = words.filter((word, place) => !kinds[place]);
  }
  if (!asked.refused.has("stato") && !filters.stato && words.some((word) => OPEN.has(word)) && words.some((word) => KINDS[word] === "bando" || word === "bandi")) {
    words = words.filter((word) => !OPEN.has(word));
    [filters.stato, filters.tipo, meant.open] = [["aperto"], ["bando"], true];
  }
  const question = { ...asked, filters, given: words, province, when: asked.when || meant.when?.days, meant, said };
  if (!asked.when && meant.when?.past) question.epochs = [NOW, PAST];
  const found = await searched(engine, question);
  const nothing = !found.sections.some((section) => section.pages.length);
  if (nothing && (meant.when || meant.near || meant.open) && !asked.refused.has(BENT)) {
    return answered(engine, { ...asked, refused: new Set([...asked.refused, "quando", "dove", "stato", BENT]) });
  }
  return found;
}

/** Time and place in the question, the place looked for in the register. */
async function intended(text, asked) {
  const found = meaning(text, today(), asked.refused);
  for (const { name, rest, when } of found.near || []) {
    const place = await towns.findOne(name);
    if (place) return { rest, when, near: place };
  }
  return { ...found, near: null };
}

async function searched(engine, { text, filters, given, province, order, epochs, when, refused, also, from, meant, said }) {
  const narrowed = when ? { ...filters, giorno: when } : filters;
  const sorting = order || (given.length ? "" : when ? "data" : "nome");
  const by = meant.near ? "distanza" : sorting;
  // Most questions are well written: while words are loaded that would tell, what they ask for is loaded too.
  engine.ask(given, narrowed, epochs).catch(() => {});
  const [places, spelling] = await Promise.all([about(given, province, order, from, meant), spelt(engine, given, refused)]);
  const known = places.length && !meant.near ? { ...spelling, words: spelling.present, corrected: false } : spelling;
  const { words, corrected, dropped } = known;
  const optional = await rest(engine, [...(meant.when?.words || []), ...(explains(text) ? [] : said)], words);
  const named = await towns.naming(words).catch(() => new Set());
  const weights = await weigh(engine, [...words, ...optional], named, [NOW, ...(spelling.past ? [PAST] : [])]);
  const bare = given.length > 0 && (!words.length || (places.length && !meant.near && words.length < given.length && !spelling.past));
  const main = bare ? none(words) : await gathered(engine, words, weights, narrowed, by, epochs);
  const origin = by === "distanza" ? meant.near || (from && places[0]) || null : null;
  const order_ = async (found, these, indexes) => {
    if (by === "distanza") return origin ? engine.nearest(found.results, origin, towns.distance, indexes) : found.results;
    return by || !found.kept.length ? found.results : ranked(engine, found, [...words, ...optional], weights, these, indexes, explains(text));
  };
  const sections = [{ past: false, counts: main.counts, pages: await order_(main, narrowed, epochs), weight: main.weight }];
  const bent = corrected || main.bent || (dropped.length && !main.kept.length);
  if (!epochs.includes(PAST) && (also || (given.length && !bare && !when && !meant.near && (main.results.length < LITTLE || bent)))) {
    const past = given.length && !words.length ? none([]) : await before(engine, words, optional, weights, filters, by, main, also);
    if (past.results.length) {
      const pages = await order_(past, filters, [PAST]);
      sections.push({ past: true, counts: past.counts, pages, weight: past.weight });
      if (!also && (!main.results.length || (main.bent && !past.bent))) sections.reverse();
    }
  }
  const chips = [];
  if (meant.when && !asked_(meant, when)) chips.push({ key: "quando", label: `${meant.what || "Quando"}: ${meant.when.label}` });
  if (meant.near) chips.push({ key: "dove", label: `Vicino a ${towns.label(meant.near)}` });
  if (meant.open) chips.push({ key: "stato", label: "Bandi aperti" });
  return {
    text, sections, corrected, words, dropped: [...dropped, ...main.dropped], chips, places, origin, epochs,
    here: meant.here ? { rest: meant.rest } : null,
  };
}

/** Whether the reader chose days, so that those in the words do not count. */
function asked_(meant, when) {
  return Boolean(when) && when !== meant.when?.days;
}

const none = (words) => ({ results: [], counts: {}, kept: words, dropped: [], weight: 0 });

/** What is found, with other words for the same where those of the question find nothing. */
async function gathered(engine, words, weights, filters, order, epochs) {
  const meant = words.flatMap((word) => (Object.hasOwn(MEANT, word) ? MEANT[word].split(" ") : [word]));
  const first = words.length ? await gather(engine, words, weights, filters, order, epochs) : { ...(await engine.find([], filters, order, epochs)), kept: [], dropped: [], weight: 0 };
  if (meant.join() === words.join() || (first.results.length >= LITTLE && !first.dropped.length)) return first;
  for (const word of meant) if (!weights.has(word)) weights.set(word, Math.log(1 + engine.pages / Math.max(1, await engine.frequency(word))));
  const other = await gather(engine, meant, weights, filters, order, epochs);
  const [less, same] = [other.dropped.length < first.dropped.length, other.dropped.length === first.dropped.length];
  return less || (same && other.results.length > first.results.length) ? other : first;
}

/** What the past says: with all words where the present had to bend them, else no more than is asked of it. */
async function before(engine, words, optional, weights, filters, order, main, also) {
  if (!(await engine.remember())) return none(words);
  const all = [...words, ...optional];
  if (!all.length) return { ...(await engine.find([], filters, order, [PAST])), kept: [], dropped: [], weight: 0 };
  const found = await gather(engine, all, weights, filters, order, [PAST]);
  const better = !found.bent || !main.results.length || (main.bent && found.weight > main.weight);
  return also || better ? found : none(words);
}

/** Of words that need not be there, those that some page has. */
async function rest(engine, words, given) {
  const others = [...new Set(words)].filter((word) => !given.includes(word));
  const known = await Promise.all(others.map((word) => engine.frequency(word)));
  return others.filter((word, place) => known[place]);
}

/** The municipalities that the question names, or the one from which distances are measured. */
async function about(given, province, order, from, meant) {
  if (meant.near) return [];
  if (order === "distanza" && from) return [await towns.findOne(from).catch(() => null)].filter(Boolean);
  return placed(given) ? towns.find([placed(given), province].join(" ").trim()).catch(() => []) : [];
}

/**
 * The words as the indexes have them: { words, present, past, corrected, dropped }. A word that no page has is corrected by
 * one letter, unless it is Italian; `present` are those of the question that today's index has, `past` whether one is
 * only in the past's.
 */
async function spelt(engine, given, refused) {
  const present = await Promise.all(given.map((word) => engine.frequency(word)));
  const strange = given.filter((word, place) => !present[place] && !unusual(word, given));
  const before = new Map();
  const better = new Map();
  if (strange.length) {
    const everyday = await import("./everyday.js").catch(() => ({ known: () => true })); // without it nothing is corrected
    for (const word of strange) {
      before.set(word, await engine.frequency(word, PAST));
      if (!before.get(word) && !refused.has("correzione") && !everyday.known(word)) better.set(word, await engine.correction(word));
    }
  }
  const words = given.flatMap((word, place) => {
    if (present[place] || before.get(word)) return [word];
    if (Object.hasOwn(MEANT, word)) return MEANT[word].split(" ");
    return better.get(word) ? [better.get(word)] : [];
  });
  return {
    words,
    present: given.filter((_, place) => present[place]),
    past: strange.some((word) => before.get(word)),
    corrected: strange.some((word) => better.get(word)),
    dropped: strange.filter((word) => !before.get(word) && !better.get(word)),
  };
}

/** Words that are not in the index for a reason. */
function unusual(word, given) {
  return Object.hasOwn(MEANT, word) || (SOFT.has(word) && given.length > 1);
}
