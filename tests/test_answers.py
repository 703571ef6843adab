"""No page of a record says two things that cannot both be, or fills its facts with what is not known."""

from __future__ import annotations

import html
import json
import re
from functools import lru_cache
from pathlib import Path
from statistics import median

import pytest
import yaml

from .calendar_oracle import LOADER
from .site import PROJECT, Read

RECORDS = {
    "district": "distretti/*/*/index.html",
    "event": "eventi/[12]*/*[!0-9]/index.html",
    "market": "eventi/ricorrenti/*/index.html",
    "initiative": "iniziative/*/index.html",
    "programme": "programmi/*/*/index.html",
    "municipality": "comuni/*/index.html",
}
UNKNOWN = re.compile(r"\b(?:non not[oaie]|nessun[oa]?)\b", re.IGNORECASE)

# A thing that a page can say to be missing, and the words elsewhere on it by which it is not.
DENIED = {
    "Riconoscimento": r"riconosciut|riconosciment|iscritt[oa]\b",
    "Contributi": r"contribut|\beuro\b|€",
    "Perimetro": r"perimetro",
    "Manager": r"manager",
    "Cabina": r"cabina di regia",
    "Partner": r"\bpartner\b",
    "Certificazioni": r"\bmarchio\b",
}

GIVEN = {"Risorse": r"dotazione di \d|\bmilioni di euro", "Scadenza delle domande": r"scadevano|entro il \d"}


