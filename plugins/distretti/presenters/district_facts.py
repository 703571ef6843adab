"""A district's facts as the values that its page draws: nothing hidden, nothing completed."""

from __future__ import annotations

from typing import Any

from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District
from ..model import district as words
from ..model.district import Certification
from ..site import addresses
from ..site.components import Cell, Column, Fact, Link, Table
from . import evidence, grant_facts, references, ties

_DEDUCED = "Dedotto: le note dicono da che cosa."


def regional_kind(catalog: Catalog, district: District) -> str:
    """The region's own name of the district's kind ("Hub urbano"); the catalogue's where it has none or several."""
    if not district.kind:
        return ""
    region = catalog.region.get(district.region)
    names = {kind.name for kind in region.kinds if kind.catalogue_kind == district.kind} if region else set()
    if len(names) == 1:
        return names.pop()
    label = words.KINDS[district.kind]
    return f"Distretto {label.lower()} del commercio" if district.kind in ("urbano", "diffuso") else label


def said_kind(catalog: Catalog, district: District) -> str:
    """The same, empty where no source says it."""
    return "" if "kind" in district.deduced else regional_kind(catalog, district)


def status(district: District) -> str:
    """ "Attivo"; "In costituzione (2020)", with the year of which that is said."""
    label, newest = words.STATUSES[district.status], district.newest_source
    return f"{label} ({newest.year})" if district.status == "in-costituzione" and newest else label


def warning(district: District) -> str:
    """Its status where it is not plainly active."""
    return "" if district.status == "attivo" else status(district)


def no_more(catalog: Catalog, region: str = "") -> str:
    """ "; 3 non ci sono più": how many districts of a region, or of all, have ceased, after a count of them."""
    number = len(catalog.ceased_districts.get(region, ()))
    return f"; {italian.count(number, 'non c’è più', 'non ci sono più')}" if number else ""


def place_count(catalog: Catalog, district: District) -> str:
    """ "9 comuni", "Lodi" for one, "almeno 3 comuni", "Lodi e forse altri comuni"; empty where none is known."""
    places = catalog.municipalities_of(district)
    if len(places) == 1:
        return places[0].name if district.municipalities_complete else f"{places[0].name} e forse altri comuni"
    count = f"{len(places)} comuni" if places else ""
    return count if district.municipalities_complete or not places else f"almeno {count}"


def facts(catalog: Catalog, district: District) -> tuple[Fact, ...]:
    """The main facts that are known."""
    provinces: tuple[Cell, ...] = tuple(
        Link(province.name, addresses.province(province)) for province in catalog.provinces_of(district)
    )
    facts = [
        *_regional_kind(catalog, district),
        Fact("Stato", (status(district),)),
        *_recognition(district),
        *_certifications(catalog, district),
        *_born(catalog, district),
        *([Fact("Dal", (italian.partial(district.since),))] if district.since else []),
        *([Fact("Provincia" if len(provinces) == 1 else "Province", provinces)] if provinces else []),
    ]
    facts += _aggregation(catalog, district)
    if district.other_names:
        facts.append(Fact("Altri nomi", district.other_names))
    return (*facts, *ties.facts(catalog, district), *evidence.practices(district), *_programme(district))


def _regional_kind(catalog: Catalog, district: District) -> list[Fact]:
    kind, places = regional_kind(catalog, district), catalog.municipalities_of(district)
    if "kind" in district.deduced:
        return [Fact("Tipo", (kind,), _DEDUCED)]
    extent = "un comune" if len(places) == 1 else "più comuni"
    return [Fact("Tipo", (kind,), extent if places and district.municipalities_complete else "")] if kind else []


def _born(catalog: Catalog, district: District) -> list[Fact]:
    """The call with which it was set up or recognised."""
    call = catalog.programme.get(district.born_of or "")
    return [Fact("Nato dal bando", (references.record(call),))] if call else []


def _aggregation(catalog: Catalog, district: District) -> list[Fact]:
    """The districts that it puts together, and the aggregations of which it is part: each page leads to the other."""
    parts = [catalog.district[name] for name in district.aggregates if name in catalog.district]
    groups = {"Mette insieme": parts, "Fa parte di": catalog.aggregations_of_district.get(district.id, ())}
    return [Fact(term, tuple(map(references.record, group))) for term, group in groups.items() if group]


def _programme(district: District) -> tuple[Fact, ...]:
    """What it wants, has and is part of, as far as sources say it."""
    said: dict[str, tuple[Cell, ...]] = {
        "Strategia": (district.strategy,) if district.strategy else (),
        "Stato di avanzamento": (words.PROGRESS[district.progress],) if district.progress else (),
        "Mix merceologico": (district.offer,) if district.offer else (),
        "Spazi sfitti": (district.vacant_spaces,) if district.vacant_spaces else (),
        "Reti": tuple(Link(network.name, network.url) for network in district.networks),
        "Documenti": references.attachments(district.attachments),
    }
    return tuple(Fact(term, values) for term, values in said.items() if values)


