// A totem: what holds at this minute in Italy, one frame after another. It goes on when the line does not, and says so.
import { guard } from "./guard.js";

const TURN = 12000; // milliseconds; minutes begin with a turn
const FETCH = 300000;
const LONGEST = 600000;
const SHIFT = 240000;
const MOST = 12; // of what comes after tomorrow
const DAY = 864e5;

const { dataset } = document.body;
const one = (name) => document.querySelector(`[data-${name}]`);
const [stage, clock, line, button] = ["stage", "clock", "line", "pause"].map(one);
const wall = new Intl.DateTimeFormat("sv", { timeZone: "Europe/Rome", dateStyle: "short", timeStyle: "short" });
const style = (options) => new Intl.DateTimeFormat("it", { timeZone: "UTC", ...options });
const [long, short] = [style({ weekday: "long", day: "numeric", month: "long" }), style({ day: "numeric", month: "long" })];
const said = (day, how = long) => how.format(new Date(day)).replace(/(^|\D)1 /, "$11º ");
const until = (day) => `fino ${/^(8|11)\b/.test(said(day, short)) ? "all’" : "al "}${said(day, short)}`;
const plus = (day, number) => new Date(Date.parse(day) + number * DAY).toISOString().slice(0, 10);
const weekday = (day) => new Date(day).getUTCDay() || 7;

let data;
let kept = 0; // when the data were read, as the clock says
let offline = false;
let failed = 0;
let due = 0; // as the machine counts, whatever its clock is set to
let place = 0; // of the frame, and of the first of its items
let start = 0;
let next = [0, 0];
let paused = false;
let alarms = "";
let registration;

const held = (item, day) => (item.span ? item.span[0] <= day && day <= item.span[1] : item.days?.includes(day));
const unsure = (item, day) => item.unsure?.includes(day);
const toConfirm = "da confermare"; // days on which no source says whether it is held

/** Whether what began today, or the day before, has ended by now; what ends after midnight has not before. */
const ended = (item, same, time) => (same ? item.end && item.end <= time : !(time < item.late));

function row(item, state, ...more) {
  return { title: item.title, state: item.state || state, meta: [...more, item.hours, item.where].filter(Boolean).join(" · ") };
}

/** What is on on a day; at a time of it what is not over yet, with what goes on from the evening before. */
function on(day, time = "") {
  return data.dates.flatMap((item) => {
    const is = (when) => (held(item, when) || unsure(item, when)) && !(time && ended(item, when === day, time));
    const begun = [day, ...(time ? [plus(day, -1)] : [])].find(is);
    return begun ? [row(item, unsure(item, begun) && toConfirm, item.span?.[1] >= day && until(item.span[1]))] : [];
  });
}

/** What comes after a day, each with its next, and with the days before that which are not sure. */
function after(day) {
  const next = (item) => item.span?.[0] || item.days?.find((each) => each > day) || item.unsure?.find((each) => each > day);
  const found = data.dates.map((item) => ({ item, first: next(item) })).filter(({ first }) => first > day);
  found.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  return found.slice(0, MOST).map(({ item, first }) => {
    if (item.span) return row(item, "", short.formatRange(new Date(first), new Date(item.span[1])));
    const doubts = (item.unsure || []).filter((each) => day < each && each < first).map((each) => said(each, short));
    const more = doubts.length ? ` (${doubts.join(" e ")} ${toConfirm})` : "";
    return row(item, unsure(item, first) && toConfirm, said(first) + more);
  });
}

function holds(message, day, time) {
  const { days, hours } = message;
  const begun = message.from <= day && day <= message.to && (!days || days.includes(weekday(day)));
  return begun && (!hours || (hours[0] <= time && time < hours[1]));
}

/** All frames of a minute, in order. */
function frames(day, time) {
  const messages = data.messages.filter((message) => holds(message, day, time));
  const open = data.calls.filter((call) => (call.from || "") <= day && day <= call.to && !(day === call.to && call.time <= time));
  const calls = open.map((call) => ({ title: call.title, meta: until(call.to) + (call.time ? `, ore ${call.time}` : "") }));
  const tomorrow = plus(day, 1);
  const lists = [
    { title: "Oggi", items: on(day, time) },
    { title: "Domani", items: on(tomorrow) },
    { title: "Prossimi giorni", items: after(tomorrow) },
    { title: "Bandi aperti", items: calls },
    { title: "Prodotti tipici", items: data.products || [] },
    { title: "Luoghi", items: data.places || [] },
  ];
  const words = messages.map((message) => ({ message }));
  return [...words, ...lists.filter((list) => list.items.length)];
}

/** Whether a day is past those that the data know. */
const over = (day) => data?.until < day;

function nothing(day) {
  const text = over(day) ? `Le date note finivano ${said(data.until)}.` : "Nessun mercato o evento noto nei prossimi giorni.";
  return { message: { text, by: "" } };
}

function element(name, kind, text) {
  const made = document.createElement(name);
  made.className = `totem__${kind}`;
  if (text) made.textContent = text;
  return made;
}

