"""Who publishes the sources of a proposal, as far as what was there before it knows: of which kind, at which sites."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ..catalog.review import second_hand
from ..model.record import SOURCE_KINDS
from . import revision

FIT = ("atto", "ente")  # the kinds of source that say of members, status and money what is so
_FILE = "publishers.yaml"
_BODY = re.compile(r"(?:Comune|Regione|Provincia|Unione|Città metropolitana|Camera di commercio|Ministero) [^(]*")
_MOST = 500  # files of before in which the sources of one publisher are looked for
_ASKED = 300  # publishers that are looked for: of others nothing is known, and they are told
_UNKNOWN = "tipo non indicato"
_DIGIT = re.compile(r"\d")
_OF_ANYBODY = re.compile(  # sites in which anybody has a page: that a body has one there says nothing of another
    r"(?:.*\.)?(?:(?:facebook|instagram|youtube|linkedin|twitter|x|google|telegram|blogspot|wordpress)\.com|youtu\.be|t\.me)"
)


class Judged(NamedTuple):
    """A source: its kind in words, whether it is an act or of a body, what is to be looked at in it before that."""

    words: str
    fits: bool
    doubt: str = ""


class Publishers:
    """The publishers that a revision knows, and what the folder says of them now."""

    def __init__(self, folder: Path, since: str) -> None:
        self._folder, self._since = folder, since
        self._before = _kinds(revision.value_at(folder, since, _FILE))
        self._now = _kinds(revision.value(folder / _FILE))
        self._found: dict[str, list[dict[str, Any]]] = {}
        self._read: dict[str, list[dict[str, Any]]] = {}

    def judged(self, source: dict[str, Any], before: dict[str, Any] | None) -> Judged:
        """What a source is by what was known; `before` is the same source in the record of before."""
        name = str(source.get("publisher", ""))
        known = _kind(before) or self._known(name)
        if before is not None:
            return Judged(known or _UNKNOWN, known in FIT)
        told = _kind(source) or self._now.get(name, "")
        if known not in FIT:
            if told in FIT:
                return Judged(f"{known or _UNKNOWN}; che è «{told}» lo dice chi propone", False, _BY_PROPOSER)
            return Judged(known or told or _UNKNOWN, False)
        words = told or known
        doubt = self._elsewhere(name, source) if words in FIT else ""
        look = "aprila" if source.get("url") else "chiedila"
        return Judged(
            f"{words}; {doubt}" if doubt else words, words in FIT and not doubt, doubt and f"la fonte {doubt}: {look}"
        )

    def _known(self, name: str) -> str:
        """The kind of a publisher: of the register, of all its sources that have one, of its name; "" where unknown."""
        if name in self._before:
            return self._before[name]
        of_name = "ente" if _BODY.fullmatch(name) else ""
        kinds = {_kind(source) for source in self._sources(name)} - {""}
        return kinds.pop() if len(kinds) == 1 else of_name

    def _elsewhere(self, name: str, source: dict[str, Any]) -> str:
        """What is strange in where a source of a body is; "" where that is a site that it was known to have."""
        host = _host(source)
        if not host:
            return "" if _DIGIT.search(str(source.get("title", ""))) else "è senza indirizzo, numero e anno"
        known = {_own_host(other) for other in self._sources(name)} - {""}
        return (
            "" if any(host == one or host.endswith(f".{one}") for one in known) else "è a un sito nuovo per chi firma"
        )

    def _sources(self, name: str) -> list[dict[str, Any]]:
        """The sources that it published, in the records of before."""
        if name not in self._found:
            if len(self._found) >= _ASKED or not name.isprintable():
                return []
            quoted = name.replace("'", "''")
            as_written = (f"publisher: {name}", f"publisher: '{quoted}'", f'publisher: "{name}"')
            paths = revision.files_with(self._folder, self._since, *as_written)[:_MOST]
            sources = (source for path in paths for source in self._of_file(path))
            self._found[name] = [source for source in sources if source.get("publisher") == name]
        return self._found[name]

    def _of_file(self, path: str) -> list[dict[str, Any]]:
        if path not in self._read:
            self._read[path] = listed(revision.at(self._folder, self._since, path).get("sources"))
        return self._read[path]


_BY_PROPOSER = "lo dice chi propone: aprila"


def listed(value: Any) -> list[dict[str, Any]]:
    """The groups of a list, none where it is no list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _kinds(value: Any) -> dict[str, str]:
    return {str(entry.get("name")): str(entry.get("kind")) for entry in listed(value)}


def _kind(source: dict[str, Any] | None) -> str:
    kind = str((source or {}).get("kind", ""))
    return kind if kind in SOURCE_KINDS else ""


def _host(source: dict[str, Any]) -> str:
    try:
        host = urlsplit(str(source.get("url", ""))).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _own_host(source: dict[str, Any]) -> str:
    """The same, "" where that is a site of anybody, a copy or a short address."""
    host = _host(source)
    return "" if _OF_ANYBODY.fullmatch(host) or second_hand(str(source.get("url", ""))) else host
