"""The entries of all pages → the files of the search: two indexes, each with its words, places and dates."""

from __future__ import annotations

import array
import datetime as dt
import gzip
import json
import marshal
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from string import ascii_lowercase
from typing import NamedTuple

from markupsafe import escape

from ..engine import fingerprints
from ..engine.extra_files import FilePlan
from ..engine.search_entries import NAMESPACE, Entries
from ..engine.store import Store
from ..language import italian
from ..site import addresses
from ..site.output import CURRENT, PAST, SearchEntry, indexes
from .pagefind import IndexFailed, indexed

_WORD = re.compile(r"[^\W\d_]+")
_WITH_J = re.compile(r"\w*j\w*", re.IGNORECASE)
_CORRECTED = re.compile(r"[a-z]{3,24}")  # words that can be written wrong and be understood
WEIGHTS = (10, 2, 1, 0.3)  # of name, line, text and keys (Pagefind's own weight of an h1 is 7)
COMING = ("evento", "mercato")  # kinds whose date is that of the next time
_DAY_0 = dt.date(1970, 1, 1)
_DEGREE = 512  # of the file of places: steps of 217 m or less
_FRAGMENT = re.compile(r"fragment/\w+_([0-9a-f]{7,8})[0-9a-f]*\.pf_fragment")


class Index(NamedTuple):
    """One index as it was last made. Of its files the digests of the bytes are kept, by path in the site."""

    sign: bytes  # of all that its pages say but their dates; b"": to be made
    files: dict[str, bytes]  # Pagefind's, the words and the places
    names: dict[str, str]  # what `elenco.json` calls the words and places → their names
    numbers: dict[str, int]  # the path of a page → what the id of its result begins with
    dated: dict[str, bytes]  # the dates, and `elenco.json`

    @property
    def all(self) -> dict[str, bytes]:
        """All its files."""
        return {**self.files, **self.dated}


def _nothing(sign: bytes = b"") -> Index:
    return Index(sign, {}, {}, {}, {})


class Indexing:
    """The indexes as the last build left them, brought up to date where entries have changed.

    Dates are in a file beside an index: each day brings other ones, and Pagefind takes a second for what it is told.
    """

    def __init__(self, entries: Entries, store: Store | None, wanted: bool, strict: bool) -> None:
        self._entries, self._wanted, self._strict = entries, wanted, strict
        self._known = {
            name: Index(*(store.get(NAMESPACE, name, _nothing()) if store else _nothing())) for name in indexes()
        }
        self.failure = ""

    @property
    def known(self) -> set[str]:
        """The files of the last build."""
        return {path for index in self._known.values() for path in index.all}

    def plan(self, ready: Callable[[str, bytes], bool]) -> FilePlan:
        """What is to be done; `ready` says of a file and the digest of its bytes whether it need not be written.

        Raises IndexFailed where the build is strict; else `failure` says what went wrong, and what was there stays.
        """
        kept: set[str] = set()
        made: dict[str, bytes] = {}
        for name in indexes() if self._wanted else ():
            try:
                self._known[name], found = self._brought_up_to_date(name, ready)
            except IndexFailed as error:
                if self._strict:
                    raise
                self.failure = str(error)
                self._known[name] = self._known[name]._replace(sign=b"")
                kept |= {path for path, digest in self._known[name].all.items() if ready(path, digest)}
                continue
            made |= found
            kept |= self._known[name].all.keys() - found.keys()
        return FilePlan(frozenset(kept), made)

    def _brought_up_to_date(self, name: str, ready: Callable[[str, bytes], bool]) -> tuple[Index, dict[str, bytes]]:
        """The index of today, and the files of it that have to be written."""
        known = self._known[name]
        if known.sign and name not in self._entries.stale and all(ready(*file) for file in known.all.items()):
            return known, {}
        entries = self._entries.of(name)
        sign = _sign(entries)
        made: dict[str, bytes] = {}
        if sign != known.sign or not all(ready(*file) for file in known.files.items()):
            known, made = _index(name, entries, sign)
        dated = _dated(name, entries, known) if entries and name in (CURRENT, PAST) else {}
        return known._replace(dated=_digests(dated)), made | dated

    def save(self, store: Store) -> None:
        """Put what is known of the indexes into a store."""
        self._entries.save(store)
        known = {name: tuple(index if self._wanted else _nothing()) for name, index in self._known.items()}
        store.put(NAMESPACE, known.items())


def _sign(entries: Sequence[tuple[str, SearchEntry]]) -> bytes:
    """Of all that Pagefind is told; the code is not in it, since its change forgets everything."""
    return fingerprints.digest(marshal.dumps([(path, tuple(entry._replace(date=""))) for path, entry in entries], 2))


def _digests(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: fingerprints.digest(content) for path, content in files.items()}


def _index(name: str, entries: Sequence[tuple[str, SearchEntry]], sign: bytes) -> tuple[Index, dict[str, bytes]]:
    """An index of entries with its files by path in the site; no file where there are no entries."""
    if not entries:
        return _nothing(sign), {}
    pages = ((path.removesuffix("index.html"), _page(entry)) for path, entry in entries)
    if name not in (CURRENT, PAST):
        found = _in_site(name, indexed(pages, name))
        return Index(sign, _digests(found), {}, {}, {}), found
    files = indexed(pages)
    if name == PAST:  # merged into the other in the browser, which has these already
        files = {path: content for path, content in files.items() if not path.endswith((".js", ".pagefind"))}
    numbers = _numbers(files)
    own = {"luoghi.bin": _places(entries, numbers)} | _words(entries)
    named = {path: _hashed(path, content) for path, content in own.items()}
    names = {path.removeprefix("parole-").partition(".")[0]: named for path, named in named.items()}
    found = _in_site(name, files | {named[path]: content for path, content in own.items()})
    return Index(sign, _digests(found), names, numbers, {}), found


