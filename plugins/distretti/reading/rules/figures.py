"""Figures: one value for one measure, day and source; no part above its whole; amounts in euros."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from ...language import italian
from ...language.problem import Problem
from ...model import District, Programme, Record, Region
from ...model.district import Grant
from ..content import Content
from ..yaml_file import KeyPath

MONEY = ("contributi", "investimenti")
COUNTED = ("distretti", "comuni", "imprese")
_LARGE = 50_000_000
_CURRENCY = re.compile(
    r"€|\$|£|\b(?:eur[oi]?|lir[ae]|dollar[oi]|sterlin[ae]|franch?i|usd|gbp|chf|itl)\b", re.IGNORECASE
)

_Named = tuple[KeyPath, Any, tuple[Any, ...]]  # where a figure is, the figure, what makes it that of one measure


def _figures(record: Record) -> Iterator[_Named]:
    if isinstance(record, Region):
        for index, item in enumerate(record.figures):
            yield ("figures", index), item, (item.measure,)
        for index, one in enumerate(record.provincial_figures):
            yield ("provincial_figures", index), one, (one.province, one.measure)
    if isinstance(record, Programme):
        for index, said in enumerate(record.figures):
            yield ("figures", index), said, (said.label, said.unit)
    if isinstance(record, District):
        for index, measured in enumerate(record.indicators):
            yield ("indicators", index), measured, (measured.indicator, measured.unit)


def one_value_for_one_source(content: Content, today: dt.date) -> Iterator[Problem]:
    """A source gives one value of a measure for one date; two sources that disagree are both right to be there."""
    for record in content.records():
        seen: dict[tuple[Any, ...], Decimal] = {}
        for path, figure, measure in _figures(record):
            key = (*measure, figure.date, figure.source, getattr(figure, "note", None))
            first = seen.setdefault(key, figure.value)
            if figure.source and figure.date and first != figure.value:
                message = (
                    f"la stessa fonte dà già {italian.number(first)} per questa misura e questa data: tieni un valore "
                    "solo, o scrivi in nota in che cosa sono diversi"
                )
                yield content.document(record).problem((*path, "value"), message)


def shares_are_parts(content: Content, today: dt.date) -> Iterator[Problem]:
    """A share of something is no more than all of it."""
    for record in content.records():
        for path, figure, _ in _figures(record):
            if getattr(figure, "unit", None) == "%" and figure.value > 100:
                message = f"{italian.number(figure.value)}% è più di tutto: una quota va da 0 a 100"
                yield content.document(record).problem((*path, "value"), message)


def counts_are_whole(content: Content, today: dt.date) -> Iterator[Problem]:
    """Districts, municipalities and enterprises are counted."""
    for record in content.of(Region).values():
        for path, figure, measure in _figures(record):
            if measure[-1] in COUNTED and figure.value % 1:
                message = f"«{italian.number(figure.value)}» non è un numero intero: {measure[-1]} si contano"
                yield content.document(record).problem((*path, "value"), message)


def amounts_are_likely(content: Content, today: dt.date) -> Iterator[Problem]:
    """A warning of a grant of tens of millions: a sign of thousands is easily lost."""
    for district in content.of(District).values():
        for index, grant in enumerate(district.grants):
            if grant.amount_eur and grant.amount_eur > _LARGE:
                message = f"{italian.number(grant.amount_eur)} euro a un distretto: controlla le cifre"
                yield content.document(district).problem(("grants", index, "amount_eur"), message, warning=True)


def intensities_are_parts(content: Content, today: dt.date) -> Iterator[Problem]:
    """What a call pays is no more than all of what is spent."""
    for record in content.records():
        if isinstance(record, Programme):
            shares = map(int, re.findall(r"(\d+)(?:,\d+)?\s?%", record.intensity or ""))
            if (most := max(shares, default=0)) > 100:
                message = f"{most}% è più di tutto: una quota va da 0 a 100"
                yield content.document(record).problem(("intensity",), message)


def provinces_are_parts(content: Content, today: dt.date) -> Iterator[Problem]:
    """A source that gives a measure of a region and of its provinces on one day gives none of these more."""
    for record in content.records():
        if isinstance(record, Region):
            whole = {(item.measure, item.date, item.source): item.value for item in record.figures}
            for index, item in enumerate(record.provincial_figures):
                most = whole.get((item.measure, item.date, item.source), item.value)
                if item.value > most:
                    message = f"{italian.number(item.value)} è più del totale della regione, {italian.number(most)}"
                    yield content.document(record).problem(("provincial_figures", index, "value"), message)


def amounts_are_euros(content: Content, today: dt.date) -> Iterator[Problem]:
    """Amounts of money are in euros, written EUR, so that none is added or compared in another currency."""
    for record in content.records():
        for path, figure, measure in _figures(record):
            unit = getattr(figure, "unit", None)
            money = isinstance(record, Region) and measure[-1] in MONEY
            if unit and unit != "EUR" and (money or _CURRENCY.search(unit)):
                message = f"«{unit}» non va bene per una somma di denaro: scrivila in euro, con l'unità EUR"
                yield content.document(record).problem((*path, "unit"), message)
            elif unit == "EUR" and isinstance(record, Region) and not money:
                yield content.document(record).problem((*path, "unit"), f"«{measure[-1]}» non è una somma di denaro")


def wholes_hold_their_parts(content: Content, today: dt.date) -> Iterator[Problem]:
    """A total is not below its parts: districts and those funded, a budget and the most one gets, grants in parts."""
    for record in content.records():
        if isinstance(record, Programme):
            for whole, part in (("districts_count", "funded_count"), ("budget_eur", "maximum_eur")):
                most, amount = getattr(record, whole), getattr(record, part)
                if most is not None and amount is not None and amount > most:
                    message = f"{italian.number(amount)} è più del totale, {italian.number(most)} ({whole})"
                    yield content.document(record).problem((part,), message)
        if isinstance(record, District):
            for index, least in _short_totals(record.grants):
                message = f"il totale è meno delle sue parti, che fanno {italian.number(least)}"
                yield content.document(record).problem(("grants", index, "amount_eur"), message)


def _short_totals(grants: Iterable[Grant]) -> Iterator[tuple[int, Decimal]]:
    """The places of totals that are below the sum of their parts, with that sum."""
    groups: dict[tuple[Any, ...], list[tuple[int, Grant]]] = defaultdict(list)
    for index, item in enumerate(grants):
        groups[item.measure, item.programme, item.year, item.share, item.stage].append((index, item))
    for items in groups.values():
        least = sum(
            (item.amount_eur or Decimal() for _, item in items if item.role in ("initial", "increment")), Decimal()
        )
        for index, item in items:
            if item.role == "total" and item.amount_eur is not None and item.amount_eur < least:
                yield index, least
