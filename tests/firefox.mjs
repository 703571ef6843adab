// Walks the steps of tests/walk.json in Firefox, by WebDriver BiDi, and prints pages: a line of JSON for each outcome.
import { readFileSync, writeFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const [browserPath, address, steps, folder, ...printed] = process.argv.slice(2);
const PATIENCE = 30000; // ms
const browser = await puppeteer.launch({ browser: "firefox", executablePath: browserPath, headless: true });
const say = (outcome) => console.log(JSON.stringify(outcome));
say({ started: await browser.version() });
for (const step of JSON.parse(readFileSync(steps, "utf8"))) {
  const page = await browser.newPage();
  try {
    await page.setViewport({ width: step.width || 1280, height: 844 });
    await page.goto(address + step.path);
    for (const [act, expected] of [[step.do, step.wait], [step.then, step.end]]) {
      if (act) await page.evaluate(act);
      if (expected) await page.waitForFunction(expected, { timeout: PATIENCE, polling: 100 });
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
    const found = "!location.search || document.querySelector('#risultati li')"; // a search has its results first
    await page.waitForFunction(found, { timeout: PATIENCE, polling: 100 });
    const file = `${folder}/${path.replaceAll("/", "-") || "home"}.pdf`;
    writeFileSync(file, await page.pdf({ format: "A4" }));
    say({ print: path, file });
  } catch (error) {
    say({ print: path, failed: String(error.message || error).split("\n")[0] });
  }
  await page.close();
}
await browser.close();
