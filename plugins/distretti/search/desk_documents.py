"""What search says of public services, cards and questions of the forum."""

from __future__ import annotations

from ..catalog.catalog import Catalog
from ..model import Circuit, PublicService, Question
from ..model.circuit import KINDS
from ..model.question import READERS
from ..presenters import desk
from ..site.output import SearchEntry

_CARD_WORDS = "carta fedelta fidelity card tessera punti sconti buono buoni acquisto premi circuito"


def public_service(catalog: Catalog, record: PublicService) -> SearchEntry:
    """A public service."""
    keys = ("sportello", "servizio pubblico", "sito ufficiale", desk.host(record.url), record.provider)
    text = (record.description, *record.requires, record.local or "")
    filters = (
        ("regione", (record.region,)) if record.region else ("spiega", ("si",)),
    )  # of all Italy: it says what the thing is
    line = f"{record.provider} · {desk.host(record.url)}"
    return SearchEntry("servizio", record.name, line, " ".join(text), " ".join(keys), filters)


def circuit(catalog: Catalog, record: Circuit) -> SearchEntry:
    """A card, voucher or check-in scheme."""
    districts = [catalog.district[item] for item in record.districts if item in catalog.district]
    row = desk.circuit(catalog, record)
    text = (record.description, record.how, record.accepted, record.benefits)
    keys = (_CARD_WORDS, *record.municipalities, *(item.short_name for item in districts), record.issuer or "")
    regions = tuple(sorted({item.region for item in districts}))
    line = " · ".join(filter(None, (KINDS[record.kind], record.area, row.warning)))
    filters = (("regione", regions),) if regions else ()
    return SearchEntry("carta", record.name, line, " ".join(filter(None, text)), " ".join(keys), filters)


def question(catalog: Catalog, record: Question) -> SearchEntry:
    """A question with its answers."""
    districts = [catalog.district[item].short_name for item in record.districts if item in catalog.district]
    text = (record.detail or "", *(answer.text for answer in record.answers))
    keys = ("domanda", "risposta", "forum", *(READERS[reader] for reader in record.readers), *districts)
    line = desk.answered_by(record.answers[0].body)
    return SearchEntry("domanda", record.name, line, " ".join(text).strip(), " ".join(keys))
