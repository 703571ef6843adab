"""The real site, built once for all tests by Pelican itself, a reader of its pages, and a browser."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from .chromium import FLAGS, STILL, chromium_path
from .server import serving

PROJECT = Path(__file__).resolve().parents[1]
DAY = "2026-11-28"
ADDRESS = "https://esempio.it/catalogo"  # of the sites that are published here


def pelican(
    output: Path, *arguments: str, content: Path | str = "content", settings: str = "pelicanconf.py", siteurl: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run Pelican as an operator would, on a fixed day."""
    command = [sys.executable, "-m", "pelican", str(content), "-s", settings, "-o", str(output)]
    command += ["--cache-path", str(output.parent / "cache"), *arguments]
    environment = {
        "PATH": "/usr/bin:/bin",
        "SOURCE_DATE_EPOCH": "1795867200",
        "SITEURL": siteurl,
        "PDF": "0",  # documents have tests of their own
        "PYTHONHASHSEED": "random",
    }
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, env=environment, check=False)


@dataclass
class Read:
    """What one page says of itself: everything its checks need."""

    file: str
    title: str = ""
    headings: int = 0
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    structured: list[str] = field(default_factory=list)
    canonical: list[str] = field(default_factory=list)
    indexed: bool = True


class _Reading(HTMLParser):
    """Fills a Read from the tags of its page."""

    def __init__(self, page: Read) -> None:
        super().__init__()
        self.page = page
        self.inside = ""  # the element whose text is kept

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        page, given = self.page, dict(attributes)
        value = {name: text or "" for name, text in attributes}
        page.anchors |= {value["id"]} if "id" in given else set()
        if tag == "a":
            page.links.append(value.get("href", ""))
        elif tag == "title" and not page.title:
            self.inside = "title"
        elif tag == "meta" and value.get("name") == "robots":
            page.indexed = "noindex" not in value.get("content", "")
        elif tag == "h1":
            page.headings += 1
        elif tag == "script" and value.get("type") == "application/ld+json":
            self.inside = "script"
        elif tag == "link" and value.get("rel") == "canonical":
            page.canonical.append(value.get("href", ""))
        elif tag in ("link", "script", "img") and (value.get("href") or value.get("src")):
            page.loaded.append(value.get("href") or value["src"])

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "title":
            self.page.title += data
        elif self.inside == "script":
            self.page.structured.append(data)


def read_page(pair: tuple[str, str]) -> Read:
    """What the page at `file` under `root` says."""
    root, file = pair
    page = Read(file)
    reading = _Reading(page)
    reading.feed(Path(root, file).read_text(encoding="utf-8"))
    reading.close()
    return page


def html_errors(file: Path) -> list[str]:
    """What a browser has to mend in a page (WHATWG HTML, 13.2.2), read strictly: six times as slow as `read_page`."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(file.read_text(encoding="utf-8"))
    return [str(error) for error in parser.errors]


def target(page: str, link: str) -> tuple[str, str]:
    """The file and the anchor that a relative link of `page` leads to."""
    parts = urlsplit(urljoin(f"http://site/{page}", link))
    path = unquote(parts.path).lstrip("/")
    return (f"{path}index.html" if path.endswith("/") or not path else path), parts.fragment


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that is made by the first worker that asks for it, and read by all: `make(folder)` fills it."""
    worker = "PYTEST_XDIST_WORKER" in os.environ
    folder = (factory.getbasetemp().parent if worker else factory.getbasetemp()) / f"once-{name}"
    with FileLock(f"{folder}.lock"):
        if not (folder / "made").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            (folder / "made").touch()
    return folder


