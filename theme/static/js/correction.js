// Names the record on /segnala/ (?scheda=/distretti/…/): prepares the e-mail. Without it the page explains by hand.
const box = document.getElementById("scheda");
const record = new URLSearchParams(location.search).get("scheda") || "";
if (box && /^\/[a-z0-9/-]{1,200}$/.test(record)) {
  const page = new URL(`..${record}`, location.href).href;
  const asks = record === "/forum/"; // a question, not a correction
  box.querySelector("[data-record]").textContent = asks ? "domanda per il forum" : record;
  if (asks) box.querySelector("[data-mail]").textContent = "Prepara l’e-mail con la domanda";
  const subject = encodeURIComponent(asks ? "Domanda per il forum" : `Correzione: ${record}`);
  const correction = `Scheda: ${page}\n\nChe cosa è sbagliato o manca:\n\nFonte pubblica (indirizzo):\n`;
  const body = encodeURIComponent(asks ? "La mia domanda:\n\nIl comune o il distretto, se riguarda solo quello:\n" : correction);
  box.querySelector("[data-mail]").href = `mailto:${box.dataset.contact}?subject=${subject}&body=${body}`;
  box.hidden = false;
}
