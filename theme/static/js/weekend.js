// What is on this week-end near a municipality, from small files by degree (plugins/distretti/outputs/days.py).
import { destination, distance, element, findOne, label, link, nearest } from "./comuni.js";

const MOST = 6;
const FAR = 40; // km
const root = new URL("eventi/fine-settimana/", document.querySelector("a.brand").href);
const today = () => new Date().toLocaleDateString("sv", { timeZone: "Europe/Rome", dateStyle: "short" });
const said = (day) => new Date(`${day}T12:00`).toLocaleDateString("it", { weekday: "long", day: "numeric", month: "long" });

async function found({ lat, lon }) {
  const there = new Set(document.getElementById("fine-settimana").dataset.celle.split(" "));
  const cells = new Set();
  for (const up of [-0.4, 0, 0.4]) for (const right of [-0.5, 0, 0.5]) cells.add(`${Math.floor(lat + up)}-${Math.floor(lon + right)}`);
  const asked = [...cells].filter((cell) => there.has(cell)).map((cell) => fetch(new URL(`cella-${cell}.json`, root)).then((answer) => answer.json()));
  return (await Promise.all(asked))
    .flat()
    .map(([day, title, address, words, latitude, longitude]) => ({ day, title, address, words, km: distance({ lat, lon }, { lat: latitude, lon: longitude }) }))
    .filter(({ day, km }) => day >= today() && km <= FAR)
    .sort((a, b) => a.km - b.km || a.day.localeCompare(b.day))
    .slice(0, MOST);
}

/** Show it of the place with this slug; `forget` is called when the reader wants no place kept. */
export async function show(slug, forget) {
  const place = await findOne(slug);
  if (!place) return;
  const shown = document.getElementById("vicini");
  const rows = (await found(place)).map(({ day, title, address, words, km }) => {
    const far = km < 2 ? `a ${place.name}` : `a ${Math.round(km)} km`;
    return element("li", link(title, new URL(address.slice(1), document.querySelector("a.brand").href).href), element("p", `${said(day)} · ${words} · ${far}`));
  });
  const list = element("ul", ...rows);
  list.className = "rows";
  const button = element("button", "Dimentica il comune");
  button.type = "button";
  button.className = "button button--plain";
  button.addEventListener("click", () => {
    forget();
    shown.hidden = true;
  });
  const about = element("p", "Vicino a ", link(label(place), destination(place)), rows.length ? ":" : `: niente di certo entro ${FAR} km.`, " ", button);
  shown.replaceChildren(about, ...(rows.length ? [list] : []));
  shown.hidden = false;
}

/** Ask the browser where the reader is, and tell `then` the nearest municipality. */
export function around(status, then) {
  status.textContent = "Cerco la tua posizione…";
  const failed = (error) => {
    status.textContent = error.code === 1 ? "Non hai dato il permesso: scrivi il nome del tuo comune." : "La posizione non è disponibile: scrivi il nome del tuo comune.";
  };
  const got = async ({ coords }) => {
    const place = await nearest({ lat: coords.latitude, lon: coords.longitude }).catch(() => null);
    status.replaceChildren(...(place ? ["Il comune più vicino è ", link(label(place), destination(place)), "."] : ["Nessun comune italiano è vicino a te."]));
    if (place) then(place);
  };
  navigator.geolocation.getCurrentPosition(got, failed, { timeout: 15000, maximumAge: 600000 });
}
