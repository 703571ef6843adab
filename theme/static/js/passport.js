// The passport: stamps stay in this browser, and nothing is sent.
import { guard } from "./guard.js";

const KEY = "timbri";
const one = (name) => document.querySelector(`[data-${name}]`);
const [panel, said, mine, state] = ["panel", "said", "mine", "state"].map(one);
const today = () => new Date().toLocaleDateString("sv", { timeZone: "Europe/Rome" });
const inWords = (day) => new Date(`${day}T12:00Z`).toLocaleDateString("it", { dateStyle: "long" });
const count = (number) => `${number} ${number === 1 ? "timbro" : "timbri"}`;
let current = null;

/** Of what a file or the browser holds, the stamps that are ones: of a day that there is, and is not after another. */
function clean(found, last = "9") {
  const isDay = (day) => new Date(day).toJSON()?.slice(0, 10) === day && day <= last;
  const good = ([id, stamp]) => /^[a-z0-9-]{1,200}$/.test(id) && isDay(stamp?.day);
  const kept = Object.entries(found || {}).filter(good);
  return Object.fromEntries(kept.map(([id, { day, km }]) => [id, km >= 0 ? { day, km: Number(km) } : { day }]));
}

function stamps() {
  try {
    return clean(JSON.parse(localStorage.getItem(KEY)));
  } catch {
    return {};
  }
}

function keep(found) {
  try {
    localStorage.setItem(KEY, JSON.stringify(found));
  } catch {
    state.textContent = "Questo browser non tiene i timbri: forse la navigazione è privata.";
  }
  show();
}

/** A market or place of the page. */
function known(id) {
  const item = document.getElementById(id);
  return item?.matches("[data-stamp]") ? item : null;
}

function words(id, { day, km }) {
  const town = known(id)?.dataset.town;
  const near = km === undefined ? "" : `, a circa ${km.toLocaleString("it")} km dal ${town ? `centro di ${town}` : "luogo"}`;
  const date = inWords(day);
  return `Timbrato ${/^(8|11) /.test(date) ? "l’" : "il "}${date}${near}`;
}

/** A stamp of what the page no longer has, with the way to delete it. */
function gone([id, stamp]) {
  const name = id.slice(2).replaceAll("-", " ");
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.textContent = "Cancella";
  button.ariaLabel = `Cancella ${name}`;
  button.onclick = () => {
    const left = stamps();
    delete left[id];
    keep(left);
    one("with").focus();
  };
  item.append(`${name} (mercato non più in catalogo). ${words(id, stamp)}. `, button);
  return item;
}

function show() {
  const found = stamps();
  one("gone").replaceChildren(...Object.entries(found).filter(([id]) => !known(id)).map(gone));
  for (const item of document.querySelectorAll("[data-stamp]")) {
    item.querySelector("[data-mark]")?.remove();
    if (!found[item.id]) continue;
    const mark = document.createElement("strong");
    mark.dataset.mark = "";
    mark.className = "stamp";
    mark.textContent = words(item.id, found[item.id]);
    item.append(mark);
  }
  for (const each of document.querySelectorAll("[data-every]")) {
    const got = each.dataset.every.split(" ").filter((id) => found[id]).length;
    const goal = Number(each.dataset.goal);
    each.textContent = `${got >= goal ? "Raccolta completa: " : ""}${count(got)} su ${goal}`;
  }
  const number = Object.keys(found).length;
  mine.textContent = number ? `Hai ${count(number)} in questo browser.` : "Non hai ancora timbri in questo browser.";
  if (!current) return;
  said.textContent = found[current.id] ? words(current.id, found[current.id]) : "";
  panel.querySelector("[data-stampers]").hidden = Boolean(found[current.id]);
}

/** What the address asks for: the code of a market, or nothing. */
function open() {
  const id = location.hash.slice(1);
  current = known(id);
  panel.hidden = !(current || /^[a-z]-/.test(id));
  if (panel.hidden) return;
  panel.querySelector("h2").textContent = current ? current.dataset.name : "Questo codice non è nel passaporto";
  panel.querySelector("[data-stampers]").hidden = !current;
  said.textContent = current ? "" : "Forse il mercato non c’è più, o la copia di questa pagina è vecchia: ricaricala con la rete.";
  show();
  panel.focus();
  panel.scrollIntoView({ block: "center" });
}

function stamp(km) {
  const found = stamps();
  found[current.id] ||= km === undefined ? { day: today() } : { day: today(), km };
  keep(found);
  panel.focus();
}

/** The distance in km, rounded, on a sphere. */
function away({ latitude, longitude }) {
  const [lat, lon] = current.dataset.point.split(",").map(Number);
  const rad = Math.PI / 180;
  const half = (angle) => Math.sin((angle * rad) / 2) ** 2;
  const part = half(latitude - lat) + Math.cos(lat * rad) * Math.cos(latitude * rad) * half(longitude - lon);
  return Math.round(127420 * Math.asin(Math.sqrt(part))) / 10;
}

const acts = {
  stamp: () => stamp(),
  check() {
    said.textContent = "Chiedo la posizione…";
    const failed = () => {
      stamp();
      said.textContent += ". La posizione non c’è: il timbro è senza controllo";
    };
    if (!navigator.geolocation || !current.dataset.point) failed();
    else navigator.geolocation.getCurrentPosition(({ coords }) => stamp(away(coords)), failed, { timeout: 15000 });
  },
  save() {
    const file = new Blob([JSON.stringify({ passaporto: 1, timbri: stamps() }, null, 1)], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = "passaporto.json";
    link.click();
    URL.revokeObjectURL(link.href);
    state.textContent = "Il file è «passaporto.json», fra quelli scaricati.";
  },
  load: () => one("file").click(),
  clear() {
    if (!confirm("Cancellare tutti i timbri da questo browser? Non si può annullare.")) return;
    keep({});
    state.textContent = "Cancellati.";
  },
};

async function load(file) {
  try {
    const { timbri } = JSON.parse(await file.text());
    if (timbri?.constructor !== Object) throw timbri;
    const read = clean(timbri, today());
    const before = stamps();
    const number = Object.keys(read).length;
    const added = Object.keys(read).filter((id) => !before[id]).length;
    keep({ ...read, ...before });
    state.textContent = `Nel file: ${count(number)}. Di nuovi: ${added}. Non validi: ${Object.keys(timbri).length - number}.`;
  } catch {
    state.textContent = "Il file non è un passaporto salvato da qui: non è cambiato niente.";
  }
}

for (const button of document.querySelectorAll("[data-do]")) button.addEventListener("click", () => acts[button.dataset.do]());
one("file").addEventListener("change", ({ target }) => {
  if (target.files[0]) load(target.files[0]).then(() => (target.value = ""));
});
addEventListener("hashchange", open);
addEventListener("load", () => setTimeout(open)); // after the browser went to the place in the list
addEventListener("storage", show);
one("with").hidden = false;
one("without").hidden = true;
show();
guard(one("guard").dataset).catch(() => {});
