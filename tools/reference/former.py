"""Names and codes that ended: suppressed and renamed municipalities, Sardinia's codes before 2026."""

import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tools.reference.corrections import MERGERS, SUCCESSORS
from tools.reference.municipalities import SARDINIA_REGION
from tools.reference.sources import (
    LIMITS_YEAR,
    SMALL_WORDS,
    Municipality,
    Period,
    geopop,
    italian_case,
    normalise,
    require,
)

FORMER_SINCE = "2009-01-01"  # suppressed municipalities
RENAMED_SINCE = "1990-01-01"
FIELDS = [
    "kind",
    "last_day",
    "old_name",
    "old_province",
    "old_belfiore",
    "old_istat_code",
    "istat_code",
    "name",
    "belfiore",
    "evidence",
]
_ORDER = ["suppressed", "renamed", "recoded"]
_SPARE_WORDS = "san sant santa santo val valle terme alta alto superiore inferiore"
_COMMON_WORDS = SMALL_WORDS | set(_SPARE_WORDS.split())
_MERGED = {code: merger.new for merger in MERGERS for code in merger.old}

Line = dict[str, str]  # one line of comuni-former.csv
Key = tuple[str, str]  # province, normalised name


@dataclass(frozen=True)
class Archive:
    """The ANPR archive, by Belfiore code."""

    first: dict[str, Period]
    last: dict[str, Period]  # only of municipalities that ended since FORMER_SINCE
    begun: dict[str, set[str]]  # day -> codes that begin a period
    provinces: dict[str, set[str]]


@dataclass(frozen=True)
class Spelling:
    """Names and codes of municipalities that are gone, where a package still has them."""

    names: dict[str, str]
    codes: dict[str, str]

    def name(self, period: Period) -> str:
        """ISTAT's spelling, or ANPR's set in Italian style."""
        known = self.names.get(period.belfiore, "")
        return known if normalise(known) == normalise(period.name) else italian_case(period.name)


def former_names(today: dict[str, Municipality], anpr: list[Period], istat: list[list[str]]) -> list[Line]:
    """The lines of comuni-former.csv, in order; a municipality without a known successor is said on standard error."""
    spelling = _spelling(istat)
    lines = [*_suppressed(today, archive(anpr), spelling), *_renamed(today, anpr, spelling), *_recoded(today, istat)]
    return sorted(
        lines,
        key=lambda line: (_ORDER.index(line["kind"]), line["last_day"], line["old_name"], line["old_belfiore"]),
    )


def archive(anpr: list[Period]) -> Archive:
    """The archive by code."""
    active = {period.belfiore for period in anpr if period.active}
    first: dict[str, Period] = {}
    last: dict[str, Period] = {}
    begun: dict[str, set[str]] = defaultdict(set)
    provinces: dict[str, set[str]] = defaultdict(set)
    for period in anpr:
        code = period.belfiore
        if code not in first or period.start < first[code].start:
            first[code] = period
        ended = code not in active and period.end >= FORMER_SINCE
        if ended and (code not in last or period.end > last[code].end):
            last[code] = period
        begun[period.start].add(code)
        provinces[code].add(period.province)
    return Archive(first, last, begun, provinces)


def days_after(day: str) -> list[str]:
    """A municipality born of a fusion starts 0 to 2 days after the last day of the old ones in ANPR."""
    return [(date.fromisoformat(day) + timedelta(days=later)).isoformat() for later in (0, 1, 2)]


def successor(code: str, known: Archive, written: dict[Key, str]) -> tuple[str, str]:
    """Belfiore code of the next municipality and how it is known; ('', 'unknown') if it is not."""
    period = known.last[code]
    if code in _MERGED:
        return _MERGED[code], "table of mergers"
    by_hand = written.get(_key(period))
    if by_hand:
        late = known.first[by_hand].start > days_after(period.end)[-1]
        require(not late, f"SUCCESSORS: {by_hand} begins after the end of {period.name}")
        return by_hand, "table of successors"
    return _by_dates(code, period, known)


