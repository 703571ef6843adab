"""Every figure that the site computes, counted again from the content's files; imports nothing of the project.

    python3 tests/statistics/recount.py output content

Needs the standard library and PyYAML. Prints the figures that differ, and ends with 1 where there are any.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Rows = list[tuple[str, ...]]
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
MONTHS = "Gennaio Febbraio Marzo Aprile Maggio Giugno Luglio Agosto Settembre Ottobre Novembre Dicembre".split()  # noqa: SIM905
DAYS = {
    "MO": "Lunedì",
    "TU": "Martedì",
    "WE": "Mercoledì",
    "TH": "Giovedì",
    "FR": "Venerdì",
    "SA": "Sabato",
    "SU": "Domenica",
}
SIZES = ((0, 1000), (1000, 5000), (5000, 15000), (15000, 50000), (50000, 250000), (250000, 10**9))
CALLS = ("bando", "bando-imprese")
FOLDERS = {
    "districts": "districts/*/*.yaml", "events": "events/[12]*/*.yaml", "recurring": "events/ricorrenti/*.yaml",
    "initiatives": "initiatives/*.yaml", "programmes": "programmes/*/*.yaml",
    "venues": "places/*/*.yaml", "regions": "regions/*.yaml",
    "public_services": "public-services/*.yaml", "circuits": "circuits/*.yaml", "checkups": "checkups/*.yaml",
    "questions": "questions/*.yaml",
}  # fmt: skip
# The fields that are counted as gaps where they are empty.
GAPS = {
    "districts": "kind recognition since lead lead_ipa municipalities perimeter partners governance contacts calls "
    "grants description strategy progress offer vacant_spaces interventions attractions indicators",
    "events": "time end_time place municipality organisers districts initiatives themes accessibility programme",
    "recurring": "time end_time place municipality organisers districts initiatives themes accessibility",
    "initiatives": "axis status since place municipalities districts promoters services interventions audiences topics "
    "needs themes facts challenges",
    "programmes": "opened closed budget_eur maximum_eur leverage intensity de_minimis eligible expenses interventions "
    "audiences topics needs themes notice_url districts_count funded_count municipalities_count acts figures",
    "regions": "instrument official_list law kinds requirements figures provincial_figures",
    **dict.fromkeys(("public_services", "circuits", "checkups", "questions"), ""),
}


def slug(text: str) -> str:
    """The text as a piece of an address."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def share(part: Any, whole: Any) -> str:
    """Per cent with one decimal, as files write it; empty of nothing."""
    return str((Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_EVEN)) if whole else ""


def last(date: str) -> str:
    """The latest day that a date can be, good enough to compare."""
    return (date + "-12-31")[:10] if len(date) == 4 else f"{date}-31" if len(date) == 7 else date


def first(date: str) -> str:
    """The earliest day that it can be."""
    return (date + "-01-01")[:10]


