// What is over on the reader's day, in Italy, is not shown as coming: an element holds to [data-last], then says
// [data-then]. Of [data-day], hidden ones are ready for a later reader.
const built = document.querySelector("[data-built]");
const days = [...document.querySelectorAll("[data-day]")];
const ready = days.some((each) => each.hidden);
// A page in another language has its own words on its body.
const words = {
  over: "Non più attuali ({n})",
  passed: "Le date di questo elenco sono passate.",
  today: "Oggi: {giorno}.",
  locale: "it",
  ...document.body.dataset,
};
let day = built?.dataset.built || "";

const said = (language, style) =>
  new Date().toLocaleDateString(language, { timeZone: "Europe/Rome", dateStyle: style });

function look() {
  const today = said("sv", "short"); // 2026-11-28
  if (today <= day) return;
  day = today;
  for (const item of document.querySelectorAll("[data-last]")) {
    if (item.dataset.last >= day) continue;
    delete item.dataset.last;
    const line = "then" in item.dataset ? item : item.querySelector(":scope > p[data-then]");
    if (line) line.hidden = !(line.textContent = line.dataset.then);
    else setAside(item);
  }
  for (const each of days) each.hidden = each.dataset.day < day || (ready && each.dataset.day > day && each !== days[0]);
  if (days.length) document.getElementById("vecchia").hidden = days.some((each) => !each.hidden);
  if (!built || built.dataset.last) return;
  built.className = "notice notice--warning";
  built.textContent = `${built.dataset.then} ${words.today.replace("{giorno}", said(words.locale, "long"))}`;
}

/** Into a closed list under its own. */
function setAside(row) {
  const list = row.parentElement;
  if (!list.nextElementSibling?.matches("details")) {
    const details = document.createElement("details");
    details.append(document.createElement("summary"), list.cloneNode());
    list.after(details);
  }
  const [summary, rows] = list.nextElementSibling.children;
  rows.append(row);
  summary.textContent = words.over.replace("{n}", rows.children.length);
  if (list.children.length) return;
  const empty = document.createElement("p");
  empty.className = "empty";
  empty.textContent = words.passed;
  list.replaceWith(empty);
}

look();
setInterval(look, 60000); // midnight
document.addEventListener("visibilitychange", look);

// A publish keeps what was read, this page too, to read it again without a line.
if (document.querySelector("link[rel=manifest]") && navigator.serviceWorker) addEventListener("load", () => import("./keep.js"));
