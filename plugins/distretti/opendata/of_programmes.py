"""Calls and programmes, initiatives, grants, and the figures that sources claim."""

from __future__ import annotations

from ..catalog.catalog import Catalog
from ..model import Initiative, Programme
from ..model.district import Grant
from .columns import ID, REGION, TRUST, Dataset, Field, Rows, dated, described, joined, region_code, trust


def _programmes(catalog: Catalog, region: str) -> Rows:
    for item in catalog.programmes_of_region.get(region, ()):
        deadline = item.deadline
        yield (
            item.id, item.name, item.kind, region_code(catalog, region), item.district, dated(item.opened),
            dated(deadline[0]) if deadline else None, deadline[1] if deadline else None, item.until_funds_last,
            item.budget_eur, item.maximum_eur, item.leverage, item.de_minimis, item.districts_count,
            item.funded_count, item.municipalities_count, item.notice_url, *trust(item),
        )  # fmt: skip


PROGRAMMES = Dataset(
    "bandi-e-programmi",
    "Bandi e programmi per i distretti del commercio",
    "Bandi, misure, protocolli, leggi, formazione e ricerche: uno per riga. Le risorse non si sommano: "
    "un rifinanziamento "
    "può stare in due righe.",
    (
        ID,
        described(Programme, "name", "nome"),
        described(Programme, "kind", "tipo"),
        REGION,
        described(Programme, "district", "distretto"),
        described(Programme, "opened", "aperto"),
        Field("scadenza", "Scadenza", description="L’ultima, proroghe comprese"),
        Field("ora_scadenza", "Ora della scadenza"),
        described(Programme, "until_funds_last", "fino_a_esaurimento", "boolean"),
        described(Programme, "budget_eur", "risorse_eur", "number"),
        described(Programme, "maximum_eur", "massimo_eur", "number"),
        described(Programme, "leverage", "leva"),
        described(Programme, "de_minimis", "de_minimis", "boolean"),
        described(Programme, "districts_count", "distretti", "integer"),
        described(Programme, "funded_count", "finanziati", "integer"),
        described(Programme, "municipalities_count", "comuni", "integer"),
        described(Programme, "notice_url", "testo_del_bando"),
        *TRUST,
    ),
    _programmes,
    themes=("ECON", "GOVE"),
)


def _initiatives(catalog: Catalog, region: str) -> Rows:
    for item in () if region else catalog.initiatives:
        yield (
            item.id, item.name, item.kind, item.axis, item.status, dated(item.since), item.place,
            joined(item.municipalities), joined(item.districts), joined(item.services),
            joined(map(str, item.challenges)), *trust(item),
        )  # fmt: skip


INITIATIVES = Dataset(
    "iniziative",
    "Iniziative per i distretti del commercio",
    "Sistemi, progetti e strumenti intorno ai distretti: uno per riga.",
    (
        ID,
        described(Initiative, "name", "nome"),
        described(Initiative, "kind", "tipo"),
        described(Initiative, "axis", "asse"),
        described(Initiative, "status", "stato"),
        described(Initiative, "since", "dal"),
        described(Initiative, "place", "luogo"),
        described(Initiative, "municipalities", "comuni"),
        described(Initiative, "districts", "distretti"),
        described(Initiative, "services", "servizi"),
        described(Initiative, "challenges", "sfide"),
        *TRUST,
    ),
    _initiatives,
)


def _grants(catalog: Catalog, region: str) -> Rows:
    for district in catalog.districts_with_grants.get(region, ()):
        for number, item in enumerate(district.grants, 1):
            yield (
                district.id, number, item.measure, item.programme, item.year, item.amount_eur, item.approximate,
                item.share, item.role, item.stage, item.beneficiary, item.note, item.source,
            )  # fmt: skip


GRANTS = Dataset(
    "contributi",
    "Contributi ai distretti del commercio",
    "I contributi che le fonti danno per singoli distretti. Si sommano solo righe con la stessa misura, "
    "anno, quota, parte "
    "e fase.",
    (
        Field("distretto", "Distretto", description="L’id del distretto", key=True),
        Field("numero", "Numero", "integer", "Il posto nella scheda", key=True),
        described(Grant, "measure", "misura"),
        described(Grant, "programme", "programma"),
        described(Grant, "year", "anno", "integer"),
        described(Grant, "amount_eur", "importo_eur", "number"),
        described(Grant, "approximate", "arrotondato", "boolean"),
        described(Grant, "share", "quota"),
        described(Grant, "role", "parte"),
        described(Grant, "stage", "fase"),
        described(Grant, "beneficiary", "beneficiario"),
        described(Grant, "note", "nota"),
        described(Grant, "source", "fonte"),
    ),
    _grants,
    themes=("ECON", "GOVE"),
)


def _figures(catalog: Catalog, region: str) -> Rows:
    record = catalog.region.get(region)
    for place, item in enumerate(record.figures if record else (), 1):
        yield (
            f"{region}/{place}", "regione", region_code(catalog, region), item.measure, item.value, item.unit,
            str(item.date), item.source, item.note,
        )  # fmt: skip
    for place, one in enumerate(record.provincial_figures if record else (), 1):
        unit = "EUR" if one.measure in ("contributi", "investimenti") else one.measure
        yield (
            f"{region}/provincia/{place}", "provincia", one.province, one.measure, one.value, unit,
            str(one.date), one.source, one.note,
        )  # fmt: skip
    for programme in catalog.programmes_of_region.get(region, ()):
        for place, said in enumerate(programme.figures, 1):
            yield (
                f"{programme.id}/{place}", "programma", programme.id, said.label, said.value, said.unit,
                dated(said.date), said.source, None,
            )  # fmt: skip


FIGURES = Dataset(
    "cifre",
    "Cifre dichiarate sui distretti del commercio",
    "Le cifre che le fonti dichiarano di regioni, province e programmi, come sono: di date, fonti e "
    "definizioni diverse, "
    "non si sommano.",
    (
        ID,
        Field("ambito", "Ambito", description="regione, provincia o programma"),
        Field("codice", "Codice", description="Codice Istat della regione, sigla della provincia, id del programma"),
        Field("misura", "Misura"),
        Field("valore", "Valore", "number"),
        Field("unita", "Unità"),
        Field("data", "Data", description="AAAA, AAAA-MM o AAAA-MM-GG"),
        Field("fonte", "Fonte", description="L’indirizzo, o editore e titolo"),
        Field("nota", "Nota"),
    ),
    _figures,
    themes=("ECON", "GOVE"),
)
