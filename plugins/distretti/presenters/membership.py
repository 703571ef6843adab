"""What a district means for who lives or works in one of its municipalities, and which are near one that has none."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..catalog import nearest
from ..catalog.catalog import Catalog
from ..language import italian
from ..model import District
from ..model import district as district_words
from ..places.register import Municipality
from . import district_facts

CHECK = "verifica che la tua via sia nel perimetro"


def said(district: District, place: Municipality) -> str:
    """ "il Comune ne fa parte ed è capofila · perimetro non noto: verifica che la tua via sia nel perimetro"."""
    ended = district.status == "cessato"
    member = "il Comune ne faceva parte" if ended else "il Comune ne fa parte"
    if district.lead == f"Comune di {place.name}":
        member += " ed era capofila" if ended else " ed è capofila"
    return " · ".join(part for part in (member, "" if ended else _perimeter(district)) if part)


def _perimeter(district: District) -> str:
    if not district.perimeter:
        return f"perimetro non noto: {CHECK}"
    extent = district_words.EXTENTS[district.perimeter.extent].lower()
    return f"{extent}: {CHECK}" if district.perimeter.extent == "parte" else extent


def answer(districts: Sequence[District], place: Municipality) -> str:
    """In which district a municipality is, with what of it is not sure; that nobody knows where none is known."""
    if not districts:
        return f"Non lo sappiamo: nelle fonti che abbiamo letto nessun distretto comprende {place.name}."
    if len(districts) == 1:
        (district,) = districts
        if district.status == "cessato":
            return f"Il Comune faceva parte del distretto «{district.short_name}», che non c'è più."
        leads = " e lo guida" if district.lead == f"Comune di {place.name}" else ""
        unsure = _status(district)
        return f"Il Comune fa parte del distretto «{district.short_name}»{unsure}{',' * bool(unsure and leads)}{leads}."
    named = [f"«{item.short_name}»{_in_brackets(item)}" for item in districts]
    return f"Il Comune fa parte di {len(districts)} distretti: {italian.listed(named)}."


def _status(district: District) -> str:
    newest = district.newest_source
    if district.status == "in-costituzione":
        return f", in costituzione secondo una fonte {italian.of(newest)}" if newest else ", in costituzione"
    return ", che è da verificare" if district.status == "da-verificare" else ""


def _in_brackets(district: District) -> str:
    said = district_facts.status(district)
    return "" if district.status == "attivo" else f" ({said[:1].lower()}{said[1:].replace(' (', ', ').rstrip(')')})"


def none_known(catalog: Catalog, region: str) -> str:
    """What to say where no district is known, with how far the catalogue knows the region."""
    text = (
        "Non lo sappiamo: nelle fonti che abbiamo letto nessun distretto lo comprende. Fa fede l'elenco della Regione."
    )
    return f"{text} {_open_lists(catalog, region)}".strip()


def prevails(catalog: Catalog, region: str) -> str:
    """Whose list says it, where no district is known, and how far the catalogue knows the region."""
    return f"Fa fede l'elenco della Regione. {_open_lists(catalog, region)}".strip()


def _open_lists(catalog: Catalog, region: str) -> str:
    open_lists = len(catalog.districts_not_whole.get(region, ()))
    of_how_many = "un distretto" if open_lists == 1 else f"{open_lists} distretti"
    return f"Di {of_how_many} della regione non conosciamo tutti i comuni." if open_lists else ""


def near(
    catalog: Catalog, place: Municipality, most: int, but: frozenset[str] = frozenset()
) -> list[tuple[District, Municipality, int]]:
    """The districts whose municipalities are nearest, each with the nearest of these and its distance in whole km.

    Left out: ended ones, and those with the ids in `but`.
    """
    found = catalog.memo(_near, place.istat_code, most, tuple(sorted(but)))
    return [(catalog.district[name], catalog.places.municipalities[code], distance) for name, code, distance in found]


def _near(catalog: Catalog, code: str, most: int, but: tuple[str, ...]) -> tuple[tuple[str, str, int], ...]:
    found = look_near(catalog, catalog.places.municipalities[code], most, but)
    return tuple((district.id, town.istat_code, distance) for district, town, distance in found)


def look_near(
    catalog: Catalog, place: Municipality, most: int, but: Collection[str] = ()
) -> list[tuple[District, Municipality, int]]:
    """The same for who asks for many places: not memoised."""
    found: dict[str, tuple[District, Municipality, int]] = {}
    for town, distance in nearest.near(catalog, "districts_of_municipality", place):
        if len(found) >= most:
            break
        for district in catalog.districts_of_municipality.get(town.istat_code, ()):
            if district.status != "cessato" and district.id not in but:
                found.setdefault(district.id, (district, town, distance))
    return list(found.values())[:most]
