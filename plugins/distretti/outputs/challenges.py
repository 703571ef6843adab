"""The six challenges: all of them with the themes and the needs of none, and the page of each with its needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Challenge, Event, Happening, Initiative, Programme
from ..presenters import heads, list_items, long_lists, sections, term_facts
from ..site import addresses
from ..site.components import Chip, Cited, Link, ListItem, Need
from ..site.output import Head, Output, Page, collection
from ..site.site import Site

NAME = "Sfide e bisogni"

# Who named the challenges, and who put needs of other documents beside them.
ORIGIN = (
    "Le sei sfide vengono da una presentazione della Regione Lombardia del 2011. I bisogni di altri documenti "
    "li accosta a una sfida questo catalogo, solo dove il legame è evidente: gli altri stanno per conto loro."
)
RECORD = "le-sei-sfide-dei-distretti-del-commercio"


@dataclass(frozen=True, slots=True)
class ChallengesView:
    """The challenges, the needs that belong to none of them, and the themes."""

    head: Head
    lead: str
    origin: str
    record: Link | None
    challenges: tuple[ListItem, ...]
    needs: tuple[Need, ...]
    themes: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class ChallengeView:
    """A challenge: what the documents say, its needs, and what works on it."""

    head: Head
    heading: str
    lead: str
    challenges: tuple[Chip, ...]
    statements: tuple[Cited, ...]
    needs: tuple[Need, ...]
    origin: str
    initiatives: tuple[ListItem, ...]
    programmes: tuple[ListItem, ...]
    events: tuple[ListItem, ...]


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The list, also where there are no challenges yet, and one page for each."""
    yield Page(addresses.CHALLENGES, "challenges.html", _list, (catalog,))
    for challenge in catalog.challenges:
        yield Page(addresses.challenge(challenge.id), "challenge.html", _view, (catalog, challenge))


def _list(catalog: Catalog) -> ChallengesView:
    known = {challenge.number for challenge in catalog.challenges}
    every = term_facts.needs(catalog)
    record = catalog.initiative.get(RECORD)
    count = italian.count(len(every), "bisogno", "bisogni")
    return ChallengesView(
        head=heads.head(
            "Le sfide e i bisogni dei distretti del commercio",
            f"Le sfide dei distretti del commercio e {count} con le parole dei documenti e chi risponde.",
            (NAME, ""),
            section="iniziative",
            structured=collection(NAME, addresses.CHALLENGES, len(catalog.challenges)),
        ),
        lead=f"Che cosa devono affrontare i distretti: {count}, ciascuno con le parole dei documenti e chi risponde.",
        origin=ORIGIN,
        record=Link(record.name, addresses.of(record)) if record else None,
        challenges=tuple(_row(catalog, challenge) for challenge in catalog.challenges),
        needs=tuple(term_facts.need(catalog, need) for need in every if not known.intersection(need.challenges)),
        themes=term_facts.chips(catalog, "themes"),
    )


def _row(catalog: Catalog, challenge: Challenge) -> ListItem:
    meta = (
        italian.count(len(_needs(catalog, challenge)), "bisogno", "bisogni"),
        italian.count(len(_initiatives(catalog, challenge)), "iniziativa", "iniziative"),
    )
    return ListItem(f"{challenge.number}. {challenge.title}", addresses.challenge(challenge.id), " · ".join(meta))


def _view(catalog: Catalog, challenge: Challenge) -> ChallengeView:
    initiatives = _initiatives(catalog, challenge)
    said = sections.cited(catalog, challenge.statements)
    needs = (
        replace(need, statements=tuple(item for item in need.statements if item not in said))  # once a page
        for need in _needs(catalog, challenge)
    )
    return ChallengeView(
        head=heads.head(
            f"Sfida {challenge.number}: {challenge.title}",
            challenge.description,
            (NAME, addresses.CHALLENGES),
            (challenge.title, ""),
            section="iniziative",
            structured=collection(challenge.title, addresses.challenge(challenge.id), len(initiatives)),
        ),
        heading=f"{challenge.number}. {challenge.title}",
        lead=challenge.description,
        challenges=tuple(
            Chip(f"{item.number}. {item.title}", addresses.challenge(item.id), current=item == challenge)
            for item in catalog.challenges
        ),
        statements=said,
        needs=tuple(needs),
        origin=ORIGIN,
        initiatives=tuple(map(list_items.initiative, initiatives)),
        programmes=tuple(list_items.programme(catalog, item) for item in _programmes(catalog, challenge)),
        events=long_lists.shortened(
            _events(catalog, initiatives),
            lambda event: list_items.event(catalog, event),
            long_lists.whole(addresses.challenge(challenge.id)),
        ),
    )


def _needs(catalog: Catalog, challenge: Challenge) -> tuple[Need, ...]:
    return tuple(
        term_facts.need(catalog, need) for need in term_facts.needs(catalog) if challenge.number in need.challenges
    )


def _initiatives(catalog: Catalog, challenge: Challenge) -> tuple[Initiative, ...]:
    return tuple(item for item in catalog.initiatives if challenge.number in item.challenges)


def _programmes(catalog: Catalog, challenge: Challenge) -> tuple[Programme, ...]:
    """Those that answer one of its needs."""
    own = {need.id for need in term_facts.needs(catalog) if challenge.number in need.challenges}
    found = {record for need in own for record in catalog.words.get(("needs", need), ())}
    return tuple(catalog.in_order(record for record in found if isinstance(record, Programme)))


def _events(catalog: Catalog, initiatives: Iterable[Initiative]) -> tuple[Happening, ...]:
    """The events of these initiatives, newest first, then what comes back."""
    found = {event for item in initiatives for event in catalog.happenings_of_initiative.get(item.id, ())}
    events = catalog.in_order(event for event in found if isinstance(event, Event))
    return (*reversed(events), *catalog.in_order(found.difference(events)))