class Catalogue:
    """The records as they are written, texts all of them, and the register."""

    def __init__(self, folder: Path) -> None:
        self.records: dict[str, dict[str, dict[str, Any]]] = {}
        for kind, pattern in FOLDERS.items():
            found = {
                file.relative_to(folder).with_suffix("").as_posix().partition("/")[2]: file
                for file in folder.glob(pattern)
            }
            read = {name: yaml.load(file.read_text("utf-8"), LOADER) for name, file in sorted(found.items())}
            self.records[kind] = {name: record for name, record in read.items() if "withdrawn" not in record}
        register = folder / "reference"
        with (register / "comuni.csv").open(encoding="utf-8", newline="") as stream:
            self.towns = list(csv.DictReader(stream))
        self.publishers = {
            item["name"]: item["kind"]
            for item in yaml.load((folder / "publishers.yaml").read_text("utf-8"), LOADER) or []
        }
        self.vocabulary = {
            name: yaml.load((folder / f"{name}.yaml").read_text("utf-8"), LOADER) or []
            for name in ("services", "challenges")
        }
        self.names = {region: record["name"] for region, record in self.records["regions"].items()}
        self.by_name: dict[str, list[dict[str, str]]] = defaultdict(list)
        for town in self.towns:
            self.by_name[town["name"]].append(town)

    def town(self, name: str, region: str = "") -> dict[str, str] | None:
        """The municipality called so, in a region where one is given; None where none or several are."""
        found = re.fullmatch(r"(.+) \(([A-Z]{2})\)", name)
        plain, province = (found[1], found[2]) if found else (name, "")
        fits = [
            town
            for town in self.by_name.get(plain.replace("’", "'"), [])
            if province in ("", town["province_code"]) and region in ("", slug(town["region_name"]))
        ]
        return fits[0] if len(fits) == 1 else None

    def districts(self, region: str) -> list[dict[str, Any]]:
        """The districts of a region, with their municipalities of today."""
        return [item for name, item in self.records["districts"].items() if name.startswith(f"{region}/")]

    def members(self, district: dict[str, Any], region: str) -> list[dict[str, str]]:
        """The municipalities of a district."""
        found = []
        for item in district.get("municipalities", ()):
            name, until = (item, "") if isinstance(item, str) else (item["name"], item.get("to", ""))
            if not until or last(until) >= TODAY:
                found.append(self.town(name, region))
        return [town for town in found if town]

    def joined(self, region: str) -> Counter[str]:
        """ISTAT code → in how many districts that have not ceased."""
        counts: Counter[str] = Counter()
        for item in self.districts(region):
            if item["status"] != "cessato":
                counts.update({town["istat_code"] for town in self.members(item, region)})
        return counts

    def place(self, event: dict[str, Any]) -> dict[str, str] | None:
        """The municipality of an event in Italy."""
        name = event.get("municipality")
        if not name or "country" in event:
            return None
        regions = sorted({item.partition("/")[0] for item in event.get("districts", ())})
        return next((town for region in ("", *regions) if (town := self.town(name, region))), None)

    def happenings(self) -> list[tuple[str, str, bool, dict[str, Any]]]:
        """Every event with the slug of its region, the code of its province, whether it recurs."""
        found = []
        for kind in ("events", "recurring"):
            for event in self.records[kind].values():
                town = self.place(event)
                where = (slug(town["region_name"]), town["province_code"]) if town else ("", "")
                found.append((*where, kind == "recurring", event))
        return found

    def of_region(self, region: str) -> list[tuple[str, dict[str, Any]]]:
        """Every record of a region with its kind; of none under ""."""
        in_folders = (
            (kind, *pair) for kind in ("districts", "programmes", "venues") for pair in self.records[kind].items()
        )
        found = [(kind, item) for kind, name, item in in_folders if region and name.startswith(f"{region}/")]
        found += [
            ("recurring" if recurs else "events", item)
            for where, _, recurs, item in self.happenings()
            if where == region
        ]
        found += [("regions", self.records["regions"][region])] if region in self.records["regions"] else []
        found += [
            ("public_services", item)
            for item in self.records["public_services"].values()
            if item.get("region", "") == region
        ]
        for kind in ("initiatives", "circuits", "checkups", "questions") if not region else ():
            found += [(kind, item) for item in self.records[kind].values()]
        return found

    def claim(self, region: str, measure: str, province: str = "") -> dict[str, str] | None:
        """The newest figure of a region or province; of two of one date the larger."""
        record = self.records["regions"].get(region, {})
        figures = record.get("provincial_figures" if province else "figures", ())
        found = [it for it in figures if it["measure"] == measure and it.get("province", "") == province]
        return max(found, key=lambda it: (last(it["date"]), Decimal(it["value"])), default=None)

    def regions(self) -> list[str]:
        """The regions with a record."""
        return list(self.records["regions"])

    def everywhere(self) -> list[str]:
        """And those of any other record, and ""."""
        others = {
            name.partition("/")[0] for kind in ("districts", "programmes", "venues") for name in self.records[kind]
        }
        return [
            *self.regions(),
            *sorted((others | {where for where, *_ in self.happenings() if where}) - {*self.regions()}),
            "",
        ]


TODAY = "2026-11-28"


def number(text: str) -> str:
    """A decimal number without needless noughts."""
    value = Decimal(text)
    return str(int(value)) if value == value.to_integral_value() else str(value)


