"""`links`: whether the addresses that the content names still answer. Asks the network, so only when it is told to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from .language import italian
from .language.causes import cause
from .language.dates import BadDay, day_of_build
from .language.problem import Problem, did_you_mean
from .outgoing import answers, waivers
from .outgoing.addresses import Place, addresses
from .outgoing.asking import Answer, Asker
from .outgoing.pace import Pace
from .places.table import BadRegister
from .reading.loader import load
from .reading.text_file import MAX_BYTES
from .reviewing.revision import Refused, changed_since

WAIVERS = "links.yaml"  # beside the content folder
_MANY = 3  # sites that are not all down at once


class Asked(NamedTuple):
    """The warnings, and in a sentence how many addresses they are of."""

    problems: list[Problem]
    said: str


def asked(
    folder: Path,
    reference: Path,
    host: str | None = None,
    since: str | None = None,
    limit: int | None = None,
    waived: Path | None = None,
    pace: Pace | None = None,
    asker: Asker | None = None,
) -> Asked:
    """What the addresses of a content folder answer: all, or those of a host, of files that changed, at most so many.

    Raises Refused, with what to do, where the folder or the file of waivers cannot be read.
    """
    if limit is not None and limit < 1:
        raise Refused("--limit vuole un numero da 1 in su.")
    if not folder.is_dir():
        raise Refused(f"La cartella «{folder}» non c'è.")
    try:
        today, content = day_of_build(), load(folder, reference)
    except (BadRegister, BadDay) as error:
        raise Refused(str(error)) from None
    known, wrong = _waivers(waived or folder.resolve().parent / WAIVERS, today, needed=waived is not None)
    if wrong:
        raise Refused("\n".join(map(str, sorted(wrong))))
    every = addresses(content)
    some = addresses(content, changed_since(folder, since)) if since is not None else every
    if host is not None:
        some = _of_host(some, host, every)
    free = [address for address in some if not known.covers(address)]
    chosen = free[:limit]
    pace = pace or Pace()
    asker = asker or Asker(pace)
    found = answers.answers(chosen, asker, pace)
    if found and not any(answer.reached for answer in (*found.values(), *_others(every, found, asker, pace))):
        raise Refused("Nessun sito ha risposto: qui sembra mancare la rete (un proxy non si usa).")
    problems = [*answers.warnings(found, some), *(known.remarks(every) if since is host is None else ())]
    return Asked(problems, _said(len(chosen), len(free) - len(chosen), len(some) - len(free), found))


def _others(every: Places, found: dict[str, Answer], asker: Asker, pace: Pace) -> Iterable[Answer]:
    """What as many other sites answer as tell a site that is down from a network that is missing."""
    if any(answer.reached for answer in found.values()):
        return ()
    hosts = set(map(_host, found))
    rest = {_host(address): address for address in every if _host(address) not in hosts}
    return answers.answers(list(rest.values())[: max(0, _MANY - len(hosts))], asker, pace).values()


def _waivers(file: Path, day: dt.date, needed: bool) -> tuple[waivers.Waivers, list[Problem]]:
    if not file.is_file():
        if needed:
            raise Refused(f"Il file delle esenzioni «{file}» non c'è.")
        return waivers.Waivers((), None, day), []
    try:
        with file.open("rb") as stream:
            return waivers.read(stream.read(MAX_BYTES + 1), file.name, day)
    except OSError as error:
        raise Refused(f"Non riesco a leggere «{file}»: {cause(error)}.") from None


Places = dict[str, list[Place]]


def _of_host(some: Places, host: str, every: Places) -> Places:
    """Those of a host. Raises Refused where the content names none."""
    found = {address: places for address, places in some.items() if _host(address) == host.casefold()}
    if not any(_host(address) == host.casefold() for address in every):
        raise Refused(f"Nessun indirizzo dei contenuti è di «{host}».{did_you_mean(host, set(map(_host, every)))}")
    return found


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


def _said(number: int, left: int, waived: int, found: dict[str, Answer]) -> str:
    """ "Indirizzi chiesti: 120; 3 non rispondono, 2 spostati, 1 esentato; 40 non chiesti (--limit)."."""
    dead = sum(bool(answer.wrong) for answer in found.values())
    told = sum(bool(answers.advice(address, answer)) for address, answer in found.items())
    parts = [
        f"{italian.count(dead, 'non risponde', 'non rispondono')}",
        f"{italian.count(told - dead, 'spostato', 'spostati')}",
        *([f"{italian.count(waived, 'esentato', 'esentati')}"] if waived else []),
        *([f"{italian.count(left, 'non chiesto', 'non chiesti')} (--limit)"] if left else []),
    ]
    return f"Indirizzi chiesti: {number}; {', '.join(parts)}."
