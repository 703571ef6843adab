"""What strangers write runs nowhere, breaks nothing and is read as it was written: refused, or text."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
from playwright.sync_api import sync_playwright

from distretti.language import italian
from distretti.language.dates import PartialDate
from distretti.model import District
from distretti.places.register import Places
from distretti.reading.validation import validated
from distretti.reading.yaml_file import Document, read
from distretti.site.site import CSP

from . import hostile
from .chromium import FLAGS, chromium_path
from .conftest import problems_of
from .hostile import BENIGN, HOSTILE, INVISIBLE, KINDS, NAMES, WRITTEN, Setting
from .server import serving
from .site import made_once, pelican
from .thorough import THOROUGH

ADDRESSES = ("distretti/lombardia", "eventi/2026", "eventi/ricorrenti", "iniziative", "programmi/lombardia")
MOST = 6 if THOROUGH else 3  # pages of the records of each string that a browser opens
Node = tuple[str, tuple[tuple[str, str], ...]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, register: Places) -> Path:
    """The site of a catalogue whose every text is hostile, built without the checks that would refuse it."""

    def make(folder: Path) -> None:
        hostile.write(folder / "content", WRITTEN, register)
        hostile.write_broken(folder / "content")
        done = pelican(folder / "output", content=folder / "content", settings="tests/hostile_settings.py")
        assert done.returncode == 0, done.stdout + done.stderr
        said = [line for line in done.stdout.splitlines() if re.search(r":\d+:\d+: (?!.*avviso: )", line)]
        assert {Path(line.partition(":")[0]).name for line in said} == {"rotto.yaml"}, "no other record is refused"

    return made_once(tmp_path_factory, "hostile", make) / "output"


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory, built: Path) -> dict[str, tuple[list[Node], list[str]]]:
    """File → its nodes (tag, attributes) and its JSON-LD."""

    def make(folder: Path) -> None:
        files = [(str(built), file.relative_to(built).as_posix()) for file in built.rglob("*.html")]
        with ProcessPoolExecutor() as pool:
            found = dict(pool.map(_parse, files, chunksize=20))
        (folder / "nodes").write_bytes(pickle.dumps(found))

    found: dict[str, tuple[list[Node], list[str]]] = pickle.loads(
        (made_once(tmp_path_factory, "hostile-nodes", make) / "nodes").read_bytes()
    )
    return found


def _parse(place: tuple[str, str]) -> tuple[str, tuple[list[Node], list[str]]]:
    root, file = place
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parse(Path(root, file).read_text("utf-8"))
    assert not parser.errors, (file, parser.errors[:2])
    nodes = [(element.tag, tuple(element.items())) for element in document.iter()]
    data = [element.text for element in document.iter("script") if element.get("type") == "application/ld+json"]
    return file, (nodes, data)


@pytest.mark.parametrize("part", range(2))
def test_nothing_runs_even_without_the_policy_which_would_have_nothing_to_stop(built: Path, part: int) -> None:
    """In Chromium, the policy only reported: no script, dialog, window, request elsewhere, nor breach.

    Some lists of each kind, all of them once a night, and some pages of the records of each string: that all of them
    are alike is proved below.
    """
    files = sorted(f"/{file.relative_to(built).as_posix()}" for file in built.rglob("*.html"))
    records = [file for file in files if "/ostile-" in file]
    chosen = [file for of in _of_each(records) for file in of[:MOST]]
    assert len({*map(_number, chosen)}) >= len(WRITTEN)
    assert {*map(_folder, chosen)} == {*map(_folder, records)}, "each kind of page is opened with some string"
    files = [*_lists(built, [file for file in files if "/ostile-" not in file]), *chosen][part::2]
    said: list[str] = []
    with serving(built, report_only=str(CSP)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium_path()), args=FLAGS)
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}/robots.txt")
        context.on("page", lambda window: said.append(f"window {window.url}"))
        page.on("dialog", lambda dialog: (said.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("console", lambda message: said.append(f"console {message.text} {message.location['url']}"))
        page.on("pageerror", lambda error: said.append(f"error {error}"))
        page.on("request", lambda it: None if it.url.startswith(address) else said.append(f"request {it.url}"))
        ran = [page.evaluate(_OPEN, files[start : start + 20]) for start in range(0, len(files), 20)]
        assert [file for batch in ran for file in batch if file] == []
        assert [words for words in said if not words.endswith("/favicon.ico")] == [], "the icon is that of robots.txt"
        browser.close()


def _of_each(records: list[str]) -> Iterator[list[str]]:
    """The pages of the records of each string; with each string another page is the first."""
    for number, found in groupby(sorted(records, key=_number), _number):
        pages = list(found)
        first = number % len(pages)
        yield pages[first:] + pages[:first]


def _lists(built: Path, files: list[str]) -> list[str]:
    """Two pages of each folder with as many marks of strings that would run, all once a night."""
    alike: dict[tuple[str, int], list[str]] = {}
    for file in files:
        marks = (built / file[1:]).read_text("utf-8").count("__hostile")
        alike.setdefault((file.rsplit("/", 2)[0], marks), []).append(file)
    return [file for pages in alike.values() for file in (pages if THOROUGH else pages[:2])]


def _folder(file: str) -> str:
    return file.partition("/ostile-")[0]


def _number(file: str) -> int:
    return int(re.search(r"ostile-(\d+)", file)[1])  # type: ignore[index]


# Each page in a frame of its own, twenty at once: the address of those where something set the mark.
_OPEN = """addresses => Promise.all(addresses.map(address => new Promise(done => {
    const frame = document.createElement("iframe");
    frame.src = address;
    frame.onload = () => {
        const ran = "__hostile" in window || "__hostile" in frame.contentWindow;
        frame.remove();
        done(ran && address);
    };
    document.body.append(frame);
})))"""


def test_the_browser_would_see_what_runs(tmp_path: Path) -> None:
    """The test above can fail: the same payloads without escaping are seen."""
    policy = f'<meta http-equiv="Content-Security-Policy" content="{CSP}">'
    for number, text in enumerate(HOSTILE[:12]):
        (tmp_path / f"{number}.html").write_text(f"<!doctype html>{policy}<p>{text}", "utf-8")
    with serving(tmp_path, report_only=str(CSP)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium_path()), args=FLAGS)
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.route("**/evil.example/**", lambda route: route.abort())
        page.goto(f"{address}/")
        ran = page.evaluate(_OPEN, [f"/{number}.html" for number in range(12)])
        assert sum(map(bool, ran)) >= 6
        assert any("Report Only" in words or "report-only" in words for words in said), said
        browser.close()


def test_pages_hold_only_what_templates_make(parsed: dict[str, tuple[list[Node], list[str]]]) -> None:
    """Records have the tags and attributes of their benign twins, and what Markdown makes."""
    made = {pair for file in parsed if "ostile-000" in file for node in parsed[file][0] for pair in _names(node)}
    prose = {("blockquote", ""), ("code", ""), ("em", ""), ("hr", ""), ("pre", ""), ("a", "title")}
    found = {pair for file in parsed if "ostile-" in file for node in parsed[file][0] for pair in _names(node)}
    assert found - made - prose == set()


def test_no_page_has_what_runs_or_hides(parsed: dict[str, tuple[list[Node], list[str]]]) -> None:
    """No handler, no style, no frame, no address that runs; scripts are data, or our own files."""
    nodes = [node for page, _ in parsed.values() for node in page]
    names = {name for _, attributes in nodes for name, _ in attributes}
    assert {name for name in names if name.startswith("on") or name in ("style", "srcdoc", "formaction")} == set()
    assert {tag for tag, _ in nodes} & {"iframe", "object", "embed", "base", "style", "img", "math"} == set()
    forms = {dict(attributes).get("action") for tag, attributes in nodes if tag == "form"}
    assert all(action is None or _SEARCH.fullmatch(action) for action in forms), forms
    links = {value for _, attributes in nodes for name, value in attributes if name.endswith(("href", "src"))}
    assert {link for link in links if not _ADDRESS.match(link)} == set()
    loaded = {dict(attributes).get("src") or dict(attributes).get("href") for tag, attributes in nodes if tag != "a"}
    assert not any("evil.example" in address for address in loaded if address)
    scripts = {attributes for tag, attributes in nodes if tag == "script"}
    assert all(dict(item).get("type") == "application/ld+json" or "tema/js/" in dict(item)["src"] for item in scripts)


_SEARCH = re.compile(r"(?:(?:\.\./)*|\.?/)(?:cerca|[a-z]{2}/search)/")
_ADDRESS = re.compile(r"https?://|mailto:|tel:|(?![/\\]{2}|/\\)[^:?#]*(?:[?#]|$)")


def _names(node: Node) -> Iterator[tuple[str, str]]:
    tag, attributes = node
    yield tag, ""
    yield from ((tag, name) for name, _ in attributes)


@pytest.mark.parametrize("folder", ADDRESSES)
def test_a_hostile_record_is_its_benign_twin_in_other_words(built: Path, folder: str) -> None:
    """The same elements in the same order, and the text itself wherever the twin has its word: nothing vanished."""
    twin = list(_body(built / folder / "ostile-000" / "index.html"))
    assert sum(BENIGN in text for text, _ in twin) > 3
    different = {}
    for number, text in enumerate(WRITTEN, 1):
        page = list(_body(built / folder / f"ostile-{number:03d}" / "index.html"))
        wanted = [(_said(words, text, number), tag) for words, tag in twin]
        if [(_folded(words), tag) for words, tag in page] != [(_folded(words), tag) for words, tag in wanted]:
            different[text[:60]] = [pair for pair in zip(page, wanted, strict=False) if pair[0] != pair[1]][:2]
    assert different == {}


def _said(words: str, text: str, number: int) -> str:
    """The twin's words as the record with this text and this number of challenge must have them."""
    numbered = re.sub(r"\b1000\b(?! \d)", str(1000 + number), words)  # but for the size of a map
    return numbered.replace(BENIGN, italian.typographic(hostile.normal(text)))


