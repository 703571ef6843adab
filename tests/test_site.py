"""The whole real site: a page for every file, and every page whole."""

from __future__ import annotations

import json
import os
import re
import shutil
import zlib
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from distretti.site import addresses, languages

from .site import PROJECT, Read, html_errors, pelican, target
from .thorough import THOROUGH

KINDS = [
    "index.html", "distretti/index.html", "distretti/lombardia/index.html", "distretti/lombardia/lodi/index.html",
    "province/index.html", "province/lo/index.html", "comuni/index.html", "comuni/lodi/index.html", "eventi/index.html",
    "comuni/lettera/c/index.html", "cerca/index.html",
    "eventi/oggi/index.html", "eventi/fine-settimana/index.html", "eventi/2026/12/index.html",
    "eventi/archivio/index.html", "eventi/regione/piemonte/index.html", "eventi/provincia/to/index.html",
    "eventi/tipo/fiera/index.html", "eventi/da-riconfermare/index.html", "eventi/calendari/index.html",
    "scadenze/index.html", "eventi/2011/index.html", "eventi/2011/11/index.html", "eventi/2011/mapic-2011/index.html",
    "eventi/ricorrenti/index.html", "eventi/ricorrenti/balon-di-torino/index.html", "iniziative/index.html",
    "iniziative/tourval-cafe/index.html", "iniziative/asse/reti-di-impresa/index.html", "programmi/index.html",
    "programmi/lombardia/quarto-bando-dei-distretti-del-commercio-2011/index.html", "bandi/index.html",
    "sfide/index.html", "sfide/attrattivita/index.html", "iniziative/servizio/angolo-di-assaggio/index.html",
    "iniziative/intervento/contributi-alle-imprese/index.html", "iniziative/tema/coesione-sociale/index.html",
    "attrattori/index.html", "luoghi/index.html", "luoghi/lombardia/index.html", "luoghi/per-servizio/index.html",
    "luoghi/lombardia/mercato-coperto-di-como/index.html",
    "attori/index.html", "attori/comune/index.html", "distretti-per-condizione/index.html",
    "distretti-per-condizione/finanziati/index.html", "per-investitori/lombardia/index.html",
    "distretti/lombardia/lodi/investire/index.html", "attori/fondazione/fondazione-compagnia-di-san-paolo/index.html",
    "finanziamenti/index.html", "finanziamenti/lombardia/index.html", "formazione/index.html",
    "buone-pratiche/index.html", "certificazione/index.html", "pubblicazioni/index.html", "per-le-imprese/index.html",
    "per-investitori/index.html", "segnala/index.html", "glossario/index.html", "partecipa/index.html",
    "statistiche/index.html", "statistiche/lombardia/index.html", "statistiche/lombardia/soldi/index.html",
    "statistiche/lombardia/cifre/index.html", "statistiche/lombardia/disaccordi/index.html",
    "statistiche/regioni/index.html", "statistiche/regioni/per-mercati/index.html", "statistiche/province/index.html",
    "statistiche/province/pv/index.html", "statistiche/eventi-e-mercati/index.html",
    "statistiche/indicatori/index.html", "statistiche/indicatori/visite/index.html", "dati/index.html",
    "dati/colonne/index.html", "come-usare-i-dati/index.html", "schemi/index.html",
    "schemi/ricorrente/index.html", "proponi/index.html",
    "proponi/ricorrente/index.html", "proponi/distretto/index.html", "schemi/distretto.json",
    "proponi/domanda/index.html", "servizi/index.html", "servizi/suap/index.html",
    "carte-fedelta/index.html",
    "carte-fedelta/carta-fedelta-del-distretto-di-lodi/index.html", "autovalutazione/index.html",
    "autovalutazione/negozio-multiservizio/index.html", "autovalutazione/fondare-un-distretto/index.html",
    "forum/index.html", "forum/per/comuni/index.html", "forum/chi-puo-fondare-un-distretto/index.html",
    "feed/forum.xml",
    "cos-e-un-distretto/index.html", "metodo/index.html",
    "note-legali/index.html", "privacy/index.html", "accessibilita/index.html",
    "totem/index.html", "totem/piemonte/torino/index.html", "totem/comuni/torino/index.html", "guardia.js",
    "passaporto/index.html",
    "incorpora/index.html", "incorpora/piemonte/torino/index.html", "incorpora/comuni/torino/index.html",
    "locandine/index.html", "locandine/piemonte/torino/index.html", "locandine/piemonte/torino/timbri/index.html",
    "en/index.html", "en/what-is-a-district/index.html", "en/districts/index.html", "en/districts/lombardia/index.html",
    "en/districts/lombardia/lodi/index.html", "en/events/index.html", "en/events/lombardia/index.html",
    "en/districts/lombardia/lodi/invest/index.html", "en/invest/index.html", "en/data/index.html",
    "en/invest/lombardia/index.html", "en/search/index.html",
    "404.html", "sitemap.xml", "robots.txt", "feed/novita.xml",
    "feed/eventi.xml", "feed/eventi-piemonte.xml", "feed/scadenze.xml", "eventi/calendario.ics",
    "eventi/da-riconfermare/calendario.ics", "distretti/lombardia/lodi/calendario.ics", "comuni/lodi/calendario.ics",
]  # fmt: skip


