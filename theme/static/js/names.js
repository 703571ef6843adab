// The names of records and municipalities that a form of /proponi/ takes: suggested, checked; what a new record is called.
import { form, input, one } from "./fields.js";
import { fold } from "./question.js";

const plain = (text) => text.replaceAll("’", "'");
const slug = (text) => fold(text).match(/[a-z0-9]+/g)?.join("-") || "";
const TERMS = ["themes", "needs", "partners"]; // lists of what is no record
const asked = new Map();

function load(address) {
  if (!asked.has(address)) {
    asked.set(address, fetch(address).then((answer) => answer.json()));
    asked.get(address).catch(() => asked.delete(address)); // what failed once is asked again
  }
  return asked.get(address);
}

/** The names of a list; of "records" all, each with its list before it. */
async function named(list) {
  const found = await load(form.dataset.names);
  const whole = () => Object.entries(found).filter(([kind]) => kind !== "regions" && !TERMS.includes(kind)).flatMap(([kind, records]) => records.map(([id, name]) => [`${kind}/${id}`, name]));
  return list === "records" ? whole() : found[list] || [];
}

export async function suggest(box) {
  let found;
  if (box.dataset.names === "municipalities") {
    const { suggest } = await import("./comuni.js");
    const places = await suggest(box.value);
    const several = (name) => places.filter((place) => place.name === name).length > 1;
    found = places.map(({ name, province }) => [several(name) ? `${name} (${province})` : name, province]);
  } else {
    found = await named(box.dataset.names);
  }
  document.getElementById("nomi").replaceChildren(...found.map(([value, name]) => Object.assign(document.createElement("option"), { value, label: name })));
}

/** How many signs make one text of another. */
function distance(one, other) {
  let row = [...Array(other.length + 1).keys()];
  for (let up = 1; up <= one.length; up += 1) {
    const next = [up];
    for (let left = 1; left <= other.length; left += 1) next.push(Math.min(row[left] + 1, next[left - 1] + 1, row[left - 1] + (one[up - 1] === other[left - 1] ? 0 : 1)));
    row = next;
  }
  return row.at(-1);
}

/** " Forse volevi «…»?" with the name that is most alike, "" where none is alike. */
function meant(value, names) {
  const far = names.map((name) => [distance(fold(value), fold(name)), name]).sort((a, b) => a[0] - b[0]);
  return far.length && far[0][0] <= Math.max(1, value.length / 4) ? ` Forse volevi «${plain(far[0][1])}»?` : "";
}

const listed = (words) => (words.length > 1 ? `${words.slice(0, -1).join(", ")} e ${words.at(-1)}` : words[0]);

/** The municipality that a name is of, in a region where one is given: { place } or { said }, in the words of the command line. */
async function municipality(value, region) {
  const { find, load, places } = await import("./comuni.js");
  const [, typed, province] = /^(.*?)(?: \(([A-Z]{2})\))?$/.exec(plain(value));
  const all = (await Promise.all([typed, ...typed.split(/ ?[/-] ?/)].map(find))).flat();
  const of = ({ name, was }) => [name, ...(was ? [was, ...["/", " / ", "-", " - "].map((sign) => name + sign + was)] : [])].map(plain);
  const same = all.filter((place) => !place.past && of(place).includes(typed));
  const today = [...new Map(same.map((place) => [`${place.slug} ${place.province}`, place])).values()];
  const { regioni, province: within } = today.length && (region || today.length > 1) ? await load("regioni") : {};
  const fitting = today.filter((place) => (!province || place.province === province) && (!region || within[place.province] === region));
  if (fitting.length === 1) return { place: `${fitting[0].slug} ${fitting[0].province}` };
  if (fitting.length) return { said: `più comuni si chiamano «${typed}»: scrivi la provincia, uno fra ${listed(fitting.map((place) => `${typed} (${place.province})`).sort())}` };
  if (today.length && within) return { said: `«${value}» non è in questa regione o provincia, è in ${listed(today.map((place) => `${regioni[within[place.province]][0]} (${place.province})`))}` };
  const words = fold(typed).match(/[a-z0-9]+/g) || [""];
  const longest = words.sort((a, b) => b.length - a.length)[0];
  const alike = all.length ? all : await places(longest);
  return { said: `«${value}» non è il nome di un comune di oggi secondo l’Istat.${all.length ? meant(all[0].name, [all[0].name]) : meant(typed, alike.map(({ name }) => name))}` };
}