def _folded(words: str) -> str:
    return re.sub(r"\s+|ostile-\d+", "", words).casefold()


def _body(file: Path) -> Iterator[tuple[str, str]]:
    """(text, tag) of every element of the page's main part, but the Markdown beside the record, and other records."""
    document = html5lib.parse(file.read_text("utf-8"), namespaceHTMLElements=False)
    main = next(element for element in document.iter("main"))
    for parent in list(main.iter()):
        for child in list(parent):
            if child.get("class") in ("prose", "nearby"):
                parent.remove(child)
    for element in main.iter():
        attributes = " ".join(value for name, value in element.items() if name not in ("id", "href"))
        yield f"{element.text or ''} {attributes} {element.tail or ''}", str(element.tag)


def test_structured_data_say_the_text_and_nothing_else(parsed: dict[str, tuple[list[Node], list[str]]]) -> None:
    for file, (_, data) in parsed.items():
        for text in data:
            assert "<" not in text, file
            assert not re.search("[\u2028\u2029]", text), file
            assert json.loads(text)
    for number, text in enumerate(WRITTEN, 1):
        event = json.loads(parsed[f"eventi/2026/ostile-{number:03d}/index.html"][1][0])
        twin = json.loads(parsed["eventi/2026/ostile-000/index.html"][1][0])
        assert event[0]["name"] == hostile.normal(text)
        assert _shape(event) == _shape(twin)