def of_districts(it: Catalogue) -> dict[str, Rows]:
    """Claimed and counted, why they differ, kinds, states, years."""
    found: dict[str, Rows] = {"distretti-per-regione:regione,nel_catalogo,dichiarati,differenza": []}
    everyone: list[dict[str, Any]] = []
    for region in it.regions():
        districts, claim = it.districts(region), it.claim(region, "distretti")
        everyone += districts
        said = number(claim["value"]) if claim else ""
        difference = str(int(said) - len(districts)) if claim else ""
        found["distretti-per-regione:regione,nel_catalogo,dichiarati,differenza"].append(
            (it.names[region], str(len(districts)), said, difference)
        )
        towns = it.claim(region, "comuni")
        joined = len(it.joined(region))
        found[f"{region}/dichiarati-e-contati:misura,nel_catalogo,dichiarati,differenza"] = [
            ("Distretti", str(len(districts)), said, difference),
            ("Comuni in un distretto", str(joined), number(towns["value"]) if towns else "",
             str(int(towns["value"]) - joined) if towns else ""),
        ]  # fmt: skip
        found[f"{region}/differenza:distretti"] = causes(it, region, districts, claim)
        found |= {f"{region}/{name}": rows for name, rows in classes(districts).items()}
    return found | {f"distretti/{name}": rows for name, rows in classes(everyone).items()}


def causes(it: Catalogue, region: str, districts: list[dict[str, Any]], claim: dict[str, str] | None) -> Rows:
    """The numbers of the table of causes, row by row."""
    if not claim:
        return []
    kinds = {
        kind["catalogue_kind"] for kind in it.records["regions"][region].get("kinds", ()) if "catalogue_kind" in kind
    }
    ceased = [item for item in districts if item["status"] == "cessato"]
    rest = [item for item in districts if item["status"] != "cessato"]
    later = [item for item in rest if "since" in item and first(item["since"]) > last(claim["date"])]
    rest = [item for item in rest if item not in later]
    other = [item for item in rest if kinds and item.get("kind") and item["kind"] not in kinds]
    compared = len(rest) - len(other)
    numbers = [
        len(districts),
        len(ceased),
        len(later),
        len(other),
        compared,
        int(claim["value"]),
        abs(int(claim["value"]) - compared),
    ]
    assert len(ceased) + len(later) + len(other) + compared == len(districts)
    return [(str(amount),) for amount in numbers]


def classes(districts: list[dict[str, Any]]) -> dict[str, Rows]:
    """How many districts of each kind, state, year: the numbers alone, sorted, since files write labels."""
    found = {}
    for name, values in (
        ("tipi", Counter(item.get("kind", "") for item in districts)),
        ("stati", Counter(item["status"] for item in districts)),
    ):
        found[f"{name}:sorted distretti,quota"] = sorted((str(n), share(n, len(districts))) for n in values.values())
    years = Counter(item["since"][:4] for item in districts if "since" in item)
    found["anni:anno,distretti"] = [(year, str(years[year])) for year in sorted(years)]
    return found


def of_towns(it: Catalogue) -> dict[str, Rows]:
    """Municipalities and people, each counted once."""
    people = {town["istat_code"]: town["population"] for town in it.towns}
    by_region: Rows = []
    everyone: list[str] = []
    found: dict[str, Rows] = {}
    for region in it.everywhere():
        joined = it.joined(region) if region else Counter()
        everyone += joined
        if region not in it.regions():
            continue
        all_of = sum(slug(town["region_name"]) == region for town in it.towns)
        inhabitants = sum(int(people[code] or 0) for code in joined)
        more = sum(amount > 1 for amount in joined.values())
        counted = [len(joined), all_of, share(len(joined), all_of), inhabitants, more]
        by_region.append((it.names[region], *map(str, counted if it.districts(region) else [0, all_of, "", "", ""])))
        found[f"{region}/classi-di-abitanti:comuni,quota,residenti"] = sizes(joined, people)
        found[f"{region}/comuni-per-provincia:sigla,comuni,tutti,quota,abitanti"] = provinces(
            it, region, joined, people
        )
        figures = [f for f in it.records["regions"][region].get("figures", ()) if f["measure"] == "comuni"]
        figures.sort(key=lambda figure: last(figure["date"]))
        found[f"{region}/comuni-dichiarati:valore,quota"] = [
            (number(figure["value"]), share(Decimal(figure["value"]), all_of)) for figure in figures
        ]
    claimed: Rows = []
    for region in it.regions():
        claim, joined = it.claim(region, "comuni"), len(it.joined(region))
        said = number(claim["value"]) if claim else ""
        note = claim.get("note", "") if claim else ""
        claimed.append((it.names[region], said, str(joined), str(int(said) - joined) if claim else "", note))
    found["comuni/comuni-dichiarati-e-contati:regione,dichiarati,nel_catalogo,differenza,nota"] = claimed
    found["comuni/comuni-per-regione:regione,comuni,tutti,quota,abitanti,in_piu_distretti"] = by_region
    found["comuni/classi-di-abitanti:comuni,quota,residenti"] = sizes(everyone, people)
    return found


