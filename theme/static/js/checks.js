// What is wrong with a proposal of /proponi/, in the words of the command line, listed and marked where it is.
import { form, group, input, items, one, own, read } from "./fields.js";

const MONTHS = ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"];
const two = (text) => text.padStart(2, "0");
const month = (name) => two(String(MONTHS.findIndex((each) => each.startsWith(name.toLowerCase())) + 1));

/** "8.30", "ore 8" and "8h30" as hours, "5/12/2026" and "5 dicembre 2026" as days, where hours or days are asked for. */
export function written(text, { "x-forma": form }) {
  const word = MONTHS.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join("|");
  const day = "(\\d{1,2})[º°]?";
  const match = (pattern) => new RegExp(`^${pattern}$`, "i").exec(text);
  if (form === "ora") {
    const hour = match("(?:(?:alle|dalle|ore|h\\.?)\\s*)*([01]?\\d|2[0-3])(?:[.,:h]([0-5]\\d))?");
    return hour ? `${two(hour[1])}:${hour[2] || "00"}` : text;
  }
  if (form === "giorno-di-ogni-anno") {
    const digits = match(`${day}[./](\\d{1,2})`);
    const named = match(`${day} (${word})`);
    return digits ? `${two(digits[2])}-${two(digits[1])}` : named ? `${month(named[2])}-${two(named[1])}` : text;
  }
  if (form !== "data" && form !== "giorno") return text;
  const digits = match(`(?:${day}[./-])?(\\d{1,2})[./-](\\d{4})`);
  const named = match(`(?:${day} )?(${word}) (\\d{4})`);
  if (!digits && !named) return text;
  const [, first, second, year] = digits || named;
  return [year, digits ? two(second) : month(second), ...(first ? [two(first)] : [])].join("-");
}
written.shown = true; // in the fields too

