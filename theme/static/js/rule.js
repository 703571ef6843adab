// «Quando torna» by choices: the rule of RFC 5545, its sentence and its next dates; nobody types a rule.
const box = document.querySelector("[data-rule]");
const one = (selector) => box.querySelector(selector);
const WEEK = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const FEMININE = ["prima", "seconda", "terza", "quarta", "ultima"];
const MASCULINE = ["primo", "secondo", "terzo", "quarto", "ultimo"];

const listed = (words) => (words.length > 1 ? `${words.slice(0, -1).join(", ")} e ${words.at(-1)}` : words[0]);

/** What was chosen: { rrule, text, is } where `is` tells whether a day is one of them; null where that is not whole. */
export function chosen({ every, which, days, names, day, month, monthName }) {
  const of = (date) => WEEK[date.getUTCDay()];
  const inMonth = (date) => every !== "Y" || date.getUTCMonth() + 1 === month;
  if (every === "W") return days.length ? { rrule: `FREQ=WEEKLY;BYDAY=${days}`, text: `ogni ${listed(names)}`, is: (date) => days.includes(of(date)) } : null;
  const yearly = every === "Y" ? `FREQ=YEARLY;BYMONTH=${month}` : "FREQ=MONTHLY";
  const when = every === "Y" ? `di ${monthName}` : "del mese";
  if (!which) {
    if (!(day >= 1 && day <= 31)) return null;
    const text = every === "Y" ? `ogni anno il ${day} ${monthName}` : `il ${day} di ogni mese`;
    return { rrule: `${yearly};BYMONTHDAY=${day}`, text, is: (date) => date.getUTCDate() === day && inMonth(date) };
  }
  if (days.length !== 1) return null;
  const number = Number(which);
  const order = (days[0] === "SU" ? FEMININE : MASCULINE).at(number > 0 ? number - 1 : -1);
  const article = order.startsWith("u") ? "l'" : days[0] === "SU" ? "la " : "il ";
  const last = (date) => new Date(date.getTime() + 7 * 864e5).getUTCMonth() !== date.getUTCMonth();
  const place = (date) => (number < 0 ? last(date) : Math.ceil(date.getUTCDate() / 7) === number);
  return { rrule: `${yearly};BYDAY=${number}${days[0]}`, text: `${article}${order} ${names[0]} ${when}`, is: (date) => of(date) === days[0] && place(date) && inMonth(date) };
}

/** The next days of a rule from a day on, at most so many, within two years. */
export function next(is, from, most = 3) {
  const found = [];
  const date = new Date(from);
  for (let count = 0; count < 731 && found.length < most; count += 1) {
    if (is(date)) found.push(date.toISOString().slice(0, 10));
    date.setUTCDate(date.getUTCDate() + 1);
  }
  return found;
}

/** The choices that a rule stands for; null where it has parts that they have not. */
export function choices(rrule) {
  const found = /^FREQ=(WEEKLY|MONTHLY|YEARLY)(?:;BYMONTH=(\d+))?(?:;BYDAY=(-?\d)?([A-Z]{2}(?:,[A-Z]{2})*)|;BYMONTHDAY=(\d+))$/.exec(rrule);
  if (!found) return null;
  const [, often, month, which = "", days = "", day = ""] = found;
  const every = often[0];
  const sound = every === "W" ? days && !which && !month : (every === "Y") === Boolean(month) && (day || which);
  return sound ? { every, which, days: days ? days.split(",") : [], day, month: month ?? "1" } : null;
}

/** The choices are set as the rule of the form says: of a record, or of a draft. */
function restore() {
  const found = choices(written("rrule").value);
  if (!found) return;
  one("[data-every]").value = found.every;
  one("[data-which]").value = found.which;
  one("[data-number]").value = found.day;
  one("[data-month]").value = found.month;
  for (const day of box.querySelectorAll("[type=checkbox]")) day.checked = found.days.includes(day.value);
}

const written = (key) => document.querySelector(`.proposal [data-key=recurrence] [data-key=${key}] :is(input,textarea)`);
let own = ""; // the words that were made here: others are of the source, and stay

function show(event) {
  const every = one("[data-every]").value;
  const which = one("[data-which]").value;
  const fixed = every !== "W" && every && !which;
  for (const part of box.querySelectorAll("[data-for]")) {
    const kinds = part.dataset.for.split(" ");
    part.hidden = kinds[0] === "fixed" ? !fixed : !kinds.includes(every) || (fixed && part.matches(".field--days"));
  }
  const checked = [...box.querySelectorAll("[type=checkbox]:checked")];
  const month = one("[data-month]");
  const rule = every && chosen({ every, which: every === "W" ? "" : which, days: checked.map((box) => box.value), names: checked.map((box) => box.parentElement.textContent.trim()), day: Number(one("[data-number]").value), month: Number(month.value), monthName: month.selectedOptions[0].textContent });
  const dates = rule ? next(rule.is, `${new Date().toISOString().slice(0, 10)}T00:00Z`) : [];
  const said = dates.map((date) => new Date(date).toLocaleDateString("it", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }));
  one("[data-next]").textContent = rule ? `Torna ${rule.text}. Prossime date: ${said.join(", ")}.` : every ? "Scegli anche il giorno." : "";
  if (!rule || !event) return;
  written("rrule").value = rule.rrule;
  if (!written("text").value || written("text").value === own) written("text").value = own = rule.text;
}

box.addEventListener("input", show);
restore();
show();
