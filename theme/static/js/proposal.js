// The form of /proponi/: reads it as the schema says, checks it with the sentences of the command line, makes the file.
const form = document.querySelector("form.proposal");
const { kind, folder } = form.dataset;
const one = (selector) => form.querySelector(selector);
const DRAFT = `proposta-${kind}`;
let schema;
let before = null; // the record that was loaded
let record = new URLSearchParams(location.search).get("scheda") || "";
if (!/^\/[a-z0-9/-]{1,200}\/$/.test(record)) record = "";

/** The field of a group or item that has this key, not one of a group inside it. */
const own = (group, key) =>
  [...group.querySelectorAll(`[data-key="${key}"]`)].find((field) => field.parentElement.closest("[data-key],[data-item],form") === group);
const input = (field) => field.querySelector("input,select,textarea");
/** The part of a rule that has fields, undefined where it has none. */
const group = (rule) => (rule.anyOf || [rule]).find((item) => item.properties);

/** "8.30" and "8" as hours, "5/12/2026" as a day, where an hour or a day is asked for. */
function asWritten(text, rule) {
  const [example = ""] = rule.examples || [];
  const hour = example === "09:30" && /^(\d{1,2})(?:[.:](\d\d))?$/.exec(text);
  const day = /^2026-12-05$/.test(example) && /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text);
  if (hour) return `${hour[1].padStart(2, "0")}:${hour[2] || "00"}`;
  return day ? `${day[3]}-${day[2].padStart(2, "0")}-${day[1].padStart(2, "0")}` : text;
}

