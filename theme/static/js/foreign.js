// The search of pages in another language: the question is in the address, Pagefind answers, the words are the page's.
import { carry } from "./carry.js";
import { offer } from "./readings.js";

const PAGE = 10;
const SORTED = 30; // results whose names are read to order them
const get = (id) => document.getElementById(id);
const { index, root, many, one, none, some, lost } = get("found").dataset;
const said = get("said");
let engine;
let left = [];
let turn = 0;
let turns = 0; // engines that were opened
let missed = 0; // files that did not come

/** Pagefind passes over a file of its index that does not come, and answers as if it held nothing: what it then says is no answer. */
const plainly = globalThis.fetch.bind(globalThis);
globalThis.fetch = async (...asked) => {
  const answer = await plainly(...asked).catch((error) => {
    missed++;
    throw error;
  });
  if (!answer.ok) missed++;
  return answer;
};

/** Pagefind over the index of this language, which has lost nothing yet: a script that failed is not asked for again. */
async function open() {
  const script = new URL(`${index}pagefind.js${turns ? `?${turns}` : ""}`, location.href);
  turns++;
  const made = (await import(script)).createInstance({ basePath: new URL(".", script).pathname, noWorker: true });
  await made.init();
  return made;
}

async function ask() {
  const mine = ++turn;
  const text = get("q").value.trim();
  left = [];
  get("results").replaceChildren();
  get("more").hidden = true;
  said.textContent = "";
  get("read").replaceChildren();
  if (!text) return;
  const before = missed;
  try {
    engine ||= open();
    const [results, whole] = await found(await engine, text);
    if (mine !== turn) return;
    left = await sorted(results, text);
    if (mine !== turn) return;
    if (missed > before) throw new Error("a file of the index is missing");
    said.textContent = results.length > 1 || (results.length && !whole) ? (whole ? many : some).replace("{n}", results.length.toLocaleString(document.documentElement.lang)) : results.length ? one : none;
    await more();
  } catch {
    if (mine === turn) lose();
  }
}

function lose() {
  engine = undefined;
  left = [];
  get("results").replaceChildren();
  get("more").hidden = true;
  said.textContent = lost;
  offer(get("read")).catch(() => {});
}

/** The pages that have all words of the question, and true; where none has, those that have most of them first, and false. */
async function found(engine, text) {
  const { results } = await engine.search(text);
  const parts = text.split(/\s+/);
  if (results.length || parts.length < 2) return [results, true];
  const times = new Map();
  const each = (await Promise.all(parts.map((part) => engine.search(part)))).flatMap(({ results }) => results);
  for (const { id } of each) times.set(id, (times.get(id) || 0) + 1);
  const rest = new Map(each.map((result) => [result.id, result]));
  return [[...rest.values()].sort((one, other) => times.get(other.id) - times.get(one.id) || other.score - one.score), false];
}

const count = (text) => (text || "").split(/\s+/).filter(Boolean).length;
const words = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\d]+/gu) || [];

/** The first results by how many words of the question their names have, the shortest names first. */
async function sorted(results, text) {
  const asked = words(text);
  const first = results.slice(0, SORTED);
  const titles = await Promise.all(first.map(async (result) => words((await result.data()).meta.title)));
  const rank = (place) => asked.filter((word) => titles[place].includes(word)).length * 1000 - titles[place].length;
  const order = [...first.keys()].sort((one, other) => rank(other) - rank(one));
  return [...order.map((place) => first[place]), ...results.slice(SORTED)];
}

async function more() {
  const mine = turn;
  const next = await Promise.all(left.splice(0, PAGE).map((result) => result.data()));
  if (mine !== turn) return;
  const rows = next.map(({ raw_url, url, meta, content }) => {
    const row = document.createElement("li");
    const link = document.createElement("a");
    link.href = root + (raw_url || url).replace(/^\//, "");
    link.textContent = meta.title;
    const line = document.createElement("p");
    const before = count(meta.title) + count(meta.riga); // the content begins with them, and ends with words not to be shown
    const text = content.split(/\s+/).slice(before, before + Number(meta.parole));
    line.textContent = [meta.riga, text.join(" ")].filter(Boolean).join(" · ");
    row.append(link, line);
    return row;
  });
  get("results").append(...rows);
  get("more").hidden = !left.length;
  return rows[0];
}

get("search").addEventListener("submit", (event) => {
  event.preventDefault();
  history.pushState(null, "", `?q=${encodeURIComponent(get("q").value.trim())}`);
  ask();
});
get("more").addEventListener("click", () => more().then((row) => row?.querySelector("a").focus(), lose));
addEventListener("popstate", restore);

function restore() {
  get("q").value = (new URLSearchParams(location.search).get("q") || "").slice(0, 200);
  ask();
}

carry(get("q"));
restore();