def _shape(value: Any) -> Any:
    """The structure of JSON data without its texts, but types and keys."""
    if isinstance(value, dict):
        return {key: item if key == "@type" else _shape(item) for key, item in value.items()}
    return [_shape(item) for item in value] if isinstance(value, list) else type(value).__name__


def test_feeds_and_sitemap_are_xml(built: Path) -> None:
    files = list(built.rglob("*.xml"))
    assert len(files) >= 2
    for file in files:
        ElementTree.parse(file)
    feed = ElementTree.parse(built / "feed/novita.xml")
    titles = {element.text for element in feed.iter() if element.tag.endswith("title")}
    assert titles & {hostile.normal(text) for text in WRITTEN}


def test_lists_name_every_record(built: Path) -> None:
    for file in ("distretti", "iniziative", "eventi/ricorrenti", "programmi", "comuni/lodi"):
        document = html5lib.parse((built / file / "index.html").read_text("utf-8"), namespaceHTMLElements=False)
        said = _folded("".join(document.itertext()))
        missing = [text[:60] for text in WRITTEN if _folded(italian.typographic(hostile.normal(text))) not in said]
        assert missing == [], file


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_text_field_takes_the_text_or_refuses_it_in_italian(kind: type, register: Places) -> None:
    """With the checks on: never an exception, never a text other than the one written."""
    paths = list(hostile.texts(hostile.filled(kind, Setting(BENIGN, 0, register))))
    assert len(paths) > 4
    for text in HOSTILE:
        document = Document("f.yaml", hostile.filled(kind, Setting(text, 1, register)))
        record, problems = validated(kind, document, id="lombardia/x", prose="")
        assert record
        assert all(re.match("qui va testo semplice|il testo è troppo lungo", problem.message) for problem in problems)
        refused = {problem.path for problem in problems}
        kept = json.dumps(record.model_dump(by_alias=True), default=_plain, ensure_ascii=False)
        assert refused or json.dumps(hostile.normal(text), ensure_ascii=False)[1:-1] in kept


