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
if (location.search.length > 1) start();
