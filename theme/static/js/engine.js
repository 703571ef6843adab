// The indexes: Pagefind's own script and data, with our words and places beside them (plugins/distretti/search/index.py).
import { near, stem } from "./question.js";

const RANKING = {
  termSimilarity: 10,
  pageLength: 0.3,
  metaWeights: { title: 0, riga: 0, parole: 0 },
};
export const NOW = "attuali";
export const PAST = "passati";
const USUAL = 40; // pages that are taken to have a word of which it is not counted: numbers, words of two letters

let lost = 0; // files of the indexes that did not come, or not whole
const again = new Set(); // their addresses: what browsers keep of these is not asked a second time

/**
 * Pagefind passes over a file of an index that does not come, and answers as if it held nothing: its requests are watched,
 * and what it says after one has failed is no answer.
 */
const plainly = globalThis.fetch.bind(globalThis);
globalThis.fetch = async (input, ...more) => {
  if (!/\/cerca\/\w+\/.*(pf_|\.pagefind|entry\.json)/.test(String(input))) return plainly(input, ...more);
  const failed = (error) => {
    lost++;
    again.add(String(input));
    throw error;
  };
  const answer = await asked(input, ...more).catch(failed);
  if (!answer.ok) return failed(new Error(`${answer.status} ${input}`));
  const whole = answer.arrayBuffer.bind(answer);
  answer.arrayBuffer = () => whole().then((bytes) => (sound(bytes) ? bytes : failed(new Error(`unlike a file of an index: ${input}`))), failed);
  return answer;
};

/** Whether bytes are compressed, or what Pagefind signs once they are not: a page of an inn's network is neither. */
function sound(bytes) {
  const [one, two] = new Uint8Array(bytes.slice(0, 2));
  return (one === 0x1f && two === 0x8b) || new TextDecoder().decode(bytes.slice(0, 8)) === "pagefind";
}

const asked = (address, options) => plainly(address, again.has(String(address)) ? { cache: "reload" } : options);

async function json(address, options) {
  try {
    const answer = await asked(address, options);
    if (!answer.ok) throw new Error(`${answer.status} ${address}`);
    return await answer.json();
  } catch (error) {
    again.add(address);
    throw error;
  }
}

/** The engine over the index at `current`; `past` is loaded when a question asks for it. `turn` counts those of the page. */
export async function open(current, past, turn) {
  const bases = { [NOW]: new URL(current, location.href).href, [PAST]: new URL(past, location.href).href };
  const listed = json(`${bases[NOW]}elenco.json`, { cache: "no-cache" });
  listed.catch(() => {}); // whoever waits for it is told
  const { createInstance } = await import(`${bases[NOW]}pagefind.js${turn ? `?${turn}` : ""}`); // a script that failed is not asked for again
  const pagefind = createInstance({ basePath: new URL(bases[NOW]).pathname, noWorker: true, ranking: RANKING, mergeFilter: { epoca: NOW } });
  const engine = new Engine(pagefind, bases, await listed);
  await pagefind.init();
  return engine;
}

class Engine {
  constructor(pagefind, bases, listed) {
    this.pagefind = pagefind;
    this.bases = bases;
    this.lists = new Map([[NOW, Promise.resolve(listed)]]);
    this.pages = listed.pagine;
    this.merged = null;
    this.files = new Map();
    this.lost = lost;
  }

  /** Every value of every facet with its number: from here on, results come with such numbers. */
  async count() {
    this.counting ||= this.pagefind.filters();
    await this.counting;
    this.whole();
  }

  /** Fail where a file has not come: from then on this engine would leave out what was in it. */
  whole() {
    if (lost > this.lost) throw new Error("a file of the index is missing");
  }

  /** Load the past too; whether there is any. */
  async remember() {
    const listed = await this.list(PAST);
    if (!listed) return false;
    this.merged ||= this.pagefind.mergeIndex(new URL(this.bases[PAST]).pathname, { ranking: RANKING, mergeFilter: { epoca: PAST } });
    await this.merged;
    return true;
  }

  /** What an index has beside Pagefind's files (`elenco.json`); null for a past without events, which has no index. */
  list(epoch) {
    return this.keep(epoch, this.lists, async () => {
      const answer = await plainly(`${this.bases[epoch]}elenco.json`, { cache: "no-cache" });
      if (answer.status === 404) return null;
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.json();
    });
  }

  /** What was loaded under a name; what failed is not kept. */
  keep(name, kept, load) {
    if (!kept.has(name)) {
      const loading = load();
      kept.set(name, loading);
      loading.catch(() => kept.delete(name));
    }
    return kept.get(name);
  }

  /**
   * Results of words under filters ({ facet: [values] }); several values of a facet are alternatives.
   * `epochs` says which indexes are asked. Returns { results, counts }; counts of a facet do not mind its own filter.
   */
  async find(words, filters, order, epochs) {
    const found = await this.ask(words, filters, epochs, order === "nome" ? { nome: "asc" } : {});
    const results = order === "data" ? await this.dated(found.results, epochs) : found.results;
    const counts = { ...found.filters };
    for (const facet of this.counting ? Object.keys(filters) : []) {
      const without = { ...filters };
      delete without[facet];
      counts[facet] = (await this.ask(words, without, epochs)).filters[facet];
    }
    return { results, counts };
  }

