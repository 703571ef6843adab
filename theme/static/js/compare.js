// Districts chosen to be compared: they stand in the address, which can be shared, and go along to the comparisons of other
// regions and languages. The table and its boxes work without this (css/compare.css).
const MOST = 12; // of other regions' districts: each region is a page to be fetched
const compare = document.querySelector(".compare"); // none where no source says anything of a region's districts
const body = compare?.querySelector("tbody");
const only = compare?.querySelector(".compare__bar input");
const region = location.pathname.split("/").at(-2);
const above = new URL("../", location).pathname;
const asked = () => (new URLSearchParams(location.search).get("scelti") || "").split(",").filter((id) => /^[a-z0-9-]+\/[a-z0-9-]+$/.test(id));
const idOf = (row) => row.dataset.id || `${region}/${row.id.slice(2)}`;
const chosen = () => [...body.querySelectorAll("tr:has(:checked)")].map(idOf);

/** The same choice in the address, and in the links that lead to other comparisons. */
function remember() {
  const ids = chosen();
  only.labels[0].dataset.chosen = `(${ids.length})`;
  const query = ids.length ? `?scelti=${ids.join(",")}` : "";
  history.replaceState(history.state, "", `${location.pathname}${query}${location.hash}`);
  for (const link of document.querySelectorAll("main a[href], .header a[hreflang]")) {
    const { pathname } = link;
    if (link.hreflang || (pathname !== above && new URL("../", link.href).pathname === above)) link.search = query;
  }
}

/** Rows of another region's comparison, before those of this one; their links are relative to pages as deep as this. */
async function fetched(name, ids) {
  const answer = await fetch(`${above}${name}/`);
  if (!answer.ok) return;
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

async function begin() {
  const wanted = asked().slice(0, 40);
  const others = wanted.filter((id) => !id.startsWith(`${region}/`)).slice(0, MOST);
  for (const name of new Set(others.map((id) => id.split("/")[0]).reverse())) {
    await fetched(name, others.filter((id) => id.startsWith(`${name}/`))).catch(() => {});
  }
  for (const row of body.rows) if (wanted.includes(idOf(row))) row.querySelector("input").checked = true;
  only.checked ||= chosen().length > 1;
  if (body.querySelector(":checked")) remember();
  compare.addEventListener("change", remember);
  only.addEventListener("change", () => compare.scrollIntoView({ block: "nearest" })); // the rows above it come or go
}

if (compare) begin();
