// The box on the home page suggests municipalities, and the browser keeps the one chosen; nothing is loaded before that.
const CHOSEN = "distretti.comune"; // its slug: it stays in this browser
const box = document.getElementById("q");
const near = document.getElementById("vicino");
const said = document.getElementById("vicino-esito");

function chosen() {
  try {
    return localStorage.getItem(CHOSEN);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function choose(slug) {
  try {
    if (slug) localStorage.setItem(CHOSEN, slug);
    else localStorage.removeItem(CHOSEN);
  } catch {} // eslint-disable-line no-empty
}

async function start() {
  const list = document.getElementById("suggeriti");
  const towns = await import("./comuni.js").catch(() => null);
  if (!towns) {
    list.textContent = "I suggerimenti non ci sono: la pagina è cambiata, ricaricala."; // the form leads to the search all the same
    return;
  }
  towns.combobox(box, list, (place) => {
    choose(place.slug);
    location.assign(towns.destination(place));
  });
  if (box.value) box.dispatchEvent(new Event("input"));
}

async function weekend() {
  if (!chosen()) return;
  const { show } = await import("./weekend.js");
  show(chosen(), () => choose(""));
}

near.hidden = !("geolocation" in navigator);
near.addEventListener("click", async () => {
  const found = await import("./weekend.js").catch(() => null);
  if (!found) said.textContent = "La pagina è cambiata: ricaricala.";
  found?.around(said, (place) => {
    choose(place.slug);
    weekend();
  });
});
box.addEventListener("focus", start, { once: true });
if (document.activeElement === box) start();
weekend().catch(() => {});
