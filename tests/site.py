"""The real site, built once for all tests by Pelican itself, and a reader of its pages."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest

PROJECT = Path(__file__).resolve().parents[1]
DAY = "2026-11-28"


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
    errors: list[str] = field(default_factory=list)
    indexed: bool = True


def read_page(pair: tuple[str, str]) -> Read:
    """The page at `file` under `root`, parsed strictly as HTML5."""
    root, file = pair
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parse(Path(root, file).read_text(encoding="utf-8"))
    page = Read(file, errors=[str(error) for error in parser.errors])
    for element in document.iter():
        if not isinstance(element.tag, str):
            continue
        page.anchors |= {element.get("id")} - {None}
        if element.tag == "a":
            page.links.append(element.get("href", ""))
        elif element.tag == "title" and not page.title:
            page.title = element.text or ""
        elif element.tag == "meta" and element.get("name") == "robots":
            page.indexed = "noindex" not in element.get("content", "")
        elif element.tag == "h1":
            page.headings += 1
        elif element.tag == "script" and element.get("type") == "application/ld+json":
            page.structured.append(element.text or "")
        elif element.tag == "link" and element.get("rel") == "canonical":
            page.canonical.append(element.get("href"))
        elif element.tag in ("link", "script", "img") and (element.get("href") or element.get("src")):
            page.loaded.append(element.get("href") or element.get("src"))
    return page


def target(page: str, link: str) -> tuple[str, str]:
    """The file and the anchor that a relative link of `page` leads to."""
    parts = urlsplit(urljoin(f"http://site/{page}", link))
    path = unquote(parts.path).lstrip("/")
    return (f"{path}index.html" if path.endswith("/") or not path else path), parts.fragment


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The preview of the real content, built once by plain Pelican."""
    output = tmp_path_factory.mktemp("site")
    done = pelican(output)
    assert done.returncode == 0, done.stdout + done.stderr
    return output


# An old address and a withdrawn record of `moved`, and the page that the first leads to.
OLD = "/distretti/lombardia/vetrine/"
NEW = "/distretti/lombardia/botteghe-inventate/"
WITHDRAWN = "/eventi/2026/festa-delle-vetrine-di-prova/"


@pytest.fixture(scope="session")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny catalogue with the real pages of words, a district that had another address, an event withdrawn."""
    content = tmp_path_factory.mktemp("moved") / "content"
    shutil.copytree(PROJECT / "tests" / "catalogue", content)
    shutil.copytree(PROJECT / "content" / "pages", content / "pages", dirs_exist_ok=True)
    for file, text in (
        ("districts/lombardia/botteghe-inventate.yaml", f"aliases:\n  - {OLD}\n"),
        ("events/2026/festa-delle-vetrine-di-prova.yaml", "withdrawn:\n  date: 2026-11-21\n  reason: Scheda doppia.\n"),
    ):
        with (content / file).open("a", encoding="utf-8") as stream:
            stream.write(text)
    output = content.parent / "output"
    done = pelican(output, content=content, settings="publishconf.py", siteurl="https://esempio.it/catalogo")
    assert done.returncode == 0, done.stdout + done.stderr
    return output
