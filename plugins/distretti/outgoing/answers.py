"""All addresses asked, few hosts at once, and a warning at each field whose address is worth a look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from ..language.problem import Problem
from .addresses import Place
from .asking import Answer, Asker
from .pace import Pace

AT_ONCE = 8  # hosts


def answers(addresses: Iterable[str], asker: Asker, pace: Pace) -> dict[str, Answer]:
    """What each address answers; those of a host one after the other."""
    by_host = defaultdict[str, list[str]](list)
    for address in addresses:
        by_host[urlsplit(address).hostname or ""].append(address)
    longest_first = sorted(by_host.values(), key=len, reverse=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            found = pool.map(lambda group: [(address, asker.ask(address)) for address in group], longest_first)
            return {address: answer for group in found for address, answer in group}
        except BaseException:
            pace.stop.set()  # the others end at their next question
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def warnings(found: Mapping[str, Answer], places: Mapping[str, list[Place]]) -> Iterator[Problem]:
    """A warning at each field of an address that does not answer, or has moved for good."""
    for address, answer in found.items():
        if message := advice(address, answer):
            for place in places[address]:
                yield place.document.problem(place.path, message, warning=True)


def advice(address: str, answer: Answer) -> str:
    """What to do about an answer; "" where nothing is."""
    shown = f"«{address[:200]}»"
    if answer.wrong:
        through = f" (rimanda a «{answer.leads[:200]}»)" if answer.leads else ""
        return f"{shown}: {answer.wrong}{through}"
    if answer.leads and _is_home(answer.leads) and not _is_home(address):
        return f"{shown} rimanda alla pagina iniziale, «{answer.leads[:200]}»: la pagina forse non c'è più"
    if answer.permanent:
        return f"{shown} si è spostato: ora è «{answer.leads[:200]}»"
    return ""


def _is_home(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query
