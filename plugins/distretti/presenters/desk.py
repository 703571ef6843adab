"""The desk: public services for a municipality, the cards of a district, questions and answers as rows of lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Checkup, Circuit, Initiative, PublicService, Question, Record
from ..model import circuit as circuit_words
from ..model.initiative import STATUSES
from ..places.register import Municipality
from ..site import addresses
from ..site.components import Link, ListItem
from . import references

_MOST = 6  # pages of a municipality that records cite
_SHOWN = 120  # signs of an answer in a list


@dataclass(frozen=True, slots=True)
class Desk:
    """The services of everywhere and of the region, and the municipality's own pages that records cite."""

    services: tuple[ListItem, ...]
    own: tuple[Link, ...]


def of_municipality(catalog: Catalog, place: Municipality, records: Iterable[Record]) -> Desk | None:
    """The desk of a municipality, with its pages among the sources of these records; None without services."""
    found = services_in(catalog, place.region)
    return Desk(tuple(map(service_outside, found)), _own(place, records)) if found else None


def services_in(catalog: Catalog, region: str) -> tuple[PublicService, ...]:
    """Those of everywhere, then those of the region."""
    return (*catalog.services_of_region.get("", ()), *catalog.services_of_region.get(region, ()))


def service(service: PublicService) -> ListItem:
    """A service in a list, leading to what one needs for it."""
    return ListItem(service.name, addresses.of(service), f"{service.provider} · {host(service.url)}")


def service_outside(item: PublicService) -> ListItem:
    """The same, leading straight to its official address."""
    return replace(service(item), address=item.url)


def host(address: str) -> str:
    """The host of a web address, as readers know it: "inps.it"."""
    return address.split("/")[2].removeprefix("www.")


def _own(place: Municipality, records: Iterable[Record]) -> tuple[Link, ...]:
    body = f"Comune di {place.name}"
    found: dict[str, Link] = {}
    for record in records:
        for source in record.sources:
            if source.publisher == body and source.url and source.url not in found:
                year = f", {source.date.year}" if source.date else ""
                name = source.title or references.title_of(record)
                found[source.url] = Link(f"{name} ({host(source.url)}{year})", source.url)
    return tuple(found.values())[:_MOST]


def circuit_state(catalog: Catalog, circuit: Circuit) -> str:
    """The key of a state: "attivo" only as long as its last day has not passed."""
    over = circuit.until and catalog.has_passed(circuit.until.last)
    return "concluso" if circuit.status == "attivo" and over else circuit.status


def circuit(catalog: Catalog, circuit: Circuit) -> ListItem:
    """A card or scheme in a list."""
    state = STATUSES[circuit_state(catalog, circuit)].lower()
    kind = circuit_words.KINDS[circuit.kind]
    known = italian.folded(kind) in italian.folded(circuit.name)
    warning, tags = (state, ()) if state != "attivo" else ("", (state,))
    return ListItem(
        circuit.name, addresses.of(circuit), circuit.area or "", (*(() if known else (kind,)), *tags), warning
    )


def checkup(item: Checkup) -> ListItem:
    """A self-check in a list."""
    return ListItem(item.name, addresses.of(item), f"{item.audience} · {_asked(item)}")


def _asked(item: Checkup) -> str:
    """How many questions a reader is asked: those of one region at most."""
    regions = Counter(question.region for question in item.questions)
    everywhere = regions.pop(None, 0)
    count = italian.count(everywhere, "domanda", "domande")
    if not regions:
        return count
    fewest, most = min(regions.values()), max(regions.values())
    more = f"da {fewest} a {most}" if fewest < most else str(most)
    return f"{count}, più quelle della tua regione ({more})"


def checkups_of(catalog: Catalog, region: str) -> tuple[Link, ...]:
    """The self-checks that ask what a region requires."""
    return tuple(map(references.record, catalog.checkups_of_region.get(region, ())))


def tools(catalog: Catalog, initiative: Initiative) -> tuple[ListItem, ...]:
    """What readers of an initiative can use: its cards, its self-checks."""
    return (
        *(circuit(catalog, item) for item in catalog.circuits_of_initiative.get(initiative.id, ())),
        *map(checkup, catalog.checkups_of_initiative.get(initiative.id, ())),
    )


def question(item: Question) -> ListItem:
    """A question in a list, with who answers and when."""
    newest = item.answers[0]
    return ListItem(item.name, addresses.of(item), f"{answered_by(newest.body)} · {italian.partial(newest.date)}")


def question_with_answer(item: Question) -> ListItem:
    """The same with how the newest answer begins."""
    text = item.answers[0].text
    short = text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
    return replace(question(item), meta=f"{answered_by(item.answers[0].body)}: {short}")


def answered_by(body: str | None) -> str:
    """Who answers, as a line begins."""
    return f"Risponde {body}" if body else "Risponde la redazione"
