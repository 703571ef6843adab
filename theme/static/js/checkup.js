// A self-check: answers stay in this browser, and of the outcomes in the page the one that holds is shown, with what to do.
const form = document.querySelector("form[data-checkup]");
const KEPT = `autovalutazione-${form.dataset.checkup}`;
const WEIGHTS = ["indispensabile", "importante", "utile"];
const select = form.querySelector("[data-region] select");
const title = document.getElementById("esito");
const result = title.parentElement;
let read = false; // whether the reader has asked what the answers say

function kept(text) {
  try {
    if (text === undefined) return JSON.parse(localStorage.getItem(KEPT) || "{}");
    if (text) localStorage.setItem(KEPT, text);
    else localStorage.removeItem(KEPT);
  } catch {} // eslint-disable-line no-empty -- a browser that keeps nothing
  return {};
}

/** The questions that this reader is asked: those of other regions are not. */
const asked = () => [...form.querySelectorAll("fieldset")].filter((item) => !item.closest("[hidden], section.quiet"));
const answer = (item) => item.querySelector("input:checked")?.value || "";
const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

/** Shown, or not: what is only not asked for yet is still on paper. */
function show(element, wanted, open) {
  element.classList.toggle("quiet", !wanted && open);
  element.hidden = !wanted && !open;
}

function outcome(items) {
  const has = (weight, ...values) => items.some((item) => item.dataset.weight === weight && values.includes(answer(item)));
  if (has("indispensabile", "no")) return "missing";
  if (has("indispensabile", "non-so")) return "unsure";
  const left = items.some((item) => !answer(item) && item.dataset.weight !== "utile");
  if (left) return "";
  return has("importante", "no", "non-so") ? "almost" : "ready";
}

function look() {
  for (const section of form.querySelectorAll("[data-of]")) show(section, section.dataset.of === select.value, !select.value);
  const items = asked();
  for (const item of items) {
    item.dataset.answer = answer(item);
    show(item.querySelector("[data-next]"), ["no", "non-so"].includes(answer(item)), !answer(item));
  }
  const found = read ? outcome(items) : "";
  for (const block of result.querySelectorAll("[data-outcome]")) show(block, block.dataset.outcome === found, !read);
  if (!read) return;
  const left = items.filter((item) => !answer(item)).length;
  const said = `Hai risposto a ${items.length - left} di ${count(items.length, "domanda", "domande")}.`;
  const more = select && !select.value ? " Scegli la regione, per avere anche le sue regole." : "";
  const wait = found ? "" : " Rispondi a tutte quelle indispensabili e importanti per leggere che cosa dicono.";
  result.querySelector("[data-said]").textContent = said + more + wait;
  todo(items);
}

function todo(items) {
  const due = items.filter((item) => ["no", "non-so"].includes(answer(item)));
  due.sort((one, other) => WEIGHTS.indexOf(one.dataset.weight) - WEIGHTS.indexOf(other.dataset.weight));
  const lines = due.map((item) => {
    const line = document.createElement("li");
    const name = document.createElement("strong");
    name.textContent = item.querySelector("legend").firstChild.textContent.trim();
    line.append(name, ` (${item.dataset.weight}) `, item.querySelector("[data-next] span").textContent);
    return line;
  });
  result.querySelector("ol").replaceChildren(...lines);
  result.querySelector("[data-todo]").hidden = false;
  result.querySelector("[data-todo] h3").hidden = !lines.length;
}

function keep() {
  const found = Object.fromEntries(new FormData(form));
  kept(JSON.stringify(select ? { ...found, regione: select.value } : found));
  look();
}

const before = kept();
for (const [name, value] of Object.entries(before)) {
  const input = form.querySelector(`input[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
  if (input) input.checked = true;
}
if (select && [...select.options].some((option) => option.value === before.regione)) select.value = before.regione;
form.addEventListener("change", keep);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  read = true;
  look();
  title.focus();
});
form.querySelector("[data-clear]").addEventListener("click", () => {
  form.reset();
  kept("");
  read = false;
  result.querySelector("[data-said]").textContent = "Risposte cancellate.";
  result.querySelector("[data-todo]").hidden = true;
  look();
});
result.querySelector("[data-print]").addEventListener("click", () => print());
for (const hidden of form.querySelectorAll("[data-do], [data-region]")) hidden.hidden = false;
look();