def test_every_kind_of_address_is_there(site: Path) -> None:
    assert [kind for kind in KINDS if not (site / kind).is_file()] == []


def test_every_file_of_the_content_has_its_page(site: Path) -> None:
    missing = []
    for folder, address in (
        ("districts", "distretti"), ("events", "eventi"), ("initiatives", "iniziative"), ("programmes", "programmi"),
        ("places", "luoghi"), ("regions", "distretti"), ("pages", ""), ("public-services", "servizi"),
        ("circuits", "carte-fedelta"), ("checkups", "autovalutazione"), ("questions", "forum"),
    ):  # fmt: skip
        for file in (PROJECT / "content" / folder).rglob("*.*"):
            if file.suffix in (".yaml", ".md") and file.name != "README.md":
                path = file.relative_to(PROJECT / "content" / folder).with_suffix("")
                page = site / address / path / "index.html"
                if path.suffix == ".en":  # what someone wrote in English
                    page = site / addresses.file(languages.beside("en", f"/{path.with_suffix('')}/"))
                if not page.is_file():
                    missing.append(str(file))
    assert missing == []


def test_lists_name_every_district(site: Path, pages: dict[str, Read]) -> None:
    for region in ("", "lombardia", "piemonte", "veneto"):
        listed = {
            target(f"distretti/{region}/index.html".replace("//", "/"), link)[0]
            for link in pages[f"distretti/{region}/index.html".replace("//", "/")].links
        }
        files = (PROJECT / "content" / "districts" / region).rglob("*.yaml")
        wanted = {
            f"distretti/{file.relative_to(PROJECT / 'content' / 'districts').with_suffix('')}/index.html"
            for file in files
        }
        assert wanted - listed == set()


@pytest.mark.parametrize("part", range(2))
def test_pages_are_html_without_errors(site: Path, pages: dict[str, Read], part: int) -> None:
    """One of each kind and some of the others, always the same; all with THOROUGH=1."""
    kinds = [file for file in KINDS if file.endswith(".html")]
    others = [file for file in sorted(pages) if THOROUGH or zlib.crc32(file.encode()) % 12 == 0]
    asked = list(dict.fromkeys(kinds + others))[part::2]
    assert {file: errors[:3] for file in asked if (errors := html_errors(site / file))} == {}


def test_titles_are_unique(pages: dict[str, Read]) -> None:
    assert {title: count for title, count in Counter(page.title for page in pages.values()).items() if count > 1} == {}


def test_every_page_has_one_h1(pages: dict[str, Read]) -> None:
    assert {page.file: page.headings for page in pages.values() if page.headings != 1} == {}


def test_every_internal_link_and_anchor_resolves(site: Path, pages: dict[str, Read]) -> None:
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    broken = Counter()
    for page in pages.values():
        for link in page.links + page.loaded:
            if link.startswith(("http://", "https://", "mailto:", "tel:", "webcal:")):
                continue
            file, anchor = target(page.file, link)
            if file not in files or (anchor and anchor not in pages[file].anchors):
                broken[link] += 1
    assert broken == {}


