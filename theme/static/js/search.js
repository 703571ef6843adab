// /cerca/: nothing is loaded until the reader touches the search, or the address asks something.
const form = document.getElementById("cerca");
let started;

function start() {
  started ||= import("./finding.js").then((page) => page.start());
  return started;
}

for (const event of ["focusin", "input", "pointerdown"]) form.addEventListener(event, start, { once: true, passive: true });
form.addEventListener("submit", (event) => {
  event.preventDefault();
  start().then((search) => search.ask(true));
});
document.getElementById("ricerca").hidden = false;
const near = document.getElementById("vicino");
near.hidden = !("geolocation" in navigator);
near.addEventListener("click", (event) => {
  if (started) return;
  event.stopImmediatePropagation();
  start().then((search) => search.around());
});
if (location.search.length > 1) start();
