// Which words of a question count, what is found where not all are met, and in what order.
import { read } from "./engine.js";
import { KINDS, SOFT, fold, stem, telling } from "./question.js";

const FIRST = 12; // results that are put in order by more than their words,
const LISTS = 4; // and pages that are lists or explain, which few words lead to
const LITTLE = 3; // fewer results than these are looked beyond
const MANY = 100; // more results than these say no more than few
const EXTRA = 5; // words that need not be there, and put those first that have them
const PRIOR = { distretto: 1.2, bando: 1.1, mercato: 1.08, evento: 1.05, comune: 1.12, iniziativa: 1.02, luogo: 1.02, programma: 1.02, servizio: 1.02, carta: 1.02, domanda: 1, pagina: 1 };

// Words about the asking rather than the thing: the first to be let go.
const GENERIC = new Set(
  ("orari orario ora ore apre aprono aprire apertura aperto chiude chiudono chiudere inizia iniziano inizio finisce comincia giorno giorni vicino vicina " +
    "vicini vicinanze dintorni rifare fare faccio fanno parte serve servono funziona funzionano informazioni info contatti contatto telefono email mail " +
    "pec indirizzo sito numero parcheggio parcheggiare arrivare andare comprare vendere vendono chiedere ottenere avere esiste esistono elenco lista " +
    "nuovo nuova prossimo prossima prossimi prossime attuale oggi adesso quest anno cosa significa vantaggi mio mia mie miei fondo perduto piccolo piccola " +
    "negozio negozi paese zona posto open opening hours near there").split(" "),
);

/** What each word tells: the rarer the more, names of places more than their rarity, generic words little. */
export async function weigh(engine, words, named, epochs) {
  const weights = new Map();
  for (const word of words) {
    const pages = await Promise.all(epochs.map((epoch) => engine.frequency(word, epoch)));
    const rare = Math.log(1 + engine.pages / Math.max(1, ...pages));
    const light = GENERIC.has(word) || SOFT.has(word) ? 0.05 : TIMES.has(word) ? 0.5 : 1; // Ora and Paese are towns too
    weights.set(word, light === 1 && named.has(word) ? Math.max(PLACE, 1.6 * rare) : light * rare);
  }
  return weights;
}

const PLACE = 4.5; // what the name of a place tells at least: what is elsewhere is seldom an answer
const TIMES = new Set(("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre natale lunedi martedi mercoledi giovedi " +
  "venerdi sabato domenica domani weekend stasera").split(" "));

const sum = (words, weights) => words.reduce((total, word) => total + (weights.get(word) || 0), 0);

/**
 * What is found: with all words, or without as many of the lightest as must be let go; where that is little, without the
 * light ones too. Returns { results, counts, kept, dropped, bent, weight }; `bent` is whether a telling word
 * is not met, `weight` what those met tell.
 */
export async function gather(engine, words, weights, filters, order, epochs) {
  const light = [...new Set(words)].sort((a, b) => weights.get(a) - weights.get(b));
  const there = await Promise.all(words.map(async (word) => Math.max(...(await Promise.all(epochs.map((epoch) => engine.frequency(word, epoch)))))));
  let kept = words.filter((_, place) => there[place]); // of a word that no page has Pagefind takes the beginning
  if (!kept.length) return { results: [], counts: {}, kept, all: kept, dropped: words, bent: true, weight: 0 };
  let found = (await engine.ask(kept, filters, epochs)).results.length;
  for (const word of light) {
    if (found || kept.length < 2) break;
    if (!kept.includes(word)) continue;
    kept = kept.filter((other) => other !== word);
    found = (await engine.ask(kept, filters, epochs)).results.length;
  }
  for (const word of [...light].reverse()) {
    if (found || weights.get(word) < 1) break;
    if (!there[words.indexOf(word)]) continue;
    kept = [word];
    found = (await engine.ask(kept, filters, epochs)).results.length;
  }
  for (const word of found ? [...light].reverse().filter((other) => !kept.includes(other) && there[words.indexOf(other)]) : []) {
    const more = words.filter((other) => kept.includes(other) || other === word);
    const amount = (await engine.ask(more, filters, epochs)).results.length;
    if (amount) [kept, found] = [more, amount];
  }
  const most = Math.max(...kept.map((word) => weights.get(word)));
  const heavy = kept.filter((word) => weights.get(word) >= most / 2);
  const all = kept;
  if (found && found < LITTLE && heavy.length < kept.length && (await engine.ask(heavy, filters, epochs)).results.length <= MANY) kept = heavy;
  const answer = await engine.find(kept, filters, order, epochs);
  const dropped = words.filter((word) => !all.includes(word));
  const bent = dropped.some((word) => weights.get(word) >= 1); // not by words about the asking alone
  return { ...answer, kept, all, dropped, bent, weight: answer.results.length ? sum(all, weights) : 0 };
}

