// Rules of RFC 5545 as the catalogue has them: their days, their words, what is wrong (model/recurrence.py, model/rule_words.py).
export const WEEK = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
export const MONTHS = ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"];
const NAMES = ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"];
const PLACES = { 1: "prim", 2: "second", 3: "terz", 4: "quart", 5: "quint", "-1": "ultim", "-2": "penultim", "-3": "terzultim", "-4": "quartultim", "-5": "quintultim" };
const NUMBERS = ["", "", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci"];
const PART = /^(?:(FREQ)=(DAILY|WEEKLY|MONTHLY|YEARLY)|(INTERVAL)=([1-9]\d?)|(COUNT)=([1-9]\d{0,4})|(UNTIL)=(\d{8})|(BYDAY)=((?:-?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:-?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU))*)|(BYMONTH)=((?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2]))*)|(BYMONTHDAY)=(-?(?:[1-9]|[12]\d|3[01])(?:,-?(?:[1-9]|[12]\d|3[01]))*))$/;
const DAY = 864e5;

export const listed = (words) => (words.length > 1 ? `${words.slice(0, -1).join(", ")} e ${words.at(-1)}` : words[0] || "");
const unique = (list) => [...new Set(list)];
const numbers = (text) => unique((text || "").split(",").filter(Boolean).map(Number)).sort((a, b) => a - b);

/** A rule taken to pieces, its lists in order; null where a text is none. */
export function rule(text) {
  const parts = {};
  for (const part of text.split(";")) {
    const [name, value] = (PART.exec(part) || []).slice(1).filter(Boolean);
    if (!name || name in parts) return null;
    parts[name] = value;
  }
  if (!parts.FREQ) return null;
  const days = unique((parts.BYDAY || "").split(",").filter(Boolean)).map((day) => [Number(day.slice(0, -2)), day.slice(-2)]);
  days.sort((a, b) => (a[0] < 0) - (b[0] < 0) || a[0] - b[0] || WEEK.indexOf(a[1]) - WEEK.indexOf(b[1]));
  return { frequency: parts.FREQ, interval: Number(parts.INTERVAL || 1), count: Number(parts.COUNT || 0), until: parts.UNTIL || "", days, months: numbers(parts.BYMONTH), monthDays: numbers(parts.BYMONTHDAY) };
}

const weekdays = ({ days }) => WEEK.filter((day) => days.some((each) => each[1] === day));
const starts = ({ interval, count }) => interval > 1 || count > 0;

const STEPS = {
  DAILY: (date) => date / DAY,
  WEEKLY: (date) => Math.floor((date / DAY + 3) / 7),
  MONTHLY: (date) => 12 * date.getUTCFullYear() + date.getUTCMonth(),
  YEARLY: (date) => date.getUTCFullYear(),
};

/** Whether a day has what BYDAY, BYMONTH and BYMONTHDAY ask for. */
function fits({ days, months, monthDays }, date) {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const name = WEEK[(date.getUTCDay() + 6) % 7];
  const at = [0, Math.ceil(day / 7), -1 - Math.floor((length - day) / 7)];
  return (!months.length || months.includes(month + 1)) && (!days.length || days.some(([which, each]) => each === name && at.includes(which))) && (!monthDays.length || monthDays.includes(day) || monthDays.includes(day - length - 1));
}

const iso = (date) => date.toISOString().slice(0, 10);
const utc = (text) => new Date(`${text}T00:00Z`);

function inSeason({ from, to }, day) {
  const here = day.slice(5);
  if (!from || !to) return true;
  return from <= to ? from <= here && here <= to : here >= from || here <= to;
}

