"""Districts: what sources claim beside what the catalogue counts, why they differ, kinds, states, years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import Region
from ..model import district as words
from ..site import addresses
from . import claims, tallies, territory
from .claims import Claim
from .tables import Cell, Column, DataTable, Linked, finding
from .tallies import District

COUNTED = "Schede di distretti non ritirate; ogni distretto conta una volta nella regione della sua scheda."
CLAIMED = "La cifra è l’ultima per data che una fonte dichiara; le altre sono più sotto."
CEASED, LATER, OTHER, COMPARED = "cessati", "successivi", "altra-definizione", "confrontabili"


def claimed_and_counted(catalog: Catalog, region: str) -> DataTable:
    """A region's districts and municipalities: the newest figure of a source, and the catalogue's count."""
    record = catalog.region.get(region)
    where = italian.in_region(catalog.places.regions[region].name)
    here = catalog.districts_of_region.get(region, ())
    counted = {
        claims.DISTRICTS: (len(here), addresses.region(region)),
        claims.MUNICIPALITIES: (
            len(tallies.towns(catalog, region)),
            addresses.data_of("comuni-dei-distretti", region if here else ""),
        ),
    }
    rows = [
        _beside(label, claims.newest(claims.of_region(record, measure)) if record else None, *counted[measure])
        for measure, label in ((claims.DISTRICTS, "Distretti"), (claims.MUNICIPALITIES, "Comuni in un distretto"))
    ]
    return _compared(
        f"Distretti e comuni {where}: quanti ne dichiarano le fonti, quanti ne conta il catalogo", where, rows, catalog
    )


def of_province(catalog: Catalog, code: str) -> DataTable:
    """The same of a province. A district of several provinces counts in each."""
    name = catalog.places.provinces[code].name
    where = f"in provincia di {name}"
    found = catalog.districts_of_province.get(code, ())
    page = addresses.province(catalog.places.provinces[code])
    counted = {claims.DISTRICTS: len(found), claims.MUNICIPALITIES: len(territory.towns_of_province(catalog, code))}
    rows = [
        _beside(label, claims.newest(claims.of_province(catalog, code, measure)), counted[measure], page)
        for measure, label in ((claims.DISTRICTS, "Distretti"), (claims.MUNICIPALITIES, "Comuni in un distretto"))
    ]
    return _compared(f"Distretti e comuni {where}: dichiarati e contati", where, rows, catalog)


def _beside(label: str, claim: Claim | None, counted: int, listed: str) -> tuple[Cell, ...]:
    """A claim beside a count; the difference is None where nobody claims anything."""
    date, value, source, *_ = claim.cells if claim else (None, None, None)
    difference = claim.value - counted if claim else None
    return label, value, date, source, Linked(counted, listed), difference


def _compared(title: str, where: str, rows: list[tuple[Cell, ...]], catalog: Catalog) -> DataTable:
    return DataTable(
        "dichiarati-e-contati",
        title,
        f"Numero di distretti e di comuni {where}: la cifra più recente di una fonte, e quanti ne conta il catalogo.",
        f"{CLAIMED} {COUNTED} Comuni: quelli di almeno un distretto non cessato, ognuno una volta.",
        (
            Column("misura", "Misura"),
            *BESIDE,
        ),
        tuple(rows),
        tallies.updated(catalog),
        bar="nel_catalogo",
        dot="dichiarati",
    )


BESIDE = (
    Column("dichiarati", "Dichiarati", "number", "La cifra di una fonte", missing="nessuna cifra"),
    Column("data", "Data", "date", "La data della cifra", missing="–"),
    Column("fonte", "Fonte", definition="Chi dichiara la cifra", linked=True, missing="–"),
    Column("nel_catalogo", "Nel catalogo", "count", "Quanti ne conta il catalogo", linked=True),
    Column("differenza", "Differenza", "number", "Dichiarati meno contati", missing="non si calcola"),
)
CAUSES = (
    Column("voce", "Voce"),
    Column("distretti", "Distretti", "count", linked=True),
    Column("nota", "Nota", missing="–"),
)


def italy(catalog: Catalog) -> DataTable:
    """Each region's districts, claimed and counted. The claims are of different dates, so nobody adds them up."""
    rows: list[tuple[Cell, ...]] = []
    dates = []
    for region in catalog.regions:
        claim = claims.newest(claims.of_region(region, claims.DISTRICTS))
        counted = len(catalog.districts_of_region.get(region.id, ()))
        dates += [claim.date.year] if claim and claim.date else []
        name = Linked(region.name, addresses.statistics(region.id))
        rows.append((name, *_beside("", claim, counted, addresses.region(region.id))[1:]))
    note = (
        f"Le cifre dichiarate non si sommano: sono di anni diversi (dal {min(dates)} al {max(dates)}) e "
        "di fonti diverse."
        if len(set(dates)) > 1
        else ""
    )
    return DataTable(
        "distretti-per-regione",
        f"{italian.count(len(catalog.districts), 'distretto', 'distretti')} nel catalogo, "
        "in "
        f"{italian.count(sum(bool(row[4].value) for row in rows if isinstance(row[4], Linked)), 'regione', 'regioni')}",
        "Numero di distretti per regione: la cifra più recente di una fonte, e quanti ne conta il catalogo.",
        f"{CLAIMED} {COUNTED}",
        (Column("regione", "Regione", linked=True), *BESIDE),
        tuple(rows),
        tallies.updated(catalog),
        note=note,
        bar="nel_catalogo",
        dot="dichiarati",
        shades="nel_catalogo",
        areas=tuple(tallies.regions(catalog)),
    )