def _recognition(district: District) -> list[Fact]:
    recognition = district.recognition
    if not recognition:
        return []
    details = [recognition.act or ""]
    details += [italian.partial(recognition.date)] if recognition.date else []
    details += [f"scade {italian.on(recognition.expires)}"] if recognition.expires else []
    details += [_DEDUCED] if "recognition" in district.deduced else []
    return [Fact("Riconoscimento", (words.RECOGNITIONS[recognition.state],), ", ".join(filter(None, details)))]


def _certifications(catalog: Catalog, district: District) -> tuple[Fact, ...]:
    """The certificates of third parties that a source names, each a fact."""
    return tuple(
        Fact(
            "Certificazione",
            (Link(item.scheme, addresses.CERTIFICATION), evidence.source_link(district, item.source)),
            _certificate(catalog, item),
        )
        for item in district.certifications
    )


def _certificate(catalog: Catalog, item: Certification) -> str:
    """ "primo livello, aprile 2012, rilasciata da TOCEMA Europe; scadenza non nota"."""
    parts = [item.level or "livello non noto", italian.partial(item.date) if item.date else "data non nota"]
    parts += [f"rilasciata da {item.body}"] if item.body else []
    return italian.capitalised(f"{', '.join(parts)}; scadenza: {expiry(catalog, item)}.")


def expiry(catalog: Catalog, item: Certification) -> str:
    """ "non nota", "12 marzo 2015 (scaduta)" or the day until which a certificate is valid."""
    if not item.expires:
        return "non nota"
    date = italian.partial(item.expires)
    return f"{date} (scaduta)" if catalog.has_passed(item.expires.last) else date


def perimeter(district: District) -> tuple[Fact, ...]:
    """Which part of its municipalities it covers, empty where unknown."""
    perimeter = district.perimeter
    if not perimeter:
        return ()
    facts = [Fact("Estensione", (words.EXTENTS[perimeter.extent],))]
    facts += [Fact("Descrizione", (perimeter.text,))] if perimeter.text else []
    facts += [Fact("Vie", (", ".join(perimeter.streets),))] if perimeter.streets else []
    facts += [Fact("Mappa", (Link("Mappa del perimetro", perimeter.map_url),))] if perimeter.map_url else []
    facts += [Fact("Atto", (perimeter.act,))] if perimeter.act else []
    return tuple(facts)


def partners(catalog: Catalog, district: District) -> Table | None:
    """The bodies that support it, None where unknown."""
    rows: list[tuple[Cell, ...]] = []
    for partner in district.partners:
        term = catalog.partners.get(partner.kind or "")
        since = italian.partial(partner.since) if partner.since else evidence.UNKNOWN
        kind = term.label if term else "non indicato"
        rows.append((references.body(catalog, partner.name), kind, partner.role or evidence.UNKNOWN, since))
    columns = (Column("Nome"), Column("Tipo"), Column("Ruolo"), Column("Dal", "date"))
    return Table("Partner del distretto", columns, tuple(rows)) if rows else None


def governance(district: District) -> tuple[Fact, ...]:
    """Who is responsible for what besides its lead, each role on its own, as far as sources say it."""
    governance = district.governance
    if not governance:
        return ()
    found = {
        "Cabina di regia": governance.steering,
        "Manager di distretto": words.MANAGER[governance.manager] if governance.manager else None,
        "Note": governance.notes,
    }
    return tuple(Fact(term, (text,)) for term, text in found.items() if text)


def grants(catalog: Catalog, district: District) -> Table | None:
    """Public money that sources cite, None where there is none."""
    rows: list[tuple[Any, ...]] = []
    for grant in district.grants:
        programme = catalog.programme.get(grant.programme or "")
        measure: Cell = Link(grant.measure, addresses.of(programme)) if programme else grant.measure
        details = [part] if (part := grant_facts.meaning(grant)) else []
        details += grant.remarks
        rows.append((
            measure,
            str(grant.year or "non noto"),
            grant_facts.amount(grant),
            italian.capitalised("; ".join(details)) or "non indicati",
            evidence.source_link(district, grant.source),
        ))  # fmt: skip
    columns = (
        Column("Misura"),
        Column("Anno", "date"),
        Column("Importo", "amount"),
        Column("Dettagli"),
        Column("Fonte"),
    )
    return Table("Contributi pubblici citati dalle fonti", columns, tuple(rows)) if rows else None


def indicators(district: District) -> Table | None:
    """Measured values, None where there is none."""
    rows: list[tuple[Cell, ...]] = [
        (item.indicator, italian.quantity(item.value, item.unit or ""), italian.partial(item.date),
         evidence.source_link(district, item.source))
        for item in district.indicators
    ]  # fmt: skip
    columns = (Column("Indicatore"), Column("Valore", "amount"), Column("Data", "date"), Column("Fonte"))
    return Table("Indicatori", columns, tuple(rows)) if rows else None


def changes(district: District) -> tuple[str, ...]:
    """Municipalities whose entry or exit has a date or an act: "Lodi: fino al 31 dicembre 2025 (atto)"."""
    said = []
    for item in district.municipalities:
        parts = [italian.since(item.from_)] if item.from_ else []
        parts += [f"fino {italian.until(item.to)}"] if item.to else []
        act = f" ({item.act})" if item.act else ""
        if parts or act:
            said.append(f"{item.name}: {' '.join(parts) or 'data non nota'}{act}")
    return tuple(said)