def test_every_record_is_at_most_four_steps_from_home(pages: dict[str, Read]) -> None:
    """By links alone, as readers without script go."""
    steps = {"index.html": 0}
    frontier = ["index.html"]
    while frontier:
        reached = {target(file, link)[0] for file in frontier for link in pages[file].links if "//" not in link}
        new = sorted(reached & pages.keys() - steps.keys())
        steps |= dict.fromkeys(new, steps[frontier[0]] + 1)
        frontier = new
    records = re.compile(
        r"distretti/[^/]+/[^/]+/|eventi/(ricorrenti|\d{4})/(?!\d\d/)[^/]+/|programmi/[^/]+/[^/]+/|comuni/[^/]+/"
    )
    wanted = {file for file in pages if records.match(file)}
    assert len(wanted) > 2000
    assert {file: steps.get(file) for file in wanted if steps.get(file, 99) > 4} == {}
    assert {file for file, page in pages.items() if page.indexed} - steps.keys() == set()


def test_links_between_pages_are_relative(pages: dict[str, Read]) -> None:
    rooted = {
        link
        for page in pages.values()
        if page.file != "404.html"
        for link in page.links + page.loaded
        if link[:1] == "/"
    }
    assert rooted == set()


def test_pages_load_nothing_from_elsewhere(pages: dict[str, Read]) -> None:
    assert {link for page in pages.values() for link in page.loaded if "//" in link} == set()


def test_structured_data_is_json(pages: dict[str, Read]) -> None:
    parts = [part for page in pages.values() for text in page.structured for part in json.loads(text)]
    kinds = Counter(part["@type"] for part in parts)
    assert kinds["Event"] == len(list((PROJECT / "content" / "events").rglob("*.yaml")))
    trails = {page.file for page in pages.values() if any('"BreadcrumbList"' in text for text in page.structured)}
    assert {page.file for page in pages.values() if page.indexed} - trails == {"index.html", "en/index.html"}
    districts = [part for part in parts if part["@type"] == "Organization" and part["@id"].startswith("/distretti/")]
    assert len(districts) == len(list((PROJECT / "content" / "districts").rglob("*.yaml")))


def test_nothing_unknown_is_written_as_none(site: Path) -> None:
    assert [
        file for file in site.rglob("*.html") if ">None<" in (text := file.read_text("utf-8")) or " None " in text
    ] == []


def test_the_provenance_is_said_on_every_district(site: Path) -> None:
    """Of the day that its file gives; nobody has confirmed one yet."""
    wrong = []
    for file in (PROJECT / "content" / "districts").rglob("*.yaml"):
        day = int(re.search(r"^compiled: 2026-11-(\d\d)$", file.read_text("utf-8"), re.MULTILINE)[1])
        said = (
            f"Scheda compilata il {day} novembre 2026 con strumenti automatici da fonti pubbliche; "
            "non ancora confermata dall’ente."
        )
        page = site / "distretti" / file.parent.name / file.stem / "index.html"
        if said not in page.read_text("utf-8"):
            wrong.append(page)
    assert wrong == []