def _dated(name: str, entries: Sequence[tuple[str, SearchEntry]], index: Index) -> dict[str, bytes]:
    """The dates of an index, and the list of the files beside it, by path in the site."""
    dates = _dates(entries, index.numbers)
    file = _hashed("date.bin", dates)
    listed = {"pagine": len(entries), "date": file, **index.names}
    return _in_site(name, {file: dates, "elenco.json": json.dumps(listed, separators=(",", ":")).encode()})


def _in_site(name: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    root = addresses.search_index(name).lstrip("/")
    return {root + path: content for path, content in files.items()}


def _hashed(name: str, content: bytes) -> str:
    """A name that other bytes do not have: "parole-a.1f0c….json". `elenco.json` says which there are."""
    stem, _, kind = name.partition(".")
    return f"{stem}.{fingerprints.digest(content).hex()[:10]}.{kind}"


def _page(entry: SearchEntry) -> str:
    """What Pagefind is told of a page, as HTML with its attributes.

    The metadatum "parole" is the number of words of the text: what follows them in the content is not to be shown.
    """
    texts = [" ".join(_plain(part).split()) for part in (entry.title, entry.line, entry.text, _keys(entry))]
    weighed = zip((' data-pagefind-meta="title"', ' data-pagefind-meta="riga"', "", ""), WEIGHTS, texts, strict=True)
    shown = [f'<p{meta} data-pagefind-weight="{weight}">{escape(text)}</p>' for meta, weight, text in weighed if text]
    said = [("meta", "parole", str(texts[2].count(" ") + 1)), ("sort", "nome", italian.order(entry.title)[0])]
    said += [("filter", "tipo", entry.kind)]
    said += [("filter", facet, value) for facet, values in entry.filters for value in values]
    shown += [f'<i data-pagefind-{what}="{escape(f"{name}:{value}")}"></i>' for what, name, value in said]
    return f"<html><body>{''.join(shown)}</body></html>"


def _keys(entry: SearchEntry) -> str:
    """The keys, and the words of its name that have a j as they are written without: "Oh Bei"."""
    other = (word.replace("j", "i").replace("J", "I") for word in _WITH_J.findall(entry.title))
    return " ".join(filter(None, (entry.keys, *other)))


def _when(entry: SearchEntry) -> int:
    """The place in the order by date: what is to come, the soonest first; then what is past, the latest first.

    Days since 1970, or what they lack to 2³¹.
    """
    days = (dt.date.fromisoformat(entry.date) - _DAY_0).days
    return days if entry.kind in COMING and not entry.past else 2**31 - days


def _plain(text: str) -> str:
    """With the apostrophe that the indexer takes for the end of a word, and not for a letter."""
    return text.replace("’", "'")


def _words(entries: Sequence[tuple[str, SearchEntry]]) -> dict[str, bytes]:
    """The words of an index with how many pages have each, a JSON object for each first letter."""
    said: Counter[str] = Counter()
    for _, entry in entries:
        said.update({*_WORD.findall(f"{entry.title} {entry.line} {entry.text} {_keys(entry)}".lower())})
    counts: Counter[str] = Counter()
    for word, count in said.items():
        counts[italian.folded(word)] += count
    letters: dict[str, dict[str, int]] = {letter: {} for letter in ascii_lowercase}
    for word, count in sorted(counts.items()):
        if _CORRECTED.fullmatch(word):
            letters[word[0]][word] = count
    return {
        f"parole-{letter}.json": json.dumps(words, separators=(",", ":")).encode() for letter, words in letters.items()
    }


def _numbers(files: Mapping[str, bytes]) -> dict[str, int]:
    """The path of each page → the eight hexadecimal digits or fewer that the id of its result begins with."""
    found: dict[str, int] = {}
    for path, content in files.items():
        if match := _FRAGMENT.fullmatch(path):
            url = json.loads(gzip.decompress(content)[12:])["url"]  # after "pagefind_dcd"
            found[f"{url}index.html"] = int(match[1], 16)
    return found


def _places(entries: Sequence[tuple[str, SearchEntry]], numbers: Mapping[str, int]) -> bytes:
    """Where results are: a number, then as many numbers of results in order, 16-bit latitudes, 16-bit longitudes.

    Numbers have 32 bits; degrees are in 512ths.
    """
    found = sorted((numbers[path], entry.place) for path, entry in entries if entry.place)
    axes = (array.array("h", [round(place[axis] * _DEGREE) for _, place in found]) for axis in (0, 1))
    return _little_endian(array.array("I", [len(found), *(number for number, _ in found)]), *axes)


def _dates(entries: Sequence[tuple[str, SearchEntry]], numbers: Mapping[str, int]) -> bytes:
    """When results are: a number, then as many numbers of results in order, then their places in the order by date."""
    found = sorted((numbers[path], _when(entry)) for path, entry in entries if entry.date)
    columns = ([pair[column] for pair in found] for column in (0, 1))
    return _little_endian(array.array("I", [len(found)]), *(array.array("I", column) for column in columns))


def _little_endian(*parts: array.array[int]) -> bytes:
    for part in parts if sys.byteorder == "big" else ():
        part.byteswap()
    return b"".join(part.tobytes() for part in parts)
