// The indexes: Pagefind's own script and data, with our words and places beside them (plugins/distretti/indexing.py).
import { KINDS, fold, near, stem, telling } from "./question.js";

const RANKING = {
  termSimilarity: 10,
  pageLength: 0.3,
  metaWeights: { title: 0, riga: 0, parole: 0 },
};
const NOW = "attuali";
const PAST = "passati";
const FIRST = 12; // results that are put in order by more than their words,
const LISTS = 4; // and pages that are lists or explain, which few words lead to
const PRIOR = { distretto: 1.2, bando: 1.1, mercato: 1.08, evento: 1.05, comune: 1.12, iniziativa: 1.02, programma: 1.02, pagina: 1 };

/** The engine over the index at `current`; `past` is loaded when a question asks for it. */
export async function open(current, past) {
  const bases = { [NOW]: new URL(current, location.href).href, [PAST]: new URL(past, location.href).href };
  const pagefind = await import(`${bases[NOW]}pagefind.js`);
  await pagefind.options({ noWorker: true, ranking: RANKING, mergeFilter: { epoca: NOW } });
  await pagefind.init();
  return new Engine(pagefind, bases);
}

class Engine {
  constructor(pagefind, bases) {
    this.pagefind = pagefind;
    this.bases = bases;
    this.merged = null;
    this.words = new Map();
    this.places = new Map();
  }

  /** Every value of every facet with its number: from here on, results come with such numbers. */
  async count() {
    this.counting ||= this.pagefind.filters();
    await this.counting;
  }

  /** Load the past too. */
  async remember() {
    this.merged ||= this.pagefind.mergeIndex(new URL(this.bases[PAST]).pathname, { ranking: RANKING, mergeFilter: { epoca: PAST } });
    await this.merged;
  }

  /**
   * Results of words under filters ({ facet: [values] }); several values of a facet are alternatives.
   * `epochs` says which indexes are asked. Returns { results, counts }; counts of a facet do not mind its own filter.
   */
  async find(words, filters, order, epochs) {
    if (epochs.includes(PAST)) await this.remember();
    const sort = order === "nome" || order === "data" ? { [order]: "asc" } : {};
    const found = await this.ask(words, filters, epochs, sort);
    const counts = { ...found.filters };
    for (const facet of this.counting ? Object.keys(filters) : []) {
      const without = { ...filters };
      delete without[facet];
      counts[facet] = (await this.ask(words, without, epochs)).filters[facet];
    }
    return { results: found.results, counts };
  }

  ask(words, filters, epochs, sort = {}) {
    return this.pagefind.search(words.length ? words.join(" ") : null, { filters: alternatives(filters, epochs), sort });
  }

  /** The first results in a better order: whole names, and what the question names, before mere mentions. */
  async ranked(results, words, filters, epochs) {
    const more = filters.tipo || results.length <= FIRST ? [] : (await this.ask(words, { ...filters, tipo: ["pagina"] }, epochs)).results;
    const ids = new Set(results.slice(0, FIRST).map((result) => result.id));
    const lists = more.slice(0, LISTS).filter((result) => !ids.has(result.id));
    for (const result of lists) ids.add(result.id);
    const first = [...results.slice(0, FIRST), ...lists];
    const pages = await Promise.all(first.map(read));
    const scored = pages.map((page, place) => ({ page, place, score: score(page, first[place].score, words) }));
    scored.sort((a, b) => b.score - a.score || a.place - b.place);
    return [...scored.map(({ page }) => page), ...results.filter((result) => !ids.has(result.id))];
  }

  /** The words of an index that begin with a letter: { word: pages }. */
  async letter(sign, base = this.bases[NOW]) {
    const address = `${base}parole-${sign}.json`;
    if (!this.words.has(address)) {
      const load = async () => {
        const answer = await fetch(address);
        const known = answer.ok ? new Map(Object.entries(await answer.json())) : new Map();
        return { known, stems: new Set([...known.keys()].map(stem)), sorted: [...known.keys()].sort() };
      };
      this.words.set(address, load().catch(() => ({ known: new Map(), stems: new Set(), sorted: [] })));
    }
    return this.words.get(address);
  }

  /** Whether it is known already which words there are that begin as these do. */
  knows(words) {
    return words.every((word) => this.words.has(`${this.bases[NOW]}parole-${word[0]}.json`));
  }

