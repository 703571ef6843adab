// /cerca/: nothing is loaded until the reader touches the search, or the address asks something.
const CHANGED = "La pagina è cambiata: ricaricala, oppure scegli da un elenco qui sotto.";
const OFFLINE = "La ricerca non si è caricata. Controlla la connessione e riprova, oppure scegli da un elenco qui sotto.";
const form = document.getElementById("cerca");
let started;
let lost = false; // whether a script did not come: one that a newer publish has no more, or without network

function start() {
  started ||= import("./finding.js").then((page) => page.start());
  started.catch(() => {
    lost = true;
    document.getElementById("errore").textContent = navigator.onLine ? CHANGED : OFFLINE;
    readings.then(({ offer }) => offer(document.getElementById("letture"))).catch(() => {});
  });
  return started;
}

for (const event of ["focusin", "input", "pointerdown"]) form.addEventListener(event, start, { once: true, passive: true });
form.addEventListener("submit", (event) => {
  if (lost) return; // the form asks for the page of now
  event.preventDefault();
  start().then((search) => search.ask(true)).catch(() => form.submit());
});
document.getElementById("ricerca").hidden = false;
import("./carry.js").then(({ carry }) => carry(document.getElementById("q"))).catch(() => {});
const readings = import("./readings.js"); // here already when the line is not
readings.catch(() => {});
const near = document.getElementById("vicino");
near.hidden = !("geolocation" in navigator);
near.addEventListener("click", (event) => {
  if (started && !lost) return;
  event.stopImmediatePropagation();
  start().then((search) => search.around()).catch(() => {});
});
if (location.search.length > 1) start();
