// On the day of who reads, in Italy, what is over is not shown as what comes. [data-last]: the last day on which an
// element holds; [data-then]: its text afterwards. A row without one is set aside. A page built days ago says so.
// [data-day]: what is on that day; hidden ones are ready for a reader whose day is after that of the build.
const ROME = { timeZone: "Europe/Rome" };
const built = document.querySelector("[data-built]");
const days = [...document.querySelectorAll("[data-day]")];
const ready = days.some((each) => each.hidden);
let day = built?.dataset.built || "";

function look() {
  const now = new Date();
  const today = now.toLocaleDateString("sv", ROME); // 2026-11-28
  if (today <= day) return;
  day = today;
  for (const item of document.querySelectorAll("[data-last]")) {
    if (item.dataset.last >= today) continue;
    delete item.dataset.last;
    const line = "then" in item.dataset ? item : item.querySelector(":scope > p[data-then]");
    if (line) replace(line);
    else setAside(item);
  }
  if (days.length) turn(today);
  if (!built || built.dataset.last) return;
  built.className = "notice notice--warning";
  built.textContent = `${built.dataset.then} Oggi: ${now.toLocaleDateString("it", { ...ROME, dateStyle: "long" })}.`;
}

function replace(line) {
  line.textContent = line.dataset.then;
  line.hidden = !line.textContent;
}

function turn(today) {
  for (const each of days) each.hidden = each.dataset.day < today || (ready && each.dataset.day > today && each !== days[0]);
  document.getElementById("vecchia").hidden = days.some((each) => !each.hidden);
}

/** The row goes to a closed list under its own; where nothing is left, that is said. */
function setAside(row) {
  const list = row.parentElement;
  if (!list.nextElementSibling?.matches("details")) {
    const details = document.createElement("details");
    details.append(document.createElement("summary"), list.cloneNode());
    list.after(details);
  }
  const [summary, rows] = list.nextElementSibling.children;
  rows.append(row);
  summary.textContent = `Non più attuali (${rows.children.length})`;
  if (list.children.length) return;
  const said = document.createElement("p");
  said.className = "empty";
  said.textContent = "Le date di questo elenco sono passate.";
  list.replaceWith(said);
}

look();
setInterval(look, 60000); // midnight comes
document.addEventListener("visibilitychange", look);