/** Whether a text of digits is a day that exists. */
function exists(text) {
  const [year, month, day] = text.split("-").map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const code = (sign) => `U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

/** The sentence of the first pattern that a text has. */
function first(text, table, flags) {
  for (const [pattern, sentence] of table) {
    const match = new RegExp(pattern, flags).exec(text);
    const named = match && (match[1] ?? match[0]).slice(0, 40);
    if (match) return sentence.replace("{}", () => named).replace("{code}", () => code(match[0]));
  }
  return "";
}

/** Why a text is not one number that a phone can call, "" where it is. */
function wrongPhone(text, { form, between, area, home, digits, several, none }) {
  const numbers = text.replace(/^\+39/, "").split(new RegExp(between)).map((part) => part.replace(/\D/g, ""));
  if (numbers.length > 1 && numbers.every(Boolean) && (numbers.length > 2 || numbers[0].length > area)) return several;
  const [count, sound] = [numbers.join("").length, new RegExp(form).test(text)];
  if (/^(?:0(?!0)|3|\+39)/.test(text) && count > home) return sound ? several : none;
  return sound && count <= digits ? "" : none;
}

/** What is wrong with a value that stands in one field, in the words of the command line (`told`); "" where nothing is. */
export function wrongValue(value, rule, told) {
  const [nothing, most] = told.nothing;
  const form = rule["x-forma"];
  const shown = value.slice(0, 60);
  if (value.length <= most && new RegExp(nothing, "i").test(value)) return `«${value}» non dice niente: se non si conosce, si lascia vuoto`;
  const sign = first(value, told.signs, "u");
  if (sign) return sign;
  if (rule.enum) return rule.enum.includes(value) ? "" : `«${value}» ${rule["x-errore"] || "non è tra i valori ammessi"}`;
  if (form === "web" && told.web.length) {
    const said = first(value, told.web, "iu");
    return said && `«${shown}» non è un indirizzo web: ${said}`;
  }
  if (!rule.pattern) return first(value, told.text, "u") || (value.length > 2000 ? "il testo è troppo lungo: al massimo 2000 caratteri" : "");
  if (form === "telefono" && told.phone) {
    const said = wrongPhone(value, told.phone);
    return said && `«${shown}» ${said}`;
  }
  if (rule.minimum === 0 && /^[-−]/.test(value) && new RegExp(rule.pattern, "u").test(value.slice(1)) && told.below) return `«${value}» ${told.below}`;
  const day = /^(?:data|giorno)$/.test(form) && /^\d{4}-\d\d-\d\d$/.test(value);
  if (new RegExp(rule.pattern, "u").test(value) && (!day || exists(value))) return "";
  const whole = /^(?:data|giorno)$/.test(form) && /^(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/.test(value);
  if (whole && (value < "1800" || value >= "2201") && (!day || exists(value))) return `«${value}» ${told.year}`;
  if (form !== "giorno") return `«${shown}» ${rule["x-errore"]}`;
  return /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(value) || !told.date ? `«${shown}»: ${rule["x-errore"]}` : `«${shown}» ${told.date}`;
}

// What ends and what begins, by the field that they are in: as the command line has them.
const SPANS = {
  "": [["end", "start"], ["closed", "opened"], ["valid_to", "valid_from"]],
  municipalities: [["to", "from"]],
  recognition: [["expires", "date"]],
  certifications: [["expires", "date"]],
  windows: [["closes", "opens"]],
  periods: [["to", "from"]],
};

function* problems(value, rule, node, label, told, key = "") {
  const inner = group(rule);
  if (inner && typeof value === "object") {
    for (const [name, each] of Object.entries(inner.properties)) {
      const field = own(node, name);
      if (!field) continue; // not asked for: it stays as it was
      if (value[name] !== undefined) yield* problems(value[name], each, field, each.title || label, told, name);
      else if (inner.required.includes(name)) yield [field, each.title, "manca questo campo, che è obbligatorio"];
    }
    for (const [last, start] of SPANS[key] || []) {
      if (value[last] && value[start] && `${value[last]}-99` < value[start]) yield [own(node, last), inner.properties[last].title, `«${value[last]}» viene prima di «${value[start]}»`];
    }
    if (value.time && value.end_time) yield* hours(value, node, inner, key);
  } else if (rule.type === "array") {
    const nodes = items(node);
    for (const [place, item] of value.slice(0, nodes.length).entries()) yield* problems(item, rule.items, nodes[place], rule.title, told, key);
  } else {
    const said = wrongValue(value, inner ? inner.properties.name : rule, told);
    if (said) yield [node, label, said];
  }
}

/** An end that does not follow its start, on the same day or before the next morning. */
function* hours({ time, end_time: end, day }, node, { properties }, key) {
  const last = own(form, "end");
  const several = Boolean(last && input(last).value) && !(key === "parts" && day);
  const market = input(own(form, "kind"))?.value === "mercato";
  let said = "";
  if (time === end) said = "la fine è uguale all'inizio";
  else if (end < time && end > "06:00" && !several) said = `«${end}» viene prima di «${time}»: le ore sono scambiate?`;
  else if (end < time && end <= "06:00" && !several && time < "15:00" && market) said = `comincia alle ${time} e finisce alle ${end} di notte? Per il pomeriggio scrivi '${Number(end.slice(0, 2)) + 12}${end.slice(2)}'`;
  if (said && /^\d\d:\d\d$/.test(time) && /^\d\d:\d\d$/.test(end)) yield [own(node, "end_time"), properties.end_time.title, said];
}

let added; // the source that the sender names, where it goes among those of the record

/** The record that the form holds: what it does not ask for stays as it was. */
export function whole(schema, before) {
  const found = read(form, schema, written) || {};
  const today = new Date().toISOString().slice(0, 10);
  const kept = before ? before.record : { collected: "a-mano", compiled: today };
  const made = {};
  for (const key of Object.keys(schema.properties)) {
    const value = own(form, key) ? found[key] : kept[key];
    if (value !== undefined) made[key] = value;
  }
  added = before && one("[name=aggiungi]").checked && cited(made.sources || []);
  if (added) made.sources = [...(made.sources || []), added];
  if (one("[name=confermo]").checked) made.confirmed = { date: today, body: one("[name=ente]").value.trim(), how: "modulo" };
  return made;
}

const host = (url) => /^https?:\/\/(?:www\.)?([^/?#]*)/i.exec(url || "")?.[1].toLowerCase();

/** What the sender says that the news comes from, as a source of the record; null where it says nothing, or is there. */
function cited(sources) {
  const text = one("[name=atto]").value.trim().replace(/\s+/g, " ");
  const url = /https?:\/\/\S*[^\s.,;:)»]/i.exec(text)?.[0];
  const title = text.replace(/[\s,;:(«-]*https?:\/\/\S*\s*/i, " ").replace(/^[\s,;:-]+|[\s,;:.]+$/g, "");
  if (!text || sources.some((source) => (url ? source.url === url : source.title === title))) return null;
  const known = url && sources.find((source) => host(source.url) === host(url));
  const publisher = one("[name=editore]").value.trim() || known?.publisher || one("[name=ente]").value.trim();
  return { ...(title ? { title } : {}), ...(publisher ? { publisher } : {}), ...(url ? { url } : {}) };
}

/** What is wrong with what is said about the sender. */
function* sender(before, made) {
  const of = (name) => one(`[name=${name}]`).closest("label");
  if (!one("[name=dichiaro]").checked) yield [of("dichiaro"), "Dichiarazione", "serve per poter pubblicare"];
  if (before && !made.confirmed && !one("[name=atto]").value.trim()) yield [of("atto"), "Da dove viene la notizia", "serve un indirizzo, o gli estremi dell’atto"];
  if (added && !added.publisher) yield [of("editore"), "Chi pubblica la fonte", "manca: la fonte va fra quelle della scheda"];
  if (made.confirmed && !made.confirmed.body) yield [of("ente"), "Ente o associazione", "per confermare serve il nome dell’ente"];
}

/** A heading with what it counts; a line leads to its field, or to another record. */
export function list(heading, lines) {
  const box = document.createElement("div");
  const rows = document.createElement("ul");
  for (const [text, field, address] of lines) {
    const row = document.createElement("li");
    const link = field ? Object.assign(document.createElement("a"), { href: "#", textContent: text }) : text;
    if (field) link.addEventListener("click", (event) => (event.preventDefault(), show(field)));
    row.append(link);
    if (address) row.append(" ", Object.assign(document.createElement("a"), { href: address, textContent: "Correggi quella" }));
    rows.append(row);
  }
  box.append(heading, ...(lines.length ? [rows] : []));
  return box;
}

function show(field) {
  for (let outer = field.closest("details") || field.querySelector(":scope > details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
  (input(field) || field.querySelector("button") || field).focus();
}

function mark(found) {
  for (const marked of form.querySelectorAll("[aria-invalid]")) marked.removeAttribute("aria-invalid");
  for (const said of form.querySelectorAll(".field__error")) said.remove();
  for (const [field, , said] of found) {
    const box = field && input(field);
    if (!box) continue;
    box.setAttribute("aria-invalid", "true");
    if (!field.matches("label")) continue;
    field.append(Object.assign(document.createElement("small"), { className: "field__error", textContent: `Da sistemare: ${said}` }));
    for (let outer = field.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
  }
}

const UNTOLD = { nothing: ["(?!)", 0], signs: [], text: [], web: [], date: "" }; // no line: the schema says the rest

/** What is wrong is listed, and marked where it is; true where nothing is. */
export async function check(schema, before, made) {
  const asked = fetch(form.dataset.rules).then((answer) => answer.json());
  const [told, names] = await Promise.all([asked.catch(() => UNTOLD), import("./names.js")]);
  const found = [...problems(made, schema, form, "", told), ...(await names.wrongNames(before, made))];
  if (made.recurrence?.rrule) {
    const { wrongRecurrence } = await import("./recurrence.js");
    const at = own(form, "recurrence");
    const fields = schema.properties.recurrence.properties;
    for (const [key, said] of wrongRecurrence(made.recurrence, before?.record.recurrence)) found.push([own(at, key), fields[key].title, said]);
  }
  found.push(...sender(before, made));
  mark(found);
  const box = one("[data-errors]");
  box.hidden = !found.length;
  const heading = Object.assign(document.createElement("h2"), { textContent: found.length === 1 ? "Una cosa da sistemare" : `${found.length} cose da sistemare` });
  box.replaceChildren(...list(heading, found.map(([field, label, said, address]) => [`${label}: ${said}`, field, address])).childNodes);
  if (found.length) box.focus();
  return !found.length;
}
