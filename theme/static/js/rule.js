// «Quando torna» by choices: the rule of RFC 5545, its sentence and its next dates; nobody types a rule.
import { asRun, disagreement, next, REREAD, rule, WEEK, wholeMonths, words, wrongRule } from "./recurrence.js";

const box = document.querySelector("[data-rule]");
const one = (selector) => box.querySelector(selector);
const two = (number) => String(number).padStart(2, "0");

/** The choices of a recurrence that is chosen: { rrule, from, to, start }, or { missing } that says what is not whole. */
export function chosen({ every, which, also, days, day, month, first, last, start }) {
  const season = first && last ? { from: `${two(first)}-01`, to: `${two(last)}-${two(new Date(Date.UTC(2023, last, 0)).getUTCDate())}` } : {};
  if (Boolean(first) !== Boolean(last)) return { missing: "Scegli tutti e due i mesi, il primo e l’ultimo, o nessuno." };
  if (every === "W" || every === "W2") {
    if (!days.length) return { missing: "Scegli anche il giorno della settimana." };
    if (every === "W") return { rrule: `FREQ=WEEKLY;BYDAY=${days}`, ...season };
    return start ? { rrule: `FREQ=WEEKLY;INTERVAL=2;BYDAY=${days}`, start, ...season } : { missing: "Scrivi anche il primo giorno in cui si tiene: da lì si conta una settimana sì e una no." };
  }
  const often = every === "Y" ? `FREQ=YEARLY;BYMONTH=${month}` : "FREQ=MONTHLY";
  const inMonths = every === "Y" ? {} : season;
  if (!which) return day >= 1 && day <= 31 ? { rrule: `${often};BYMONTHDAY=${day}`, ...inMonths } : { missing: "Scrivi anche il giorno del mese, da 1 a 31." };
  if (!days.length) return { missing: "Scegli anche il giorno della settimana." };
  const places = [...new Set([which, also].filter(Boolean).map(Number))].sort((a, b) => (a < 0) - (b < 0) || a - b);
  return { rrule: `${often};BYDAY=${places.flatMap((place) => days.map((day) => place + day))}`, ...inMonths };
}

/** The choices that a recurrence stands for; null where it has parts that they have not. */
export function choices(recurrence) {
  const found = rule(recurrence.rrule);
  if (!found || found.count || found.until) return null;
  const { frequency, interval, days, months, monthDays } = found;
  const whole = recurrence.from || recurrence.to ? wholeMonths(recurrence) : months.length && frequency !== "YEARLY" ? asRun(months) : [];
  if (!whole || (months.length && frequency !== "YEARLY" && [...whole].sort((a, b) => a - b).join() !== months.join())) return null;
  const set = { every: frequency[0], which: "", also: "", days: [], day: "", month: "1", first: String(whole[0] || ""), last: String(whole.at(-1) || ""), start: recurrence.start || "" };
  const places = [...new Set(days.map(([which]) => which))];
  set.days = WEEK.filter((day) => days.some((each) => each[1] === day));
  if (frequency === "WEEKLY") return days.length && !monthDays.length && places.join() === "0" && interval < 3 ? { ...set, every: interval === 2 ? "W2" : "W" } : null;
  if (interval > 1 || !/^[MY]/.test(frequency) || (frequency === "YEARLY" && (months.length !== 1 || whole.length))) return null;
  if (frequency === "YEARLY") set.month = String(months[0]);
  if (!days.length) return monthDays.length === 1 && monthDays[0] > 0 ? { ...set, day: String(monthDays[0]) } : null;
  const known = places.every((place) => [1, 2, 3, 4, -1].includes(place));
  if (monthDays.length || !known || places.length > 2 || days.length !== places.length * set.days.length) return null;
  return { ...set, which: String(places[0]), also: String(places[1] || "") };
}

