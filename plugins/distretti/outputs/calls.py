"""The page of calls: open ones first, for enterprises and municipalities apart, then unsure ones, then past years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Programme
from ..presenters import heads, list_items, programme_facts, validity
from ..search import documents
from ..site import addresses
from ..site.components import Group, Link, ListItem, Until
from ..site.output import Head, Output, Page, collection
from ..site.site import Site

AUDIENCES = {"bando-imprese": ("Per le imprese", "imprese"), "bando": ("Per i comuni", "comuni")}
NAME = "Bandi"
TITLE = "Bandi per imprese e comuni dei distretti del commercio"


@dataclass(frozen=True, slots=True)
class CallsView:
    """The calls on the day of the build; where `open` is empty `no_open` says so and `verify` what to do about it."""

    head: Head
    lead: str
    shares: Until | str  # how many of them are open or to be verified; only until the first deadline
    trust: str
    sections: tuple[Link, ...]
    open: tuple[Group, ...]
    no_open: str
    verify: Link
    coming: tuple[ListItem, ...]
    unsure: tuple[Group, ...]
    unsure_note: str
    past: tuple[Group, ...]
    past_note: str
    regions: tuple[Link, ...]
    more: tuple[Link, ...]


def outputs(catalog: Catalog, site: Site) -> Iterator[Output]:
    """The page of calls, where there is a call."""
    if catalog.calls:
        yield Page(addresses.CALLS, "calls.html", _view, (catalog,))


def _view(catalog: Catalog) -> CallsView:
    calls = catalog.calls
    now = {call.id: programme_facts.state(catalog, call) for call in calls}
    opened = [call for call in calls if now[call.id] == programme_facts.OPEN]
    coming = [call for call in calls if now[call.id] == programme_facts.COMING]
    unsure = [call for call in calls if programme_facts.may_be_open(catalog, call)]
    past = [call for call in calls if programme_facts.is_past(catalog, call)]
    groups = _years(catalog, past)
    return CallsView(
        head=_head(catalog, len(calls)),
        lead=f"{italian.count(len(calls), 'bando', 'bandi')} per imprese e comuni nelle fonti di questo catalogo",
        shares=_shares(catalog, opened, len(unsure)),
        trust=". Fanno fede i siti degli enti.",
        sections=_sections(bool(coming), bool(unsure), bool(past)),
        open=_audiences(catalog, _soonest_first(catalog, opened), "aperti", both=True) if opened else (),
        no_open=_no_open(catalog),
        verify=Link("Vai alle pagine delle regioni", "#verifica"),
        coming=_lasting(catalog, sorted(coming, key=_age)),
        unsure=_audiences(catalog, sorted(unsure, key=_age, reverse=True), "da-verificare"),
        unsure_note=(
            "Annunciati o recenti, ma nessuna fonte ne dà la scadenza: possono essere aperti, o aprire. "
            "Verifica con l'ente che li pubblica."
        ),
        past=groups,
        past_note=(
            "Chiusi, o vecchi e senza una scadenza nota. L'anno è quello della scadenza, "
            "o dell'annuncio, o della fonte più recente."
        ),
        regions=tuple(Link(catalog.places.regions[region.id].name, addresses.of(region)) for region in catalog.regions),
        more=(
            Link("Tutti i programmi e bandi, per regione", addresses.PROGRAMMES),
            Link("Finanziamenti: contributi ai distretti e cifre", addresses.FUNDING),
            Link("Pagina per chi ha un negozio", addresses.ENTERPRISES),
        ),
    )


def _soonest_first(catalog: Catalog, calls: Iterable[Programme]) -> list[Programme]:
    return sorted(calls, key=partial(programme_facts.soonest, catalog))


def _head(catalog: Catalog, count: int) -> Head:
    total = italian.count(count, "bando", "bandi")
    lead = f"{total} dei distretti del commercio: quelli aperti per primi, per le imprese e per i comuni, con le fonti."
    return heads.head(
        TITLE,
        lead,
        (NAME, ""),
        section="bandi",
        built=validity.built(catalog),
        structured=collection(TITLE, addresses.CALLS, count),
        entry=lambda: documents.all_calls(TITLE, lead),
    )


def _shares(catalog: Catalog, opened: Sequence[Programme], unsure: int) -> Until | str:
    """How many are open and how many to be verified; once an open one has closed, that is not said."""
    shares = [italian.count(len(opened), "aperto", "aperti")] if opened else []
    shares += [f"{italian.number(unsure)} da verificare"] if unsure else []
    what = f", di cui {italian.listed(shares)}" if shares else ""
    last = min((window.closes.last for call in opened if (window := catalog.window(call))), default=None)
    return Until(what, last.isoformat()) if last else what


def _no_open(catalog: Catalog) -> str:
    return (
        f"Nessun bando aperto risulta nelle fonti di questo catalogo al {italian.day(catalog.today)}; "
        "può essercene uno che il catalogo non conosce. I siti ufficiali sono nelle pagine delle regioni."
    )


def _sections(coming: bool, unsure: bool, past: bool) -> tuple[Link, ...]:
    named = (
        (True, "Aperti", "aperti"),
        (coming, "In arrivo", "in-arrivo"),
        (unsure, "Da verificare", "da-verificare"),
        (past, "Anni passati", "passati"),
    )
    return tuple(Link(label, f"#{anchor}") for there, label, anchor in named if there)


def _audiences(catalog: Catalog, calls: Iterable[Programme], prefix: str, both: bool = False) -> tuple[Group, ...]:
    """The calls of each audience; with `both`, an audience without calls too."""
    calls = list(calls)
    groups = (
        Group(title, f"{prefix}-{anchor}", _lasting(catalog, (call for call in calls if call.kind == kind)))
        for kind, (title, anchor) in AUDIENCES.items()
    )
    return tuple(group for group in groups if both or group.rows)


def _years(catalog: Catalog, calls: Iterable[Programme]) -> tuple[Group, ...]:
    """The calls by year of their deadline, or of what else tells their age, newest first."""
    groups: dict[int, list[Programme]] = defaultdict(list)
    for call in sorted(calls, key=_age, reverse=True):
        sign = programme_facts.last_sign(call)
        groups[sign.year if sign else 0].append(call)
    return tuple(
        Group(str(year) if year else "Senza data", f"anno-{year or 'ignoto'}", _rows(catalog, items))
        for year, items in sorted(groups.items(), reverse=True)
    )


def _rows(catalog: Catalog, calls: Iterable[Programme]) -> tuple[ListItem, ...]:
    return tuple(list_items.programme_today(catalog, call) for call in calls)


def _lasting(catalog: Catalog, calls: Iterable[Programme]) -> tuple[ListItem, ...]:
    """The rows of calls that leave their list when their deadline has passed."""
    return tuple(validity.until_closed(catalog, list_items.programme_today(catalog, call), call) for call in calls)


def _age(call: Programme) -> int:
    sign = programme_facts.last_sign(call)
    return sign.last.toordinal() if sign else 0
