// The box on the home page suggests municipalities; nothing is loaded until the reader goes to it.
const box = document.getElementById("q");

async function start() {
  const said = document.getElementById("suggeriti");
  const towns = await import("./comuni.js").catch(() => null);
  if (!towns) {
    said.textContent = "I suggerimenti non ci sono: la pagina è cambiata, ricaricala."; // the form leads to the search all the same
    return;
  }
  const { combobox, destination } = towns;
  combobox(box, said, (place) => location.assign(destination(place)));
  if (box.value) box.dispatchEvent(new Event("input"));
}

box.addEventListener("focus", start, { once: true });
if (document.activeElement === box) start();