/** The next days of a recurrence from a day on, at most so many: those that its rule gives in its season. */
export function next(recurrence, from, most = 3, span = 3300) {
  const found = rule(recurrence.rrule);
  if (!found || (starts(found) && !recurrence.start)) return [];
  const start = utc(recurrence.start || from);
  const until = found.until && found.until.replace(/(....)(..)(..)/, "$1-$2-$3");
  const date = found.count ? new Date(start) : utc(recurrence.start > from ? recurrence.start : from);
  const dates = [];
  for (let count = 0, held = 0; count < span && dates.length < most; count += 1) {
    const day = iso(date);
    const step = found.interval === 1 || (STEPS[found.frequency](date) - STEPS[found.frequency](start)) % found.interval === 0;
    if ((until && day > until) || (found.count && held >= found.count)) break;
    if (step && fits(found, date)) {
      held += 1;
      if (day >= from && inSeason(recurrence, day)) dates.push(day);
    }
    date.setUTCDate(date.getUTCDate() + 1);
  }
  return dates;
}

/** Whether some year has one of its days. */
function happens(found) {
  if (/^[DW]/.test(found.frequency) && (found.monthDays.length || found.days.some(([which]) => which))) return false;
  for (const date = utc("2000-01-01"); date.getUTCFullYear() < 2028; date.setUTCDate(date.getUTCDate() + 1)) if (fits(found, date)) return true;
  return false;
}

const every = (interval, one, many) => (interval === 1 ? `ogni ${one}` : `ogni ${NUMBERS[interval] || interval} ${many}`);

/** "la prima", "l'ultimo", "ogni" where it says no place. */
function place(which, day) {
  if (!which) return "ogni";
  const word = PLACES[which] + (day === "SU" ? "a" : "o");
  if (day && Math.abs(which) === 5) return `l'eventuale ${word}`;
  return word[0] === "u" ? `l'${word}` : `${day === "SU" ? "la" : "il"} ${word}`;
}

function dayNumber(number) {
  if (number < 0) return number in PLACES ? `${place(number, "")} giorno` : `il ${-number}º giorno dalla fine`;
  return number === 1 ? "il 1º" : number === 8 || number === 11 ? `l'${number}` : `il ${number}`;
}

const named = (day) => NAMES[WEEK.indexOf(day)];
const withArticle = (day) => `${day === "SU" ? "la" : "il"} ${named(day)}`;

function weekly(found) {
  const days = weekdays(found);
  const names = days.map(named);
  if (found.interval > 1) return `${found.interval === 2 ? "a settimane alterne" : every(found.interval, "settimana", "settimane")}, ${listed(days.map(withArticle))}`;
  if (days.length === 7) return "ogni giorno";
  const [first, last] = [WEEK.indexOf(days[0]), WEEK.indexOf(days.at(-1))];
  if (days.length > 3 && last - first === days.length - 1) return `ogni giorno dal ${names[0]} al${last === 6 ? "la" : ""} ${names.at(-1)}`;
  return `ogni ${listed(names)}`;
}

function between(found, of) {
  const days = found.monthDays;
  const span = days.length > 2 && days.at(-1) - days[0] === days.length - 1;
  const said = span ? `fra ${dayNumber(days[0])} e ${dayNumber(days.at(-1))}` : `se è ${listed(days.map(dayNumber))}`;
  return `${listed(weekdays(found).map(withArticle))} ${said} ${of}`.trim();
}

function places(found, of) {
  const { days, monthDays, months } = found;
  if (days.length && monthDays.length) return between(found, of.replace(/^di /, ""));
  if (monthDays.length) {
    const rare = Math.max(...monthDays) > 28 && !months.length ? (monthDays.length === 1 ? " che lo ha" : ", dove c'è") : "";
    return `${listed(monthDays.map(dayNumber))} ${of === "del mese" ? `di ogni mese${rare}` : of}`.trim();
  }
  const said = unique(days.map((day) => day[1])).map((day) => `${listed(days.filter((each) => each[1] === day).map(([which]) => place(which, day)))} ${named(day)}`);
  return `${listed(said)} ${of}`.trim();
}

