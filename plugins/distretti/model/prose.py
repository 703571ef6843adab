"""A prose page, what its words may name, and the publishers' vocabulary."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from .record import SOURCE_KINDS, Part, field
from .values import Text, choice


class Publisher(Part):
    """What kind of publisher stands behind a source: it classifies publishers, not facts."""

    name: Text = field("Editore", required=True)
    kind: Annotated[str, choice(SOURCE_KINDS)] = field("Tipo", required=True)


class ProsePage(Part):
    """A page of words: title, one sentence for search engines, and Markdown."""

    id: str = field("Identificativo", "Lo dà il nome del file", required=True)
    title: Text = field("Titolo", required=True)
    description: Text = field("Descrizione", "Una frase, per i motori di ricerca", required=True)
    full_title: Text | None = field("Titolo per i motori di ricerca", "Se è più lungo di quello della pagina")
    lead: Text | None = field("Prima frase", "Quella sotto il titolo, nelle pagine fatte di sezioni")
    body: str = field("Testo", required=True)
    language: str = field("Lingua", "La dà il nome del file, come «metodo.en.md»", default="")
    first_line: int = field("Prima riga del testo", "La dà il file", default=1)


class Named(NamedTuple):
    """What the words of a page may name: places for its data (each must be there once), words inside sentences."""

    data: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


# Places for data of the records that follow the colon, on any page of sections: the kind of what is named.
OF_RECORDS = {
    "bisogni": "needs",  # what documents say of needs
    "descrizione": "records",  # the description of a record
    "eventi": "initiatives",  # the events of an initiative
    "fatti": "initiatives",  # its facts, those with the words after the bar
    "ruolo": "initiatives",  # what a professional figure does, and who trains for it
    "scheda": "records",  # a link to a record; the words after the bar come before its name
}

# Pages of sections: their data is made by the output of the same address.
SECTION_PAGES = {
    "attori": Named(("tipi",)),
    "buone-pratiche": Named(("esperienze", "raccolte", "racconti", "premi"), ("quante",)),
    "certificazione": Named(("distretti", "disaccordi")),
    "finanziamenti": Named(
        ("aperti", "anni", "regioni", "contributi", "cifre", "disaccordi", "leva"),
        ("oggi", "bandi", "con-chi", "de-minimis"),
    ),
    "formazione": Named(("percorsi", "destinatari", "argomenti", "strumenti", "incontri")),
    "per-investitori": Named(("regioni", "mancanti")),
    "per-le-imprese": Named(("aperti", "da-verificare", "servizi"), ("oggi",)),
    "pubblicazioni": Named(("annuario", "pubblicazioni", "ricerche", "documenti")),
}

# What other pages may name inside sentences: what the operator states (outputs/prose).
PROSE = Named(words=("titolare", "licenziante", "contatto", "sito", "indirizzo", "registri", "storia", "dichiarazione"))

# What a page in another language may name: nothing that is an Italian sentence.
IN_OTHER_LANGUAGES = Named(words=("sito", "indirizzo"))

# The page of the method also names the numbers of the catalogue (statistics/method).
NUMBERS = (
    "aggiornato", "comuni-incompleti", "comuni-italiani", "confermate", "confronti", "contributi", "da-riconfermare",
    "definizioni", "disaccordi", "distretti", "documenti", "eventi-vaghi", "fonti-senza-data", "fonti-vecchie",
    "mercati", "regioni-senza", "schede", "senza-comuni", "senza-fonte", "senza-importo", "senza-mercati",
    "stato-attivo", "stato-cessato", "stato-da-verificare", "stato-in-costituzione", "tipi",
)  # fmt: skip
NAMED = {**SECTION_PAGES, "metodo": Named(words=(*PROSE.words, *NUMBERS))}

# The pages that others lead to, with the words that each must have: what the operator states has its place there.
REQUIRED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(SECTION_PAGES, ()),
    "accessibilita": ("dichiarazione",),
    "come-usare-i-dati": (),
    "cos-e-un-distretto": (),
    "metodo": (),
    "note-legali": ("licenziante",),
    "partecipa": (),
    "privacy": ("titolare", "contatto", "registri"),
    "segnala": (),
}