def _by_dates(code: str, period: Period, known: Archive) -> tuple[str, str]:
    days = days_after(period.end)
    near = {c for day in days for c in known.begun[day] if c != code and period.province in known.provinces[c]}
    born = {c for c in near if known.first[c].start > period.start and known.first[c].start in days}
    if len(born) == 1:
        return born.pop(), "ANPR: the only new municipality of the province on that day"
    alike = {c for c in born if _words(known.first[c].name) & _words(period.name)}
    if len(alike) == 1:
        return alike.pop(), "ANPR: new municipality of that day with a word of the name"
    if not born and len(near) == 1:
        return near.pop(), "ANPR: the only municipality of the province renamed on that day"
    return "", "unknown"


def _key(period: Period) -> Key:
    return period.province, normalise(period.name)


def _words(text: str) -> set[str]:
    return {word for word in normalise(text).split() if len(word) > 1 and word not in _COMMON_WORDS}


def _written(today: dict[str, Municipality]) -> dict[Key, str]:
    by_name = {(municipality.province_code, municipality.name): code for code, municipality in today.items()}
    written: dict[Key, str] = {}
    for province, table in SUCCESSORS.items():
        for new, olds in table.items():
            require((province, new) in by_name, f"SUCCESSORS: no municipality {new} ({province})")
            written.update({(province, normalise(old)): by_name[province, new] for old in olds})
    return written


def _spelling(istat: list[list[str]]) -> Spelling:
    names = {line[19]: line[6].strip() for line in istat}
    codes: dict[str, str] = {}
    columns = ["municipality", "municipality_code", "cadastral_code"]
    for item in geopop(f"{LIMITS_YEAR}_italy_municipalities.feather", columns):
        names.setdefault(item["cadastral_code"], item["municipality"])
        codes[item["cadastral_code"]] = f"{item['municipality_code']:06d}"
    return Spelling(names, codes)


def _line(kind: str, period: Period, name: str, code: str, new: Municipality | None, evidence: str) -> Line:
    now = (new.istat_code, new.name, new.belfiore) if new else ("", "", "")
    values = [kind, period.end, name, period.province, period.belfiore, code, *now, evidence]
    return dict(zip(FIELDS, values, strict=True))


def _suppressed(today: dict[str, Municipality], known: Archive, spelling: Spelling) -> Iterator[Line]:
    written = _written(today)
    unused = set(written) - {_key(period) for code, period in known.last.items() if code not in _MERGED}
    require(not unused, f"SUCCESSORS names that ANPR does not end: {sorted(unused)}")
    for code, period in known.last.items():
        new, evidence = successor(code, known, written)
        while new and new not in today:  # a successor that has ended in its turn
            new = successor(new, known, written)[0]
        if not new:
            print(f"warning: no successor known for {period.name} ({period.province}, {period.end})", file=sys.stderr)
        old_code = spelling.codes.get(code, "")
        yield _line("suppressed", period, spelling.name(period), old_code, today.get(new), evidence)


def _renamed(today: dict[str, Municipality], anpr: list[Period], spelling: Spelling) -> Iterator[Line]:
    renamed: dict[Key, Period] = {}
    for period in anpr:
        if period.belfiore in today and period.end >= RENAMED_SINCE:
            key = (period.belfiore, normalise(period.name))
            other = key[1] != normalise(today[period.belfiore].name)
            if other and (key not in renamed or renamed[key].end < period.end):
                renamed[key] = period
    for period in renamed.values():
        now = today[period.belfiore]
        yield _line("renamed", period, spelling.name(period), "", now, "ANPR: same code, other name")


def _recoded(today: dict[str, Municipality], istat: list[list[str]]) -> Iterator[Line]:
    for line in istat:
        if line[0] == SARDINIA_REGION:
            before = Period(line[19], line[6].strip(), line[14], "", "2025-12-31", active=False)
            now = today.get(line[19])
            yield _line("recoded", before, before.name, line[4], now, "Sardinia: codes of 1 Jan 2026")
