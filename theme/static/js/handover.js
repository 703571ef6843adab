// What a proposal of /proponi/ becomes: the file, what changes in words, the e-mail, the page of the forge.
import { form, group, one } from "./fields.js";
import { file } from "./names.js";

const BODY = 1800; // signs of an e-mail that every mail program takes from a link
const ADDRESS = 6000; // signs of an address that a forge takes
const NOT_PLAIN = /^(?:null|yes|no|on|off|y|n|~)$/i;

/** A text as YAML: plain where every reader takes it for the same text. */
export function scalar(text) {
  const plain = /^[\p{L}/][^\n]*$/u.test(text) && !/: |:$| #/u.test(text) && !NOT_PLAIN.test(text);
  return plain || /^\d{4}(?:-\d\d){0,2}$|^\d{1,13}(?:\.\d+)?$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

export function yaml(value, indent = "") {
  if (Array.isArray(value)) return value.map((item) => `${indent}- ${yaml(item, `${indent}  `).trimStart()}`).join("");
  if (typeof value !== "object") return `${indent}${scalar(value)}\n`;
  return Object.entries(value)
    .map(([key, item]) => {
      if (typeof item !== "object") return `${indent}${key}: ${scalar(item)}\n`;
      return `${indent}${key}:\n${yaml(item, `${indent}  `)}`;
    })
    .join("");
}

/** A value as readers call it: choices by their names. */
function words(value, rule) {
  if (Array.isArray(value)) return value.map((item) => words(item, rule.items)).join("; ");
  const inner = group(rule);
  if (typeof value === "object") return Object.entries(value).map(([key, item]) => words(item, inner.properties[key])).join(", ");
  return rule.enumDescriptions?.[rule.enum.indexOf(value)] || (rule.enum && { true: "sì", false: "no" }[value]) || value;
}

const same = (one, other) => yaml([one ?? ""]) === yaml([other ?? ""]);

/** What came into a list and what left it; items are told apart by the first thing that they say. */
function items(old, now, { title, items: rule }) {
  const of = (item) => (typeof item === "object" ? Object.values(item).find((value) => typeof value !== "object") : item);
  const said = (what, list) => (list.length ? [`${what} ${list.map((item) => words(item, rule)).join("; ")}`] : []);
  const [gone, come] = [old.filter((item) => !now.some((other) => same(item, other))), now.filter((item) => !old.some((other) => same(item, other)))];
  const other = come.filter((item) => gone.some((was) => of(was) === of(item)));
  const parts = [
    ...said("aggiunto", come.filter((item) => !other.includes(item))),
    ...said("tolto", gone.filter((was) => !other.some((item) => of(was) === of(item)))),
    ...other.map((item) => `era ${words(gone.find((was) => of(was) === of(item)), rule)}, ora ${words(item, rule)}`),
  ];
  return `${title}: ${parts.length ? parts.join("; ") : "in un altro ordine"}`;
}

function* differences(was, is, rule) {
  for (const [key, each] of Object.entries(rule.properties)) {
    const [old, now] = [was?.[key], is?.[key]];
    if (same(old, now)) continue;
    const inner = group(each);
    if (key === "confirmed") yield `${now.body} conferma la scheda`;
    else if (inner && !each.anyOf) yield* differences(old, now, inner);
    else if (each.type === "array") yield items(old || [], now || [], each);
    else if (old === undefined) yield `${each.title}: prima non c’era; ora ${words(now, each)}`;
    else yield `${each.title}: era ${words(old, each)}; ora ${now === undefined ? "non c’è più" : words(now, each)}`;
  }
}

const DECLARED = "Dichiaro di poter fornire questi dati, che saranno pubblicati con licenza CC BY 4.0; il mio nome non sarà pubblicato.";
const NOT_DECLARED = "Manca la dichiarazione di poter fornire questi dati con licenza CC BY 4.0: la redazione la chiederà.";

/** The heading of what follows: what changes, or how far the proposal is. */
function heading(before, isWhole, changed) {
  if (before) return changed ? "Che cosa cambia" : "Non cambia niente.";
  return isWhole ? "È valido." : "Non è ancora completo: si può mandare lo stesso.";
}

/** The file, the words of what changes, the e-mail and the link to the forge, shown below the form. */
export function prepare({ schema, before, made, isWhole, list }) {
  const { contact } = form.dataset;
  const { path, lacks } = file(before, made);
  const from = [one("[name=ente]").value, one("[name=ufficio]").value].filter(Boolean).join(", ");
  const source = one("[name=atto]").value.trim().replace(/\s+/g, " ");
  const text = `# Scheda: ${path}\n${source && `# Fonte: ${source}\n`}${yaml(made)}`;
  const changed = before ? [...differences(before.record, made, schema)] : [];
  const missing = lacks.length ? `Al nome del file manca ${lacks.join(" e ")}: la redazione lo completa quando lo sa.` : "";
  const unseen = "Le regole che riguardano più schede le guarda la redazione.";
  const title = Object.assign(document.createElement("h3"), { textContent: heading(before, isWhole, changed.length) });
  one("[data-yaml]").textContent = text;
  one("[data-changes]").replaceChildren(list(title, [...changed, missing, isWhole && !before ? unseen : ""].filter(Boolean).map((line) => [line])));
  const download = one("[data-download]");
  URL.revokeObjectURL(download.href);
  download.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  download.download = path.split("/").pop();
  const lines = [`Proposta per ${path}`, ...(missing ? [missing] : []), "", `Da: ${from}`, `Fonte: ${source}`, one("[name=dichiaro]").checked ? DECLARED : NOT_DECLARED, "", ""];
  const head = lines.join("\n");
  const body = head + (before ? `${changed.join("\n")}\n\nAllego il file ${download.download}.` : text);
  one("[data-text]").value = head + (before ? `${changed.join("\n")}\n\n` : "") + text;
  const short = (body.length <= BODY ? body : `${head}Allego il file ${download.download}.`).replaceAll("\n", "\r\n");
  one("[data-mail]").hidden = !contact;
  one("[data-mail]").href = `mailto:${contact}?subject=${encodeURIComponent(`Proposta: ${made.title || made.name || path}`)}&body=${encodeURIComponent(short)}`;
  one("[data-kept]").hidden = true;
  forge(one("[data-forge]"), form.dataset, before, path, text);
  const result = one("[data-result]");
  result.hidden = false;
  result.focus();
  one("[data-status]").textContent = isWhole ? "La proposta è valida: scarica il file o prepara l’e-mail." : "La proposta è pronta, ma non è completa.";
}

function forge(link, { edit, create, fills }, before, file, text) {
  link.hidden = !edit;
  if (!edit) return;
  const page = before ? `${edit}${file}` : `${create}${file.replace(/[^/]*$/, "")}?filename=${file.split("/").pop()}`;
  const filled = `${page}&value=${encodeURIComponent(text)}`;
  const fits = !before && fills !== undefined && filled.length <= ADDRESS;
  link.href = fits ? filled : page;
  link.textContent = fits ? "Apri dove stanno i file, già compilato" : "Copia il file e apri dove stanno i file";
  link.onclick = () => fits || navigator.clipboard?.writeText(text);
}

