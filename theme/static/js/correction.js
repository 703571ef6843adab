// Names the record on /segnala/ (?scheda=/distretti/…/): prepares the e-mail. Without it the page explains by hand.
const box = document.getElementById("scheda");
const record = new URLSearchParams(location.search).get("scheda") || "";
if (box && /^\/[a-z0-9/-]{1,200}$/.test(record)) {
  const page = new URL(`..${record}`, location.href).href;
  box.querySelector("[data-record]").textContent = record;
  const subject = encodeURIComponent(`Correzione: ${record}`);
  const body = encodeURIComponent(`Scheda: ${page}\n\nChe cosa è sbagliato o manca:\n\nFonte pubblica (indirizzo):\n`);
  box.querySelector("[data-mail]").href = `mailto:${box.dataset.contact}?subject=${subject}&body=${body}`;
  box.hidden = false;
}
