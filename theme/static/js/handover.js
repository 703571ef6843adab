// What a proposal of /proponi/ becomes: the file, what changes in words, the e-mail, the page of the forge.

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

const slug = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().match(/[a-z0-9]+/g)?.join("-") || "scheda";

/** A value as readers call it: choices by their names. */
function words(value, rule, group) {
  if (Array.isArray(value)) return value.map((item) => words(item, rule.items, group)).join("; ");
  const inner = group(rule);
  if (typeof value === "object") return Object.entries(value).map(([key, item]) => words(item, inner.properties[key], group)).join(", ");
  return rule.enumDescriptions?.[rule.enum.indexOf(value)] || value;
}

/** Where the file of the record goes in the repository. */
function place(form, before, made) {
  if (before) return before.file;
  const { folder, inside } = form.dataset;
  const within = inside === "region" ? `${form.querySelector("[data-region] select").value || "regione"}/` : inside === "year" ? `${(made.start || "anno").slice(0, 4)}/` : "";
  return `${folder}${within}${slug(made.title || made.short_name || made.name || "")}.yaml`;
}

const same = (one, other) => yaml([one ?? ""]) === yaml([other ?? ""]);

function* differences(was, is, rule, group) {
  for (const [key, each] of Object.entries(rule.properties)) {
    const [old, now] = [was?.[key], is?.[key]];
    if (same(old, now)) continue;
    const inner = group(each);
    if (key === "confirmed") yield `${now.body} conferma la scheda`;
    else if (inner && !each.anyOf) yield* differences(old, now, inner, group);
    else if (old === undefined) yield `${each.title}: prima non c’era; ora ${words(now, each, group)}`;
    else yield `${each.title}: era ${words(old, each, group)}; ora ${now === undefined ? "non c’è più" : words(now, each, group)}`;
  }
}

/** The file, the words of what changes, the e-mail and the link to the forge, shown below the form. */
export function prepare({ form, schema, before, made, isWhole, group, list }) {
  const one = (selector) => form.querySelector(selector);
  const { contact } = form.dataset;
  const file = place(form, before, made);
  const from = [one("[name=ente]").value, one("[name=ufficio]").value].filter(Boolean).join(", ");
  const source = one("[name=atto]").value.trim().replace(/\s+/g, " ");
  const text = `# Scheda: ${file}\n${source && `# Fonte: ${source}\n`}${yaml(made)}`;
  const changed = before ? [...differences(before.record, made, schema, group)] : [];
  one("[data-yaml]").textContent = text;
  one("[data-changes]").replaceChildren(list(before ? (changed.length ? "Che cosa cambia" : "Non cambia niente.") : isWhole ? "È valido." : "Non è ancora completo: si può mandare lo stesso.", changed.map((line) => [line])));
  const download = one("[data-download]");
  URL.revokeObjectURL(download.href);
  download.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  download.download = file.split("/").pop();
  const head = `Proposta per ${file}\n\nDa: ${from}\nFonte: ${source}\nDichiaro di poter fornire questi dati, che saranno pubblicati con licenza CC BY 4.0; il mio nome non sarà pubblicato.\n\n`;
  const body = head + (before ? `${changed.join("\n")}\n\nAllego il file ${download.download}.` : text);
  one("[data-text]").value = head + (before ? `${changed.join("\n")}\n\n` : "") + text;
  const short = body.length <= BODY ? body : `${head}Allego il file ${download.download}.`;
  one("[data-mail]").hidden = !contact;
  one("[data-mail]").href = `mailto:${contact}?subject=${encodeURIComponent(`Proposta: ${made.title || made.name || file}`)}&body=${encodeURIComponent(short)}`;
  forge(one("[data-forge]"), form.dataset, before, file, text);
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