function core(found) {
  const { frequency, interval, days, monthDays, months } = found;
  if (frequency === "DAILY") return days.length ? weekly(found) : every(interval, "giorno", "giorni");
  if (frequency === "WEEKLY") return weekly(found);
  if (frequency === "MONTHLY") {
    if (days.some(([which]) => !which) && !monthDays.length && interval === 1) return weekly(found);
    return `${interval === 1 ? "" : `${every(interval, "mese", "mesi")}, `}${places(found, interval === 1 ? "del mese" : "")}`.trim();
  }
  const isDate = monthDays.length && !days.length && months.length === 1 && monthDays[0] > 0;
  const names = listed(months.map((month) => MONTHS[month - 1]));
  const leap = months.join() === "2" && monthDays.join() === "29" ? ", se è bisestile" : "";
  return `${every(interval, "anno", "anni")} ${places(found, isDate ? names : `di ${names}`)}${leap}`;
}

const fromTo = (first, last) => `da ${MONTHS[first - 1]} a${last === 4 || last === 8 ? "d" : ""} ${MONTHS[last - 1]}`;
export const run = (first, length) => [...Array(length).keys()].map((step) => ((first + step - 1) % 12) + 1);
/** Months as one run from a month on, across the year if need be; null where they are none. */
export function asRun(months) {
  const first = months.find((month) => !months.includes(((month + 10) % 12) + 1)) || months[0];
  const found = run(first, months.length);
  return found.every((month) => months.includes(month)) ? found : null;
}

function inMonths(months) {
  if (!months.length || months.length === 12) return "";
  const found = asRun(months);
  const missing = run(1, 12).filter((month) => !months.includes(month));
  if (missing.length <= 2 || (!found && missing.length < 5)) return `tranne ${listed(missing.map((month) => MONTHS[month - 1]))}`;
  if (months.length > 2 && found) return fromTo(found[0], found.at(-1));
  return `in ${listed((found || months).map((month) => MONTHS[month - 1]))}`;
}

/** The months of a season that begins and ends with a month; null where it does not. */
export function wholeMonths({ from, to }) {
  const last = to && new Date(Date.UTC(2023, Number(to.slice(0, 2)), 0)).getUTCDate();
  if (!from || !to || !from.endsWith("-01") || Number(to.slice(3)) < last) return null;
  const first = Number(from.slice(0, 2));
  return run(first, ((Number(to.slice(0, 2)) - first + 12) % 12) + 1);
}

const edge = (word, day) => {
  const [month, number] = day.split("-").map(Number);
  return `${number === 8 || number === 11 ? `${word}l'` : `${word} `}${number === 1 ? "1º" : number} ${MONTHS[month - 1]}`;
};

function season(recurrence, found) {
  if (!recurrence.from || !recurrence.to) return "";
  const whole = wholeMonths(recurrence);
  if (!whole) return `${edge("dal", recurrence.from)} ${edge("al", recurrence.to)}`;
  return found.months.length && [...whole].sort((a, b) => a - b).join() === found.months.join() ? "" : fromTo(whole[0], whole.at(-1));
}

const inFull = (text) => {
  const [year, month, day] = text.split("-").map(Number);
  return `${day === 1 ? "1º" : day} ${MONTHS[month - 1]} ${year}`;
};

/** The rule and its season: "ogni sabato, da aprile a ottobre", "la prima e la terza domenica del mese". */
export function words(recurrence) {
  const found = rule(recurrence.rrule);
  if (!found) return "";
  const until = found.until && inFull(found.until.replace(/(....)(..)(..)/, "$1-$2-$3"));
  const parts = [
    core(found),
    found.frequency === "YEARLY" ? "" : inMonths(found.months),
    season(recurrence, found),
    recurrence.start && starts(found) ? `dal ${inFull(recurrence.start)}` : "",
    until && `fino ${/^(8|11) /.test(until) ? "all’" : "al "}${until}`,
    found.count ? `per ${found.count} ${found.count === 1 ? "volta" : "volte"}` : "",
  ];
  return parts.filter(Boolean).join(", ").replace("dal 8 ", "dall'8 ").replace("dal 11 ", "dall'11 ");
}