  async ask(words, filters, epochs, sort = {}) {
    if (epochs.includes(PAST)) await this.remember();
    const found = await this.pagefind.search(words.length ? words.join(" ") : null, { filters: alternatives(filters, epochs), sort });
    this.whole();
    return found;
  }

  /** The words of an index that begin with a letter: { known: { word: pages }, stems: { stem: pages }, sorted }. */
  async letter(sign, epoch = NOW) {
    const listed = await this.list(epoch);
    if (!listed?.[sign]) return { known: new Map(), stems: new Map(), sorted: [] };
    return this.keep(`${this.bases[epoch]}${listed[sign]}`, this.files, async () => {
      const known = new Map(Object.entries(await json(`${this.bases[epoch]}${listed[sign]}`)));
      const stems = new Map();
      for (const [word, pages] of known) stems.set(stem(word), Math.max(pages, stems.get(stem(word)) || 0));
      return { known, stems, sorted: [...known.keys()].sort() };
    });
  }

  /** How many pages have a word, or a form of it; 1 for one that only begins so, 0 for a word that none has. */
  async frequency(word, epoch = NOW) {
    if (!/^[a-z]{3,24}$/.test(word)) return USUAL;
    const { known, stems, sorted } = await this.letter(word[0], epoch);
    return Math.max(known.get(word) || 0, stems.get(stem(word)) || 0) || (sorted.some((other) => other.startsWith(word)) ? 1 : 0);
  }

  /** The most frequent word one letter away, "" for none. */
  async correction(word) {
    if (word.length < 4) return "";
    const signs = [...new Set([word[0], word[1]])];
    return (await this.among(signs, word)) || (await this.among([..."abcdefghilmnopqrstuvz"], word));
  }

  async among(signs, word) {
    const letters = await Promise.all(signs.filter((sign) => /[a-z]/.test(sign)).map((sign) => this.letter(sign)));
    const found = letters.flatMap(({ known }) => [...known].filter(([other]) => near(word, other)));
    return found.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] || "";
  }

  /** Results with a place, by distance from a point; then the others, as they were. */
  async nearest(results, point, distance, epochs) {
    const degrees = (data, total, start, number) => data.getInt16(4 + 4 * total + start + 2 * number, true) / 512;
    const places = await this.column("luoghi", epochs, (data, total, number) => ({
      lat: degrees(data, total, 0, number), lon: degrees(data, total, 2 * total, number),
    }));
    const kms = new Map(results.map((result) => [result, places(result) ? distance(point, places(result)) : Infinity]));
    return by(results, kms).map((result) => Object.assign(result, { km: kms.get(result) }));
  }

  /** Results with a date, what comes first, then what is past, the latest first; then the others, as they were. */
  async dated(results, epochs) {
    const dates = await this.column("date", epochs, (data, total, number) => data.getUint32(4 + 4 * total + 4 * number, true));
    return by(results, new Map(results.map((result) => [result, dates(result) ?? Infinity])));
  }

  /** What a file beside the indexes says of a result: a function of it, undefined where that is nothing. */
  async column(name, epochs, read) {
    const columns = await Promise.all(epochs.map((epoch) => this.values(name, epoch, read)));
    return (result) => {
      const id = parseInt(result.id.split("_")[1].slice(0, 8), 16);
      return columns.map((values) => values.get(id)).find((value) => value !== undefined);
    };
  }

  /** The values of such a file, by the numbers that the ids of results begin with. */
  async values(name, epoch, read) {
    const listed = await this.list(epoch);
    if (!listed) return new Map();
    return this.keep(`${this.bases[epoch]}${listed[name]}`, this.files, async () => {
      const answer = await plainly(`${this.bases[epoch]}${listed[name]}`);
      if (!answer.ok) throw new Error(`${answer.status}`);
      const data = new DataView(await answer.arrayBuffer());
      const total = data.getUint32(0, true);
      return new Map(Array.from({ length: total }, (_, number) => [data.getUint32(4 + 4 * number, true), read(data, total, number)]));
    });
  }
}

/** In the order of their values; the same stay as they were. */
const by = (results, values) => [...results].sort((a, b) => (values.get(a) === values.get(b) ? 0 : values.get(a) - values.get(b)));

function alternatives(filters, epochs) {
  const found = {};
  for (const [facet, values] of Object.entries({ ...filters, epoca: epochs })) found[facet] = { any: values };
  return found;
}

/** A result as a page: { address, title, line, kind, open, explains, where, words, marked, parts, km }; parts are numbers of words. */
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
    open: (data.filters.stato || []).includes("aperto"),
    explains: Boolean(data.filters.spiega),
    where: [data.filters.regione, data.filters.provincia].map((values) => values?.[0] || ""),
    words: curly(data.content).split(" "),
    marked: new Set(data.locations),
    parts,
    km: result.km,
  };
}

// The index has plain apostrophes (they end a word there), pages have typographic ones.
const curly = (text) => text.replaceAll("'", "’");