def causes(catalog: Catalog, region: str) -> DataTable:
    """Why the newest figure of a region is not what the catalogue counts; without rows where nobody gives one."""
    record = catalog.region.get(region)
    claim = claims.newest(claims.of_region(record, claims.DISTRICTS)) if record else None
    if not record or not claim:
        return DataTable(
            "differenza",
            "La differenza non si calcola",
            "Numero di distretti.",
            CLAIMED,
            CAUSES,
            (),
            tallies.updated(catalog),
            empty="Nessuna fonte dichiara quanti sono i distretti: non c’è una differenza da spiegare.",
        )
    classes = compared(record, claim, tallies.districts(catalog, region))
    total = sum(classes.values())
    missing = int(claim.value) - classes[COMPARED]
    date = italian.partial(claim.date) if claim.date else "data non nota"
    rest = (
        ("Non trovati in questo catalogo, almeno", missing, "Sono la differenza: il catalogo non sa quali siano.")
        if missing >= 0
        else ("In più nel catalogo", -missing, "La fonte ne conta meno, o conta un’altra cosa: leggi la sua nota.")
    )
    rows: tuple[tuple[Cell, ...], ...] = (
        ("Schede nel catalogo", Linked(total, addresses.region(region)), None),
        ("di cui cessati", classes[CEASED], "Le fonti dicono che non ci sono più."),
        ("di cui nati dopo la data della cifra", classes[LATER], f"La cifra è di questa data: {date}."),
        ("di cui di un tipo che la Regione non prevede", classes[OTHER], "La definizione è un’altra."),
        ("di cui confrontabili con la cifra", classes[COMPARED], "Quelli che restano."),
        (f"Dichiarati da {claim.publisher}", Linked(int(claim.value), claim.address), claim.note or None),
        rest,
    )
    return DataTable(
        "differenza",
        f"{claim.publisher} dichiara {italian.number(int(claim.value))} distretti ({date}), il catalogo ne conta "
        f"{italian.number(total)}",
        "Numero di distretti: da dove viene la differenza fra la cifra dichiarata e le schede del catalogo.",
        "Ogni scheda sta in una sola riga: cessata, o nata dopo, o di un altro tipo, o confrontabile. "
        "Le schede senza data di nascita o senza tipo sono fra le confrontabili.",
        CAUSES,
        rows,
        tallies.updated(catalog),
        bar="distretti",
    )  # fmt: skip


def compared(region: Region, claim: Claim, found: Counter[District]) -> Counter[str]:
    """How many districts are of each class: CEASED, else LATER than the claim, else of an OTHER kind, else COMPARED."""
    known = {kind.catalogue_kind for kind in region.kinds if kind.catalogue_kind}
    classes: Counter[str] = Counter()
    for district, amount in found.items():
        if district.status == "cessato":
            classes[CEASED] += amount
        elif district.since and claim.date and district.since.first > claim.date.last:
            classes[LATER] += amount
        elif known and district.kind and district.kind not in known:
            classes[OTHER] += amount
        else:
            classes[COMPARED] += amount
    return classes


def everywhere(catalog: Catalog) -> Counter[District]:
    """The districts of all regions."""
    return sum((tallies.districts(catalog, region) for region in tallies.everywhere(catalog)), Counter())


def kinds(catalog: Catalog, found: Counter[District], where: str) -> DataTable:
    """Districts by kind."""
    counts = _by(found, "kind")
    labels = {**words.KINDS, "": "Tipo non indicato"}
    return _counted(catalog, "tipi", f"Tipi di distretto {where}", "tipo", "Tipo", [
        (label, counts[kind]) for kind, label in labels.items() if counts[kind]
    ])  # fmt: skip


def statuses(catalog: Catalog, found: Counter[District], where: str) -> DataTable:
    """Districts by status."""
    counts = _by(found, "status")
    return _counted(catalog, "stati", f"Stato dei distretti {where}", "stato", "Stato", [
        (label, counts[status]) for status, label in words.STATUSES.items() if counts[status]
    ])  # fmt: skip


def years(catalog: Catalog, found: Counter[District], where: str) -> DataTable:
    """Districts by the year in which they began, as far as it is known."""
    counts: Counter[int] = Counter()
    for district, amount in found.items():
        counts[district.since.year if district.since else 0] += amount
    rows = [(str(year), counts[year]) for year in sorted(counts) if year]
    unknown = counts[0]
    known = sum(counts.values()) - unknown
    title = f"{italian.count(known, 'distretto', 'distretti')} con un anno di nascita {where}"
    table = _counted(catalog, "anni", title, "anno", "Anno", rows)
    note = f"Senza un anno noto, e perciò non contati qui: {italian.count(unknown, 'distretto', 'distretti')}."
    rule = (
        "Conta l’anno del campo «Dal» della scheda; i distretti senza anno restano fuori. Non è una "
        "serie di quanti ce n’erano."
    )
    return replace(table, rule=rule, note=note if unknown else "")


def _by(found: Counter[District], name: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for district, amount in found.items():
        counts[getattr(district, name)] += amount
    return counts


def _counted(
    catalog: Catalog, name: str, title: str, key: str, label: str, rows: Iterable[tuple[str, int]]
) -> DataTable:
    found = tuple(rows)
    total = sum(amount for _, amount in found)
    return DataTable(
        name,
        finding(title, found),
        f"Numero di distretti, su {italian.count(total, 'scheda', 'schede')}.",
        COUNTED,
        (Column(key, label), Column("distretti", "Distretti", "count"), Column("quota", "Quota", "percent")),
        tuple((text, amount, territory.share(amount, total)) for text, amount in found),
        tallies.updated(catalog),
        bar="distretti",
        empty="Nessun distretto di questa regione è in questo catalogo.",
    )