const bare = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'");
const BARE = NAMES.map(bare);
const ANY = BARE.join("|");
const MONTH = MONTHS.join("|");
const LOOSE = /\bprimi di|\bmeta di|\bfine (?:di )?|\binizio|\battorno/;

const dayOf = (name) => WEEK[name === "domeniche" ? 6 : name === "sabati" ? 5 : BARE.indexOf(name)];
const inWeek = (days) => listed(WEEK.filter((day) => days.has(day)).map(named));
const equal = (one, other) => one.size === other.size && [...one].every((each) => other.has(each));

function daysOf(text, found) {
  const said = new Set([...text.matchAll(new RegExp(`\\b(${ANY}|domeniche|sabati)\\b`, "g"))].map(([name]) => dayOf(name)));
  for (const [, first, last] of text.matchAll(new RegExp(`\\bdal(?:la)? (${ANY}) al(?:la)? (${ANY})\\b`, "g"))) {
    for (let step = WEEK.indexOf(dayOf(first)); WEEK[step % 7] !== dayOf(last); step += 1) said.add(WEEK[step % 7]);
  }
  const held = new Set(weekdays(found));
  return [said, found.frequency === "DAILY" && !held.size && said.size ? new Set(WEEK) : held];
}

function otherDays(text, found) {
  const [said, held] = daysOf(text, found);
  if (!said.size || equal(said, held) || (found.monthDays.length && !held.size)) return "";
  return `le parole dicono ${inWeek(said)}, la regola ${inWeek(held) || "nessun giorno della settimana"}`;
}

function otherPlaces(text, found) {
  const said = new Set([...text.matchAll(/\b(prim|second|terz|quart|quint|ultim|penultim)[oa]\b(?! meta| quindicina)/g)].map((match) => match[1]));
  const held = new Set(found.days.filter(([which]) => which).map(([which]) => PLACES[which]));
  const inOrder = (all) => listed(Object.keys(PLACES).filter((which) => all.has(PLACES[which])).map((which) => `${PLACES[which]}o`));
  if (held.size && !said.size && new RegExp(`\\b(?:ogni|tutti i|tutte le) (?:${ANY}|domeniche|sabati)\\b`).test(text) && found.frequency === "MONTHLY" && !text.includes("mese")) return `le parole dicono ogni settimana, la regola ${inOrder(held)}`;
  if (!said.size || equal(said, held) || LOOSE.test(text) || (!held.size && !new RegExp(`\\b(?:${ANY}|domeniche|sabati)\\b`).test(text))) return "";
  return `le parole dicono ${inOrder(said)}, la regola ${inOrder(held) || "ogni settimana"}`;
}

function otherMonths(text, recurrence, found) {
  let said = new Set([...text.matchAll(new RegExp(`(?<!\\d )(?<!\\d. )\\b(${MONTH})\\b`, "g"))].map(([name]) => MONTHS.indexOf(name) + 1));
  if (!said.size || LOOSE.test(text)) return "";
  for (const [, first, last] of text.matchAll(new RegExp(`\\bda (${MONTH}) (?:a|ad|fino a) (${MONTH})\\b`, "g"))) {
    const [start, end] = [MONTHS.indexOf(first) + 1, MONTHS.indexOf(last) + 1];
    for (const month of run(start, ((end - start + 12) % 12) + 1)) said.add(month);
  }
  if (/\besclus|\btranne\b|\beccetto\b|\bsalvo\b/.test(text)) said = new Set(run(1, 12).filter((month) => !said.has(month)));
  const { from, to } = recurrence;
  const first = from && Number(from.slice(0, 2));
  const inIt = from && to ? run(first, ((Number(to.slice(0, 2)) - first + 12) % 12) + 1) : run(1, 12);
  const held = new Set((found.months.length ? found.months : run(1, 12)).filter((month) => inIt.includes(month)));
  if (equal(said, held)) return "";
  const inWords = (months) => inMonths([...months].sort((a, b) => a - b)) || "tutti i mesi";
  return `le parole dicono ${inWords(said)}, la regola ${inWords(held)}`;
}

