"""The entries of all pages → the files of the search: two indexes, each with its words and its places."""

from __future__ import annotations

import array
import gzip
import json
import marshal
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from string import ascii_lowercase

from markupsafe import escape

from ..engine import fingerprints
from ..engine.extra_files import FilePlan
from ..engine.search_entries import NAMESPACE, Entries
from ..engine.store import Store
from ..language import italian
from ..site import addresses
from ..site.output import INDEXES, PAST, SearchEntry
from .pagefind import IndexFailed, indexed

_WORD = re.compile(r"[^\W\d_]+")
_WITH_J = re.compile(r"\w*j\w*", re.IGNORECASE)
_CORRECTED = re.compile(r"[a-z]{3,24}")  # words that can be written wrong and be understood
WEIGHTS = (10, 2, 1, 0.3)  # of name, line, text and keys (Pagefind's own weight of an h1 is 7)
COMING = ("evento", "mercato")  # kinds whose date is that of the next time
STAYS = 2  # publishes for which the files of an index stay that another has replaced: pages are open that use them
_DEGREE = 512  # of the file of places: steps of 217 m or less
_FRAGMENT = re.compile(r"fragment/\w+_([0-9a-f]{7,8})[0-9a-f]*\.pf_fragment")


class Indexing:
    """The indexes as the last build left them, brought up to date where entries have changed."""

    def __init__(self, entries: Entries, store: Store | None, wanted: bool, strict: bool) -> None:
        self._entries, self._wanted, self._strict = entries, wanted, strict
        self._known: dict[str, tuple[bytes, dict[str, bytes]]] = {
            name: store.get(NAMESPACE, name, (b"", {})) if store else (b"", {}) for name in INDEXES
        }
        self._old: dict[str, tuple[bytes, int]] = store.get(NAMESPACE, "old", {}) if store else {}
        self.failure = ""

    @property
    def known(self) -> set[str]:
        """The files of the last build."""
        return {path for _, files in self._known.values() for path in files} | self._old.keys()

    def plan(self, ready: Callable[[str, bytes], bool]) -> FilePlan:
        """What is to be done; `ready` says of a file and the digest of its bytes whether it need not be written.

        Raises IndexFailed where the build is strict; else `failure` says what went wrong, and what was there stays.
        """
        kept: set[str] = set()
        made: dict[str, bytes] = {}
        before = [files for _, files in self._known.values()]
        for name in INDEXES if self._wanted else ():
            digest, files = self._known[name]
            if self._is_ready(name, digest, files, ready):
                kept |= files.keys()
                continue
            try:
                found = _index(name, self._entries.of(name))
            except IndexFailed as error:
                if self._strict:
                    raise
                self.failure = str(error)
                self._known[name] = b"", files
                kept |= {path for path, content in files.items() if ready(path, content)}
                continue
            made |= found
            self._known[name] = (
                self._digest(name),
                {path: fingerprints.digest(content) for path, content in found.items()},
            )
        self._age(before, kept | made.keys(), ready)
        return FilePlan(frozenset(kept | self._old.keys()), made)

    def _age(self, before: list[dict[str, bytes]], now: set[str], ready: Callable[[str, bytes], bool]) -> None:
        """Keep the files of indexes of before that a published site still has; a preview has those of now only."""
        fresh = {path: (digest, STAYS) for files in before for path, digest in files.items()}
        older = {path: (digest, left - 1) for path, (digest, left) in self._old.items() if left > 1}
        found = older | fresh if self._strict and self._wanted else {}
        self._old = {path: old for path, old in found.items() if path not in now and ready(path, old[0])}

    def _is_ready(
        self, name: str, digest: bytes, files: Mapping[str, bytes], ready: Callable[[str, bytes], bool]
    ) -> bool:
        if not digest or (name in self._entries.stale and digest != self._digest(name)):
            return False
        return all(ready(path, content) for path, content in files.items())

    def _digest(self, name: str) -> bytes:
        """Of all that an index is made from but the code, whose change forgets everything."""
        return fingerprints.digest(marshal.dumps([(path, tuple(entry)) for path, entry in self._entries.of(name)], 2))

    def save(self, store: Store) -> None:
        """Put what is known of the indexes into a store."""
        self._entries.save(store)
        store.put(NAMESPACE, [(name, known if self._wanted else (b"", {})) for name, known in self._known.items()])
        store.put(NAMESPACE, [("old", self._old)])


def _index(name: str, entries: Sequence[tuple[str, SearchEntry]]) -> dict[str, bytes]:
    """The files of an index by path in the site, its words by first letter and its places; nothing for no entries."""
    if not entries:
        return {}
    files = indexed((path.removesuffix("index.html"), _page(entry)) for path, entry in entries)
    if name == PAST:  # merged into the other in the browser, which has these already
        files = {path: content for path, content in files.items() if not path.endswith((".js", ".pagefind"))}
    own = {"luoghi.bin": _places(dict(entries), files)} | _words(entries)
    named = {path: _hashed(path, content) for path, content in own.items()}
    said = {path.removeprefix("parole-").partition(".")[0]: name for path, name in named.items()}
    files |= {named[path]: content for path, content in own.items()}
    files["elenco.json"] = json.dumps({"pagine": len(entries), **said}, separators=(",", ":")).encode()
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
    said += [("sort", "data", _when(entry))]
    said += [("filter", "tipo", entry.kind)]
    said += [("filter", facet, value) for facet, values in entry.filters for value in values]
    shown += [f'<i data-pagefind-{what}="{escape(f"{name}:{value}")}"></i>' for what, name, value in said]
    return f"<html><body>{''.join(shown)}</body></html>"


def _keys(entry: SearchEntry) -> str:
    """The keys, and the words of its name that have a j as they are written without: "Oh Bei"."""
    other = (word.replace("j", "i").replace("J", "I") for word in _WITH_J.findall(entry.title))
    return " ".join(filter(None, (entry.keys, *other)))


def _when(entry: SearchEntry) -> str:
    """The key of the order by date: what is to come, the soonest first; what is past, the latest first; the rest.

    Every page has one: Pagefind leaves out of an order the pages that do not.
    """
    if not entry.date:
        return "c"
    if entry.kind in COMING and not entry.past:
        return entry.date
    return f"b{99999999 - int(entry.date.replace('-', ''))}"


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


def _places(entries: Mapping[str, SearchEntry], files: Mapping[str, bytes]) -> bytes:
    """Where results are: a number, then as many 32-bit numbers in order, 16-bit latitudes, 16-bit longitudes.

    Little-endian. The first are the eight hexadecimal digits or fewer that a result's id in Pagefind begins with after
    the language; degrees are in 512ths.
    """
    found: dict[int, tuple[float, float]] = {}
    for path, content in files.items():
        if match := _FRAGMENT.fullmatch(path):
            url = json.loads(gzip.decompress(content)[12:])["url"]  # after "pagefind_dcd"
            place = entries[f"{url}index.html"].place
            if place:
                found[int(match[1], 16)] = place
    ids = sorted(found)
    parts = [
        array.array("I", [len(ids), *ids]),
        *(array.array("h", [round(found[number][axis] * _DEGREE) for number in ids]) for axis in (0, 1)),
    ]
    for part in parts if sys.byteorder == "big" else ():
        part.byteswap()
    return b"".join(part.tobytes() for part in parts)
