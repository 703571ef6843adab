// The reader's own day: what is over then is not shown as what comes next. And the address of a calendar is copied.
const now = new Date();
const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

for (const row of document.querySelectorAll("[data-last]")) row.hidden = row.dataset.last < today;
for (const list of document.querySelectorAll(".rows:has([data-last])")) {
  if ([...list.children].some((row) => !row.hidden)) continue;
  const said = document.createElement("p");
  said.className = "empty";
  said.textContent = "Ciò che era in questo elenco è passato.";
  list.replaceWith(said);
}

const days = [...document.querySelectorAll("[data-day]")];
const ahead = days.some((day) => day.hidden); // days that are ready for a reader whose day is after that of the build
for (const day of days) {
  const over = day.dataset.day < today;
  day.hidden = over || (ahead && day.dataset.day > today && day !== days[0]);
}
if (days.length && days.every((day) => day.hidden)) document.getElementById("vecchia").hidden = false;

const address = document.getElementById("indirizzo");
const button = document.querySelector("[data-copy]");
if (address && button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(address.value);
    button.textContent = "Copiato";
  });
  address.addEventListener("focus", () => address.select());
}
