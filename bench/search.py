"""`python -m bench.search`: what the search costs to index, to load, to ask; prints the table of docs/performance.md.

On the real catalogue and on one of 8,500 made records; in Chromium slowed down four times, from a server that
compresses.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page, sync_playwright
from tests.chromium import FLAGS, chromium_path
from tests.server import serving

from . import catalogue
from .engines import PROJECT
from .measure import Command, cost

MADE = 8500
SLOWER = 4
FIRST = "lodi"
LATER = ("mercato il sabato a lodi", "bando vetrine", "distretto torino", "antiquariato", "mercto", "fiera di natale")
TYPED = ("casalpusterlengo", "montevarchi", "marsala")

# When the results are busy and when they are not, in ms of the page.
WATCH = """() => {
  window.turns = [];
  new MutationObserver(() => {
    const now = performance.now();
    if (risultati.ariaBusy == "true") turns.push({start: now});
    else if (turns.length) turns.at(-1).end ??= now;
  }).observe(risultati, {attributeFilter: ["aria-busy"]});
}"""


# When the last file came but those of the pages found, which come with the answer.
LAST = """Math.max(...performance.getEntriesByType("resource")
  .filter(it => !it.name.includes("fragment")).map(it => it.responseEnd))"""


def main() -> int:
    """Measure both catalogues; always 0."""
    parser = argparse.ArgumentParser(prog="bench.search", description="Misura la ricerca.")
    parser.add_argument("--folder", type=Path, default=PROJECT / ".cache" / "bench-search", help="dove si lavora")
    parser.add_argument("--rounds", type=int, default=3, help="quante volte si misura ogni cosa")
    options = parser.parse_args()
    folder = options.folder.resolve()
    made = folder / "content"
    if not made.is_dir():
        catalogue.write(PROJECT / "content", made, MADE)
    print("| | budget | real catalogue | 8,500 made records |", "|---|---|---|---|", sep="\n")
    columns = [dict(_measured(content, folder / name, options.rounds)) for content, name in (
        (PROJECT / "content", "real"), (made, "made"),
    )]  # fmt: skip
    for (name, limit), *values in zip(columns[0], *(column.values() for column in columns), strict=True):
        print(f"| {name} | {limit} | {' | '.join(values)} |")
    return 0


def _measured(content: Path, folder: Path, rounds: int) -> Iterator[tuple[tuple[str, str], str]]:
    """Rows: (what, budget), value."""
    site = [cost(_build(content, folder, off=["search"]))
            for _ in range(rounds)]  # fmt: skip
    whole = [cost(_build(content, folder, off=[])) for _ in range(rounds)]
    without, with_search = (median(item.cpu for item in found) for found in (site, whole))
    yield ("indexing, CPU / site build's", "≤ 0.5"), f"{(with_search - without) / without:.2f}"
    yield ("indexing, CPU s", ""), f"{with_search - without:.1f}"
    entries = sorted((folder / "site" / "cerca").glob("*/pagefind-entry.json"))
    counts = [json.loads(file.read_text())["languages"]["it"]["page_count"] for file in entries]
    yield ("pages now, pages past", ""), ", ".join(f"{count:,}" for count in counts)
    with serving(folder / "site", compressed=True) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium_path()), args=FLAGS)
        found = [_asked(browser.new_context().new_page(), address) for _ in range(rounds)]
        typed = [_typed(browser.new_context().new_page(), address, text) for text in TYPED]
        browser.close()

    def middle(*names: str, unit: int = 1) -> str:
        return ", ".join(f"{median(item[name] for item in found) / unit:.0f}" for name in names)

    yield ("first question, KB", "≤ 250"), middle("first bytes", unit=1000)
    yield ("first question, requests", ""), middle("first requests")
    yield ("later questions, KB: median, most", "≤ 90"), middle("later bytes", "most bytes", unit=1000)
    yield ("filters opened, KB", "≤ 90"), middle("filter bytes", unit=1000)
    yield ("first results after the assets, ms", "< 300"), middle("first time")
    yield ("later results, files loaded before, ms: median, most", "< 100"), middle("again time", "most again")
    yield ("later results, files loaded meanwhile, ms: median, most", ""), middle("later time", "most time")
    yield (
        ("typing a municipality, KB: first letters, most of later ones", "≤ 15, 0"),
        (f"{max(first for first, _ in typed) / 1000:.1f}, {max(later for _, later in typed) / 1000:.1f}"),
    )


def _build(content: Path, folder: Path, off: list[str]) -> Command:
    """A build from nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    arguments = ("-o", str(folder / "site"), "--cache-path", str(folder), "-e", f"OUTPUTS_OFF={json.dumps(off)}")
    command = (sys.executable, "-m", "pelican", str(content), "-s", "pelicanconf.py", *arguments)
    return Command(command, PROJECT, folder / "site", {})


def _asked(page: Page, address: str) -> dict[str, float]:
    """Bytes, requests and milliseconds of a first question, of later ones, and of opening the filters."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    loaded: list[float] = []
    session.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    page.goto(f"{address}/cerca/", wait_until="networkidle")
    page.evaluate(WATCH)
    loaded.clear()
    page.fill("#q", FIRST)
    _settle(page, FIRST)
    found = {"first bytes": sum(loaded), "first requests": len(loaded)}
    found["first time"] = page.evaluate(f"turns.at(-1).end - {LAST}")
    weights, times, again = [], [], []
    for text in LATER:
        loaded.clear()
        page.fill("#q", text)
        _settle(page, text)
        weights.append(sum(loaded))
        times.append(page.evaluate("turns.at(-1).end - turns.at(-1).start"))
    for text in LATER:
        page.fill("#q", text)
        _settle(page, text)
        again.append(page.evaluate("turns.at(-1).end - turns.at(-1).start"))
    loaded.clear()
    page.locator("#filtri summary").click()
    page.locator("#scelte small:not(:empty):visible").first.wait_for()
    page.wait_for_timeout(300)
    found |= {"later bytes": median(weights), "most bytes": max(weights), "filter bytes": sum(loaded)}
    found |= {"later time": median(times), "most time": max(times)}
    return found | {"again time": median(again), "most again": max(again)}


def _settle(page: Page, query: str) -> None:
    state = "[risultati.dataset.query, risultati.ariaBusy]"
    while page.evaluate(state) != [query, "false"]:
        page.wait_for_timeout(20)
    page.wait_for_timeout(300)  # what has loaded is told a little later


def _typed(page: Page, address: str, text: str) -> tuple[float, float]:
    """Bytes until the first suggestions, and until the whole name is written."""
    session: Any = page.context.new_cdp_session(page)
    session.send("Network.enable")
    loaded: list[tuple[str, float]] = []
    names: dict[str, str] = {}
    session.on("Network.requestWillBeSent", lambda event: names.update({event["requestId"]: event["request"]["url"]}))
    session.on(
        "Network.loadingFinished",
        lambda event: loaded.append((names.get(event["requestId"], ""), event["encodedDataLength"])),
    )
    page.goto(address, wait_until="networkidle")
    page.locator("#q").focus()
    page.wait_for_timeout(500)
    page.keyboard.type(text[:3], delay=30)
    page.wait_for_timeout(500)
    first = sum(size for name, size in loaded if name.endswith(".json"))
    loaded.clear()
    page.keyboard.type(text[3:], delay=30)
    page.wait_for_timeout(500)
    return first, sum(size for name, size in loaded if name.endswith(".json"))


if __name__ == "__main__":
    sys.exit(main())