/** The first results in a better order: by the words that they meet, whole names first, then as they were. */
export async function ranked(engine, found, words, weights, filters, epochs, explaining) {
  const { kept } = found;
  const extra = words.filter((word) => !kept.includes(word) && weights.has(word)).sort((a, b) => weights.get(b) - weights.get(a)).slice(0, EXTRA);
  const bonus = new Map();
  for (const word of found.results.length > 1 ? extra : []) {
    for (const result of (await engine.ask([...kept, word], filters, epochs)).results) bonus.set(result.id, (bonus.get(result.id) || 0) + weights.get(word));
  }
  const results = [...found.results].sort((a, b) => (bonus.get(b.id) || 0) - (bonus.get(a.id) || 0));
  const more = filters.tipo || results.length <= FIRST ? [] : (await engine.ask(kept, { ...filters, tipo: ["pagina"] }, epochs)).results;
  const ids = new Set(results.slice(0, FIRST).map((result) => result.id));
  const clear = explaining && !filters.tipo ? (await gather(engine, kept, weights, { ...filters, spiega: ["si"] }, "", epochs)).results : [];
  const lists = [...new Map([...more.slice(0, LISTS), ...clear.slice(0, LISTS / 2)].map((result) => [result.id, result])).values()].filter((result) => !ids.has(result.id));
  for (const result of lists) ids.add(result.id);
  const first = [...results.slice(0, FIRST), ...lists];
  const pages = await Promise.all(first.map(read));
  const scored = pages.map((page, place) => ({ page, place, score: score(page, first[place].score, [...kept, ...extra], weights, explaining) }));
  scored.sort((a, b) => b.score - a.score || a.place - b.place);
  return [...scored.map(({ page }) => page), ...results.filter((result) => !ids.has(result.id))];
}

/** How well a page answers: by its words, more where they are its whole name, or where it is what they ask for. */
function score(page, given, words, weights, explaining) {
  const plains = page.words.flatMap(plain);
  const stems = new Set(plains.map(stem));
  const has = (word) => stems.has(stem(word)) || plains.some((other) => other.startsWith(word));
  const name = telling(page.words.slice(0, page.parts[0]).flatMap(plain));
  const names = new Set(name.map(stem));
  const asked = words.filter((word) => Object.hasOwn(KINDS, word));
  const kind = asked.some((word) => KINDS[word] === page.kind);
  const list = page.kind === "pagina" && name[0] === words[0];
  const hits = words.filter((word) => names.has(stem(word)) || (kind && asked.includes(word)));
  const whole = sum(hits, weights) / (sum(words, weights) || 1);
  const short = Math.min(1, hits.length / (name.length || 1));
  const met = sum(words.filter((word) => has(word) || hits.includes(word)), weights) / (sum(words, weights) || 1);
  const years = `${page.title} ${page.line}`.match(/\b20\d\d\b/g) || [];
  const age = page.kind === "bando" || page.kind === "programma" ? 1 + 0.015 * (Math.max(2010, ...years.map(Number)) - 2010) : 1;
  const said = explaining && page.explains ? 4 : 1;
  return given * PRIOR[page.kind] * (1 + 0.4 * whole + 0.6 * short) * (kind ? 1.3 : 1) * (list ? 1.8 : 1) * (0.05 + met) ** 2 * age * (page.open ? 1.25 : 1) * said;
}

const plain = (word) => fold(word).match(/[\p{L}\p{N}]+/gu) || [];
