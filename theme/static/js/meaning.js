// Words of time and place, and English ones: what they mean in a question, and the question without them.
import { fold } from "./question.js";

const WEEKDAYS = ["domenica", "lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato"];
const EACH = ["la domenica", "il lunedì", "il martedì", "il mercoledì", "il giovedì", "il venerdì", "il sabato"];
const MONTHS = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(" ");
const SAID = { today: "oggi", tonight: "oggi", stasera: "oggi", stamattina: "oggi", tomorrow: "domani", week: "weekend", christmas: "natale" };
"sunday monday tuesday wednesday thursday friday saturday".split(" ").forEach((word, day) => (SAID[word] = WEEKDAYS[day]));
"january february march april may june july august september october november december".split(" ").forEach((word, month) => (SAID[word] = MONTHS[month]));

const NEXT = new Set(["questo", "questa", "prossimo", "prossima", "this", "next"]);
const ROADS = new Set(["via", "viale", "piazza", "piazzale", "corso", "largo", "vicolo"]); // «piazza IV novembre» is no day
const TIMELESS = new Set( // who asks for these does not ask for a day
  ("bando bandi contributi contributo fondi finanziamenti finanziamento legge delibera decreto dgr domanda domande scadenza distretto " +
    "distretti duc did programma grant grants call calls district districts storia statuto").split(" "),
);
const COMING = 92; // days in which a day of the week is looked for: markets say no more
const AROUND = [["vicino", "a"], ["vicino", "ad"], ["vicino", "al"], ["vicino", "alla"], ["vicino"], ["near", "to"], ["near"], ["pressi", "di"], ["dintorni", "di"], ["intorno", "a"]];
const HERE = [["vicino", "a", "me"], ["vicino", "me"], ["vicino", "a", "qui"], ["qui", "vicino"], ["vicino", "casa"], ["vicino", "a", "casa"], ["near", "me"], ["intorno", "a", "me"], ["nelle", "vicinanze"]];
const LONGEST = 5; // words of a place's name

// English words for what foreigners ask, and places that they call otherwise.
const ENGLISH = {
  market: "mercato", markets: "mercati", fair: "fiera", fairs: "fiere", district: "distretto", districts: "distretti", commerce: "commercio",
  trade: "commercio", shop: "negozi", shops: "negozi", grant: "bando", grants: "bandi", funding: "contributi", call: "bando", calls: "bandi",
  event: "evento", events: "eventi", town: "comune", towns: "comuni", municipality: "comune", square: "piazza", street: "via",
  antique: "antiquariato", antiques: "antiquariato", flea: "antiquariato", farmers: "contadino", farmer: "contadino",
  milan: "milano", turin: "torino", rome: "roma", florence: "firenze", venice: "venezia", naples: "napoli", genoa: "genova", mantua: "mantova", padua: "padova",
  lombardy: "lombardia", piedmont: "piemonte", tuscany: "toscana", apulia: "puglia", sicily: "sicilia", sardinia: "sardegna",
  what: "", where: "", when: "", which: "", is: "", are: "", the: "", of: "", how: "", there: "", and: "", for: "", my: "", to: "", on: "", "in": "",
};

const iso = (date) => date.toISOString().slice(0, 10);
const later = (day, number) => iso(new Date(Date.parse(`${day}T12:00:00Z`) + 86400000 * number));
const weekday = (day) => new Date(`${day}T12:00:00Z`).getUTCDay();
const written = (day, more) => new Date(`${day}T12:00:00Z`).toLocaleDateString("it-IT", { timeZone: "UTC", day: "numeric", month: "long", ...more });

/** The question in Italian where it is in English: { text, said }; `said` are the words that were turned. */
export function italian(text) {
  const words = fold(text).match(/[a-z]+/g) || [];
  if (!words.some((word) => ENGLISH[word])) return { text, said: [] };
  const said = [];
  const turned = text.replace(/[\p{L}\p{M}]+/gu, (word) => {
    const other = Object.hasOwn(ENGLISH, fold(word)) ? ENGLISH[fold(word)] : null;
    if (other === null) return word;
    if (other) said.push(fold(word));
    return other;
  });
  return { text: turned, said };
}

/** Whether the question is for what a thing is, or how it works, rather than where or when one is. */
export function explains(text) {
  const plain = fold(text).replace(/[^a-z0-9]+/g, " ").trim();
  return /^(che )?cos a? ?(e|sono)\b|^(che )?cose (un|il|lo|la|i|gli|le)\b|^(che )?cosa (e|sono|fa|fanno|significa|vuol)\b|^che cos|^(what|how)\b|^come (funziona|si )|\bvantaggi\b|\ba (che )?cosa serve\b|\bsignific/.test(plain);
}

/**
 * What the words of time and place say: { rest, when, near, here }. `rest` is the question without them; `when` is
 * { days, label, words, past }, days being values of the facet "giorno"; `near` is what may be the name of a place:
 * [{ name, rest, when }], the longest first; `here` is true for «vicino a me». `refused` has "quando" or "dove" where the
 * reader wants such words taken as words. `now` is the ISO day of today.
 */
