// Walks the steps of tests/walk.json in Firefox, by WebDriver BiDi, and prints pages: a line of JSON for each outcome.
import { readFileSync, writeFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const [browserPath, address, steps, folder, ...printed] = process.argv.slice(2);
const PATIENCE = 30000; // ms
const browser = await puppeteer.launch({ browser: "firefox", executablePath: browserPath, headless: true, defaultViewport: null });
/** The size is set; that this Firefox cannot turn its screen too does not matter. */
const older = (error) => {
  if (!/unknown command/.test(error.message)) throw error;
};
/** Wait until an expression is true: evaluated anew each time, since the policy of pages lets nothing else do it. While
    another page comes there is none to ask. */
async function until(page, expression) {
  const end = Date.now() + PATIENCE;
  while (!(await page.evaluate(expression).catch(() => false))) {
    if (Date.now() > end) throw new Error(`dopo ${PATIENCE / 1000} secondi non è vero che ${expression}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}
const say = (outcome) => console.log(JSON.stringify(outcome));
say({ started: await browser.version() });
for (const step of JSON.parse(readFileSync(steps, "utf8"))) {
  const page = await browser.newPage();
  try {
    await page.setViewport({ width: step.width || 1280, height: 844 }).catch(older);
    await page.goto(address + step.path);
    for (const [act, expected] of [[step.do, step.wait], [step.then, step.end]]) {
      if (act) await page.evaluate(act);
      if (expected) await until(page, expected);
    }
    say({ step: step.name });
  } catch (error) {
    say({ step: step.name, failed: String(error.message || error).split("\n")[0] });
  }
  await page.close();
}
for (const path of printed) {
  const page = await browser.newPage();
  try {
    await page.goto(address + path);
    const found = "!location.search || Boolean(document.querySelector('#risultati li'))"; // a search has its results first
    await until(page, found);
    const file = `${folder}/${path.replaceAll("/", "-") || "home"}.pdf`;
    writeFileSync(file, await page.pdf({ format: "A4" }));
    say({ print: path, file });
  } catch (error) {
    say({ print: path, failed: String(error.message || error).split("\n")[0] });
  }
  await page.close();
}
await browser.close();
