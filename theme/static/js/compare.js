// Districts chosen to be compared: they stand in the address, which can be shared, and go along to the comparisons of other
// regions and languages. The table and its boxes work without this (css/compare.css).
const compare = document.querySelector(".compare"); // none where no source says anything of a region's districts
const body = compare?.querySelector("tbody");
const only = compare?.querySelector(".compare__bar input");
const status = compare?.querySelector("[role=status]");
const region = location.pathname.split("/").at(-2);
const above = new URL("../", location).pathname;
const isId = (text) => /^[a-z0-9-]+\/[a-z0-9-]+$/.test(text);
const asked = () => [...new Set((new URLSearchParams(location.search).get("scelti") || "").split(",").filter(Boolean))];
const regionOf = (id) => (isId(id) ? id.split("/")[0] : "");
const idOf = (row) => row.dataset.id || `${region}/${row.id.slice(2)}`;
const chosen = () => [...body.querySelectorAll("tr:has(:checked)")].map(idOf);
let missing = asked(); // what the address names and no row is: it stays there
let late = new Set(); // the regions whose pages did not come

/** The same choice in the address, and in the links that lead to other comparisons. */
function remember() {
  const ids = chosen();
  only.labels[0].dataset.chosen = `(${ids.length})`;
  const named = [...ids, ...missing].map((id) => (isId(id) ? id : encodeURIComponent(id)));
  const query = named.length ? `?scelti=${named.join(",")}` : "";
  history.replaceState(history.state, "", `${location.pathname}${query}${location.hash}`);
  carry(query);
}

function carry(query) {
  for (const link of document.querySelectorAll("main a[href], .header a[hreflang]")) {
    const { pathname } = link;
    if (link.hreflang || (pathname !== above && new URL("../", link.href).pathname === above)) link.search = query;
  }
}

/** Rows of another region's comparison, before those of this one; their links are relative to pages as deep as this. */
async function fetched(name, ids) {
  const answer = await fetch(`${above}${name}/`);
  if (answer.status === 404) return;
  if (!answer.ok) throw new Error(`${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const called = page.querySelector(".trail li:last-child").textContent.trim();
  const rows = ids.map((id) => page.getElementById(`d-${id.split("/")[1]}`)).filter(Boolean);
  for (const row of rows) {
    row.dataset.id = `${name}/${row.id.slice(2)}`;
    row.removeAttribute("id"); // another of this region may have it
    row.querySelector("th").append(` (${called})`);
  }
  body.prepend(...rows);
}

/** Tick the rows that are missing no more. */
function tick() {
  for (const row of body.rows) if (missing.includes(idOf(row))) row.querySelector("input").checked = true;
  const here = new Set([...body.rows].map(idOf));
  missing = missing.filter((id) => !here.has(id));
}

/** Bring what is missing, a page for each region, and say what still is. */
async function load() {
  late = new Set();
  for (const name of new Set(missing.map(regionOf).filter((name) => name && name !== region).reverse())) {
    const ids = missing.filter((id) => regionOf(id) === name);
    await fetched(name, ids).catch(() => late.add(name));
    tick();
  }
  only.checked ||= chosen().length > 1;
  remember();
  say();
}

function say() {
  const waited = missing.filter((id) => late.has(regionOf(id)));
  const unknown = missing.filter((id) => !waited.includes(id));
  const { dataset } = status;
  const lines = [];
  if (waited.length) lines.push(line(dataset.late, waited.map(inWords), " ", again()));
  if (unknown.length) lines.push(line(dataset.unknown, unknown));
  status.replaceChildren(...lines);
}

function line(text, names, ...more) {
  const made = document.createElement("p");
  made.className = "notice notice--warning";
  made.append(text.replace("{quali}", () => names.join(", ")), ...more);
  return made;
}

/** "fidenza (Emilia-Romagna)", of an identifier: the name is on the page that did not come. */
function inWords(id) {
  const [name, own] = id.split("/");
  const link = [...document.querySelectorAll("main a[href]")].find(({ pathname }) => pathname === `${above}${name}/`);
  return `${own.replaceAll("-", " ")} (${link?.textContent.trim() ?? name})`;
}

function again() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = status.dataset.again;
  button.addEventListener("click", async () => {
    button.disabled = true;
    await load();
    (status.querySelector("button") || only).focus({ preventScroll: true });
  });
  return button;
}

async function begin() {
  if (missing.length) {
    tick();
    remember();
    await load();
  } else if (chosen().length) remember(); // ticked before this came, or by the browser that went back
}

if (compare) {
  compare.addEventListener("change", remember);
  only.addEventListener("change", () => compare.scrollIntoView({ block: "nearest" })); // the rows above it come or go
  begin();
} else if (missing.length) carry(location.search);
