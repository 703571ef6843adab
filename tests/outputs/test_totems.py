"""Totems: which there are, what their data say and when these change, what a message may be."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from distretti.model import Message
from distretti.outputs import embeds, totems
from distretti.presenters import qr, street
from distretti.reading.loader import load
from distretti.site.output import File, Page

from ..conftest import REFERENCE, TODAY, problems_of
from ..mutants import MESSAGE
from ..world import World, tree
from .test_calendars import SITE, edit, read

TOTEM = "/totem/lombardia/portici-immaginari/"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 50
BUDGET = 30_000


def data_of(folder: Path, address: str = TOTEM, today: dt.date = TODAY) -> Any:
    found = {output.address: output for output in totems.outputs(read(folder, today), SITE)}
    output = found[f"{address}dati.json"]
    assert isinstance(output, File)
    return json.loads(output.content)


def addresses_of(folder: Path, today: dt.date = TODAY) -> set[str]:
    return {output.address for output in totems.outputs(read(folder, today), SITE) if isinstance(output, Page)}


def test_there_is_a_totem_only_where_there_is_something_to_show(catalogue: Path) -> None:
    with_market = {"/totem/", TOTEM, "/totem/comuni/lodi/"}
    assert addresses_of(catalogue, dt.date(2027, 12, 1)) == with_market  # no event of the tiny catalogue is left
    edit(catalogue, "events/ricorrenti/mercato-dei-portici-immaginari.yaml", "summary:", "to_confirm: true\nsummary:")
    assert addresses_of(catalogue, dt.date(2027, 12, 1)) == {"/totem/", TOTEM}, "a message"
    (catalogue / MESSAGE).unlink()
    assert addresses_of(catalogue, dt.date(2027, 12, 1)) == {"/totem/", TOTEM}, "a place"
    edit(catalogue, "places/lombardia/loggia-inventata.yaml", "network:", "status: chiuso\nnetwork:")
    assert addresses_of(catalogue, dt.date(2027, 12, 1)) == {"/totem/"}


def test_a_message_says_when_it_holds_and_nothing_that_is_not_known(catalogue: Path) -> None:
    (message,) = data_of(catalogue)["messages"]
    assert message == {
        "text": "Le luminarie di prova si accendono in piazza.",
        "by": "Comune di Lodi",
        "days": [6, 7],
        "hours": ["17:00", "22:00"],
        "place": "Piazza di Prova",
        "qr": qr.packed("https://portici.example/luminarie"),
        "from": "2026-11-28",
        "to": "2026-12-31",
    }


def test_urgent_messages_are_first_and_one_of_a_town_is_not_said_in_the_others(catalogue: Path) -> None:
    text = "text: {}\nfrom: 2026-12-01\nto: 2026-12-02\npriority: urgente\nmunicipality: {}\n"
    for town in ("Codogno", "Lodi"):
        file = (catalogue / MESSAGE).with_name(f"{town.lower()}.yaml")
        file.write_text(text.format(f"Solo a {town}", town), "utf-8")

    def said(address: str) -> list[str]:
        return [message["text"].split(" si ")[0] for message in data_of(catalogue, address)["messages"]]

    assert said(TOTEM) == ["Solo a Codogno", "Solo a Lodi", "Le luminarie di prova"]
    assert said("/totem/comuni/lodi/") == ["Solo a Lodi", "Le luminarie di prova"]


def test_markets_have_their_sure_days_of_two_months_and_a_new_day_changes_nothing(catalogue: Path) -> None:
    market = "events/ricorrenti/mercato-dei-portici-immaginari.yaml"
    edit(catalogue, market, "  from: '04-01'\n  to: '10-31'\n", "  except: [2026-12-12]\n")
    edit(catalogue, market, ", da aprile a ottobre", "")
    (held,) = data_of(catalogue, "/totem/comuni/lodi/")["dates"][:1]
    assert held["days"] == [f"2026-11-{day:02}" for day in (7, 14, 21, 28)] + [
        "2026-12-05",
        "2026-12-19",
    ]  # 26 is a feast
    assert held["unsure"] == ["2026-12-26"]
    assert (held["hours"], held["end"]) == ("ore 8–13", "13:00")
    edit(catalogue, market, "'08:00'\nend_time: '13:00'", "'21:00'\nend_time: '01:00'")
    edit(catalogue, market, "ogni sabato mattina", "ogni sabato sera")
    (night,) = data_of(catalogue, "/totem/comuni/lodi/")["dates"][:1]
    assert (night["late"], "end" in night) == ("01:00", False)
    assert data_of(catalogue) == data_of(catalogue, today=TODAY + dt.timedelta(1))
    assert data_of(catalogue, today=dt.date(2026, 12, 1))["until"] == "2027-01-31"


def test_places_are_those_that_are_open(catalogue: Path) -> None:
    wanted = {"title": "Loggia Inventata, Lodi", "meta": "via delle Prove 1 · tessera a punti, formaggi inventati"}
    assert data_of(catalogue)["places"] == data_of(catalogue, "/totem/comuni/lodi/")["places"] == [wanted]
    edit(catalogue, "places/lombardia/loggia-inventata.yaml", "network:", "status: da-verificare\nnetwork:")
    assert data_of(catalogue)["places"] == []


def test_a_square_is_a_place_also_where_it_names_no_district(catalogue: Path) -> None:
    file = "places/lombardia/loggia-inventata.yaml"
    edit(catalogue, file, "mercato-coperto", "area-di-mercato")
    edit(catalogue, file, "districts:\n  - lombardia/portici-immaginari\n", "")
    edit(catalogue, file, "services:\n  - tessera a punti\nproducts:\n  - formaggi inventati\n", "")
    wanted = {"title": "Loggia Inventata, Lodi", "meta": "via delle Prove 1 · piazza o area di mercato"}
    assert data_of(catalogue)["places"] == data_of(catalogue, "/totem/comuni/lodi/")["places"] == [wanted]
    edit(catalogue, file, "address:", "districts:\n  - piemonte/risaie-di-fantasia\naddress:")
    assert data_of(catalogue)["places"] == [], "of another district"


def test_typical_products_are_shown_with_the_mark_that_a_source_states(catalogue: Path) -> None:
    district = catalogue / "districts/lombardia/portici-immaginari.yaml"
    district.write_text(
        f"attractions:\n  - burro di prova\n  - portici antichi\n{district.read_text('utf-8')}", "utf-8"
    )
    product = "  product:\n    mark: {}\n    area: Lodi\n    source: https://prova.example/\n"
    with (catalogue / "attractions.yaml").open("a", encoding="utf-8") as stream:
        stream.write(
            "- id: burro\n  label: Burro\n  description: Prova.\n  words: [burro di prova]\n" + product.format("dop")
        )
        stream.write(
            "- id: olio\n  label: Formaggi\n  description: Prova.\n  words: [formaggi inventati]\n"
            + product.format("nessuno")
        )
    wanted = [{"title": "Burro", "meta": "DOP · Lodi"}, {"title": "Formaggi", "meta": "Lodi"}]
    assert data_of(catalogue)["products"] == data_of(catalogue, "/totem/comuni/lodi/")["products"] == wanted


def test_a_message_to_a_municipality_is_reason_enough_for_a_totem_there(catalogue: Path) -> None:
    """Also where nothing is on; not for a frame of dates."""
    edit(catalogue, MESSAGE, "text:", "municipality: Codogno\ntext:")
    pages = addresses_of(catalogue)
    assert "/totem/comuni/codogno/" in pages
    assert data_of(catalogue, "/totem/comuni/codogno/")["messages"][0]["place"] == "Piazza di Prova, Codogno"
    found = read(catalogue, TODAY)
    (guide,) = [each for each in totems.outputs(found, SITE) if each.address == "/totem/"]
    assert isinstance(guide, Page)
    (towns,) = [part for part in guide.view.sections if part.anchor == "comuni"]
    assert towns.title == f"I totem dei comuni ({len(towns.links)})"
    assert {link.address for link in towns.links} == {page for page in pages if page.startswith("/totem/comuni/")}
    assert "/incorpora/comuni/codogno/" not in {each.address for each in embeds.outputs(found, SITE)}
    links = [link.address for link in street.tools_in_town(found, found.places.find("Codogno", "lombardia"))]
    assert links == ["/totem/comuni/codogno/"]


def test_calls_go_when_they_close_and_wait_for_their_first_day(catalogue: Path) -> None:
    call = "programmes/lombardia/bando-di-prova-2026.yaml"
    own = (catalogue / call).read_text("utf-8").replace("kind: bando\n", "kind: bando-imprese\n")
    (catalogue / call).write_text(own, "utf-8")
    with (catalogue / call).open("a", encoding="utf-8") as stream:
        stream.write("district: lombardia/portici-immaginari\n" if "district:" not in own else "")
    closes = re.search(r"closed: (\S+)", own)
    assert closes, own
    (found,) = data_of(catalogue)["calls"]
    assert found["to"] >= closes[1]
    day = dt.date.fromisoformat(found["to"]) + dt.timedelta(1)
    assert data_of(catalogue, today=day)["calls"] == []


def test_a_new_message_makes_the_data_of_its_totems_anew_and_nothing_else(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.build()
    before = tree(world.output)
    (world.content / MESSAGE).with_name("nuovo.yaml").write_text(
        "text: Nuovo\nfrom: 2026-12-01\nto: 2026-12-02\n", "utf-8"
    )
    world.build()
    after = tree(world.output)
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {"totem/lombardia/portici-immaginari/dati.json", "totem/comuni/lodi/dati.json"}
    picture = (world.content / MESSAGE).with_name("nuovo.png")
    picture.write_bytes(PNG)
    with picture.with_suffix(".yaml").open("a", encoding="utf-8") as stream:
        stream.write("image:\n  alt: Una prova\n  licence: CC BY 4.0\n")
    world.build()
    first = set(tree(world.output)) - set(after)
    picture.write_bytes(PNG + b"1")
    world.build()
    second = set(tree(world.output)) - set(after)
    assert (len(first), len(second), first & second) == (1, 1, set()), "another picture has another address"
    name = second.pop()
    assert name in json.loads((world.output / TOTEM[1:] / "dati.json").read_text("utf-8"))["messages"][1]["image"]
    assert (world.output / name).read_bytes() == PNG + b"1"
    picture.unlink()
    picture.with_suffix(".yaml").unlink()
    world.build()
    assert tree(world.output) == before


PICTURED = "image:\n  alt: Una piazza\n  licence: CC BY 4.0\n"


@pytest.mark.parametrize(
    ("added", "picture", "name", "said"),
    [
        ("", PNG, "luminarie-di-prova.png", "accanto c'è un'immagine di cui manca la licenza"),
        ("image:\n  alt: Una piazza\n", PNG, "luminarie-di-prova.png", "licence: manca questo campo"),
        (PICTURED, PNG + b"\0" * 300_000, "luminarie-di-prova.png", "l'immagine pesa 300 kB: al massimo 300"),
        (PICTURED, b"<svg>", "luminarie-di-prova.png", "il file non è un'immagine PNG"),
        (PICTURED, PNG, "altro.png", "accanto manca la scheda «altro.yaml»"),
        (PICTURED, PNG, "luminarie-di-prova.gif", "file non previsto qui"),
        (PICTURED, b"\xff\xd8\xff\xe0", "luminarie-di-prova.jpg", ""),
        (PICTURED, b"RIFF\0\0\0\0WEBPVP8 ", "luminarie-di-prova.webp", ""),
    ],
)
def test_a_picture_has_a_licence_and_a_weight(
    catalogue: Path, added: str, picture: bytes, name: str, said: str
) -> None:
    with (catalogue / MESSAGE).open("a", encoding="utf-8") as stream:
        stream.write(added)
    (catalogue / MESSAGE).with_name(name).write_bytes(picture)
    problems = [str(problem) for problem in problems_of(catalogue)]
    assert any(said in problem for problem in problems) if said else problems == []
    assert all(re.match(r"catalogue/messages/\S+:\d+:\d+: ", problem) for problem in problems)


def test_a_message_of_a_withdrawn_district_stays_and_is_not_shown(catalogue: Path) -> None:
    with (catalogue / "districts/lombardia/portici-immaginari.yaml").open("a", encoding="utf-8") as stream:
        stream.write("withdrawn:\n  date: 2026-11-21\n  reason: Doppio.\n")
    assert not [problem for problem in problems_of(catalogue) if "messages/" in str(problem)]
    assert TOTEM not in addresses_of(catalogue)
    assert Message in {type(record) for record in load(catalogue, REFERENCE).filed()}


@pytest.mark.parametrize(
    "address", ["https://esempio.it/a/", f"https://esempio.it/{'a' * 85}/", f"https://esempio.it/{'a' * 280}"]
)
def test_a_qr_code_is_read_as_another_program_draws_it(address: str) -> None:
    """The path has the dark squares of the code, each once; three corners are as the standard has them."""
    code = qr.code(address)
    assert code
    start, *steps = re.findall(r"[Mmh][^Mmh]+", code.path)
    assert start == f"M{qr.MARGIN} {qr.MARGIN}.5"
    dark, x, y = set(), 0, 0
    for step in steps:
        right, *down = map(int, step[1:].split())
        dark |= {(y, x + number) for number in range(right)} if step[0] == "h" else set()
        x, y = x + right, y + sum(down)
    size, *rows = qr.packed(address).split(":")
    unpacked = {(y, x) for y, row in enumerate(rows) for x, bit in enumerate(f"{int(row, 16):0{size}b}") if bit == "1"}
    assert dark == unpacked
    assert int(size) == code.size - 2 * qr.MARGIN == len(rows)
    corner = {(y, x) for y in range(7) for x in range(7) if (y in (0, 6) or x in (0, 6) or {y, x} <= {2, 3, 4})}
    assert {(y, x) for y, x in dark if y < 7 and x < 7} == corner
    assert len(code.path) < 2900 or len(address) > 200


def test_budgets_of_all_totems_of_the_real_site(published: Path) -> None:
    """All that a screen loads, but pictures of messages."""
    shared = [
        "guardia.js",
        "riserva.js",
        *("tema/" + name for name in ("css/totem.*.css", "js/totem.*.js", "icons/favicon.*.svg")),
    ]
    common = sum(next(published.glob(name)).stat().st_size for name in shared)
    pages = list(published.glob("totem/*/*/index.html"))
    assert len(pages) > 50
    weights = {
        page.parent.name: common + page.stat().st_size + (page.parent / "dati.json").stat().st_size for page in pages
    }
    assert {name: weight for name, weight in weights.items() if weight > BUDGET} == {}
    for page in pages[:3]:
        code = re.search(r'<svg class="totem__code".*?</svg>', page.read_text("utf-8"))
        assert code is not None
        assert len(code[0]) <= 3000
    loaded = {
        link
        for page in pages
        for link in re.findall(r'(?:src|href)="([^"]+\.(?:css|js|svg|woff2))"', page.read_text("utf-8"))
    }
    assert {re.sub(r"\.[0-9a-f]{10}", "", link.rpartition("/")[2]) for link in loaded} == {
        "totem.css",
        "totem.js",
        "favicon.svg",
    }