def built(folder: Path, **options: Any) -> None:
    """Build a site into `folder/output`; `options` are those of `pelican`."""
    done = pelican(folder / "output", **options)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The preview of the real content, built once by plain Pelican. Not to be written into."""
    return made_once(tmp_path_factory, "site", built) / "output"


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site as it is published at ADDRESS. Not to be written into."""

    def make(folder: Path) -> None:
        built(folder, settings="publishconf.py", siteurl=ADDRESS)

    return made_once(tmp_path_factory, "published", make) / "output"


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory, site: Path) -> dict[str, Read]:
    """What every page of the preview says of itself, by its file."""

    def make(folder: Path) -> None:
        files = sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))
        with ProcessPoolExecutor() as pool:
            read = pool.map(read_page, [(str(site), file) for file in files], chunksize=50)
            (folder / "pages").write_bytes(pickle.dumps({page.file: page for page in read}))

    found: dict[str, Read] = pickle.loads((made_once(tmp_path_factory, "pages", make) / "pages").read_bytes())
    return found


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the preview is served; a module whose tests read another site has a fixture of this name of its own."""
    with serving(site) as found:
        yield found


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """What drives browsers; of a module, since no event loop runs beside that of Playwright in the same thread."""
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium."""
    browser = playwright.chromium.launch(executable_path=str(chromium_path()), args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def still(playwright: Playwright) -> Iterator[Browser]:
    """Chromium for pages that are only measured: it draws no frame, so that a click or a scroll would wait for ever."""
    browser = playwright.chromium.launch(executable_path=str(chromium_path()), args=STILL)
    yield browser
    browser.close()


_LAID_OUT = """async () => {
  const styles = [...document.querySelectorAll("link[rel=stylesheet]")].filter(link => !link.sheet)
  await Promise.all(styles.map(link => new Promise(done => link.onload = link.onerror = done)))
  document.body.offsetHeight
  await document.fonts.ready
}"""


def lay_out(page: Page, url: str) -> None:
    """Open a page of `still`, with styles and fonts: loading may not end without a frame where an SVG uses a file."""
    page.goto(url, wait_until="domcontentloaded")
    page.evaluate(_LAID_OUT)


def without_worker(context: BrowserContext) -> BrowserContext:
    """The context as of a browser without service workers: else copia.js keeps a copy of each page that is read."""
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    return context


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a phone; a test in which the console says anything fails."""
    context = without_worker(browser.new_context(viewport={"width": 390, "height": 844}))
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.text} {message.location['url']}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == [], said


def until_kept(page: Page, *names: str) -> None:
    """Until the guard of a page keeps files with these in their addresses; fails after ten seconds."""
    kept = "async () => (await (await caches.open('guardia-1')).keys()).map(each => each.url).join()"
    for _ in range(500):
        found = page.evaluate(kept)
        if all(name in found for name in names):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"kept are only {found}")


# An old address and a withdrawn record of `moved`, and the page that the first leads to.
OLD = "/distretti/lombardia/vetrine/"
NEW = "/distretti/lombardia/botteghe-inventate/"
WITHDRAWN = "/eventi/2026/festa-delle-vetrine-di-prova/"


@pytest.fixture(scope="session")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny catalogue with a page for each real one of words, a district that moved, an event withdrawn."""

    def make(folder: Path) -> None:
        content = folder / "content"
        shutil.copytree(PROJECT / "tests" / "catalogue", content)
        for page in (PROJECT / "content" / "pages").glob("*.md"):
            file = content / "pages" / page.name
            if not file.exists():  # its words lead to records that are not here
                file.write_text(page.read_text("utf-8").partition("\n---\n")[0] + "\n---\nParole.\n", "utf-8")
        withdrawn = "withdrawn:\n  date: 2026-11-21\n  reason: Scheda doppia.\n"
        for file, text in (
            ("districts/lombardia/botteghe-inventate.yaml", f"aliases:\n  - {OLD}\n"),
            ("events/2026/festa-delle-vetrine-di-prova.yaml", withdrawn),
        ):
            with (content / file).open("a", encoding="utf-8") as stream:
                stream.write(text)
        built(folder, content=content, settings="publishconf.py", siteurl=ADDRESS)

    return made_once(tmp_path_factory, "moved", make) / "output"