/** A QR code from its rows: "37:fe3f8…:8209…". */
function code(packed) {
  const figure = element("figure", "more");
  const [size, ...rows] = packed.split(":");
  const dark = rows.map((text, y) => [...BigInt(`0x${text}`).toString(2).padStart(size, "0")].map((bit, x) => (bit === "1" ? `M${x} ${y}h1v1h-1z` : "")).join(""));
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS(svg.namespaceURI, "path");
  svg.setAttribute("viewBox", `-4 -4 ${+size + 8} ${+size + 8}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", "Codice QR");
  svg.setAttribute("class", "totem__code");
  path.setAttribute("d", dark.join(""));
  svg.append(path);
  figure.append(svg, element("figcaption", "meta", "Per saperne di più"));
  return figure;
}

function picture(message) {
  const figure = element("figure", "picture");
  const image = document.createElement("img");
  image.alt = message.alt;
  image.onerror = () => figure.remove();
  image.src = dataset.root + message.image;
  figure.append(image, element("figcaption", "credit", message.credit));
  return figure;
}

function words(message) {
  const made = element("section", message.urgent ? "frame totem__frame--urgent" : "frame");
  const text = element("div", `words totem__words--${message.text.length > 110 ? "long" : message.text.length > 50 ? "middle" : "few"}`);
  if (message.urgent) text.append(element("p", "alarm", "Avviso urgente"));
  text.append(element("p", "text", message.text));
  const about = [message.place, message.by].filter(Boolean).join(" · ");
  if (about) text.append(element("p", "meta", about));
  made.append(text);
  const side = element("div", "side");
  if (message.image) side.append(picture(message));
  if (message.qr) side.append(code(message.qr));
  if (side.children.length) made.append(side);
  return made;
}

/** A frame from one of its items on: as many as there is room for; where the next begins. */
function show(frame, from) {
  if (frame.message) {
    stage.replaceChildren(words(frame.message));
    return 0;
  }
  const made = element("section", "frame");
  const list = element("ul", frame.items.length > 2 ? "list" : "list totem__list--few");
  for (const item of frame.items.slice(from)) {
    const line = element("li", "row");
    const title = element("span", "title", item.title);
    if (item.state) title.append(" ", element("strong", "state", item.state));
    line.append(title, element("span", "meta", item.meta || ""));
    list.append(line);
  }
  made.append(element("h2", "heading", frame.title), list);
  stage.replaceChildren(made);
  while (list.children.length > 1 && made.scrollHeight > made.clientHeight) list.lastChild.remove();
  return from + list.children.length;
}

function say(day, time) {
  const [then, hour] = kept ? wall.format(kept).split(" ") : [];
  const when = then === day ? "di oggi" : then === plus(day, -1) ? "di ieri" : then && `di ${said(then)}`;
  if (over(day)) line.textContent = `${offline ? "Senza rete. " : ""}Date note ${until(data.until)}`;
  else if (offline) line.textContent = then ? `Senza rete: dati ${when}, ore ${hour}` : "Senza rete";
  else if (then) line.textContent = then === day ? `Aggiornato alle ${hour}` : `Dati ${when}, ore ${hour}`;
  clock.textContent = `${said(day)}, ${time}`;
  dataset.shift = Math.floor(Date.now() / SHIFT) % 8;
}

function turn(again) {
  const [day, time] = wall.format(Date.now()).split(" ");
  say(day, time);
  if (!data) return;
  let all = [];
  try {
    all = frames(day, time);
  } finally {
    if (!all.length) all = [nothing(day)];
    const urgent = all.map((frame) => frame.message?.urgent && frame.message.text).filter(Boolean).join("\n");
    if (urgent !== alarms) next = [0, 0];
    else if (again || paused) next = [place, start];
    alarms = urgent;
    [place, start] = next[0] < all.length ? next : [0, 0];
    const { items = [] } = all[place];
    if (start >= items.length) start = 0;
    const end = show(all[place], start);
    next = end && end < items.length ? [place, end] : [place + 1, 0];
  }
}

const assets = (html) => (html.match(/tema\/(?:js|css)\/[^"]+/g) || []).join();
const mine = assets(document.documentElement.outerHTML);

/** A new version of the page is loaded as soon as it is there. */
async function renew() {
  registration?.update().catch(() => {});
  const response = await fetch(location.pathname, { cache: "no-cache" });
  const theirs = response.ok && !response.headers.get("x-letta") && assets(await response.text());
  if (theirs && theirs !== mine) location.reload();
}

async function load() {
  due = Infinity;
  try {
    const response = await fetch(dataset.source, { cache: "no-cache", signal: AbortSignal.timeout(20000) });
    const found = await response.json();
    if (!response.ok || ![found.messages, found.dates, found.calls].every(Array.isArray)) throw new Error("no data");
    const copied = Number(response.headers.get("x-letta"));
    [data, kept, offline] = [found, copied || Date.now(), Boolean(copied)];
  } catch {
    offline = true;
  }
  failed = offline ? failed + 1 : 0;
  due = performance.now() + (offline ? Math.min(LONGEST, TURN * 2 ** (failed - 1)) : FETCH) - TURN / 2;
  turn(true);
  if (!offline) await renew().catch(() => {});
}

function tick() {
  try {
    turn();
    if (performance.now() >= due) load();
  } finally {
    setTimeout(tick, TURN - (Date.now() % TURN));
  }
}

function pause() {
  paused = !paused;
  button.textContent = paused ? "Riprendi" : "Ferma";
}

/** The machine stays awake while it is shown. */
function wake() {
  if (document.hidden) return;
  navigator.wakeLock?.request("screen").catch(() => {});
  due = Math.min(due, performance.now());
  turn(true);
}

button.hidden = false;
button.addEventListener("click", pause);
document.addEventListener("keydown", (event) => {
  if (event.key === " " && event.target !== button) pause();
});
document.addEventListener("visibilitychange", wake);
addEventListener("online", wake);
guard(dataset, dataset.source)
  .then((made) => (registration = made))
  .catch(() => {});
tick();
wake();