const field = (key) => document.querySelector(`.proposal [data-key=recurrence] [data-key=${key}] :is(input,select,textarea)`);
const KEYS = ["rrule", "from", "to", "start"];
const held = () => Object.fromEntries(["text", "approximate", ...KEYS].map((key) => [key, field(key).value.trim() || undefined]).filter(([, value]) => value));
const loose = (text) => text.toLowerCase().replaceAll("’", "'").replace(/tutt[ie] (?:i|le|gli) /g, "ogni ").replace(/\b(?:il|la|lo|i|le|gli) |\bl'/g, "").replace(/^ogni anno /, "").replace(/[,.]/g, "").replace(/\s+/g, " ").trim();

/** The words for another rule, where those that are there say what the rule says; null where they say something else. */
export function reworded(text, was, is) {
  const part = / (?:di |al |nel )?(?:mattina|mattino|pomeriggio|sera)$/.exec(text)?.[0] || "";
  if (!text || loose(text) === loose(words(was))) return words(is);
  if (!part || loose(text.slice(0, -part.length)) !== loose(words(was))) return null;
  return words(is).includes(",") ? `${words(is)},${part}` : words(is) + part;
}

/** The choices are set as the rule of the form says: of a record, or of a draft. */
function restore() {
  const found = held().rrule ? choices(held()) : null;
  for (const [key, value] of Object.entries(found || {})) if (key !== "days") one(`[data-choice=${key}]`).value = value;
  for (const day of found ? box.querySelectorAll("[type=checkbox]") : []) day.checked = found.days.includes(day.value);
  return Boolean(found) || !held().rrule;
}

function made() {
  const of = (key) => one(`[data-choice=${key}]`).value;
  const days = [...box.querySelectorAll("[type=checkbox]:checked")].map((day) => day.value);
  const every = of("every");
  if (!every) return null;
  return chosen({ every, which: of("which"), also: of("also"), days, day: Number(of("day")), month: Number(of("month")), first: Number(of("first")), last: Number(of("last")), start: of("start") });
}

function shown() {
  const every = one("[data-choice=every]").value;
  const fixed = /[MY]/.test(every) && !one("[data-choice=which]").value;
  for (const part of box.querySelectorAll("[data-for]")) {
    const kinds = part.dataset.for.split(" ");
    part.hidden = !kinds.includes(every) || (fixed ? kinds.includes("placed") : kinds.includes("fixed"));
  }
}

/** A recurrence in words with its next dates; days of another year have theirs. */
function told(recurrence) {
  const wrong = wrongRule(recurrence.rrule);
  if (wrong) return `${wrong[0].toUpperCase()}${wrong.slice(1)}.`;
  const today = new Date().toISOString().slice(0, 10);
  const dates = recurrence.approximate === "true" ? [] : next(recurrence, today);
  const said = dates.map((date) => new Date(date).toLocaleDateString("it", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC", ...(date.slice(0, 4) === today.slice(0, 4) ? {} : { year: "numeric" }) }));
  return `${words(recurrence)}.${said.length ? ` Prossime date: ${said.join(", ")}.` : recurrence.approximate === "true" ? " Senza giorni certi: contano le parole." : " Nessuna data da oggi in poi."}`;
}

let kept = !restore(); // a rule that choices cannot say stays until it is asked to go

function apply(rule) {
  const was = held();
  const text = reworded(was.text || "", was.rrule ? was : { rrule: "" }, rule);
  const counted = /INTERVAL|COUNT/.test(was.rrule);
  for (const key of KEYS) field(key).value = rule[key] || (key === "start" && was.start && !counted ? was.start : "");
  if (text !== null) field("text").value = text;
  field("rrule").dispatchEvent(new Event("input", { bubbles: true }));
  agree(text === null);
}

/** Beside the words: that the rule says something else. */
function agree(changed) {
  const said = disagreement(held()) || (changed ? REREAD : "");
  const label = field("text").closest("label");
  label.querySelector(".field__differs")?.remove();
  if (said) label.append(Object.assign(document.createElement("small"), { className: "field__error field__differs", textContent: `Da sistemare: ${said}` }));
}

function show(event) {
  shown();
  const rule = made();
  const say = (text) => (one("[data-next]").textContent = text);
  one("[data-replace]").hidden = !kept || !rule?.rrule;
  if (kept) return say(`La regola di ora non si dice con queste scelte: ${told(held())}${rule ? ` La tua scelta: ${rule.missing || told(rule)}` : ""}`);
  if (!rule || rule.missing) return say(rule ? rule.missing : "");
  if (event) apply(rule);
  say(`Torna ${told({ ...rule, approximate: held().approximate })}`.replace("Torna La regola", "La regola"));
}

box.addEventListener("input", show);
one("[data-replace]").addEventListener("click", () => {
  kept = false;
  show(true);
});
for (const key of KEYS) field(key).addEventListener("change", () => agree(false));
field("text").addEventListener("input", () => agree(false));
show();