/** Whether a text of digits is a day that exists. */
function exists(text) {
  const [year, month, day] = text.split("-").map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

// What people write for "nothing" (the command line knows more such words: model/checks.py).
const NOTHING = /^[\s(["«]*(?:n[./-]?\s?[acd]\.?|non (?:not[oa]|disponibile|so|pervenut[oa])|da (?:definire|completare|verificare|confermare|stabilire|inserire)|ignot[oa]|sconosciut[oa]|null|none|boh|[-–—.…?_]+)[\s)\]"».]*$/i;

/** What is wrong with a value that stands in one field, in the words of the command line; "" where nothing is. */
export function wrong(value, rule) {
  if (NOTHING.test(value)) return `«${value}» non dice niente: se non si conosce, si lascia vuoto`;
  if (rule.enum) return rule.enum.includes(value) ? "" : `«${value}» ${rule["x-errore"] || "non è tra i valori ammessi"}`;
  if (rule.not && new RegExp(rule.not.pattern, "u").test(value)) return `${rule["x-errore"]}: togli «${value.match(new RegExp(rule.not.pattern, "u"))[0]}»`;
  if (value.length > (rule.maxLength || 2000)) return "il testo è troppo lungo: al massimo 2000 caratteri";
  if (!rule.pattern) return "";
  const sound = new RegExp(rule.pattern, "u").test(value) && (!/^\d{4}-\d\d-\d\d$/.test(value) || exists(value));
  return sound ? "" : `«${value.slice(0, 60)}» ${rule["x-errore"]}`;
}

const items = (field) => [...field.querySelectorAll("[data-item]")].filter((item) => item.parentElement.closest("[data-list]") === field);

function add(field, value, rule) {
  field.insertBefore(field.querySelector(":scope > template").content.cloneNode(true), field.querySelector(":scope > [data-add]"));
  const item = items(field).at(-1);
  if (value !== undefined) fill(item, value, rule);
  return item;
}

function fill(node, value, rule) {
  const inner = group(rule);
  if (inner) {
    const given = typeof value === "object" ? value : { name: value };
    for (const [key, each] of Object.entries(inner.properties)) {
      const field = given[key] === undefined ? null : own(node, key);
      if (field) fill(field, given[key], each);
    }
    if (node.tagName === "DETAILS") node.open = true;
  } else if (rule.type === "array") {
    for (const item of items(node)) item.remove();
    for (const item of value) add(node, item, rule.items);
  } else input(node).value = String(value);
}

/** What a field, group or list holds, undefined where that is nothing. */
function read(node, rule) {
  const inner = group(rule);
  if (inner) {
    const found = {};
    for (const [key, each] of Object.entries(inner.properties)) {
      const field = own(node, key);
      const value = field ? read(field, each) : undefined;
      if (value !== undefined) found[key] = value;
    }
    const names = Object.keys(found);
    if (rule.anyOf && names.length === 1 && names[0] === "name") return found.name;
    return names.length ? found : undefined;
  }
  if (rule.type === "array") {
    const values = items(node).map((item) => read(group(rule.items) ? item : own(item, ""), rule.items));
    const given = values.filter((value) => value !== undefined);
    return given.length ? given : undefined;
  }
  return asWritten(input(node).value.trim().replace(/\s+/g, " "), rule) || undefined;
}

function* problems(value, rule, node, label) {
  const inner = group(rule);
  if (inner && typeof value === "object") {
    for (const [key, each] of Object.entries(inner.properties)) {
      const field = own(node, key);
      if (!field) continue; // not asked for: it stays as it was
      if (value[key] !== undefined) yield* problems(value[key], each, field, each.title || label);
      else if (inner.required.includes(key)) yield [field, each.title, "manca questo campo, che è obbligatorio"];
    }
  } else if (rule.type === "array") {
    const nodes = items(node);
    for (const [place, item] of value.entries()) yield* problems(item, rule.items, nodes[place], rule.title);
  } else {
    const said = wrong(value, inner ? inner.properties.name : rule);
    if (said) yield [node, label, said];
  }
}

/** The record that the form holds: what it does not ask for stays as it was. */
function whole() {
  const found = read(form, schema) || {};
  const today = new Date().toISOString().slice(0, 10);
  const kept = before ? before.record : { collected: "a-mano", compiled: today };
  const made = {};
  for (const key of Object.keys(schema.properties)) {
    const value = own(form, key) ? found[key] : kept[key];
    if (value !== undefined) made[key] = value;
  }
  if (one("[name=confermo]").checked) made.confirmed = { date: today, body: one("[name=ente]").value.trim(), how: "modulo" };
  return made;
}

function list(title, lines) {
  const box = document.createElement("div");
  const said = Object.assign(document.createElement("p"), { textContent: title });
  const rows = document.createElement("ul");
  for (const [text, field] of lines) {
    const row = document.createElement("li");
    const link = field ? Object.assign(document.createElement("a"), { href: "#", textContent: text }) : text;
    if (field) link.addEventListener("click", (event) => (event.preventDefault(), show(field)));
    row.append(link);
    rows.append(row);
  }
  box.append(said, rows);
  return box;
}

function show(field) {
  for (let outer = field.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
  (input(field) || field.querySelector("button") || field).focus();
}

/** What is wrong is listed, and marked where it is; true where nothing is. */
async function check(made) {
  const found = [...problems(made, schema, form, "")];
  for (const box of form.querySelectorAll("[data-names]")) {
    const field = box.closest("[data-key]");
    const said = box.value.trim() && !made.country && (await unknown(box).catch(() => "")); // no line: the command line tells
    if (said) found.push([field, field.querySelector("span").firstChild.textContent.trim(), said]);
  }
  if (one("[data-region]") && !before && !one("[data-region] select").value) found.unshift([one("[data-region]"), "Regione", "manca questo campo, che è obbligatorio"]);
  if (!one("[name=dichiaro]").checked) found.push([one("[name=dichiaro]").parentElement, "Dichiarazione", "serve per poter pubblicare"]);
  if (before && !made.confirmed && !one("[name=atto]").value.trim()) found.push([one("[name=atto]").parentElement, "Da dove viene la notizia", "serve un indirizzo, o gli estremi dell’atto"]);
  if (made.confirmed && !made.confirmed.body) found.push([one("[name=ente]").parentElement, "Ente o associazione", "per confermare serve il nome dell’ente"]);
  for (const marked of form.querySelectorAll("[aria-invalid]")) marked.removeAttribute("aria-invalid");
  for (const said of form.querySelectorAll(".field__error")) said.remove();
  for (const [field, , said] of found) {
    if (!field || !input(field)) continue;
    input(field).setAttribute("aria-invalid", "true");
    if (field.matches("label")) field.append(Object.assign(document.createElement("small"), { className: "field__error", textContent: said }));
  }
  const box = one("[data-errors]");
  box.hidden = !found.length;
  box.replaceChildren(list(found.length === 1 ? "Una cosa da sistemare" : `${found.length} cose da sistemare`, found.map(([field, label, said]) => [`${label}: ${said}`, field])));
  if (found.length) box.focus();
  return !found.length;
}

function keep() {
  try {
    const sender = Object.fromEntries(["ente", "ufficio", "atto"].map((name) => [name, one(`[name=${name}]`).value]));
    localStorage.setItem(DRAFT, JSON.stringify({ record, value: read(form, schema) || {}, region: one("[data-region] select")?.value, sender }));
  } catch {} // no room, or not allowed: the form works all the same
}

function forget() {
  localStorage.removeItem(DRAFT);
}

async function load() {
  const answer = await fetch(new URL(`../..${record}scheda.json`, location.href));
  if (!answer.ok) return false;
  const value = await answer.json();
  before = { file: `${folder}${value.id}.yaml`, record: plain(value, schema) };
  fill(form, before.record, schema);
  one("[data-confirm]").hidden = false;
  for (const field of form.querySelectorAll("[data-new]")) field.hidden = true;
  document.querySelector("[data-title]").textContent = `Proponi un cambiamento: ${value.short_name || value.title || value.name}`;
  const held = Object.keys(before.record).filter((key) => own(form, key)).length;
  one("[data-status]").textContent = `Caricata: ${value.short_name || value.title || value.name}, ${held} campi.`;
  return true;
}

/** Numbers and truths as the texts that files have; a "no" that need not be written is left out. */
function plain(value, rule) {
  if (rule.type === "array") return value.map((item) => plain(item, rule.items));
  const inner = group(rule);
  if (!inner) return String(value);
  const written = Object.entries(value).filter(([key, item]) => inner.properties[key] && (item !== false || inner.required.includes(key)));
  const found = Object.fromEntries(written.map(([key, item]) => [key, plain(item, inner.properties[key])]));
  return rule.anyOf && Object.keys(found).join() === "name" ? found.name : found;
}

function restore() {
  const draft = JSON.parse(localStorage.getItem(DRAFT) || "null");
  if (!draft || draft.record !== record) return;
  for (const list of form.querySelectorAll("[data-list]")) for (const item of items(list)) item.remove();
  for (const field of form.querySelectorAll("[data-key]")) if (!field.matches("[data-list],details")) input(field).value = "";
  fill(form, draft.value, schema);
  for (const [name, value] of Object.entries(draft.sender)) one(`[name=${name}]`).value = value;
  if (draft.region) one("[data-region] select").value = draft.region;
  one("[data-status]").textContent += " Ritrovata la bozza che avevi cominciato.";
}

/** What is wrong with the name of a municipality or record, in the words of the command line; "" where nothing is. */
async function unknown({ value, dataset }) {
  if (dataset.names === "municipalities") {
    const { find } = await import("./comuni.js");
    const found = await Promise.all([value, ...value.split("/")].map(find));
    return found.flat().some((place) => !place.past) ? "" : `«${value}» non è il nome di un comune di oggi secondo l’Istat.`;
  }
  const alike = ([id]) => dataset.names !== "records" || id.split("/")[0] === value.split("/")[0];
  const known = (await named(dataset.names)).filter(alike); // of some kinds no names are there
  return !known.length || known.some(([id]) => id === value) ? "" : `non c’è nessuna scheda «${value}».`;
}

/** The names of records, by list. */
function files() {
  files.asked ||= fetch(form.dataset.names).then((answer) => answer.json());
  files.asked.catch(() => (files.asked = null)); // what failed once is asked again
  return files.asked;
}

/** The names of a list; of "records" all, each with its list before it. */
async function named(list) {
  const found = await files();
  const whole = () => Object.entries(found).flatMap(([kind, records]) => records.map(([id, name]) => [`${kind}/${id}`, name]));
  return list === "records" ? whole() : found[list] || [];
}

async function suggested(box) {
  const names = document.getElementById("nomi");
  let found;
  if (box.dataset.names === "municipalities") {
    const { suggest } = await import("./comuni.js");
    found = (await suggest(box.value)).map((place) => [place.name, place.province]);
  } else {
    found = await named(box.dataset.names);
  }
  names.replaceChildren(...found.map(([value, name]) => Object.assign(document.createElement("option"), { value, label: name })));
}

form.addEventListener("click", (event) => {
  const adds = event.target.closest("[data-add]");
  const removes = event.target.closest("[data-remove]");
  if (adds) (input(add(adds.parentElement)) || adds).focus();
  if (removes) {
    const next = removes.closest("[data-list]").querySelector(":scope > [data-add]");
    removes.closest("[data-item]").remove();
    next.focus();
  }
  if (adds || removes) keep();
});
/** The proposal is checked, and made ready where it is sound, or `anyway`. */
async function propose(anyway) {
  const made = whole();
  const isWhole = await check(made);
  if (!isWhole && !anyway) return;
  const { prepare } = await import("./handover.js");
  prepare({ form, schema, before, made, isWhole, group, list });
}
form.addEventListener("submit", (event) => {
  event.preventDefault();
  propose(false);
});
form.addEventListener("input", (event) => {
  keep();
  if (event.target.dataset.names) suggested(event.target).catch(() => {});
});
one("[data-anyway]").addEventListener("click", () => propose(true));
one("[data-clear]").addEventListener("click", () => {
  forget();
  location.reload();
});
one("[data-download]").addEventListener("click", forget);

/** The choices of «Quando torna»: at once where there is a rule that they must show, else when they are first used. */
async function choices() {
  if (one("[data-key=recurrence] [data-key=rrule] input").value) await import("./rule.js");
  else for (const event of ["focusin", "input"]) one("[data-rule]").addEventListener(event, () => import("./rule.js"), { once: true });
}

async function start() {
  if (record) document.querySelector("[data-report]").search = `?scheda=${record}`;
  const answer = await fetch(form.dataset.schema);
  schema = await answer.json();
  if (record && !(await load())) one("[data-status]").textContent = "La scheda da cambiare non si è caricata: puoi compilarne una nuova.";
  restore();
  if (one("[data-rule]")) await choices();
  document.querySelector("[data-without]").hidden = true;
  form.hidden = false;
}

start().catch(() => {
  document.querySelector("[data-without] p").textContent = "Il modulo non si è caricato: ricarica la pagina, o scrivi un’e-mail con questo testo.";
});
