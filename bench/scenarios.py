"""What happens to a catalogue every day, each change done to a copy of the project when it is called."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

NEXT_DAY = "the next day"
NEW_DISTRICT = "a new district"
MISTAKE, MENDED = "a mistake made", "a mistake mended"
FIRST_MARKET, LAST_MARKET = "the first market of a town", "the last market of a town"
TERM = "a term of a vocabulary"
STYLE, TEMPLATE = "one line of CSS", "one template"
SCENARIOS = (
    NEW_DISTRICT, MISTAKE, MENDED, FIRST_MARKET, LAST_MARKET, TERM, STYLE, TEMPLATE, NEXT_DAY,
)  # fmt: skip

_REGION = "lombardia"
_TOWN = re.compile(r"(?m)^(?:  - name|  -|municipality): ?(\S.*)$")


@dataclass(frozen=True)
class Scenario:
    """A change that `prepare` makes before a build, which is given `settings` more; without a name not measured."""

    name: str
    prepare: Callable[[], object]
    settings: tuple[str, ...] = ()


def scenarios(project: Path, content: Path, today: dt.date) -> Iterator[Scenario]:
    """Every scenario, in this order; between them is undone what is not measured the other way."""
    towns = _free_towns(content)
    district = content / f"districts/{_REGION}/zz-distretto-misurato.yaml"
    yield Scenario(NEW_DISTRICT, lambda: district.write_text(_district(content, next(towns)), "utf-8"))
    known = next(file for file in _districts(content) if "\nstatus: " in file.read_text("utf-8"))
    text = known.read_text("utf-8")
    wrong = re.sub(r"(?m)^status: .*", "status: misurato", text)
    yield Scenario("", district.unlink)
    yield Scenario(MISTAKE, lambda: known.write_text(wrong, "utf-8"))
    yield Scenario(MENDED, lambda: known.write_text(text, "utf-8"))
    market = content / "events/ricorrenti/zz-mercato-misurato.yaml"
    yield Scenario(FIRST_MARKET, lambda: market.write_text(_market(content, next(towns)), "utf-8"))
    yield Scenario(LAST_MARKET, market.unlink)
    terms = content / "services.yaml"
    words = terms.read_text("utf-8")
    yield Scenario(TERM, lambda: terms.write_text(words.replace("label: ", "label: Altro ", 1), "utf-8"))
    yield Scenario("", lambda: terms.write_text(words, "utf-8"))
    styles, template = project / "theme/static/css/components.css", project / "theme/templates/term.html"
    yield Scenario(STYLE, lambda: _changed(styles, "}", "} .misurato { color: inherit; }"))
    yield Scenario(TEMPLATE, lambda: _changed(template, "</", "<!-- misurato --></"))
    yield Scenario(NEXT_DAY, lambda: None, (f'TODAY="{today + dt.timedelta(1)}"',))


def _changed(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")


def _districts(content: Path) -> list[Path]:
    return sorted((content / f"districts/{_REGION}").glob("*.yaml"))


def _district(content: Path, town: str) -> str:
    """A district of one municipality, else as the first that says its own."""
    texts = (file.read_text("utf-8") for file in _districts(content))
    text = next(text for text in texts if re.search(r"(?m)^municipalities:\n", text))
    text = re.sub(r"(?m)^municipalities:\n(?:[ -].*\n)+", f"municipalities:\n  - name: {town}\n", text)
    return _named(
        re.sub(r"(?m)^(?:uid|aliases): .*\n(?:[ -].*\n)*", "", text), name="Distretto misurato", short_name="Misurato"
    )


def _market(content: Path, town: str) -> str:
    """A market in a municipality and in no district, else as the first such."""
    texts = (file.read_text("utf-8") for file in sorted((content / "events/ricorrenti").glob("*.yaml")))
    text = next(text for text in texts if "\nmunicipality: " in text and "districts:" not in text)
    return _named(text, title="Mercato misurato", municipality=town)


def _named(text: str, **values: str) -> str:
    for key, value in values.items():
        text = re.sub(rf"(?m)^{key}: .*", f"{key}: {value}", text, count=1)
    return text


def _free_towns(content: Path) -> Iterator[str]:
    """Municipalities of the region that no record names."""
    with (content / "reference/comuni.csv").open(encoding="utf-8", newline="") as lines:
        rows: list[Mapping[str, str]] = list(csv.DictReader(lines))
    named = {town for file in content.rglob("*.yaml") for town in _TOWN.findall(file.read_text("utf-8"))}
    amounts = Counter(row["name"] for row in rows)
    for row in rows:
        name = row["name"]
        if row["region_name"].lower() == _REGION and amounts[name] == 1 and name not in named and "'" not in name:
            yield name