def sizes(codes: Any, people: dict[str, str]) -> Rows:
    """Municipalities by class of inhabitants."""
    known = [int(people[code]) for code in codes if people[code]]
    groups = [[number for number in known if low <= number < high] for low, high in SIZES]
    return [(str(len(group)), share(len(group), len(known)), str(sum(group))) for group in groups] if known else []


def provinces(it: Catalogue, region: str, joined: Any, people: dict[str, str]) -> Rows:
    """A row for each province of a region."""
    rows: Rows = []
    own = {town["province_code"] for town in it.towns if slug(town["region_name"]) == region}
    for code in own:
        towns = [town["istat_code"] for town in it.towns if town["province_code"] == code]
        members = [town for town in towns if town in joined]
        inhabitants = sum(int(people[town] or 0) for town in members)
        rows.append((code, str(len(members)), str(len(towns)), share(len(members), len(towns)), str(inhabitants)))
    return sorted(rows)


def of_provinces(it: Catalogue) -> dict[str, Rows]:
    """Districts and municipalities of each province that has a district or a figure."""
    districts: dict[str, int] = Counter()
    for name, item in it.records["districts"].items():
        region = name.partition("/")[0]
        districts.update({town["province_code"] for town in it.members(item, region)} | {*item.get("provinces", ())})
    regions = {town["province_code"]: slug(town["region_name"]) for town in it.towns}
    figures = {f["province"] for item in it.records["regions"].values() for f in item.get("provincial_figures", ())}
    found = {}
    for code in {*districts, *figures}:
        joined = it.joined(regions[code])
        towns = sum(town["istat_code"] in joined for town in it.towns if town["province_code"] == code)
        rows = []
        for label, counted, measure in (
            ("Distretti", districts[code], "distretti"),
            ("Comuni in un distretto", towns, "comuni"),
        ):
            claim = it.claim(regions[code], measure, code)
            said = number(claim["value"]) if claim else ""
            rows.append((label, str(counted), said, str(int(said) - counted) if claim else ""))
        found[f"province/{code.lower()}/dichiarati-e-contati:misura,nel_catalogo,dichiarati,differenza"] = rows
    return found


def of_comparisons(it: Catalogue) -> dict[str, Rows]:
    """Regions and provinces side by side."""
    people = {town["istat_code"]: int(town["population"] or 0) for town in it.towns}
    regions: Rows = []
    found = of_provinces(it)
    rows: Rows = []
    for region in it.regions():
        towns = [town["istat_code"] for town in it.towns if slug(town["region_name"]) == region]
        own = [(recurs, item) for where, _, recurs, item in it.happenings() if where == region]
        districts = len(it.districts(region))
        regions.append((it.names[region], *compared(districts, towns, it.joined(region), people, own)))
    for name in found:
        code = name.split("/")[1].upper()
        towns = [town["istat_code"] for town in it.towns if town["province_code"] == code]
        region = next(slug(town["region_name"]) for town in it.towns if town["province_code"] == code)
        own = [(recurs, item) for _, province, recurs, item in it.happenings() if province == code]
        rows.append((code, *compared(int(found[name][0][1]), towns, it.joined(region), people, own)))
    columns = "distretti,comuni,quota,abitanti,eventi,mercati"
    return {f"regioni/confronto:regione,{columns}": regions, f"province/confronto:sigla,{columns}": sorted(rows)}