export function meaning(text, now, refused) {
  const found = [...text.slice(0, 200).matchAll(/[\p{L}\p{N}\p{M}]+/gu)];
  const words = found.map(([word]) => (Object.hasOwn(SAID, fold(word)) ? SAID[fold(word)] : fold(word)));
  const spans = found.map((match) => [match.index, match.index + match[0].length]);
  const left = (from, until) => blank(text, [[spans[from][0], spans[until - 1][1]]]);
  const is = (start, names) => names.every((name, place) => words[start + place] === name);
  if (!refused.has("dove")) {
    for (let start = 0; start < words.length; start++) {
      const here = HERE.find((names) => is(start, names));
      if (here) return { ...timed(left(start, start + here.length), now, refused), here: true };
      const around = AROUND.find((names) => is(start, names) && words.length > start + names.length);
      if (around) return { ...timed(text, now, refused), near: named(start, start + around.length, words, left).map(({ name, rest }) => ({ name, ...timed(rest, now, refused) })) };
    }
  }
  return timed(text, now, refused);
}

function named(start, first, words, left) {
  const ends = Array.from({ length: Math.min(LONGEST, words.length - first) }, (_, number) => first + 1 + number);
  return ends.reverse().map((end) => ({ name: words.slice(first, end).join(" "), rest: left(start, end) }));
}

function blank(text, spans) {
  return spans.reduceRight((rest, [from, until]) => `${rest.slice(0, from)} ${rest.slice(until)}`, text).trim();
}

/** The time in a question: a day, a weekend, a day of the week, a month, the weeks of Christmas. */
function timed(text, now, refused) {
  const found = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)];
  const words = found.map(([word]) => (Object.hasOwn(SAID, fold(word)) ? SAID[fold(word)] : fold(word)));
  if (refused.has("quando") || words.some((word) => TIMELESS.has(word))) return { rest: text, when: null };
  const used = new Set();
  let span = null;
  let day = -1;
  words.forEach((word, place) => {
    if (used.has(place) || ROADS.has(words[place - 1]) || ROADS.has(words[place - 2])) return;
    const said = span ? null : spanned(words, place, now);
    if (said) {
      span = said;
      for (const other of said.places) used.add(other);
    } else if (WEEKDAYS.includes(word) && day < 0) {
      day = WEEKDAYS.indexOf(word);
      used.add(place);
      const single = [place - 1, place + 1].find((other) => NEXT.has(words[other]));
      if (single !== undefined && !span) {
        used.add(single);
        const date = later(now, (day - weekday(now) + 7) % 7);
        span = { from: date, until: date, label: written(date, { weekday: "long" }) };
      }
    }
  });
  if (!span && day < 0) return { rest: text, when: null };
  const rest = blank(text, [...used].sort((a, b) => a - b).map((place) => [found[place].index, found[place].index + found[place][0].length]));
  return { rest, when: whenOf(span, day, now, [...used].map((place) => words[place]).filter((word) => word.length > 3 && !NEXT.has(word))) };
}

function whenOf(span, day, now, words) {
  const { from, until, label } = span || { from: now, until: later(now, COMING), label: "" };
  const days = [];
  for (let date = from < now && now <= until ? now : from; date <= until && days.length < 400; date = later(date, 1)) if (day < 0 || weekday(date) === day) days.push(date);
  const months = day < 0 && days.length > 27 ? days.map((date) => date.slice(0, 7)) : []; // events of which only that is known
  const said = span ? (day < 0 || from === until ? label : `${EACH[day]}, ${label}`) : EACH[day];
  return { days: [...new Set([...days, ...months])], label: said, words, past: until < now };
}

/** A span of days that the words at a place say: { from, until, label, places }; null for none. */
function spanned(words, place, now) {
  const word = words[place];
  const year = (at) => (/^(19|20)\d\d$/.test(words[at] || "") ? at : -1);
  const one = (number, label) => ({ from: later(now, number), until: later(now, number), label: `${label}, ${written(later(now, number))}`, places: [place] });
  if (word === "oggi") return one(0, "oggi");
  if (word === "domani") return one(1, "domani");
  if (word === "dopodomani") return one(2, "dopodomani");
  if (word === "weekend" || (word === "fine" && words[place + 1] === "settimana")) {
    const from = weekday(now) === 0 ? now : later(now, 6 - weekday(now));
    const places = word === "fine" || words[place + 1] === "end" ? [place, place + 1] : [place];
    return { from, until: weekday(from) === 0 ? from : later(from, 1), label: "questo fine settimana", places };
  }
  if (word === "natale") {
    const said = year(place + 1);
    const first = said < 0 ? (now.slice(5) <= "01-06" ? Number(now.slice(0, 4)) - 1 : Number(now.slice(0, 4))) : Number(words[said]);
    return { from: `${first}-12-01`, until: `${first + 1}-01-06`, label: `a Natale (dal 1º dicembre ${first} al 6 gennaio)`, places: said < 0 ? [place] : [place, said] };
  }
  const month = MONTHS.indexOf(word);
  if (month < 0) return null;
  const two = `${month + 1}`.padStart(2, "0");
  const said = year(place + 1);
  const number = /^\d{1,2}$/.test(words[place - 1] || "") && !ROADS.has(words[place - 2]) ? Number(words[place - 1]) : 0;
  const passed = number ? `${two}-${`${number}`.padStart(2, "0")}` < now.slice(5) : two < now.slice(5, 7);
  const in_ = said < 0 ? Number(now.slice(0, 4)) + (passed ? 1 : 0) : Number(words[said]);
  const places = [...(number ? [place - 1] : []), place, ...(said < 0 ? [] : [said])];
  const last = iso(new Date(Date.UTC(in_, month + 1, 0)));
  if (!number) return { from: `${in_}-${two}-01`, until: last, label: `${word} ${in_}`, places };
  const day = `${in_}-${two}-${`${number}`.padStart(2, "0")}`;
  return number >= 1 && day <= last ? { from: day, until: day, label: written(day, { weekday: "long", year: "numeric" }), places } : null;
}
