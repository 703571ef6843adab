"""The site in Firefox and WebKit, which the other tests do not start: what needs a script in both languages, print.

As a program: `tests/browsers.py output`. Firefox is driven by WebDriver BiDi (puppeteer-core of package-lock.json),
WebKit by the W3C WebDriver of Debian's webkit2gtk-driver, on a screen of Xvfb. What cannot be started is said; the exit
code is 1 where a step fails, or where no browser starts.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pypdf import PdfReader

if __name__ == "__main__":  # run as a file: the project's folder is not on the path
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.server import serving

HERE = Path(__file__).resolve().parent
STEPS = HERE / "walk.json"
PRINTED = (
    "", "distretti/lombardia/", "distretti/lombardia/lodi/", "distretti/lombardia/lodi/investire/",
    "en/districts/lombardia/lodi/", "cerca/?q=mercato",
)  # fmt: skip
PATIENCE = 30.0  # seconds
FIREFOX = "Firefox non è partito: {}. Su Debian: sudo apt-get install firefox-esr; poi «npm ci»."
WEBKIT = "WebKit non è partito: {}. Su Debian: sudo apt-get install webkit2gtk-driver xvfb."

Outcome = tuple[str, str]  # what was done, why it failed ("" where it did not)


class NotStarted(Exception):
    """A browser is not there, or does not start."""


def firefox(address: str, folder: Path) -> Iterator[Outcome]:
    """What Firefox does with each step and each page printed."""
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    missing = "" if found else "non c'è"
    missing = missing or ("" if shutil.which("node") else "manca Node, che lo guida")
    missing = missing or ("" if (HERE.parent / "node_modules" / "puppeteer-core").is_dir() else "manca puppeteer-core")
    if missing:
        raise NotStarted(FIREFOX.format(missing))
    command = ["node", HERE / "firefox.mjs", str(found), address, STEPS, folder, *PRINTED]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if not any("started" in one for one in told):
        raise NotStarted(
            FIREFOX.format(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "nessun motivo")
        )
    for one in told:
        if "step" in one:
            yield one["step"], one.get("failed", "")
        elif "print" in one:
            yield f"stampa di /{one['print']}", one.get("failed") or _first_page(Path(one["file"]))


def webkit(address: str, folder: Path) -> Iterator[Outcome]:
    """The same of WebKit."""
    absent = [name for name in ("WebKitWebDriver", "Xvfb") if not shutil.which(name)]
    if absent:
        raise NotStarted(WEBKIT.format(f"manca {' e '.join(absent)}"))
    with _screen() as display, _driver(display) as ask:
        for step in json.loads(STEPS.read_text("utf-8")):
            yield step["name"], _walked(ask, address, step)
        for path in PRINTED:
            ask("POST", "url", {"url": address + path})
            time.sleep(1)
            try:
                printed = ask("POST", "print", {})
            except OSError:
                yield f"stampa di /{path}", "(non provata: questo WebKit non stampa da solo)"
                continue
            file = folder / f"webkit-{len(path)}.pdf"
            file.write_bytes(base64.b64decode(printed))
            yield f"stampa di /{path}", _first_page(file)


def _walked(ask: Any, address: str, step: dict[str, Any]) -> str:
    """Why a step fails, "" where it does not."""
    ask("POST", "window/rect", {"width": step.get("width", 1280), "height": 844})
    ask("POST", "url", {"url": address + step["path"]})
    for act, expected in ((step.get("do"), step.get("wait")), (step.get("then"), step.get("end"))):
        if act:
            ask("POST", "execute/sync", {"script": act, "args": []})
        end = time.monotonic() + PATIENCE
        while expected and not _holds(ask, expected):
            if time.monotonic() > end:
                return f"dopo {PATIENCE:.0f} secondi non è vero che {expected}"
            time.sleep(0.1)
    return ""


def _holds(ask: Any, expected: str) -> bool:
    """Whether an expression is true; not while another page comes, nor where it cannot be evaluated yet."""
    try:
        return bool(ask("POST", "execute/sync", {"script": f"return Boolean({expected})", "args": []}))
    except OSError:
        return False


@contextmanager
def _screen() -> Iterator[str]:
    """A screen that nobody sees."""
    display = f":{90 + os.getpid() % 900}"
    with subprocess.Popen(["Xvfb", display, "-screen", "0", "1400x1000x24"], stderr=subprocess.DEVNULL) as server:
        time.sleep(1)
        try:
            yield display
        finally:
            server.terminate()


@contextmanager
def _driver(display: str) -> Iterator[Any]:
    """A function that asks WebKit's WebDriver for something of a session of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "DISPLAY": display, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
    command = ["WebKitWebDriver", f"--port={port}"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as driver:
        base = f"http://127.0.0.1:{port}/session"

        def send(method: str, address: str, given: Any = None) -> Any:
            body = None if given is None else json.dumps(given).encode()
            request = urllib.request.Request(address, body, {"Content-Type": "application/json"}, method=method)
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.loads(answer.read())["value"]

        try:
            session = _opened(send, base)
            try:
                yield lambda method, what, given: send(method, f"{base}/{session}/{what}", given)
            finally:
                send("DELETE", f"{base}/{session}")
        finally:
            driver.terminate()


def _opened(send: Any, base: str) -> str:
    """The session, when the driver is ready for one."""
    end, why = time.monotonic() + PATIENCE, ""
    while time.monotonic() < end:
        try:
            return str(send("POST", base, {"capabilities": {"alwaysMatch": {}}})["sessionId"])
        except OSError as error:
            why = str(error)
            time.sleep(0.3)
    raise NotStarted(WEBKIT.format(why))


def _first_page(file: Path) -> str:
    """Why the first page of a printed page is wrong: it is empty; "" where it has words."""
    return "" if len(PdfReader(file).pages[0].extract_text().split()) > 30 else "la prima pagina è vuota"


def main(site: Path) -> int:
    """Says what each browser did; 1 where something failed or none started."""
    started = wrong = 0
    with serving(site) as address, tempfile.TemporaryDirectory() as folder:
        for name, walk in (("Firefox", firefox), ("WebKit", webkit)):
            try:
                for what, failed in walk(f"{address}/", Path(folder)):
                    started += 1
                    untried = failed.startswith("(")
                    wrong += bool(failed) and not untried
                    print(f"{name}: {what}: {failed or 'va bene'}", flush=True)
            except NotStarted as error:
                print(error, flush=True)
    print(f"Passi provati: {started}, non riusciti: {wrong}.")
    return 1 if wrong or not started else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