def compared(
    districts: int, towns: list[str], joined: Any, people: dict[str, int], own: list[tuple[bool, dict[str, Any]]]
) -> tuple[str, ...]:
    """Districts, municipalities, their share and people (nothing without a district), events, markets."""
    members = [town for town in towns if town in joined]
    known = (share(len(members), len(towns)), str(sum(people[town] for town in members))) if districts else ("", "")
    return str(districts), str(len(members)), *known, *totals(own)[:2]


def year_of(call: dict[str, Any]) -> str:
    """The year of a call's act, else of its last deadline, else of its validity."""
    closed = [date for date in (call.get("closed"), *(item["closed"] for item in call.get("extensions", ()))) if date]
    return next(
        (date[:4] for date in (call.get("opened"), max(closed, key=last, default=""), call.get("valid_from")) if date),
        "",
    )


def lever(call: dict[str, Any]) -> str:
    """Investments for each euro of the budget, where both are known and one is."""
    found = [
        f
        for f in call.get("figures", ())
        if re.match(r"(valore degli )?investimenti\b", f["label"], re.I) and f.get("unit") == "EUR"
    ]
    if len(found) != 1 or "budget_eur" not in call or Decimal(found[0]["value"]) < Decimal(call["budget_eur"]):
        return ""
    return str((Decimal(found[0]["value"]) / Decimal(call["budget_eur"])).quantize(Decimal("0.01")))


def of_money(it: Catalogue) -> dict[str, Rows]:
    """Calls by year and region, leverage, grants with their sums."""
    calls = {name: item for name, item in it.records["programmes"].items() if item["kind"] in CALLS}
    years = Counter(year_of(item) for item in calls.values())
    rows: Rows = []
    for year in sorted(filter(None, years)):
        known = [
            Decimal(item["budget_eur"]) for item in calls.values() if year_of(item) == year and "budget_eur" in item
        ]
        rows.append((year, str(years[year]), str(len(known)), number(str(max(known))) if known else ""))
    found = {"bandi-e-soldi/bandi-per-anno:anno,bandi,con_risorse,massimo": rows}
    regional: Rows = []
    for region in it.regions():
        own = [item for name, item in calls.items() if name.startswith(f"{region}/")]
        kinds = [sum(item["kind"] == kind for item in own) for kind in CALLS]
        if own:
            known = sum("budget_eur" in item for item in own)
            regional.append((it.names[region], *map(str, (len(own), *kinds, known))))
    found["bandi-e-soldi/bandi-per-regione:regione,bandi,per_comuni,per_imprese,con_risorse"] = regional
    found["bandi-e-soldi/leva:sorted leva"] = sorted(
        (lever(item),) for item in calls.values() if lever(item) or "leverage" in item
    )
    for region in it.regions():
        own = [item for name, item in calls.items() if name.startswith(f"{region}/")]
        found[f"{region}/soldi/bandi:sorted bando,anno,risorse,leva"] = sorted(
            (item["name"], year_of(item), number(item["budget_eur"]) if "budget_eur" in item else "", lever(item))
            for item in own
        )
        found[f"{region}/soldi/contributi:sorted anno,contributi,con_importo,somma"] = grants(it, region)
    return found


def grants(it: Catalogue, region: str) -> Rows:
    """Grants that mean the same, with their sum where all amounts are known and plain."""
    groups: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for item in it.districts(region):
        for grant in item.get("grants", ()):
            parts = ("measure", "programme", "year", "share", "role", "stage")
            groups[tuple(grant.get(part, "") for part in parts)].append(grant)
    rows: Rows = []
    for key, items in groups.items():
        amounts = [Decimal(item["amount_eur"]) for item in items if "amount_eur" in item]
        plain = all(
            "amount_eur" in it and it.get("approximate") != "true" and not it.get("note") and not it.get("beneficiary")
            for it in items
        )
        total = number(str(sum(amounts))) if plain and len(items) > 1 else ""
        rows.append((key[2], str(len(items)), str(len(amounts)), total))
    return sorted(rows)


