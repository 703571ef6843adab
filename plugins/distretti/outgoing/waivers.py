"""Addresses that need not answer, each with a reason and a day after which it counts again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from ..language import italian
from ..language.problem import Problem, errors
from ..model import Part
from ..model.record import field
from ..model.values import Day, Text, WebAddress
from ..reading import yaml_file
from ..reading.validation import validated_list
from ..reading.yaml_file import Document


class Waiver(Part):
    """An address, and all that begin with it."""

    url: WebAddress = field("Indirizzo", "Vale anche per quelli che cominciano così", required=True)
    reason: Text = field("Perché", required=True)
    until: Day = field("Fino al", required=True)


class Waivers:
    """Those of a file, of which the expired count no more."""

    def __init__(self, found: tuple[Waiver, ...], document: Document | None, today: dt.date) -> None:
        self._found, self._document, self._today = found, document, today

    def covers(self, address: str) -> bool:
        """Whether an address need not answer today."""
        return any(address.startswith(each.url) for each in self._found if each.until.last >= self._today)

    def remarks(self, addresses: Iterable[str]) -> Iterator[Problem]:
        """A warning for each that has expired, or is of no address of the content."""
        every = tuple(addresses)
        for index, each in enumerate(self._found):
            if not self._document:
                return
            if each.until.last < self._today:
                advice = f"l'esenzione è scaduta {italian.on(each.until)}: togli la voce, o rinnovala"
                yield self._document.problem((index, "until"), advice, warning=True)
            elif not any(address.startswith(each.url) for address in every):
                advice = "nessun indirizzo dei contenuti comincia così: togli la voce"
                yield self._document.problem((index, "url"), advice, warning=True)


def read(content: bytes, file: str, today: dt.date) -> tuple[Waivers, list[Problem]]:
    """The waivers of a file, and what is wrong with it."""
    document, problems = yaml_file.read(content, file)
    if document is None:
        return Waivers((), None, today), problems
    found, more = validated_list(Waiver, document)
    return Waivers(found, document, today), errors([*problems, *more])