/** What the words say and the rule does not, "" where they agree or cannot be compared. */
export function disagreement(recurrence) {
  const [text, found] = [bare(recurrence.text || ""), rule(recurrence.rrule || "")];
  return found ? otherDays(text, found) || otherPlaces(text, found) || otherMonths(text, recurrence, found) : "";
}

/** Whether the words name days of the week, and the rule has none of them. */
function contradicts(recurrence) {
  const [said, held] = daysOf(bare(recurrence.text || ""), rule(recurrence.rrule));
  return Boolean(said.size && held.size) && ![...said].some((day) => held.has(day));
}

/** Why a rule is none, beside its form; "" where it is one. */
export function wrongRule(text) {
  const found = rule(text);
  const shown = text.slice(0, 60);
  if (!found) return /^FREQ=[A-Z]+(?:;[A-Z]+=[A-Z0-9,+-]+)*$/.test(text) ? `«${shown}» non è una regola RFC 5545 (per esempio FREQ=WEEKLY;BYDAY=SA)` : "";
  const missing = found.frequency !== "DAILY" && !found.days.length && !(found.frequency !== "WEEKLY" && found.monthDays.length) ? (found.frequency === "WEEKLY" ? "BYDAY" : "BYDAY o BYMONTHDAY") : found.frequency === "YEARLY" && !found.months.length ? "BYMONTH" : "";
  if (missing) return `alla regola «${shown}» manca ${missing}`;
  if (found.count && found.until) return "COUNT e UNTIL non vanno insieme: scrivi quante volte, oppure fino a quando";
  if (unique(found.days.map(([which]) => which === 0)).length > 1) return "BYDAY: o tutti i giorni con il loro posto nel mese (1SA,-1SU), o tutti senza";
  if (found.count > 1000) return `COUNT=${found.count} è troppo: al massimo 1000 volte`;
  return happens(found) ? "" : `la regola «${shown}» indica un giorno che non esiste`;
}

export const REREAD = "la regola è cambiata, le parole no: rileggile";

/** Whether words name days or months, surely: then `disagreement` tells whether they are those of the rule. */
function comparable(words, found) {
  const text = bare(words);
  return daysOf(text, found)[0].size > 0 || (new RegExp(`\\b(${MONTH})\\b`).test(text) && !LOOSE.test(text));
}

/** What is wrong in a recurrence, by field; words that stay as they were while the rule changes are told. */
export function* wrongRecurrence(recurrence, before) {
  const { rrule, start, from, to, text } = recurrence;
  const found = rule(rrule);
  const said = wrongRule(rrule);
  if (said) yield ["rrule", said];
  if (!found || said) return;
  if (starts(found) && !start) yield ["start", "con INTERVAL o COUNT ci vuole «start»: il primo giorno, AAAA-MM-GG"];
  if (start && !next(recurrence, start, 1, 1).length) {
    const near = next({ ...recurrence, start: undefined, rrule: rrule.replace(/;(?:INTERVAL|COUNT)=\d+/g, "") }, start, 1)[0];
    yield ["start", `«${start}» non è un giorno della regola.${near ? ` Forse volevi «${near}»?` : ""}`];
  }
  if (Boolean(from) !== Boolean(to)) yield from ? ["from", "con «from» ci vuole anche «to»"] : ["to", "con «to» ci vuole anche «from»"];
  else if (from && !(starts(found) && !start) && !next(recurrence, start || "2020-01-01", 1).length) yield ["rrule", "la regola non dà nessuna data in questa stagione"];
  const other = disagreement(recurrence);
  const same = before && before.rrule === rrule && before.from === from && before.to === to;
  const kept = before && before.text === text;
  if (other && (recurrence.approximate !== "true" || !same) && (contradicts(recurrence) || !(same && kept))) yield ["text", other];
  else if (!other && before && !same && kept && !comparable(text, found)) yield ["text", REREAD];
}