def test_a_word_of_ten_kilobytes_is_refused(register: Places) -> None:
    document = Document("f.yaml", hostile.filled(District, Setting("parola" * 1700, 1, register)))
    _, problems = validated(District, document, id="lombardia/x", prose="")
    assert {problem.message for problem in problems} == {"il testo è troppo lungo: al massimo 2000 caratteri"}


def _plain(value: Any) -> str:
    return str(value) if isinstance(value, PartialDate) else repr(value)


@pytest.mark.parametrize("sign", INVISIBLE, ids=lambda sign: f"U+{ord(sign[0]):04X}")
def test_signs_that_nobody_sees_are_refused_where_they_stand(sign: str, catalogue: Path) -> None:
    _, written = read(f"name: a\nlead: Lodi{sign} x\n".encode(), "f.yaml")
    _, escaped = read(f'name: a\nlead: "Lodi\\U{ord(sign[0]):08X} x"\n'.encode(), "f.yaml")
    page = catalogue / "pages/pagina-di-prova.md"
    page.write_text(page.read_text("utf-8") + f"\nLodi{sign}\n", "utf-8")
    beside = catalogue / "districts/lombardia/portici-immaginari.md"
    beside.write_text(f"Lodi{sign}\n", "utf-8")
    assert len(written) == len(escaped) == 1
    assert sign == "\x00" or {problem.line for problem in written + escaped} == {2}
    assert {problem.file.rpartition("/")[2] for problem in problems_of(catalogue)} >= {page.name, beside.name}


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_file_name_is_a_problem_on_one_line(name: str, catalogue: Path) -> None:
    written = []
    for pattern in (*KINDS.values(), "pages/{}.md", "districts/{}/x.yaml", "{}.yaml", "{}/x.yaml"):
        file = catalogue / pattern.format(name)
        if name.startswith("..") and "{}/" in pattern:
            continue
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("---\ntitle: x\ndescription: x\n---\nx\n" if file.suffix == ".md" else "name: x\n", "utf-8")
        except OSError:  # a name that this disk does not take
            continue
        written.append(file)
    problems = problems_of(catalogue)
    assert name.startswith(".") or len(problems) >= len(written) - 1, "what begins with a dot is ignored"
    for problem in problems:
        assert str(problem).isprintable(), str(problem)
        str(problem).encode()


def test_a_file_name_that_is_not_even_text(catalogue: Path) -> None:
    folder = bytes(catalogue / "districts/lombardia")
    Path((folder + b"/a\xff<b>.yaml").decode("utf-8", "surrogateescape")).write_text("name: x\n", "utf-8")
    problems = problems_of(catalogue)
    assert problems
    for problem in problems:
        str(problem).encode()
