// The box on the home page suggests municipalities; nothing is loaded until the reader goes to it.
const box = document.getElementById("q");

async function start() {
  const { combobox, destination } = await import("./comuni.js");
  combobox(box, document.getElementById("suggeriti"), (place) => location.assign(destination(place)));
  if (box.value) box.dispatchEvent(new Event("input"));
}

box.addEventListener("focus", start, { once: true });
if (document.activeElement === box) start();