/** What is wrong with the name of a record, or of a term of a list of the catalogue; "" where nothing is. */
async function record(value, list) {
  const found = await named(list);
  const known = list === "records" ? found.filter(([id]) => id.split("/")[0] === value.split("/")[0]) : found; // of some kinds no names are there
  if (!known.length || known.some(([id]) => id === value)) return "";
  const what = TERMS.includes(list) ? `«${value}» non è in ${list}.yaml` : `non c’è nessuna scheda «${value}»`;
  return `${what}.${meant(value, known.map(([id]) => id))}`;
}

/** What is wrong with the names in the fields, and with that of a new record: [field, label, what, address of another]. */
export async function wrongNames(before, made) {
  const regions = new Set((made.districts || []).map((id) => id.split("/")[0]));
  const own = one("[data-region] select") ? (before ? before.file.split("/")[2] : one("[data-region] select").value) : "";
  const boxes = [...form.querySelectorAll("[data-names]")].filter((box) => box.value.trim());
  const seen = new Set();
  const found = [];
  const say = (box, said) => found.push([box.closest("[data-key]"), box.closest("label").querySelector("span").firstChild.textContent.trim(), said]);
  const answers = boxes.map((box) => {
    const value = box.value.trim();
    if (box.dataset.names !== "municipalities") return record(value, box.dataset.names).then((said) => ({ said }));
    return made.country ? {} : municipality(value, own).then((found) => (found.said && !own && regions.size === 1 ? municipality(value, [...regions][0]) : found));
  });
  for (const [place, answer] of (await Promise.allSettled(answers)).entries()) {
    const { said, place: town } = answer.value || {}; // no line: the command line tells
    const listed = town && boxes[place].closest("[data-key=municipalities]");
    const twice = listed && seen.has(town);
    if (said || twice) say(boxes[place], said || `«${boxes[place].value.trim()}» è già nell'elenco`);
    if (listed) seen.add(town);
  }
  if (one("[data-region]") && !before && !own) found.unshift([one("[data-region]"), "Regione", "manca questo campo, che è obbligatorio"]);
  if (!before) found.push(...(await taken(made).catch(() => [])));
  return found;
}

/** A new record whose file is there already: it is that one that must be corrected. */
async function taken(made) {
  const { records: list, known, folder, address } = form.dataset;
  const id = file(null, made).path.slice(folder.length, -".yaml".length);
  const all = (await load(known))[list] || (await named(list)).map(([other]) => other);
  if (!all.includes(id)) return [];
  const field = form.querySelector(["title", "short_name", "name"].filter((key) => made[key]).map((key) => `[data-key="${key}"]`)[0]);
  return [[field, field.querySelector("span").firstChild.textContent.trim(), "c’è già una scheda con questo nome.", `?scheda=${address}${id}/`]];
}

/** Where the file of the record goes in the repository, and what its name lacks. */
export function file(before, made) {
  if (before) return { path: before.file, lacks: [] };
  const { folder, inside } = form.dataset;
  const lacks = [];
  const part = (found, stand, what) => {
    if (!found) lacks.push(`${what} (al suo posto c’è «${stand}»)`);
    return found || stand;
  };
  const within = inside === "region" ? part(one("[data-region] select").value, "regione", "la regione") : inside === "year" ? part(/^\d{4}/.exec(made.start)?.[0], "anno", "la data") : "";
  const name = part(slug(made.title || made.short_name || made.name || ""), "scheda", made.title === undefined && one("[data-key=title]") ? "il titolo" : "il nome");
  return { path: `${folder}${within && `${within}/`}${name}.yaml`, lacks };
}