def of_initiatives(it: Catalogue) -> dict[str, Rows]:
    """Initiatives by axis, service, kind, challenge."""
    items = list(it.records["initiatives"].values())
    axes = Counter(item.get("axis", "") for item in items)
    order = ("reti-di-impresa", "nuove-tecnologie", "marketing-territoriale")
    found = {
        "iniziative/assi:iniziative": [(str(axes[axis]),) for axis in order] + ([(str(axes[""]),)] if axes[""] else [])
    }
    found["iniziative/servizi:sorted servizio,iniziative"] = sorted(
        (term["label"], str(sum(bool({*term.get("words", ())} & {*item.get("services", ())}) for item in items)))
        for term in it.vocabulary["services"]
    )
    found["iniziative/tipi:sorted iniziative"] = sorted(
        (str(n),) for n in Counter(item["kind"] for item in items).values()
    )
    found["iniziative/sfide:sfida,iniziative"] = [
        (one["title"], str(sum(one["number"] in item.get("challenges", ()) for item in items)))
        for one in it.vocabulary["challenges"]
    ]
    return found


def weekdays(event: dict[str, Any], recurs: bool) -> list[str]:
    """The days of the week of an event, from Monday."""
    if recurs:
        if event["recurrence"].get("approximate"):
            return []
        found = re.search(r"BYDAY=([^;]+)", event["recurrence"]["rrule"])
        return [day for day in DAYS if found and day in found[1]]
    return [list(DAYS)[dt.date.fromisoformat(event["start"]).weekday()]] if len(event["start"]) == 10 else []


def of_events(it: Catalogue) -> dict[str, Rows]:
    """Events and markets by month, day, kind, year and place."""
    every = it.happenings()
    once = [item for _, _, recurs, item in every if not recurs]
    markets = [item for _, _, recurs, item in every if recurs]
    months = Counter(int(item["start"][5:7] or 0) for item in once)
    found = {"eventi-e-mercati/mesi:mese,eventi": [(name, str(months[n])) for n, name in enumerate(MONTHS, 1)]}
    days = [Counter(day for item in items for day in weekdays(item, items is markets)) for items in (once, markets)]
    found["eventi-e-mercati/giorni:giorno,eventi,mercati"] = [
        (name, str(days[0][day]), str(days[1][day])) for day, name in DAYS.items()
    ]
    kinds = [Counter(item["kind"] for item in items) for items in (once, markets)]
    found["eventi-e-mercati/tipi:sorted eventi,mercati"] = sorted(
        (str(kinds[0][kind]), str(kinds[1][kind])) for kind in {*kinds[0], *kinds[1]}
    )
    years = Counter(item["start"][:4] for item in once)
    found["eventi-e-mercati/anni:anno,eventi"] = [(year, str(years[year])) for year in sorted(years)]
    found["eventi-e-mercati/luoghi:sorted eventi,mercati,da_riconfermare"] = sorted(
        totals([(recurs, item) for where, _, recurs, item in every if where == region])
        for region in {row[0] for row in every}
    )
    for region in it.regions():
        codes = {code for where, code, _, _ in every if where == region}
        found[f"{region}/eventi-per-provincia:sorted eventi,mercati,da_riconfermare"] = sorted(
            totals([(recurs, item) for where, own, recurs, item in every if (where, own) == (region, code)])
            for code in codes
        )
    return found


def totals(items: list[tuple[bool, dict[str, Any]]]) -> tuple[str, ...]:
    """How many events, markets, and of these to be confirmed."""
    markets = [item for recurs, item in items if recurs]
    unsure = sum(item.get("to_confirm") == "true" for item in markets)
    return tuple(map(str, (len(items) - len(markets), len(markets), unsure)))