  /** How many pages have a word, or one that begins so, or one that it is a form of; 0 for a word that none has. */
  async known(word, past) {
    if (!/^[a-z]{3,24}$/.test(word)) return 1;
    for (const base of past ? Object.values(this.bases) : [this.bases[NOW]]) {
      const { known, stems, sorted } = await this.letter(word[0], base);
      if (known.has(word)) return known.get(word);
      if (stems.has(stem(word)) || sorted.some((other) => other.startsWith(word))) return 1;
    }
    return 0;
  }

  /** The most frequent word one letter away, "" for none. */
  async correction(word) {
    if (word.length < 4) return "";
    const signs = [...new Set([word[0], word[1]])];
    const found = (await this.among(signs, word)) || (await this.among([..."abcdefghilmnopqrstuvz"], word));
    return found;
  }

  async among(signs, word) {
    const letters = await Promise.all(signs.filter((sign) => /[a-z]/.test(sign)).map((sign) => this.letter(sign)));
    const found = letters.flatMap(({ known }) => [...known].filter(([other]) => near(word, other)));
    return found.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] || "";
  }

  /** Results with a place, by distance from a point; then the others, as they were. */
  async nearest(results, point, distance, epochs) {
    const maps = await Promise.all(epochs.map((epoch) => this.map(this.bases[epoch])));
    const far = results.map((result) => {
      const id = parseInt(result.id.split("_")[1].slice(0, 8), 16);
      const place = maps.map((map) => map.get(id)).find(Boolean);
      return { result, km: place ? distance(point, place) : Infinity };
    });
    far.sort((a, b) => (a.km === b.km ? 0 : a.km - b.km));
    return far.map(({ result, km }) => Object.assign(result, { km }));
  }

  /** Where results are (`luoghi.bin`). */
  async map(base) {
    if (!this.places.has(base)) {
      const load = async () => {
        const data = new DataView(await (await fetch(`${base}luoghi.bin`)).arrayBuffer());
        const total = data.getUint32(0, true);
        const degrees = (start, number) => data.getInt16(4 + 4 * total + start + 2 * number, true) / 512;
        const entry = (_, number) => [data.getUint32(4 + 4 * number, true), { lat: degrees(0, number), lon: degrees(2 * total, number) }];
        return new Map(Array.from({ length: total }, entry));
      };
      this.places.set(base, load());
    }
    return this.places.get(base);
  }
}

function alternatives(filters, epochs) {
  const found = {};
  for (const [facet, values] of Object.entries({ ...filters, epoca: epochs })) found[facet] = { any: values };
  return found;
}

/** A result as a page: { address, title, line, kind, words, marked, parts, km }; parts are numbers of words. */
export async function read(result) {
  if (result.address !== undefined) return result;
  const data = await result.data();
  const { title, riga = "", parole } = data.meta;
  const parts = [...[title, riga].map((text) => (text ? text.split(" ").length : 0)), Number(parole)];
  return {
    address: data.raw_url,
    title: curly(title),
    line: curly(riga),
    kind: data.filters.tipo[0],
    words: curly(data.content).split(" "),
    marked: new Set(data.locations),
    parts,
    km: result.km,
  };
}

/** How well a page answers: by its words, more where they are its whole name, or where it is what they ask for. */
function score(page, given, words) {
  const name = telling(page.words.slice(0, page.parts[0]).map(plain));
  const asked = words.filter((word) => Object.hasOwn(KINDS, word));
  const kind = asked.some((word) => KINDS[word] === page.kind);
  const list = page.kind === "pagina" && name[0] === words[0];
  const hits = words.filter((word) => name.includes(word) || (kind && asked.includes(word))).length;
  const whole = words.length ? hits / words.length : 0;
  const short = Math.min(1, hits / (name.length || 1));
  return given * PRIOR[page.kind] * (1 + 0.4 * whole + 0.6 * short) * (kind ? 1.3 : 1) * (list ? 1.4 : 1);
}

// The index has plain apostrophes (they end a word there), pages have typographic ones.
const curly = (text) => text.replaceAll("'", "’");

const plain = (word) => fold(word).replace(/^[a-z]{1,4} (?=[a-z])/, "").replace(/[^\p{L}\p{N}]/gu, "");
