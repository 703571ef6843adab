// /comuni/: the box answers for a municipality without leaving the page; nothing is loaded until the reader goes to it.
const form = document.getElementById("trova");
const box = document.getElementById("q");
const near = document.getElementById("vicino");
const place_ = document.getElementById("comune-trovato");
const status = document.getElementById("vicino-esito");
let started;

function start() {
  started ||= import("./comuni.js").then((towns) => {
    towns.combobox(box, document.getElementById("suggeriti"), async (place) => {
      box.value = towns.label(place);
      await answer(towns, await towns.find(`${place.was || place.name} ${place.province}`));
    });
    if (box.value) box.dispatchEvent(new Event("input"));
    return towns;
  });
  started.catch(() => (status.textContent = "La pagina è cambiata: ricaricala, o premi Cerca."));
  return started;
}

async function answer(towns, found) {
  place_.replaceChildren(...(await Promise.all(found.map(towns.answer))));
  if (found.length === 1) {
    try {
      localStorage.setItem("distretti.comune", found[0].slug); // the home page shows what is near it
    } catch {} // eslint-disable-line no-empty
  }
  return found.length > 0;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = box.value.trim();
  try {
    const towns = await start();
    if (await answer(towns, await towns.find(text))) return;
  } catch {} // eslint-disable-line no-empty
  location.assign(`${form.action}?q=${encodeURIComponent(text)}`); // the search answers what is no name of a place
});
near.hidden = !("geolocation" in navigator);
near.addEventListener("click", async () => {
  const [towns, found] = await Promise.all([start(), import("./weekend.js")]).catch(() => []);
  if (!found) status.textContent = "La pagina è cambiata: ricaricala, o premi Cerca.";
  found?.around(status, (place) => answer(towns, [place]));
});
box.addEventListener("focus", start, { once: true });
if (document.activeElement === box) start();