def words(markup: str) -> str:
    """What a reader sees of a piece of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


@lru_cache(maxsize=4096)
def parts(file: Path) -> tuple[str, tuple[str, ...]]:
    """The main part of a page without its sources and what is near; and what it says to be missing."""
    main = re.search(r"<main.*?</main>", file.read_text("utf-8"), re.DOTALL)
    assert main
    open_list = r'<h2 id="manca">.*?</ul>'
    closed = r'<details class="missing".*?</details>'
    found = re.search(f"{closed}|{open_list}", main[0], re.DOTALL)
    gaps = tuple(words(item) for item in re.findall(r"<li>(.*?)\n", found[0])) if found else ()
    rest = re.sub(rf'{closed}|{open_list}|<ol class="sources".*?</ol>|<section class="nearby".*?</section>'
                  r'|<aside.*?</aside>', "", main[0], flags=re.DOTALL)  # fmt: skip
    return rest, gaps


def files(site: Path, kind: str) -> list[Path]:
    """The pages of the records of a kind."""
    found = sorted(site.glob(RECORDS[kind]))
    assert found
    return found


def own_words(rest: str) -> str:
    """Its notes, its facts and its prose: not the rows of other records."""
    return words(
        re.sub(
            r'<ul class="rows".*?</ul>|<p class="trust">.*?</p>|<figure.*?</figure>|<table.*?</table>|<h3.*?</svg>',
            "",
            rest,
            flags=re.DOTALL,
        )
    )


@pytest.mark.parametrize("kind", RECORDS)
def test_no_fact_is_that_something_is_not_known(site: Path, kind: str) -> None:
    wrong = []
    for file in files(site, kind):
        facts = re.findall(r'<dl class="facts">.*?</dl>', parts(file)[0], re.DOTALL)
        values = [words(value) for one in facts for value in re.findall(r"<dd>(.*?)</dd>", one, re.DOTALL)]
        wrong += [(file.parent.name, value) for value in values if UNKNOWN.match(value)]
    assert wrong == []


@pytest.mark.parametrize("kind", RECORDS)
def test_what_is_said_to_be_missing_is_nowhere_on_the_page(site: Path, kind: str) -> None:
    wrong = []
    for file in files(site, kind):
        rest, gaps = parts(file)
        headings = {words(term).lower() for term in re.findall(r"<(?:dt|h2)[^>]*>(.*?)</(?:dt|h2)>", rest, re.DOTALL)}
        names = {re.split(r"[:,(]", gap)[0].strip().lower() for gap in gaps}
        wrong += [(file.parent.name, name) for name in names if name.removeprefix("l’") in headings]
    assert wrong == []


def test_no_district_denies_what_its_notes_say(site: Path) -> None:
    wrong = []
    for file in files(site, "district"):
        rest, gaps = parts(file)
        said = own_words(rest)
        for gap in gaps:
            thing = next((name for name in DENIED if gap.startswith(name)), None)
            if thing and re.search(DENIED[thing], said, re.IGNORECASE):
                wrong.append((file.parent.name, gap))
    assert wrong == []


def test_no_district_denies_its_own_events_or_site(site: Path) -> None:
    wrong = []
    for file in files(site, "district"):
        rest, gaps = parts(file)
        if "Mercati ed eventi" in gaps and re.search(r'href="[./]*/eventi/(?:ricorrenti|\d{4})/[a-z]', rest):
            wrong.append((file.parent.name, "events"))
        publishers = re.findall(
            r'<li id="fonte-\d+" value="\d+"><b>(.*?)</b>.*?(?=<li|</ol>)', file.read_text("utf-8"), re.DOTALL
        )
        own = any(re.match(r"(?:Distretto|DUC) ", words(name)) for name in publishers)
        reached = own or re.search(r'href="tel:|<dt>(?:E-mail|Pagina web)</dt>', rest)
        if reached and any(gap.startswith("Contatti") for gap in gaps):
            wrong.append((file.parent.name, "contacts"))
    assert wrong == []


def test_no_event_denies_an_hour_that_it_gives(site: Path) -> None:
    wrong = []
    for kind in ("event", "market"):
        for file in files(site, kind):
            rest, gaps = parts(file)
            if "L’orario" in gaps and re.search(r"<dt>Orario</dt>|[Oo]rario indicato|\b\d\d:\d\d\b", rest):
                wrong.append(file.parent.name)
    assert wrong == []


def test_no_call_denies_the_money_or_the_deadline_that_it_gives(site: Path) -> None:
    wrong = []
    for file in files(site, "programme"):
        rest, gaps = parts(file)
        said = words(re.sub(r'<ul class="rows".*?</ul>|<p class="trust">.*?</p>', "", rest, flags=re.DOTALL))
        for gap, told in GIVEN.items():
            wrong += [(file.parent.name, gap)] if gap in gaps and re.search(told, said, re.IGNORECASE) else []
    assert wrong == []


def test_a_municipality_that_is_in_a_district_does_not_say_that_nobody_knows(site: Path) -> None:
    wrong = []
    for file in files(site, "municipality"):
        main = parts(file)[0]
        unknown, member = "Non lo sappiamo" in main, "il comune ne fa" in main.lower()
        wrong += [file.parent.name] if unknown == member else []
    assert wrong == []


def test_what_is_not_known_is_said_in_few_words(site: Path) -> None:
    """Per page of a district it was thirteen times."""
    counts = [
        len(UNKNOWN.findall(words(parts(file)[0]) + " ".join(parts(file)[1]))) for file in files(site, "district")
    ]
    assert median(counts) <= 2


def test_a_name_alone_is_for_no_search_engine_and_says_how_to_complete_it(site: Path, pages: dict[str, Read]) -> None:
    hidden = [
        file for file in pages if re.fullmatch(r"distretti/[^/]+/[^/]+/index.html", file) and not pages[file].indexed
    ]
    assert hidden
    for file in hidden:
        rest, gaps = parts(site / file)
        assert len(gaps) > 10
        assert "<dt>Capofila</dt>" not in rest
        assert "<details" not in (site / file).read_text("utf-8")


def test_days_in_notes_are_written_in_words(site: Path) -> None:
    wrong = []
    for kind in RECORDS:
        for file in files(site, kind):
            notes = re.search(r'<h2 id="note">Note</h2>\n<p>(.*?)</p>', file.read_text("utf-8"), re.DOTALL)
            text = re.sub("«[^»]*»", "", words(notes[1])) if notes else ""
            wrong += [(file.parent.name, day) for day in re.findall(r"(?<![\d/])\d\d?/\d\d?/\d{4}", text)]
    assert wrong == []


@pytest.mark.parametrize("kind", RECORDS)
def test_the_preposition_has_its_d_before_its_own_vowel(site: Path, kind: str) -> None:
    """Nobody says "a Altamura"."""
    wrong = {file.parent.name: re.findall(r"(?<!\w)a [AÀ][a-zà]+", words(parts(file)[0])) for file in files(site, kind)}
    assert {name: found for name, found in wrong.items() if found} == {}


def test_a_market_whose_days_no_source_gives_has_none_on_the_site(site: Path) -> None:
    found = 0
    for file in sorted((PROJECT / "content" / "events" / "ricorrenti").glob("*.yaml")):
        record = yaml.load(file.read_text("utf-8"), LOADER)
        if record["recurrence"].get("approximate") != "true":
            continue
        found += 1
        folder = site / "eventi" / "ricorrenti" / file.stem
        page = (folder / "index.html").read_text("utf-8")
        said = html.unescape(words(page)).replace("’", "'").lower()
        assert record["recurrence"]["text"].lower() in said, file.stem
        assert "list--dates" not in page, file.stem
        (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        event = next(part for part in json.loads(data) if part["@type"] == "Event")
        assert {"startDate", "eventSchedule"}.isdisjoint(event), file.stem
        calendar = folder / "calendario.ics"
        assert not calendar.is_file() or "BEGIN:VEVENT" not in calendar.read_text("utf-8"), file.stem
    assert found >= 20
