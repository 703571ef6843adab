"""Renames and withdrawals: old addresses lead on, what is withdrawn leaves a notice, and the rest does not break."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from distretti.catalog.catalog import Catalog, catalog
from distretti.engine.plan import AddressTaken
from distretti.language.words import codes
from distretti.outputs import redirects, sitemap
from distretti.presenters import evidence
from distretti.reading.loader import load
from distretti.site import addresses
from distretti.site.output import File, Output, Page
from distretti.site.site import Site

from ..building import listed, modules, publish
from ..conftest import REFERENCE, TODAY, problems_of, real_catalog, with_pages
from ..mutants import CALL, DISTRICT, EVENT, INITIATIVE, MARKET, REGION, SHOPS
from ..site import NEW, OLD, PROJECT, WITHDRAWN, html_errors, pelican, read_page, target

SITE = Site("Prova", "Catalogo", "https://esempio.it/catalogo", None, (), "", "", "")
WITHDRAWAL = "withdrawn:\n  date: 2026-11-21\n  reason: Scheda doppia.\n"


def add(folder: Path, file: str, text: str) -> None:
    with (folder / file).open("a", encoding="utf-8") as stream:
        stream.write(text)


def read(folder: Path) -> Catalog:
    assert problems_of(folder) == []
    return catalog(load(folder, REFERENCE), [], TODAY)


def made(found: Catalog, site: Site = SITE) -> dict[str, Output]:
    """Everything that the site publishes, by address."""
    outputs: list[Output] = []
    for module in modules():
        outputs += listed(module, found, site, outputs)
    return {output.address: output for output in outputs}


def page(outputs: dict[str, Output], address: str) -> Page:
    found = outputs[address]
    assert isinstance(found, Page)
    return found


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (DISTRICT, "/distretti/piemonte/portici/", "/distretti/lombardia/portici-immaginari/"),
        (EVENT, "/eventi/2025/festa/", "/eventi/2026/festa-delle-vetrine-di-prova/"),
        (MARKET, "/eventi/ricorrenti/mercato/", "/eventi/ricorrenti/mercato-dei-portici-immaginari/"),
        (INITIATIVE, "/iniziative/tessera/", "/iniziative/tessera-di-prova/"),
        (CALL, "/programmi/lombardia/bando/", "/programmi/lombardia/bando-di-prova-2026/"),
        (REGION, "/distretti/lombardia-antica/", "/distretti/lombardia/"),
    ],
)
def test_an_old_address_of_any_kind_of_record_leads_to_todays(file: str, old: str, new: str, catalogue: Path) -> None:
    add(catalogue, file, f"aliases:\n  - {old}\n")
    outputs = made(read(catalogue))
    moved = page(outputs, old)
    assert (moved.view.target.address, moved.view.head.canonical, moved.listed) == (new, new, False)
    assert moved.view.head.noindex
    assert new in outputs
    listing = outputs["/_redirects"]
    assert isinstance(listing, File)
    assert listing.content.decode() == f"/catalogo{old} /catalogo{new} 301\n"


def test_the_list_is_sorted_and_needs_no_folder_at_the_root_of_a_host(catalogue: Path) -> None:
    add(catalogue, SHOPS, "aliases:\n  - /distretti/lombardia/vetrine/\n  - /distretti/lombardia/bazar/\n")
    outputs = list(redirects.outputs(read(catalogue), Site("Prova", "", "", None, (), "", "", "")))
    now = "/distretti/lombardia/botteghe-inventate/"
    assert isinstance(outputs[-1], File)
    assert outputs[-1].content.decode().splitlines() == [
        f"/distretti/lombardia/bazar/ {now} 301",
        f"/distretti/lombardia/vetrine/ {now} 301",
    ]


def test_where_nothing_moved_there_is_no_list(catalogue: Path) -> None:
    assert list(redirects.outputs(read(catalogue), SITE)) == []


@pytest.mark.parametrize(
    ("file", "address", "above"),
    [
        (DISTRICT, "/distretti/lombardia/portici-immaginari/", "/distretti/lombardia/"),
        (EVENT, "/eventi/2026/festa-delle-vetrine-di-prova/", "/eventi/"),  # the only one of 2026: no list of the year
        (MARKET, "/eventi/ricorrenti/mercato-dei-portici-immaginari/", "/eventi/"),
        (INITIATIVE, "/iniziative/tessera-di-prova/", "/"),
        (CALL, "/programmi/lombardia/bando-di-prova-2026/", "/"),
    ],
)
def test_a_withdrawn_record_leaves_only_a_notice(file: str, address: str, above: str, catalogue: Path) -> None:
    add(catalogue, file, f"{WITHDRAWAL}aliases:\n  - /iniziative/di-prima/\n")
    found = read(catalogue)
    outputs = made(found)
    view = page(outputs, address).view
    assert (view.notice, view.reason) == ("Scheda ritirata il 21 novembre 2026", "Scheda doppia.")
    assert [link.address for link in view.links] == [above, f"/segnala/?scheda={address}"]
    assert view.head.noindex
    assert view.head.structured is None
    assert page(outputs, "/iniziative/di-prima/").view.target.address == address
    assert address not in map(addresses.of, with_pages(found))
    feed, map_ = outputs["/feed/novita.xml"], outputs["/sitemap.xml"]
    assert isinstance(feed, File)
    assert isinstance(map_, File)
    assert address.encode() not in feed.content + map_.content


@pytest.mark.parametrize("file", [DISTRICT, EVENT, MARKET, INITIATIVE, CALL])
def test_no_other_page_leads_to_what_is_withdrawn(file: str, catalogue: Path) -> None:
    """Records that point at a withdrawn one show what they say themselves, without a link."""
    before = {record.id for record in with_pages(read(catalogue))}
    add(catalogue, file, WITHDRAWAL)
    found = read(catalogue)
    (gone,) = found.withdrawn
    assert {record.id for record in with_pages(found)} == before - {gone.id}
    notice = f"/{gone.id.rpartition('/')[2]}/"
    views = {address: repr(item.view) for address, item in made(found).items() if isinstance(item, Page)}
    assert [address for address, view in views.items() if notice in view and not address.endswith(notice)] == []


def test_a_grant_keeps_the_name_of_a_withdrawn_call(catalogue: Path) -> None:
    add(catalogue, CALL, WITHDRAWAL)
    view = page(made(read(catalogue)), "/distretti/lombardia/portici-immaginari/").view
    assert "Bando di prova 2026" in repr(view.grants)
    assert view.calls == ()


def test_a_region_that_lists_nothing_can_be_withdrawn(catalogue: Path) -> None:
    for file in ("districts/piemonte/risaie-di-fantasia.yaml", "regions/piemonte.yaml"):
        add(catalogue, file, WITHDRAWAL)
    outputs = made(read(catalogue))
    assert page(outputs, "/distretti/piemonte/").view.links[0].address == "/distretti/"
    assert page(outputs, "/distretti/piemonte/risaie-di-fantasia/").view.links[0].address == "/distretti/"


def test_a_map_of_the_site_without_pages_that_moved(catalogue: Path) -> None:
    found = read(catalogue)
    before = _map(found)
    add(catalogue, SHOPS, "aliases:\n  - /distretti/lombardia/vetrine/\n")
    assert _map(read(catalogue)) == before


def _map(found: Catalog) -> bytes:
    listing, _ = sitemap.outputs(found, SITE, list(made(found).values()))
    assert isinstance(listing, File)
    return listing.content


def test_the_guide_says_from_how_many_pages_there_is_an_index() -> None:
    guide = (PROJECT / "docs" / "pubblicare.md").read_text("utf-8")
    (line,) = [line for line in guide.splitlines() if "indice di più sitemap" in line]
    found = [int(number.replace(".", "")) for number in re.findall(r"\d+\.\d{3}", line)]
    assert found == [sitemap.MOST, sitemap.MOST // (1 + len(codes()))]


def test_more_pages_than_a_sitemap_may_have_are_in_several(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(catalogue)
    pages = list(made(found).values())
    whole = re.findall("<loc>(.*?)</loc>", _map(found).decode())
    monkeypatch.setattr(sitemap, "MOST", len(whole) // 2)
    index, *parts, _ = sitemap.outputs(found, SITE, pages)
    files = [part for part in parts if isinstance(part, File)]
    assert [part.address for part in files] == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"][: len(files)]
    assert isinstance(index, File)
    assert ElementTree.fromstring(index.content).tag.endswith("}sitemapindex")
    assert re.findall("<loc>(.*?)</loc>", index.content.decode()) == [SITE.canonical(part.address) for part in files]
    listed = [place for part in files for place in re.findall("<loc>(.*?)</loc>", part.content.decode())]
    assert listed == whole
    assert max(part.content.count(b"<url>") for part in files) == sitemap.MOST
    monkeypatch.setattr(sitemap, "MOST", len(whole))
    assert [output.address for output in sitemap.outputs(found, SITE, pages)] == ["/sitemap.xml", "/robots.txt"]


def test_two_things_at_one_address_are_refused_before_anything_is_written(catalogue: Path, tmp_path: Path) -> None:
    outputs = list(made(read(catalogue)).values())
    folder = tmp_path / "output"
    with pytest.raises(AddressTaken, match=r"all'indirizzo /robots\.txt vanno un file e un file"):
        publish([*outputs, File("/robots.txt", bytes)], lambda page: b"", folder)
    with pytest.raises(AddressTaken, match=r"all'indirizzo /bandi/ vanno la pagina «.+» e la pagina «.+»"):
        publish([*outputs, page(made(read(catalogue)), "/bandi/")], lambda page: b"", folder)
    assert not list(folder.rglob("*.*"))


def test_an_operator_reads_what_wants_a_taken_address_without_a_traceback(catalogue: Path, tmp_path: Path) -> None:
    settings = tmp_path / "twice.py"
    folder = str(PROJECT)
    start = f"import sys\nsys.path.insert(0, {folder!r})\nfrom pelicanconf import *\n"
    twice = "from distretti import build\nbuild.ALL = ('home', 'home')\n"
    settings.write_text(f"{start}{twice}", "utf-8")
    done = pelican(tmp_path / "output", content=catalogue, settings=str(settings))
    assert done.returncode == 1
    assert "Due cose allo stesso indirizzo: all'indirizzo / vanno la pagina" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "output" / "index.html").exists()


@pytest.mark.parametrize(
    ("file", "key", "words"),
    [
        (DISTRICT, "", "con strumenti automatici da fonti pubbliche"),
        (DISTRICT, "collected: automatico\n", "con strumenti automatici da fonti pubbliche"),
        (DISTRICT, "collected: a-mano\n", "a mano da fonti pubbliche"),
    ],
)
def test_a_record_says_how_it_was_collected(file: str, key: str, words: str, catalogue: Path) -> None:
    add(catalogue, file, key)
    district = read(catalogue).district["lombardia/portici-immaginari"]
    said = f"Scheda compilata il 20 novembre 2026 {words}; non ancora confermata dall'ente."
    assert evidence.provenance(district).statement == said


def test_what_comes_from_documents_says_so() -> None:
    found = real_catalog()
    said = {identifier: evidence.provenance(record).statement for identifier, record in found.initiative.items()}
    assert "con strumenti automatici da documenti; " in said["gestionale-distretti"]
    assert "da documenti e fonti pubbliche; " in said["progetto-totem"]
    assert all("automatici da fonti pubbliche; " in evidence.provenance(item).statement for item in found.districts)


def test_a_record_of_after_the_first_collection_says_how_it_was_collected(
    catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = catalogue / SHOPS
    file.write_text(file.read_text("utf-8").replace("compiled: 2026-11-20", "compiled: 2026-11-25"), "utf-8")
    monkeypatch.setattr("tests.conftest.TODAY", TODAY.replace(day=26))
    (problem,) = problems_of(catalogue)
    assert (problem.path, problem.line, problem.column) == ("compiled", 10, 11)
    assert "aggiungi «collected: a-mano»" in problem.message
    add(catalogue, SHOPS, "collected: a-mano\n")
    assert problems_of(catalogue) == []


def test_old_addresses_and_notices_are_whole_pages(moved: Path) -> None:
    for address in (OLD, WITHDRAWN):
        found = read_page((str(moved), f"{address[1:]}index.html"))
        assert html_errors(moved / found.file) == []
        assert (found.headings, found.indexed) == (1, False)
        inner = [link for link in found.links + found.loaded if not link.startswith(("http", "mailto:"))]
        assert [link for link in inner if not (moved / target(found.file, link)[0]).is_file()] == []
    assert read_page((str(moved), f"{OLD[1:]}index.html")).canonical == [f"https://esempio.it/catalogo{NEW}"]


def test_the_list_for_hosts_is_at_the_root(moved: Path) -> None:
    assert (moved / "_redirects").read_text("utf-8") == f"/catalogo{OLD} /catalogo{NEW} 301\n"


def test_nothing_of_a_withdrawn_record_is_published(moved: Path) -> None:
    notice = (moved / WITHDRAWN[1:] / "index.html").read_text("utf-8")
    assert "Piazza" not in notice
    assert '"Event"' not in notice
    others = [file for file in moved.rglob("*") if file.is_file() and file.suffix in (".html", ".xml")]
    name = "Festa delle vetrine di prova"
    naming = [file.relative_to(moved).as_posix() for file in others if name in file.read_text("utf-8")]
    assert naming == [f"{WITHDRAWN[1:]}index.html"]