def of_quality(it: Catalogue) -> dict[str, Rows]:
    """Completeness, sources, ages, confirmations."""
    every = [(kind, item) for kind, records in it.records.items() for item in records.values()]
    found = {"schede:schede": [(str(len(records)),) for records in it.records.values()]}
    for kind, name in (
        ("districts", "campi-dei-distretti"), ("programmes", "campi-dei-programmi"),
        ("events", "campi-degli-eventi"), ("recurring", "campi-dei-mercati"),
    ):  # fmt: skip
        items = list(it.records[kind].values())
        counts = {field: sum(bool(item.get(field)) for item in items) for field in GAPS.get(kind, "").split()}
        found[f"qualita/{name}:sorted nome,schede,quota"] = sorted(
            (field, str(n), share(n, len(items))) for field, n in counts.items()
        )
    sources = Counter(min(len(item["sources"]), 6) for _, item in every)
    found["qualita/fonti-per-scheda:schede"] = [(str(sources[n]),) for n in sorted({*sources, 6})]
    ages = Counter(
        max((s["date"] for s in item["sources"] if "date" in s), key=last, default="")[:4] for _, item in every
    )
    found["qualita/eta-delle-fonti:sorted schede"] = sorted((str(n),) for n in ages.values())
    kinds = Counter(
        s.get("kind") or it.publishers.get(s["publisher"], "?") for _, item in every for s in item["sources"]
    )
    found["qualita/tipi-di-fonte:sorted fonti"] = sorted((str(n),) for n in kinds.values())
    confirmed = sum("confirmed" in item for _, item in every)
    by_hand = sum(item.get("collected") == "a-mano" for _, item in every)
    disagreements = sum(len(item.get("disagreements", ())) for _, item in every)
    numbers = (confirmed, len(every) - confirmed, by_hand, len(every) - by_hand, disagreements)
    found["qualita/conferme:schede"] = [(str(amount),) for amount in numbers]
    columns = "schede,campi_pieni,fonti_per_scheda,confermate,disaccordi,copertura"
    found[f"qualita/qualita-per-regione:{columns}"] = [quality(it, region) for region in it.everywhere()]
    return found


def quality(it: Catalogue, region: str) -> tuple[str, ...]:
    """A region's row of the table of quality."""
    own = it.of_region(region)
    full = sum(bool(item.get(field)) for kind, item in own for field in GAPS.get(kind, "").split())
    room = sum(len(GAPS.get(kind, "").split()) for kind, _ in own)
    sources = sum(len(item["sources"]) for _, item in own)
    average = str((Decimal(sources) / len(own)).quantize(Decimal("0.1"))) if own else ""
    claim = it.claim(region, "distretti")
    covered = share(len(it.districts(region)), int(claim["value"])) if claim else ""
    confirmed = sum("confirmed" in item for _, item in own)
    disagreements = sum(len(item.get("disagreements", ())) for _, item in own)
    return tuple(map(str, (len(own), share(full, room), average, confirmed, disagreements, covered)))


PARTS = (of_districts, of_towns, of_provinces, of_comparisons, of_money, of_initiatives, of_events, of_quality)


@cache
def expected(content: Path) -> dict[str, Rows]:
    """Every table by "path:columns" under /statistiche/: "sorted" where rows are compared in no order."""
    it = Catalogue(content)
    return {name: rows for part in PARTS for name, rows in part(it).items()}


def published(output: Path, name: str) -> Rows:
    """These columns of a table's CSV."""
    path, _, columns = name.partition(":")
    with (output / "statistiche" / f"{path}.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    found = [tuple(row[column] for column in columns.removeprefix("sorted ").split(",")) for row in rows]
    return sorted(found) if columns.startswith("sorted ") or "sigla" in columns else found


def differences(output: Path, content: Path) -> list[str]:
    """What differs, one line each."""
    said = []
    for name, rows in expected(content).items():
        shown = published(output, name)
        if shown != rows:
            odd = [(one, other) for one, other in zip(shown, rows, strict=False) if one != other][:3]
            said.append(f"{name}: {len(shown)} righe pubblicate, {len(rows)} contate; {odd}")
    return said


def main() -> int:
    """0 where all figures are equal."""
    output, content = Path(sys.argv[1]), Path(sys.argv[2])
    said = differences(output, content)
    print("\n".join(said) or f"{len(expected(content))} tabelle, tutte uguali.")
    return bool(said)


if __name__ == "__main__":
    sys.exit(main())
