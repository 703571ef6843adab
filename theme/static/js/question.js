// What a reader writes → the words that the index knows. Italian: elisions, articles, acronyms, codes of provinces.

const STOP = new Set(
  ("a ad ai al alla alle allo agli all anche c ce che chi ci co coi col come con cosa d da dai dal dalla dalle dallo " +
    "degli dei del della delle dello dell di do dov dove e ed era fa fra gli ha hai hanno ho i il in io l la le lo ma mi " +
    "ne nei nel nella nelle nello negli nell no non o per perche piu posso puo quale quali quando quanto qual quest " +
    "questa questo qui s se sei si sia sono sta su sui sul sulla sulle sullo sugli sull suo sua te ti tra trovo trovare tu un una " +
    "uno vi voglio vorrei vuoi cerco cercare c'e").split(" "),
);

// Words that narrow a question only where a page has them: the first to be let go.
export const SOFT = new Set(["mio", "mia", "mie", "miei", "cos", "tuo", "tua"]);

// What bodies, districts and offices are called for short, and other words for the same, where records have only these.
export const MEANT = {
  cciaa: "camera commercio",
  cdc: "camera commercio",
  ccn: "centro commerciale naturale",
  civ: "centro integrato via",
  ddc: "distretto diffuso",
  did: "distretto diffuso",
  duc: "distretto urbano",
  negozianti: "negozi",
  soldi: "contributi",
  esercenti: "negozi",
};

// What a word asks for: a kind of page, or, in the plural, the list of them.
export const KINDS = {
  distretto: "distretto",
  duc: "distretto",
  did: "distretto",
  hub: "distretto",
  mercato: "mercato",
  mercatino: "mercato",
  fiera: "mercato",
  bando: "bando",
  contributi: "bando",
  fondi: "bando",
  evento: "evento",
  comune: "comune",
  iniziativa: "iniziativa",
  luogo: "luogo",
  programma: "programma",
  provincia: "pagina",
  regione: "pagina",
};

const RUN_TOGETHER = /^(c|cos|dov|quand)[èé]$/i; // «quand'è» and its kin, as they are typed in haste

/** Lower case without accents, every apostrophe a space. */
export function fold(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[’‘‛`´ʼ']/g, " ");
}

/**
 * The question as { words, province }: what is to be searched, and the code of a province that it names by its code: in
 * capitals one that `isProvince` knows, or any within brackets, as places are written that share a name: «Samone (TN)».
 */
export function read(text, isProvince) {
  const shouted = text === text.toUpperCase();
  const [bracketed, code] = text.slice(0, 200).match(/\(([a-z]{2})\)/i) || ["", ""];
  let province = code.toLowerCase();
  const given = text.slice(0, 200).replace(bracketed, " ").replace(/[’‘‛`´ʼ']/g, " ").match(/[\p{L}\p{N}\p{M}]+/gu) || [];
  const found = [];
  for (const word of given) {
    const plain = fold(word);
    const coded = !shouted && given.length > 1 && /^[A-Z]{2}$/.test(word) && isProvince(plain);
    if (coded) province = plain;
    else if ((plain.length > 1 || /\d/.test(plain)) && !RUN_TOGETHER.test(word.normalize("NFC"))) found.push(plain);
  }
  const telling = found.filter((word) => !STOP.has(word));
  return { words: [...new Set(telling.length || province ? telling : found)], province };
}

// What people ask of a place: without these words a question may be its name.
const ASKED = new Set(
  ("distretto distretti urbano diffuso commercio commerciale duc did ddc comune comuni citta paese provincia negozio negozi mercato " +
    "mercati mercatino mercatini evento eventi fiera fiere sagra bando bandi contributi vicino oggi domani centro storico lunedi " +
    "martedi mercoledi giovedi venerdi sabato domenica").split(" "),
);

/** The words that may be the name of a place. */
export function place(words) {
  return words.filter((word) => !ASKED.has(word)).join(" ");
}

/** The words of a name that tell it from others. */
export function telling(words) {
  return words.filter((word) => word && !STOP.has(word));
}

/** A word without its ending of gender and number: a shorter kin of what the index does. */
export function stem(word) {
  return word.length > 4 ? word.replace(/(h?[aeio]|i[aeio])$/, "") : word;
}

/** Whether two words differ by one letter: left out, put in, changed, or two neighbours exchanged. */
export function near(one, two) {
  if (Math.abs(one.length - two.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === two[start]) start++;
  let end = 0;
  while (end < Math.min(one.length, two.length) - start && one.at(-1 - end) === two.at(-1 - end)) end++;
  const a = one.slice(start, one.length - end);
  const b = two.slice(start, two.length - end);
  return a.length + b.length > 0 && (a.length < 2 && b.length < 2 || (a.length === 2 && a === b[1] + b[0]));
}

/** The ISO days from one to another, both included, 400 at most; then their months and years. */
export function days(first, last) {
  const found = [];
  const day = new Date(`${first}T12:00:00Z`);
  for (let left = 400; left > 0 && day.toISOString().slice(0, 10) <= last; left--) {
    found.push(day.toISOString().slice(0, 10));
    day.setUTCDate(day.getUTCDate() + 1);
  }
  return [...new Set(found.flatMap((text) => [text, text.slice(0, 7), text.slice(0, 4)]))];
}

/** Today in the reader's time zone, as an ISO day; some days later where asked. */
export function today(later = 0) {
  const now = new Date();
  now.setDate(now.getDate() + later);
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => `${part}`.padStart(2, "0")).join("-");
}

/** Saturday and Sunday of this week: those to come, or those of today. */
export function weekend() {
  const weekday = new Date().getDay();
  return weekday === 0 ? [today(), today()] : [today(6 - weekday), today(7 - weekday)];
}
