"""Municipalities by name, as people write it: found, or refused with the word that helps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..language import italian
from ..language.problem import bare, did_you_mean
from .table import Row

_WITH_PROVINCE = re.compile(r"(.+) \(([A-Z]{2})\)")
_SOMEHOW_WITH_PROVINCE = re.compile(r"(.+?)[\s,]*(?:\(([^()]*)\)|[\s,/-]([A-Z]{2}))")
_MOST_MEANT = 4  # municipalities of one name that are suggested together
_WORDS = re.compile(r"[^\W\d_]+(?:['’`]\s?[^\W\d_]*)*")
_LONGEST = 60  # signs in which a name is looked for
_MORE = frozenset(("comune", "città", "citta", "capitale", "provincia", "municipio", "frazione", "località", "centro"))
_BRACKETED = re.compile(r"[(\[]")
_BETWEEN_LANGUAGES = ("/", " / ", "-", " - ")


@dataclass(frozen=True, slots=True)
class Former:
    """A name of the past: `kind` is "suppressed" or "renamed", `successor` today's name or "" where unknown.

    So are the codes, of itself and of the successor, and the last day (ISO).
    """

    kind: str
    name: str
    province: str
    successor: str
    last_day: str
    istat_code: str = ""
    successor_code: str = ""


class UnknownPlace(ValueError):
    """No municipality answers to the name; the text is the message for editors."""


class Names:
    """The names of today's municipalities, in one language or two, and those of the past."""

    def __init__(self, rows: Sequence[Row], former: Sequence[Row], bilingual: Mapping[str, str]) -> None:
        self._rows, self._former, self._bilingual = rows, former, bilingual

    @cached_property
    def _by_name(self) -> dict[str, list[Row]]:
        names: dict[str, list[Row]] = defaultdict(list)
        for row in self._rows:
            names[row["name"]].append(row)
        taken = names.keys() | {former.name for former in self.formers()}
        for row in self._rows:
            for name in self._in_two_languages(row):
                if name not in taken:
                    names[name].append(row)
        return names

    def _in_two_languages(self, row: Row) -> Iterator[str]:
        """The other language's name, and both as they are written together: "Bozen", "Bolzano/Bozen"."""
        other = self._bilingual.get(row["istat_code"])
        if other:
            yield other
            yield from (f"{row['name']}{sign}{other}" for sign in _BETWEEN_LANGUAGES)

    @cached_property
    def _by_letters(self) -> dict[str, list[tuple[str, Row]]]:
        """Names and their rows by the letters alone, for names with other signs or accents."""
        found: dict[str, list[tuple[str, Row]]] = defaultdict(list)
        for name, rows in self._by_name.items():
            found[bare(name)] += ((name, row) for row in rows)
        return found

    def code(self, name: str, region: str | None) -> str:
        """The ISTAT code of the one municipality called so, in a region if given. Raises UnknownPlace."""
        plain = name.replace("’", "'")
        match = _WITH_PROVINCE.fullmatch(plain)
        plain, province = (match[1], match[2]) if match else (plain, None)
        named = self._by_name.get(plain, [])
        fitting = [
            row
            for row in named
            if province in (None, row["province_code"]) and region in (None, italian.slug(row["region_name"]))
        ]
        if len(fitting) == 1:
            return fitting[0]["istat_code"]
        if fitting:
            choices = italian.listed([f"{plain} ({row['province_code']})" for row in fitting])
            raise UnknownPlace(f"più comuni si chiamano «{plain}»: scrivi la provincia, uno fra {choices}")
        if named:
            where = italian.listed([f"{row['region_name']} ({row['province_code']})" for row in named])
            raise UnknownPlace(f"«{name}» non è in questa regione o provincia, è in {where}")
        raise UnknownPlace(self._unknown(name, plain, region))

    def _unknown(self, name: str, plain: str, region: str | None) -> str:
        for former in self.formers():
            if former.name == plain:
                return _former_message(former)
        near = self._with_other_signs(name, region)
        if not near:
            others = [row["name"] for row in self._rows if region in (None, italian.slug(row["region_name"]))]
            near = self._inside(plain, others) or did_you_mean(plain, others)
        return f"«{name}» non è il nome di un comune di oggi secondo l'Istat.{near}"

    def _inside(self, name: str, others: Iterable[str]) -> str:
        """Did-you-mean for a name among other words ("Comune di Lodi", "Lodi [LO]"), or in that of a province."""
        words = _WORDS.findall(name[:_LONGEST])
        more = _MORE.intersection(map(str.casefold, words)) or _BRACKETED.search(name)
        if not more and bare(name) not in {bare(row["province_name"]) for row in self._rows}:
            return ""
        known = {bare(other): other for other in others}
        parts = (words[start:end] for start in range(len(words)) for end in range(start + 1, len(words) + 1))
        found = (known.get(bare(" ".join(part))) for part in sorted(parts, key=len, reverse=True))
        best = next(filter(None, found), None)
        return f" Forse volevi «{best}»?" if best else ""

    def _with_other_signs(self, name: str, region: str | None) -> str:
        """Did-you-mean for a name that is right but for accents, signs, case, or the way its province is written."""
        match = _SOMEHOW_WITH_PROVINCE.fullmatch(name)
        where = bare(match[2] or match[3] or "") if match else ""
        found = self._by_letters.get(bare(match[1]) if match else bare(name), ())
        named = [(known, row) for known, row in found if not where or where in map(bare, _whereabouts(row))]
        fitting = [(known, row) for known, row in named if region == italian.slug(row["region_name"])] or named
        once = {row["istat_code"]: (known, row) for known, row in reversed(fitting)}
        said = [f"«{self._told_apart(known, row)}»" for known, row in reversed(once.values())]
        return f" Forse volevi {' o '.join(said)}?" if said and len(said) <= _MOST_MEANT else ""

    def _told_apart(self, name: str, row: Row) -> str:
        return name if len(self._by_name[name]) == 1 else f"{name} ({row['province_code']})"

    def formers(self) -> Iterator[Former]:
        """The names of the past that lead to a message."""
        for row in self._former:
            if row["kind"] != "recoded":
                yield Former(
                    row["kind"], row["old_name"], row["old_province"], row["name"], row["last_day"],
                    row["old_istat_code"], row["istat_code"],
                )  # fmt: skip

    def suppressed(self, name: str) -> Iterator[Former]:
        """The municipalities called so that are no more; «Samone (TN)» is that of a province."""
        match = _WITH_PROVINCE.fullmatch(name.replace("’", "'"))
        plain, province = (match[1], match[2]) if match else (name.replace("’", "'"), None)
        for former in self.formers():
            if (former.kind, former.name) == ("suppressed", plain) and province in (None, former.province):
                yield former


def _whereabouts(row: Row) -> tuple[str, ...]:
    """What may stand after the name of a municipality: the code or name of its province, its region."""
    return row["province_code"], row["province_name"], row["region_name"]


def _former_message(former: Former) -> str:
    if former.kind == "renamed":
        return f"il comune «{former.name}» oggi si chiama «{former.successor}»"
    if not former.successor:
        return f"il comune «{former.name}» ({former.province}) è stato soppresso"
    return (
        f"il comune «{former.name}» ({former.province}) è stato soppresso"
        f"{f' (ultimo giorno {former.last_day})' if former.last_day else ''}: oggi è «{former.successor}»"
    )
