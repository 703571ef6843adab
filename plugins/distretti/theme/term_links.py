"""The words of a text that the glossary explains → links to their explanation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import escape

from ..language import italian
from ..model import GlossaryTerm

# What is never looked into: other links, headings, table headers, code; then any other tag.
_SKIPPED = r"<(a|h[1-6]|th|code|pre)\b.*?</\1>|<[^>\"]*(?:\"[^\"]*\"[^>\"]*)*>"


@dataclass(frozen=True, slots=True)
class Glossary:
    """The pattern that finds a term in HTML, and the term's id by its folded words. No pattern: no terms."""

    pattern: re.Pattern[str] | None
    ids: Mapping[str, str]

    def parts(self, html: str) -> tuple[str, ...]:
        """The HTML taken apart: what no term is in, and after each such piece, but the last, the words of a term."""
        found: list[str] = []
        start = 0
        for match in self.pattern.finditer(html) if self.pattern else ():
            if match[0][0] != "<":
                found += html[start : match.start()], match[0]
                start = match.end()
        return (*found, html[start:])

    def linked(self, parts: tuple[str, ...], explained: set[str], page: str) -> str:
        """The HTML put together, each term not yet in `explained` made a link to `page`; adds those terms to it."""
        written = list(parts)
        for place in range(1, len(parts), 2):
            identifier = self.ids.get(_folded(parts[place]), "")
            if identifier and identifier not in explained:
                explained.add(identifier)
                written[place] = f'<a class="term" href="{page}#{identifier}">{parts[place]}</a>'
        return "".join(written)


def glossary(terms: Iterable[GlossaryTerm]) -> Glossary:
    """Terms as they are looked for: whole words, the longest first; abbreviations with their capitals only."""
    ids: dict[str, str] = {}
    by_initial: dict[str, list[str]] = defaultdict(list)
    exact = []
    for entry in terms:
        for words in entry.words:
            written = str(escape(italian.typographic(words)))
            ids[_folded(written)] = entry.id
            if words in entry.abbreviations:
                exact.append(written)
            else:
                by_initial[written[0].lower()].append(written)
    if not ids:
        return Glossary(None, {})
    # An initial of its own in front of each group: most words of a text are given up at their first letter.
    groups = [
        f"[{re.escape(initial + initial.upper())}](?i:{_any(word[1:] for word in words)})"
        for initial, words in by_initial.items()
    ]
    found = "|".join([*groups, _any(exact)] if exact else groups)
    return Glossary(re.compile(rf"{_SKIPPED}|(?<!\w)(?:{found})(?!\w)", re.DOTALL), ids)


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace("’", "['’]") for word in sorted(words, key=len, reverse=True))


def _folded(words: str) -> str:
    return words.replace("'", "’").casefold()