def test_the_sitemap_lists_every_page(site: Path, pages: dict[str, Read]) -> None:
    tree = ElementTree.parse(site / "sitemap.xml")
    listed = {element.text for element in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert {f"/{page.file.removesuffix('index.html')}" for page in pages.values() if page.indexed} == listed
    assert not pages["404.html"].indexed
    said = {
        element[0].text: {
            each.get("hreflang"): each.get("href") for each in element.iter("{http://www.w3.org/1999/xhtml}link")
        }
        for element in tree.getroot()
    }
    lodi = {"it": "/distretti/lombardia/lodi/", "en": "/en/districts/lombardia/lodi/"}
    assert said[lodi["it"]] == said[lodi["en"]] == {**lodi, "x-default": lodi["it"]}
    both = {address for address, each in said.items() if each}
    assert {address for address in listed if address.startswith("/en/")} <= both
    assert all(said[other] == each for each in said.values() for other in each.values())
    assert not pages["problemi/index.html"].indexed


def test_the_feed_has_the_fifty_newest(site: Path) -> None:
    tree = ElementTree.parse(site / "feed" / "novita.xml")
    assert len(tree.findall("{http://www.w3.org/2005/Atom}entry")) == 50


def test_budgets_of_weight(site: Path) -> None:
    import gzip

    heavy = {}
    for file in site.rglob("*.html"):
        content = re.sub(rb"<svg.*?</svg>", b"", file.read_bytes(), flags=re.DOTALL)  # test_maps weighs them
        rows = content.count(b"<li") + content.count(b"<tr")
        if len(content) > 200_000 or len(gzip.compress(content)) > (25_000 if rows > 150 else 10_000):
            heavy[str(file.relative_to(site))] = (len(content), len(gzip.compress(content)), rows)
    assert heavy == {}
    sheets = sorted((site / "tema" / "css").glob("*.css"))
    weights = {sheet.name.partition(".")[0]: len(gzip.compress(sheet.read_bytes())) for sheet in sheets}
    alone = [weights.pop(name) for name in ("totem", "embed", "notice")]  # of pages that have no other sheet
    assert max(alone) <= 2_000
    assert weights.pop("site") + max(weights.values()) <= 9_000, "of a page: what all have, and its own"
    assert "BSD-3-Clause" in "".join(sheet.read_text("utf-8") for sheet in sheets), "the notice of the tokens stays"


def test_a_publish_is_strict_and_carries_its_address(published: Path) -> None:
    page = (published / "distretti" / "lombardia" / "lodi" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://esempio.it/catalogo/distretti/lombardia/lodi/">' in page
    assert not (published / "problemi").exists()
    assert "Sitemap: https://esempio.it/catalogo/sitemap.xml" in (published / "robots.txt").read_text()
    assert 'href="/catalogo/distretti/"' in (published / "404.html").read_text("utf-8")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A small catalogue with two mistakes in one district."""
    folder = tmp_path / "content"
    shutil.copytree(PROJECT / "tests" / "catalogue", folder)
    district = folder / "districts" / "piemonte" / "risaie-di-fantasia.yaml"
    text = district.read_text("utf-8").replace("status: da-verificare", "status: da-verificarre")
    district.write_text(f"{text}colore: blu\n", "utf-8")
    return folder


def test_a_publish_with_problems_leaves_the_site_of_before(tmp_path: Path, broken: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / "index.html").write_text("il sito di prima")
    done = pelican(output, content=broken, settings="publishconf.py")
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Forse volevi «da-verificare»?" in said
    assert "campo sconosciuto «colore»" in said
    assert "2 problemi in 1 file" in said
    assert "Traceback" not in said
    assert [path.name for path in output.iterdir()] == ["index.html"]


def test_a_preview_with_problems_builds_the_rest_and_shows_them(tmp_path: Path, broken: Path) -> None:
    output = tmp_path / "output"
    done = pelican(output, content=broken)
    assert done.returncode == 0
    assert "Forse volevi «da-verificare»?" in done.stdout + done.stderr
    assert "Processed" not in done.stdout + done.stderr, "Pelican counts nothing of what was built"
    assert "Forse volevi «da-verificare»?" in (output / "problemi" / "index.html").read_text("utf-8")
    built = len(list((output / "distretti").glob("*/*/index.html")))
    assert built == len(list((broken / "districts").rglob("*.yaml"))) - 1


def test_a_publish_refuses_to_delete_the_output(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("il sito di prima")
    done = pelican(tmp_path, "--delete-output-directory", settings="publishconf.py")
    assert done.returncode == 1
    assert os.listdir(tmp_path) == ["index.html"]


def test_a_record_that_goes_takes_its_page_along(tmp_path: Path) -> None:
    folder, output = tmp_path / "content", tmp_path / "output"
    shutil.copytree(PROJECT / "tests" / "catalogue", folder)
    assert pelican(output, content=folder).returncode == 0
    event = sorted((folder / "events" / "ricorrenti").glob("*.yaml"))[0]
    page = output / "eventi" / "ricorrenti" / event.stem / "index.html"
    assert page.is_file()
    (output / "mio.txt").write_text("di altri")
    event.unlink()
    assert pelican(output, content=folder).returncode == 0
    assert not page.parent.exists()
    assert (output / "mio.txt").read_text() == "di altri"
