"""Districts side by side, for who would invest: those of which a source says more than where they are."""

from __future__ import annotations

from ..catalog.catalog import Catalog
from ..catalog.standing import Standing, standing
from ..model import District
from ..model.district import Grant
from .columns import ID, REGION, TRUST, Dataset, Field, Rows, described, region_code, trust


def _rows(catalog: Catalog, region: str) -> Rows:
    for item in catalog.districts_of_region.get(region, ()):
        known = standing(catalog, item)
        if item.status != "cessato" and known.says_something:
            amounts = sum(grant.amount_eur is not None for grant in known.grants)
            yield (
                item.id, item.short_name, item.status, region_code(catalog, region),
                known.municipalities or None, known.whole, known.people, known.markets, known.doubtful,
                known.programmes, known.attractions, item.vacant_spaces, known.indicators,
                amounts or None, len(known.grants) - amounts or None,
                _amounts(known) or None, *trust(item),
            )  # fmt: skip


def _amounts(known: Standing) -> str:
    """Each amount in euros with its year, as its source has it, and its note: never added up."""
    return "; ".join(map(_amount, known.grants))


def _amount(grant: Grant) -> str:
    notes = "; ".join(grant.remarks)
    amount = f"{grant.amount_eur} EUR" if grant.amount_eur is not None else "importo non noto"
    said = f"{'circa ' if grant.approximate else ''}{amount}{f', {grant.year}' if grant.year else ''}"
    return f"{said} ({notes})" if notes else said


COMPARISON = Dataset(
    "confronto-dei-distretti",
    "Distretti a confronto, per chi vuole investire",
    "Quanto si sa di ogni distretto: uno per riga. Vuoto vuol dire che nessuna fonte letta lo dice, mai zero.",
    (
        ID,
        Field("nome_breve", "Nome breve"),
        described(District, "status", "stato"),
        REGION,
        Field("comuni", "Comuni noti", "integer", "Quanti comuni di oggi la scheda conosce"),
        Field("comuni_completi", "Elenco dei comuni completo", "boolean"),
        Field("abitanti", "Abitanti", "integer", "Dei comuni interi, al 1º gennaio 2023 (Istat)"),
        Field("mercati", "Mercati e fiere ricorrenti", "integer", "Quelli che il catalogo conosce, non annullati"),
        Field(
            "mercati_da_riconfermare", "Di cui da riconfermare", "integer", "La fonte è di prima del 2022 o senza data"
        ),
        Field("programmi", "Programmi e bandi", "integer", "A cui ha partecipato, o che ha aperto"),
        Field("attrattori", "Attrattori", "integer", "Quelli che una fonte nomina"),
        described(District, "vacant_spaces", "spazi_sfitti"),
        Field("indicatori", "Indicatori", "integer", "Quanti valori misurati: sono in «indicatori»"),
        Field("contributi", "Contributi con un importo", "integer", "Misure e fonti sono in «contributi»"),
        Field(
            "contributi_senza_importo", "Contributi senza un importo", "integer", "Una fonte li cita e non dice quanto"
        ),
        Field("importi", "Soldi pubblici noti", description="Importo, anno e nota di ognuno: non si sommano"),
        *TRUST,
    ),
    _rows,
    split=True,
)
