// The form of /proponi/: loads a record, keeps the draft, hands what it holds to the checks and to what makes the file.
import { add, call, fill, form, group, input, items, one, own, read } from "./fields.js";

const { kind, folder } = form.dataset;
let schema;
let before = null; // the record that was loaded
let record = new URLSearchParams(location.search).get("scheda") || "";
if (!/^\/[a-z0-9/-]{1,200}\/$/.test(record)) record = "";

const draft = () => `proposta-${kind}${record}`; // one for each record, one for what is new
const sender = () => [...form.querySelectorAll("[data-sender] [name]")];

function keep() {
  try {
    const given = Object.fromEntries(sender().map((each) => [each.name, each.type === "checkbox" ? each.checked : each.value]));
    localStorage.setItem(draft(), JSON.stringify({ value: read(form, schema) || {}, region: one("[data-region] select")?.value, sender: given }));
  } catch {} // no room, or not allowed: the form works all the same
}

function forget() {
  localStorage.removeItem(draft());
}

function restore() {
  const kept = JSON.parse(localStorage.getItem(draft()) || "null");
  if (!kept || (kept.record ?? record) !== record) return; // once a kind had one draft, which said of what it is
  for (const list of form.querySelectorAll("[data-list]")) for (const item of items(list)) item.remove();
  for (const field of form.querySelectorAll("[data-key]")) if (!field.matches("[data-list],details")) input(field).value = "";
  fill(form, kept.value, schema);
  for (const each of sender()) each[each.type === "checkbox" ? "checked" : "value"] = kept.sender[each.name] ?? "";
  if (kept.region) one("[data-region] select").value = kept.region;
  one("[data-status]").append(" Ritrovata la bozza che avevi cominciato.");
}

/** What was made is of before the change: it is put away, and the draft kept. */
function changed() {
  keep();
  const result = one("[data-result]");
  if (result.hidden) return;
  result.hidden = true;
  one("[data-status]").textContent = "Hai cambiato qualcosa: la proposta di prima non vale più. Controlla di nuovo.";
}

/** Where the record has its form: here (""), or the form of its kind, or where errors are reported. */
function elsewhere() {
  const forms = form.dataset.forms.split(" ").map((each) => each.split("="));
  const [start, its, parts] = forms.find(([address]) => record.startsWith(address)) || [];
  if (!its || record.slice(start.length).split("/").length - 1 !== Number(parts)) return `../../segnala/?scheda=${record}`;
  return its === kind ? "" : `../${its}/?scheda=${record}`;
}

async function load() {
  const status = one("[data-status]");
  const other = elsewhere();
  if (other) {
    status.append(`${record} non è di questo tipo: `, Object.assign(document.createElement("a"), { href: other, textContent: "apri il modulo giusto" }), ". Qui puoi compilare una scheda nuova.");
    record = "";
    return;
  }
  const answer = await fetch(new URL(`../..${record}scheda.json`, location.href));
  if (!answer.ok) {
    record = "";
    status.textContent = "La scheda da cambiare non si è caricata: puoi compilarne una nuova.";
    return;
  }
  const value = await answer.json();
  const name = value.short_name || value.title || value.name;
  before = { file: `${folder}${value.id}.yaml`, record: plain(value, schema) };
  fill(form, before.record, schema);
  for (const field of form.querySelectorAll("[data-confirm]")) field.hidden = false;
  for (const field of form.querySelectorAll("[data-new]")) field.hidden = true;
  document.querySelector("[data-title]").textContent = `Proponi un cambiamento: ${name}`;
  const held = Object.keys(before.record).filter((key) => own(form, key)).length;
  status.textContent = `Caricata: ${name}, ${held} campi.`;
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

/** The proposal is checked, and made ready where it is sound, or `anyway`. */
async function propose(anyway) {
  const { check, list, whole } = await import("./checks.js");
  const made = whole(schema, before);
  const isWhole = await check(schema, before, made);
  if (!isWhole && !anyway) return;
  const { prepare } = await import("./handover.js");
  prepare({ schema, before, made, isWhole, list });
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
  if (adds || removes) changed();
  if (event.target.closest("[data-mail]")) one("[data-kept]").hidden = false;
  if (event.target.closest("[data-clear]")) {
    forget();
    location.reload();
  }
});
const tried = (anyway) => propose(anyway).catch(() => (one("[data-status]").textContent = "Il controllo non si è caricato: riprova quando c’è la linea. La bozza resta qui."));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  tried(false);
});
form.addEventListener("input", (event) => {
  changed();
  for (let item = event.target.closest("[data-item]"); item; item = item.parentElement.closest("[data-item]")) call(item);
  if (event.target.dataset.names) import("./names.js").then(({ suggest }) => suggest(event.target)).catch(() => {});
});
one("[data-anyway]").addEventListener("click", () => tried(true));
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
  if (record) await load();
  restore();
  if (one("[data-rule]")) await choices();
  document.querySelector("[data-without]").hidden = true;
  form.hidden = false;
}

start().catch(() => {
  document.querySelector("[data-without] p").textContent = "Il modulo non si è caricato: ricarica la pagina, o scrivi un’e-mail con questo testo.";
});
