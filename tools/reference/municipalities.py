"""The municipalities of today: ISTAT's list, corrected until it equals the active ones of ANPR."""

from collections import defaultdict

from tools.reference.corrections import MERGERS, RENAMES, SARDINIA, SARDINIA_MOVED_FIRST, SARDINIA_MOVED_LATER, Merger
from tools.reference.sources import Municipality, Period, istat_sort_key, normalise, require

SARDINIA_REGION = "20"


def sardinian_codes(istat: list[list[str]], postal: set[str]) -> dict[str, str]:
    """Belfiore -> ISTAT code of 2026 of the 377 Sardinian municipalities.

    Members: the provinces of 2010-2016 with the changes of `corrections`. Numbers: alphabetical within the province,
    the later moves at the end (ISTAT's rule). The result must be exactly the codes that the postal-code file uses.
    """
    by_old = {old: new for new, (old, _, _) in SARDINIA.items()}
    sardinian = [line for line in istat if line[0] == SARDINIA_REGION]
    names = {line[19]: line[6] for line in sardinian}
    members: dict[str, list[str]] = defaultdict(list)
    for line in sardinian:
        members[SARDINIA_MOVED_FIRST.get(line[19], by_old[line[16].zfill(6)[:3]])].append(line[19])
    codes: dict[str, str] = {}
    for province, belfiore in members.items():
        for number, code in enumerate(sorted(belfiore, key=lambda c: istat_sort_key(names[c])), start=1):
            codes[code] = f"{province}{number:03d}"
    size = {province: len(belfiore) for province, belfiore in members.items()}
    for code, province in SARDINIA_MOVED_LATER.items():
        size[province] += 1
        codes[code] = f"{province}{size[province]:03d}"
    wanted = {code for code in postal if code[:3] in SARDINIA}
    difference = sorted(set(codes.values()) ^ wanted)
    require(not difference, f"Sardinian codes differ from the postal-code file: {difference}")
    return codes


def municipalities(istat: list[list[str]], anpr: list[Period], postal: set[str]) -> dict[str, Municipality]:
    """Belfiore -> municipality of today, without shape and population."""
    sardinia = sardinian_codes(istat, postal)
    active = {period.belfiore: period for period in anpr if period.active}
    ended = {(period.belfiore, period.end) for period in anpr if period.end}
    listed = {line[19]: _listed(line, sardinia.get(line[19])) for line in istat}
    for merger in MERGERS:
        _merge(listed, merger, active, ended)
    for rename in RENAMES:
        now = active[rename.belfiore]
        agreed = normalise(now.name) == normalise(rename.name) and now.start == rename.first_day
        require(agreed, f"ANPR disagrees: {rename.reason}")
        already = normalise(listed[rename.belfiore].name) == normalise(rename.name)
        require(not already, f"not needed any more: {rename.reason}")
        listed[rename.belfiore].name = rename.name
    _check(listed, active)
    return listed


def _listed(line: list[str], sardinian: str | None) -> Municipality:
    plate, province = SARDINIA[sardinian[:3]][1:] if sardinian else (line[14], line[11])
    return Municipality(sardinian or line[4], line[6].strip(), plate, province, line[10], line[0], line[19])


def _merge(
    listed: dict[str, Municipality], merger: Merger, active: dict[str, Period], ended: set[tuple[str, str]]
) -> None:
    for code in merger.old:
        gone = code not in active and (code, merger.last_day) in ended
        require(gone, f"ANPR does not end {code} on {merger.last_day}: {merger.reason}")
    require(merger.new in active, f"ANPR does not have {merger.new} active: {merger.reason}")
    if merger.istat_code and merger.new not in listed:
        mother = listed[merger.old[0]]
        taken = merger.istat_code in {municipality.istat_code for municipality in listed.values()}
        require(not taken, f"{merger.istat_code} is taken: {merger.reason}")
        listed[merger.new] = Municipality(
            merger.istat_code,
            merger.name,
            mother.province_code,
            mother.province_name,
            mother.region_name,
            mother.region_code,
            merger.new,
        )
    for code in merger.old:
        listed.pop(code, None)


def _check(listed: dict[str, Municipality], active: dict[str, Period]) -> None:
    require(
        set(listed) == set(active),
        f"ISTAT list and ANPR differ: only ISTAT {sorted(set(listed) - set(active))}, only ANPR"
        f" {sorted(set(active) - set(listed))} -> add a Merger",
    )
    for code, municipality in listed.items():
        now = active[code]
        # ANPR adds the second language to some names: the Italian one must begin it.
        require(
            normalise(now.name).startswith(normalise(municipality.name)),
            f"{code}: ISTAT says {municipality.name}, ANPR {now.name} -> add a Rename",
        )
        require(
            municipality.region_code == SARDINIA_REGION or municipality.province_code == now.province,
            f"{municipality.name}: province {municipality.province_code}, ANPR {now.province}",
        )
    codes = {municipality.istat_code for municipality in listed.values()}
    require(len(codes) == len(listed), "an ISTAT code occurs twice")
