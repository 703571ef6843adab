# ruff: noqa: E501 (one edit a line)
"""The kinds of mistake that editors make, each as one edit of `tests/catalogue`.

In the new text «§» marks where the problem must be reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DISTRICT = "districts/lombardia/portici-immaginari.yaml"
PROSE = "districts/lombardia/portici-immaginari.md"
SHOPS = "districts/lombardia/botteghe-inventate.yaml"
RICE = "districts/piemonte/risaie-di-fantasia.yaml"
EVENT = "events/2026/festa-delle-vetrine-di-prova.yaml"
MONTH_EVENT = "events/2027/fiera-delle-risaie-di-fantasia.yaml"
MARKET = "events/ricorrenti/mercato-dei-portici-immaginari.yaml"
INITIATIVE = "initiatives/tessera-di-prova.yaml"
VENUE = "places/lombardia/loggia-inventata.yaml"
CALL = "programmes/lombardia/bando-di-prova-2026.yaml"
REGION = "regions/lombardia.yaml"
SERVICE = "public-services/sportello-di-prova.yaml"
CARD = "circuits/tessera-a-punti.yaml"
CHECKUP = "checkups/bottega-di-prova.yaml"
QUESTION = "questions/quando-apre-la-bottega.yaml"
PAGE = "pages/pagina-di-prova.md"
MESSAGE = "messages/lombardia/portici-immaginari/luminarie-di-prova.yaml"
FUNDS = "pages/finanziamenti.md"


@dataclass(frozen=True)
class Mutant:
    """One edit: the first `old` in the file becomes `new`; an empty `old` is the end of the file, or a new file."""

    file: str
    old: str
    new: str
    field: str
    message: str

    def label(self) -> str:
        """Its name in the list of tests."""
        return f"{Path(self.file).stem}-{self.field}-{self.message[:40]}"

    def apply(self, folder: Path) -> tuple[int, int]:
        """Edit the file; the line and column that are to be reported."""
        file = folder / self.file
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        assert self.old in before, f"{self.file}: {self.old!r}"
        start = before.index(self.old) if self.old else len(before)
        after = before[:start] + self.new + before[start + len(self.old) :]
        assert after.count("§") <= 1
        at = max(after.find("§"), 0)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(after.replace("§", ""), encoding="utf-8", newline="")
        return after.count("\n", 0, at) + 1, at - after.rfind("\n", 0, at)


def district(old: str, new: str, field: str, message: str) -> Mutant:
    return Mutant(DISTRICT, old, new, field, message)


TIE = "  - record: districts/lombardia/portici-immaginari\n    relation: strumento-di\n"


def tied(record: str, relation: str, field: str, message: str) -> Mutant:
    """An initiative with a tie."""
    text = f"related:\n  - record: {record}\n    relation: {relation}\ncompiled:"
    return Mutant(INITIATIVE, "compiled:", text, f"related[1].{field}", message)


SYNTAX = [
    district("since: 2021-11", "since: 2021§: 11", "", "i due punti in un testo vogliono le virgolette"),
    district("name: Distretto", "name: §'Distretto", "", "YAML non valido: virgolette aperte qui e mai chiuse"),
    district("lead: Comune di Lodi", "lead: §[Lodi", "", "YAML non valido: parentesi aperta qui e mai chiusa"),
    district("status: attivo", "§\tstatus: attivo", "", "spazi, non tabulazioni"),
    district(
        "status: attivo", "status: attivo\n§kind: urbano", "kind", "il campo è scritto due volte (la prima alla riga 3)"
    ),
    Mutant(
        INITIATIVE, "    kind: comune", "    kind: comune\n    §kind: comune", "promoters[1].kind", "scritto due volte"
    ),
    district("lead: Comune di Lodi", "lead: §&lodi Comune di Lodi", "", "le ancore (&nome) non sono ammesse"),
    district("lead: Comune di Lodi", "lead: §*lodi", "", "i riferimenti (*nome) non sono ammessi"),
    district("lead: Comune di Lodi", "lead: §!!python/name:os.system x", "", "le etichette di tipo (!nome)"),
    district("lead: Comune di Lodi", "lead: §!ente x", "", "le etichette di tipo (!nome)"),
    district("", "§---\nname: Un altro\n", "", "un file contiene una sola scheda"),
    district(
        "lead: Comune di Lodi", "lead: " + "[" * 19 + "§[", "", "troppi livelli uno dentro l'altro: al massimo 20"
    ),
    district("lead: Comune di Lodi", "§[a, b]: c", "", "il nome di un campo deve essere un testo semplice"),
    district("lead: Comune di Lodi", "lead: Comune§\x07 di Lodi", "", "carattere non ammesso U+0007"),
    district("lead: Comune di Lodi", "lead: Comune §\u202edi Lodi", "", "carattere non ammesso U+202E"),
    district("lead: Comune di Lodi", 'lead: §"Comune \\x1b[31m"', "", "carattere non ammesso U+001B"),
    district("lead: Comune di Lodi", 'lead: §"Comune \\u2067di Lodi"', "", "carattere non ammesso U+2067"),
    Mutant(SHOPS.replace("botteghe", "vuote"), "", "§# solo un commento\n", "", "il file è vuoto"),
    Mutant(
        SHOPS.replace("botteghe", "vuote"), "", "§solo un testo\n", "", "ci vuole un elenco di campi «nome: valore»"
    ),
    Mutant(SHOPS.replace("botteghe", "vuote"), "", "§- name: x\n", "", "ci vuole un gruppo di campi"),
]

FIELDS = [
    district("status: attivo", "§stato: attivo\nstatus: attivo", "stato", "campo sconosciuto «stato». Forse volevi «status»?"),
    district("    amount_eur:", "    §ammount_eur:", "grants[1].ammount_eur", "Forse volevi «amount_eur»?"),
    district("", "§id: lodi\n", "id", "campo sconosciuto «id»"),
    district("", "§prose: testo\n", "prose", "campo sconosciuto «prose»"),
    Mutant(REGION, "name: Lombardia\n", "§", "name", "manca questo campo, che è obbligatorio"),
    district("  - publisher: Comune di Lodi\n    title", "  - §title", "sources[2].publisher", "manca questo campo"),
    district("status: attivo", "status: §ativo", "status", "non è tra i valori ammessi: attivo, in-costituzione"),
    district("status: attivo", "status: §ativo", "status", "Forse volevi «attivo»?"),
    district("kind: diffuso", "kind: §Diffuso", "kind", "Forse volevi «diffuso»?"),
    district("    year: 2026", "    year: §1.000", "grants[1].year", "«1.000» non è un anno di quattro cifre"),
    district("    amount_eur: 162016.81", "    amount_eur: §100.000,50", "grants[1].amount_eur", "senza punti delle migliaia"),
    district("    amount_eur: 162016.81", "    amount_eur: §1e5", "grants[1].amount_eur", "«1e5» non è un importo"),
    district("    amount_eur: 162016.81", "    amount_eur: §1.000", "grants[1].amount_eur", "«1.000» non è un importo"),
    district("    amount_eur: 162016.81", "    amount_eur: §-5", "grants[1].amount_eur", "è meno di zero"),
    district("    amount_eur: 162016.81", "    amount_eur: §.inf", "grants[1].amount_eur", "non è un importo"),
    district("municipalities_complete: true", "municipalities_complete: §sì", "municipalities_complete", "scrivi true (sì)"),
    district("municipalities_complete: true", "municipalities_complete: §yes", "municipalities_complete", "o false (no)"),
    Mutant(CALL, "    value: 42", "    value: §1.000,5", "figures[1].value", "«1.000,5» non è un numero"),
    Mutant(CALL, "budget_eur", "districts_count: §1.000\nbudget_eur", "districts_count", "scrivi solo cifre, senza punti"),
    district("since: 2021-11", "since: §31/12/2025", "since", "«31/12/2025» non è una data: scrivi AAAA-MM-GG"),
    district("since: 2021-11", "since: §2026-02-30", "since", "di un giorno che esiste"),
    district("since: 2021-11", "since: §2026-13", "since", "non è una data"),
    district("since: 2021-11", "since: §0021", "since", "non è un anno credibile"),
    district("compiled: 2026-11-20", "compiled: §2026-11", "compiled", "ci vuole il giorno intero"),
    district("since: 2021-11", "since:§", "since", "il valore è vuoto: se non si conosce, togli la riga"),
    district("lead: Comune di Lodi", "lead: §''", "lead", "il valore è vuoto"),
    district("lead: Comune di Lodi", "lead: §[Lodi]", "lead", "ci vuole un testo, non un elenco"),
    district("calls:\n  - lombardia/bando-di-prova-2026", "calls: §lombardia/bando", "calls", "ci vuole un elenco"),
    district("disagreements:\n  - about: Numero delle botteghe\n    values:\n      - value: 40 botteghe\n"
             "        source: https://portici.example/contributo\n      - value: 42 botteghe",
             "disagreements:\n  - §testo", "disagreements[1]", "ci vuole un gruppo di campi"),
    Mutant(RICE, "sources:\n  - publisher: Foglio delle Risaie di Fantasia\n    url: https://risaie.example/\n    date: 2019\n",
           "sources: §[]\n", "sources", "l'elenco è vuoto"),
    Mutant(EVENT, "time: '09:30'", "time: §'9:30'", "time", "«9:30» non è un'ora: scrivi 'HH:MM'"),
    Mutant(EVENT, "time: '09:30'", "time: §mattina", "time", "«mattina» non è un'ora"),
    Mutant(EVENT, "  - time: pomeriggio", "  - time: §'25:00'", "programme[1].time", "né una parola (pomeriggio)"),
    Mutant(MARKET, "rrule: FREQ=WEEKLY;BYDAY=SA", "rrule: §ogni sabato", "recurrence.rrule", "non è una regola RFC 5545"),
    Mutant(MARKET, "rrule: FREQ=WEEKLY;BYDAY=SA", "rrule: §FREQ=WEEKLY", "recurrence.rrule", "manca BYDAY"),
    Mutant(MARKET, "FREQ=WEEKLY;BYDAY=SA", "§FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "recurrence.rrule", "che non esiste"),
    *(
        Mutant(MARKET, "FREQ=WEEKLY;BYDAY=SA", f"§{rule}", "recurrence.rrule", message)
        for rule, message in [
            ("FREQ=WEEKLY;BYDAY=SA;INTERVAL=0", "non è una regola"),
            ("RRULE:FREQ=WEEKLY;BYDAY=SA", "togli «RRULE:»"),
            ("FREQ=WEEKLY; BYDAY=SA", "togli gli spazi: «FREQ=WEEKLY;BYDAY=SA»"),
            ("freq=weekly;byday=sa", "va in lettere maiuscole: «FREQ=WEEKLY;BYDAY=SA»"),
            ("FREQ=WEEKLY;BYDAY=SA;WKST=MO", "WKST qui non si usa"),
            ("FREQ=WEEKLY;BYDAY=SA;UNTIL=20270630T215959Z", "scrivi UNTIL=20270630"),
            ("FREQ=WEEKLY;BYDAY=SA;UNTIL=20270230", "UNTIL=20270230: questo giorno non esiste"),
            ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", "BYSETPOS qui non si usa"),
            ("FREQ=WEEKLY;BYDAI=SA", "«BYDAI» non è una sua parte. Forse volevi «BYDAY»?"),
            ("FREQ=WEEKLY;BYDAY=SA;BYDAY=SU", "una parte è scritta due volte"),
            ("FREQ=MONTHLY;BYDAY=2SU;BYMONTHDAY=1", "indica un giorno che non esiste"),
            ("FREQ=WEEKLY;BYDAY=1SA", "indica un giorno che non esiste"),
            ("FREQ=MONTHLY;BYDAY=TU,1SA", "o tutti i giorni con il loro posto nel mese"),
            ("FREQ=DAILY;COUNT=10000", "COUNT=10000 è troppo: al massimo 1000 volte"),
            ("FREQ=WEEKLY;BYDAY=SA;COUNT=3;UNTIL=20270630", "COUNT e UNTIL non vanno insieme"),
        ]
    ),
    Mutant(MARKET, "from: '04-01'", "from: §1 aprile", "recurrence.from", "non è un giorno dell'anno"),
    Mutant(MARKET, "from: '04-01'", "from: §02-30", "recurrence.from", "non è un giorno dell'anno"),
    Mutant(REGION, "province: LO", "province: §lo", "provincial_figures[1].province", "due lettere maiuscole"),
    Mutant(REGION, "istat_code: '03'", "istat_code: §3", "istat_code", "non è un codice Istat di regione (due cifre)"),
    Mutant("partners.yaml", "label: Comune", "§lable: Comune\n  label: Comune", "[1].lable", "Forse volevi «label»?"),
    Mutant("glossary.yaml", "definition: Un altro", "§definizione: x\n  definition: Un altro", "[2].definizione", "Forse volevi «definition»?"),
    Mutant("glossary.yaml", "definition: Un altro", "definition: §<b>Un altro", "[2].definition", "qui va testo semplice"),
    Mutant("pages/glossario.md", "", "§---\ntitle: x\ndescription: x\n---\n", "", "«glossario» è già l'indirizzo di un elenco"),
    Mutant("challenges.yaml", "number: 1", "number: §uno", "[1].number", "non è un numero intero"),
    Mutant("publishers.yaml", "kind: stampa", "kind: §giornale", "[1].kind", "non è tra i valori ammessi"),
    Mutant(PAGE, "title: Pagina", "§titolo: Pagina\ntitle: Pagina", "titolo", "campo sconosciuto «titolo». Forse volevi «title»?"),
    Mutant(PAGE, "title: Pagina", "§body: Pagina\ntitle: Pagina", "body", "campo sconosciuto «body»."),
    Mutant(PAGE, "---\ntitle", "§title", "", "la pagina deve cominciare con title e description fra due righe «---»"),
]  # fmt: skip

MARKUP = [
    district("Un distretto inventato, per le prove.", f"§Un {text} inventato", "description", f"togli «{shown}»")
    for text, shown in [
        ("<b>distretto</b>", "<b"), ("<script>", "<s"), ("&amp;", "&amp;"), ("&#60;", "&#60;"), ("{{ x }}", "{{"),
        ("{% x %}", "{%"), ("[x](javascript:alert(1))", "](javascript:"),
    ]
]  # fmt: skip

ADDRESSES = [
    district("    url: https://portici.example/contributo", f"    url: §{url}", "sources[1].url", message)
    for url, message in [
        ("javascript:alert(1)", "scrivi un indirizzo che comincia con https://"),
        ("ftp://portici.example/contributo", "scrivi un indirizzo che comincia con https://"),
        ("www.portici.example", "scrivi un indirizzo che comincia con https://"),
        ("https://portici.example/due parole", "contiene spazi o segni non ammessi"),
        ("https://portici", "il nome del sito «portici» non è valido"),
        ("https://io:segreto@portici.example/", "il nome del sito"),
        ("https://portici.example:porta/", "non è un indirizzo web"),
        ("https://[portici.example/", "non è un indirizzo web"),
    ]
] + [
    district("", f"contacts:\n  {field}: §{value}\n", f"contacts.{field}", message)
    for field, value, message in [
        ("url", "javascript:alert(1)", "non è un indirizzo web"),
        ("email", "ufficio chiocciola portici", "non è un indirizzo di posta"),
        ("phone", "chiamare in ufficio", "non è un numero di telefono"),
    ]
]

PROSE_MISTAKES = [
    Mutant(PROSE, "", f"\nAltro: {text}\n", "", message)
    for text, message in [
        ("[qui](§javascript:alert(1))", "indirizzo non ammesso «javascript:alert(1»"),
        ("[qui](§ftp://portici.example/)", "indirizzo non ammesso «ftp://portici.example/»"),
        ("[qui](§//portici.example/)", "indirizzo non ammesso"),
        ("[qui](§https://portici.example/due parole)", "indirizzo non ammesso «https://portici.example/due parole»"),
        ("[qui](§pagina)", "scrivi https://…, mailto:… o /pagina/"),
        ("§<b>grassetto</b>", "il codice HTML non è ammesso: «<b>»; usa Markdown"),
        ("§<script>alert(1)</script>", "il codice HTML non è ammesso"),
        ("§![foto](https://portici.example/foto.jpg)", "le immagini qui non sono ammesse"),
    ]
] + [
    Mutant(PROSE, "## Perché", "§# Perché", "", "i titoli del testo cominciano con ##"),
    Mutant(PROSE, "", "\n[qui]: §javascript:alert(1)\n", "", "indirizzo non ammesso"),
    Mutant(PAGE, "(/distretti/)", "(§distretti)", "", "indirizzo non ammesso «distretti»"),
    Mutant(PROSE, "accanto", "§\u202eaccanto", "", "carattere non ammesso U+202E"),
]

PLACES = [
    district("  - Lodi\n", "  - §Lodì Nuovo\n", "municipalities[1]", "non è il nome di un comune di oggi secondo l'Istat"),
    district("  - Lodi\n", "  - §Casalpusterlego\n", "municipalities[1]", "Forse volevi «Casalpusterlengo»?"),
    district("name: Codogno", "name: §Codognio", "municipalities[2].name", "Forse volevi «Codogno»?"),
    district("  - Lodi\n", "  - §Novara\n", "municipalities[1]", "non è in questa regione o provincia, è in Piemonte (NO)"),
    district("name: Codogno", "name: §Lodi", "municipalities[2].name", "«Lodi» è già nell'elenco"),
    district("  - Lodi\n", "  - §[Lodi]\n", "municipalities[1]", "ci vuole il nome di un comune"),
    district("  - LO\n", "  - §LD\n", "provinces[1]", "«LD» non è la sigla di una provincia; in questa regione: BG, BS"),
    district("  - LO\n", "  - §NO\n", "provinces[1]", "la provincia «NO» non è in questa regione"),
    Mutant(EVENT, "municipality: Lodi", "municipality: §Lodo", "municipality", "Forse volevi «Lodi»?"),
    Mutant(MONTH_EVENT, "municipality: Novara\ndistricts:\n  - piemonte/risaie-di-fantasia", "municipality: §Samone",
           "municipality", "più comuni si chiamano «Samone»: scrivi la provincia, uno fra Samone (TO) e Samone (TN)"),
    Mutant(MARKET, "municipality: Lodi", "municipality: §Cavenago d’Adda (MI)", "municipality", "è in Lombardia (LO)"),
    Mutant(INITIATIVE, "  - Lodi", "  - §Camairago", "municipalities[1]", "è stato soppresso"),
    Mutant(INITIATIVE, "  - Lodi", "  - §Camairago", "municipalities[1]", "oggi è «Castelgerundo»"),
    Mutant(REGION, "province: LO", "province: §XX", "provincial_figures[1].province", "non è la sigla di una provincia"),
]  # fmt: skip

LINKS = [
    district("  - lombardia/bando-di-prova-2026", "  - §lombardia/bando-di-prova-2025", "calls[1]",
             "non c'è nessuna scheda «lombardia/bando-di-prova-2025». Forse volevi «lombardia/bando-di-prova-2026»?"),
    district("    programme: lombardia/bando-di-prova-2026", "    programme: §lombardia/bando", "grants[1].programme",
             "non c'è nessuna scheda «lombardia/bando»"),
    district("    programme: lombardia/bando-di-prova-2026", "    programme: §lombardia/bando.yaml", "grants[1].programme",
             "non è il nome di una scheda (cartella/nome-del-file senza .yaml)"),
    Mutant(EVENT, "- lombardia/portici-immaginari", "- §lombardia/portici-imaginari", "districts[1]", "Forse volevi «lombar"),
    Mutant(EVENT, "- tessera-di-prova", "- §tessera", "initiatives[1]", "non c'è nessuna scheda «tessera»"),
    Mutant(MARKET, "- lombardia/portici-immaginari", "- §piemonte/lodi", "districts[1]", "nessuna scheda «piemonte/lodi»"),
    Mutant(MARKET, "summary:", "initiatives:\n  - §niente\nsummary:", "initiatives[1]", "nessuna scheda «niente»"),
    Mutant(INITIATIVE, "- lombardia/portici-immaginari", "- §lombardia/lodi", "districts[1]", "nessuna scheda"),
    Mutant(CALL, "opened:", "district: §lombardia/lodi\nopened:", "district", "nessuna scheda «lombardia/lodi»"),
    Mutant(CALL, "opened:", "descends_from: §lombardia/legge\nopened:", "descends_from", "nessuna scheda «lombardia/legge»"),
    Mutant(INITIATIVE, "    kind: comune", "    kind: §comuni", "promoters[1].kind", "non è in partners.yaml. Forse volevi «comune»?"),
    district("", "partners:\n  - name: Bottega\n    kind: §botega\n", "partners[1].kind", "Forse volevi «bottega»?"),
    Mutant(INITIATIVE, "  - 1\n", "  - §7\n", "challenges[1]", "non c'è nessuna sfida 7"),
    Mutant("attractions.yaml", "  words:", "  product:\n    mark: §doc\n    source: https://x.example/\n  words:", "[1].product.mark", "non è tra i valori ammessi: dop, igp, pat, deco, nessuno"),
    Mutant("attractions.yaml", "  words:", "  product:\n    source: §Comune di Lodi\n  words:", "[1].product.source", "non è in documents.yaml né un indirizzo https"),
    Mutant(VENUE, "municipality: Lodi\n", "", "municipality", "manca questo campo, che è obbligatorio"),
    Mutant(VENUE, "municipality: Lodi", "municipality: §Vercelli", "municipality", "«Vercelli» è in «piemonte», la scheda nella cartella «lombardia»"),
    Mutant(VENUE, "municipality: Lodi", "municipality: §Lody", "municipality", "«Lody»"),
    Mutant(VENUE, "address: via", "coordinates:\n  §latitude: 200\n  longitude: 9\naddress: via", "coordinates", "sulla Terra non c'è"),
    Mutant(VENUE, "network: mercato", "network: §mercati", "network", "Forse volevi «mercato-coperto»?"),
    Mutant(VENUE, "- tessera a punti", "- §tessere a punti", "services[1]", "non è fra le «words» di services.yaml. Forse volevi «tessera a punti»?"),
    Mutant(VENUE, "hours:\n  text: ogni giorno, dalle 8 alle 20\n  date: 2026-10\n  source: https://portici.example/loggia\n", "§hours:\n  text: ogni giorno\n", "hours.source", "manca questo campo"),
    Mutant(VENUE, "source: https://portici.example/loggia\n", "source: §https://portici.example/altro\n", "hours.source", "non è fra le fonti della scheda"),
    Mutant(MARKET, "venue: lombardia/loggia", "venue: §lombardia/portici", "venue", "non c'è nessuna scheda «lombardia/portici-inventata»"),
    tied("§district/lombardia/portici-immaginari", "strumento-di", "record", "scrivi la cartella e il nome della scheda"),
    tied("§districts/lombardia/portici", "strumento-di", "record", "non c'è nessuna scheda «districts/lombardia/portici». Forse volevi «d"),
    tied("§events/ricorrenti/mercato-dei-portici-immaginari", "strumento-di", "record", "Forse volevi «recurring/mercato-dei-portici-immaginari»?"),
    tied("§portici-immaginari", "strumento-di", "record", "non è il nome di una scheda con la sua cartella"),
    tied("§initiatives/tessera-di-prova", "strumento-di", "record", "è collegata a sé stessa"),
    tied("districts/lombardia/portici-immaginari", "§strumento", "relation", "non è tra i valori ammessi"),
    Mutant(
        INITIATIVE, "compiled:", f"related:\n{TIE}{TIE.replace('record: ', 'record: §')}compiled:", "related[2].record",
        "con lo stesso legame è già scritto sopra",
    ),
    Mutant(
        EVENT, "    topic: ", "    record: §initiatives/tesser\n    topic: ", "programme[1].record", "Forse volevi «initiatives/tessera-di-prova»?"
    ),
    Mutant("bodies.yaml", "kind: comune", "kind: §comuni", "[1].kind", "non è in partners.yaml. Forse volevi «comune»"),
    Mutant("bodies.yaml", "    - Comune di Fantasia", "    - §Comune di Lodi", "[1].other_names[1]", "«Comune di Lodi» è già il nome di un ente"),
    Mutant("needs.yaml", "  statements:", "  challenges:\n    - §7\n  statements:", "[1].challenges[1]", "non c'è nessuna sfida 7"),
    Mutant(INITIATIVE, "- clienti-di-prova", "- §clienti-di-prove", "needs[1]", "non è in needs.yaml. Forse volevi «clienti-di-prova»"),
    Mutant(INITIATIVE, "- tema-di-prova", "- §altro", "themes[1]", "«altro» non è in themes.yaml"),
    Mutant("needs.yaml", "- Comune Inventato, Relazione di prova", "- §Comune Inventato, Relazione", "[1].statements[1].sources[1]", "la fonte citata non è in documents.yaml"),
    Mutant("services.yaml", "", "- id: §carta-di-prova\n  label: Altra\n  description: Altra.\n", "[2].id", "è già in questo elenco"),
    district("    source: https://portici.example/contributo", "    source: §https://portici.example/contributi",
             "grants[1].source", "la fonte citata non è fra le fonti della scheda (sources). Forse volevi «https://"),
    district("        source: https://portici.example/contributo", "        source: §Comune di Lodi, Altra scheda",
             "disagreements[1].values[1].source", "la fonte citata non è fra le fonti"),
    Mutant(INITIATIVE, "      - https://portici.example/tessera", "      - §https://portici.example/", "facts[1].sources[1]",
           "la fonte citata non è fra le fonti"),
    Mutant(REGION, "    source: https://regione.example/legge", "    source: §https://regione.example/", "law[1].source",
           "la fonte citata non è fra le fonti"),
    district("  - publisher: Comune di Lodi\n    title: Scheda di prova\n", "  - §publisher: Comune di Lodi\n", "sources[2]",
             "serve url, oppure title per un documento"),
    Mutant(SHOPS, "", "aliases:\n  - /distretti/lombardia/vetrine/\n  - §/distretti/lombardia/vetrine/\n", "aliases[2]",
           "«/distretti/lombardia/vetrine/» è già usato da"),
    Mutant(SHOPS, "", "aliases:\n  - §https://portici.example/\n", "aliases[1]", "non è un indirizzo di questo sito"),
    *(
        Mutant(file, "", f"aliases:\n  - §{alias}\n", "aliases[1]", f"«{alias}» {message}")
        for file, alias, message in [
            (SHOPS, "/distretti/lombardia/botteghe-inventate/", "è l'indirizzo di oggi di questa scheda"),
            (SHOPS, "/distretti/lombardia/portici-immaginari/", f"è l'indirizzo di oggi di catalogue/{DISTRICT}"),
            (CALL, "/distretti/lombardia/", f"è l'indirizzo di oggi di catalogue/{REGION}"),
            (REGION, "/distretti/veneto/", "è l'indirizzo della pagina di una regione"),
            (EVENT, "/eventi/2026/12/", "non può essere stato l'indirizzo di una scheda"),
            (MARKET, "/eventi/ricorrenti/", "non può essere stato l'indirizzo di una scheda"),
            (INITIATIVE, "/iniziative/asse/", "non può essere stato l'indirizzo di una scheda"),
            (INITIATIVE, "/pagina-di-prova/", "è l'indirizzo di oggi di catalogue/" + PAGE),
            (INITIATIVE, "/comuni/lodi/", "non può essere stato l'indirizzo di una scheda"),
        ]
    ),
    Mutant(REGION, "", "withdrawn: §{date: 2026-11-20, reason: Prova}\n", "withdrawn", "si ritirano prima quelli"),
    Mutant("glossary.yaml", "- regia-di-prova\n- id", "- §regia-di-prov\n- id", "[1].see[1]", "non è un altro termine. Forse volevi «regia-di-prova»?"),
    Mutant("glossary.yaml", "- regia-di-prova\n- id", "- §capofila-di-prova\n- id", "[1].see[1]", "«capofila-di-prova» non è un altro termine"),
    Mutant("glossary.yaml", "term: regia d'esempio", "term: §Capifila", "[2].term", "«Capifila» è già scritto in «capofila-di-prova»"),
    Mutant("glossary.yaml", "[capifila]", "[capifila, §zzz]", "[1].forms[2]", "«zzz» è già scritto in «capofila-di-prova»"),
    Mutant("glossary.yaml", "id: regia-di-prova", "id: §capofila-di-prova", "[2].id", "è già in questo elenco"),
    Mutant("glossary.yaml", "publisher: Comune Inventato\n      title: Relazione di prova", "§publisher: Comune Inventato", "[1].sources[1]", "serve url, oppure title per un documento"),
    Mutant("partners.yaml", "id: bottega", "id: §comune", "[2].id", "«comune» è già in questo elenco"),
    Mutant("publishers.yaml", "name: Ufficio Immaginario dei Distretti", "name: §Gazzetta dei Portici Immaginari", "[2].name",
           "è già in questo elenco"),
    district("", "certifications:\n  - scheme: Marchio\n    source: §https://altrove.example/\n",
             "certifications[1].source", "la fonte citata non è fra le fonti della scheda"),
    district("", "practices:\n  - text: Indicato a modello.\n    source: §https://altrove.example/\n",
             "practices[1].source", "la fonte citata non è fra le fonti della scheda"),
]  # fmt: skip

DATES = [
    Mutant(EVENT, "end: 2026-12-08", "end: §2026-12-04", "end", "«2026-12-04» viene prima di «2026-12-05»"),
    Mutant(EVENT, "end_time: '18:00'", "end_time: §'09:30'", "end_time", "la fine è uguale all'inizio"),
    Mutant(CALL, "closed: 2026-12-15", "closed: §2026-09", "closed", "viene prima di «2026-10-01»"),
    Mutant(CALL, "", "valid_from: 2020\nvalid_to: §2019\n", "valid_to", "viene prima"),
    Mutant(CALL, "", "periods:\n  - from: 2020\n    to: §2019\n", "periods[1].to", "viene prima"),
    Mutant(CALL, "", "extensions:\n  - closed: §2026-01-01\n", "extensions[1].closed", "viene prima"),
    district(
        "    from: 2023-05",
        "    from: 2023-05\n    to: §2022",
        "municipalities[2].to",
        "«2022» viene prima di «2023-05»",
    ),
    district(
        "",
        "certifications:\n  - scheme: Marchio\n    date: 2013\n    expires: §2012\n"
        "    source: https://portici.example/contributo\n",
        "certifications[1].expires",
        "viene prima",
    ),
    district(
        "", "recognition:\n  state: iscritto\n  date: 2020\n  expires: §2019\n", "recognition.expires", "viene prima"
    ),
    Mutant(MARKET, "from: '04-01'\n  to: '10-31'", "from: §'04-01'", "recurrence.from", "ci vuole anche «to»"),
    Mutant(
        EVENT,
        "end: 2026-12-08\ntime: '09:30'\nend_time: '18:00'",
        "time: '18:00'\nend_time: §'09:30'",
        "end_time",
        "le ore sono scambiate?",
    ),
    Mutant(EVENT, "end: 2026-12-08", "also:\n  - §2026-12-05", "also[1]", "«2026-12-05» non viene dopo «2026-12-05»"),
    Mutant(EVENT, "end: 2026-12-08", "also:\n  - 2026-12-12\n  - §2026-12-12", "also[2]", "è già nell'elenco"),
    Mutant(EVENT, "end: 2026-12-08", "end: 2026-12-08\nalso: §[2026-12-12]", "also", "o «end», per giorni di seguito"),
    Mutant(MONTH_EVENT, "start: 2027-03", "start: 2027-03\nalso: §[2027-04-12]", "also", "ci vuole il primo"),
    Mutant(MONTH_EVENT, "start: 2027-03", "start: 2027-03\ntime: §'10:00'", "time", "c'è l'ora ma non il giorno"),
    Mutant(EVENT, "place: Piazza", "all_day: §true\nplace: Piazza", "all_day", "o tutto il giorno, o un'ora"),
    Mutant(
        EVENT,
        "start: 2026-12-05\nend: 2026-12-08\ntime: '09:30'",
        "start: 2026-03-29\ntime: §'02:30'",
        "time",
        "non esiste: si passa all'ora legale",
    ),
    Mutant(
        EVENT,
        "start: 2026-12-05\nend: 2026-12-08\ntime: '09:30'",
        "start: 2026-10-25\ntime: §'02:30'",
        "time",
        "c'è due volte",
    ),
    Mutant(
        MARKET,
        "FREQ=WEEKLY;BYDAY=SA\n  from: '04-01'\n  to: '10-31'\ntime: '08:00'",
        "FREQ=WEEKLY;BYDAY=SU\ntime: §'02:15'",
        "time",
        "non esiste",
    ),
    Mutant(
        EVENT,
        "place: Piazza",
        "zone: §Europe/Roma\nplace: Piazza",
        "zone",
        "non è un fuso orario: scrivi un nome come Europe/Paris. Forse volevi «Europe/Rome»?",
    ),
    Mutant(
        EVENT,
        "place: Piazza",
        "booking_deadline: §2026-12-09\nplace: Piazza",
        "booking_deadline",
        "viene dopo l'evento",
    ),
    Mutant(EVENT, "place: Piazza", "status: §anullato\nplace: Piazza", "status", "Forse volevi «annullato»?"),
    Mutant(EVENT, "place: Piazza", "status: §spostato\nplace: Piazza", "status", "manca la data nuova"),
    Mutant(EVENT, "place: Piazza", "§moved_from: 2026-11-28\nplace: Piazza", "moved_from", "vuole «status: spostato»"),
    Mutant(
        EVENT,
        "place: Piazza",
        "status: spostato\nmoved_from: §2026-12-05\nplace: Piazza",
        "moved_from",
        "è uguale a quella nuova",
    ),
    Mutant(EVENT, "place: Piazza", "§status_reason: Maltempo\nplace: Piazza", "status_reason", "vuole «status»"),
    Mutant(
        EVENT,
        "place: Piazza",
        "status: annullato\nstatus_date: §2026-11-29\nplace: Piazza",
        "status_date",
        "è dopo oggi",
    ),
    Mutant(MARKET, "municipality:", "status: §rinviato\nmunicipality:", "status", "una data sola va in «moved»"),
    Mutant(
        EVENT,
        "place: Piazza",
        "parts:\n  - title: Concerto\n    day: §2026-12-09\nplace: Piazza",
        "parts[1].day",
        "non è fra i giorni dell'evento",
    ),
    Mutant(
        EVENT,
        "place: Piazza",
        "parts:\n  - title: Concerto\n    time: '21:00'\n    end_time: §'21:00'\nplace: Piazza",
        "parts[1].end_time",
        "la fine è uguale all'inizio",
    ),
    Mutant(
        MARKET,
        "rrule: FREQ=WEEKLY;BYDAY=SA",
        "rrule: §FREQ=WEEKLY;INTERVAL=2;BYDAY=SA",
        "recurrence.rrule",
        "ci vuole «start»",
    ),
    Mutant(
        MARKET,
        "rrule: FREQ=WEEKLY;BYDAY=SA",
        "rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=SA\n  start: §2027-04-02",
        "recurrence.start",
        "non è un giorno della regola",
    ),
    Mutant(
        MARKET,
        "rrule: FREQ=WEEKLY;BYDAY=SA",
        "rrule: §FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=8",
        "recurrence.rrule",
        "nessuna data in questa stagione",
    ),
    Mutant(
        MARKET,
        "rrule: FREQ=WEEKLY;BYDAY=SA",
        "rrule: §FREQ=WEEKLY;BYDAY=SA;BYMONTH=4,12",
        "recurrence.rrule",
        "mesi fuori dalla stagione: 12",
    ),
    Mutant(
        MARKET,
        "text: ogni sabato mattina",
        "text: §ogni lunedì mattina",
        "recurrence.text",
        "le parole dicono lunedì, la regola sabato",
    ),
    Mutant(
        MARKET,
        "  from: '04-01'",
        "  except:\n    - §2027-05-02\n  from: '04-01'",
        "recurrence.except[1]",
        "non è un giorno della regola. Forse volevi «2027-05-01»?",
    ),
    Mutant(
        MARKET,
        "  from: '04-01'",
        "  except:\n    - 2027-05-08\n    - §2027-05-08\n  from: '04-01'",
        "recurrence.except[2]",
        "è già scritto",
    ),
    Mutant(
        MARKET,
        "  from: '04-01'",
        "  also:\n    - §2027-05-08\n  from: '04-01'",
        "recurrence.also[1]",
        "è già una data della regola",
    ),
    Mutant(
        MARKET,
        "  from: '04-01'",
        "  except:\n    - 2027-05-08\n  also:\n    - §2027-05-08\n  from: '04-01'",
        "recurrence.also[1]",
        "fra le date tolte o spostate",
    ),
    Mutant(
        MARKET,
        "  from: '04-01'",
        "  moved:\n    - from: 2027-05-08\n      to: 2027-05-09\n  also:\n    - §2027-05-09\n  from: '04-01'",
        "recurrence.also[1]",
        "è già scritto fra le date in più o spostate",
    ),
    Mutant(
        MARKET,
        "rrule: FREQ=WEEKLY;BYDAY=SA",
        "rrule: §FREQ=WEEKLY;BYDAY=SA;UNTIL=00050101",
        "recurrence.rrule",
        "«0005» non è un anno credibile",
    ),
    Mutant(
        MARKET,
        "  from: '04-01'",
        "  moved:\n    - §from: 2027-05-08\n  from: '04-01'",
        "recurrence.moved[1].to",
        "manca questo campo",
    ),
    Mutant(
        MARKET,
        "  from: '04-01'",
        "  holidays: §sospesa\n  from: '04-01'",
        "recurrence.holidays",
        "Forse volevi «sospeso»?",
    ),
    district("compiled: 2026-11-20", "compiled: §2026-11-29", "compiled", "«2026-11-29» è dopo oggi (2026-11-28)"),
    district("    date: 2026-03", "    date: §2027", "sources[1].date", "«2027» è dopo oggi"),
    district("compiled: 2026-11-20", "collected: §mano\ncompiled: 2026-11-20", "collected", "Forse volevi «a-mano»?"),
    district("", "confirmed:\n  date: §2027-01-01\n  body: Comune\n  how: pec\n", "confirmed.date", "è dopo oggi"),
    district("", "withdrawn:\n  date: §2027-01-01\n  reason: Prova\n", "withdrawn.date", "è dopo oggi"),
]

NAMES = [
    Mutant(
        "districts/lombardia/città.yaml",
        "",
        "§name: x\n",
        "",
        "lettere minuscole senza accenti, cifre e trattini: «lombardia/città»",
    ),
    Mutant(
        "districts/lombardia/Botteghe-Inventate.yaml", "", "§name: x\n", "", "il nome di file e cartelle vuole solo"
    ),
    Mutant("districts/lombardia/botteghe-inventate.yml", "", "§name: x\n", "", "il nome deve finire in .yaml"),
    Mutant(
        "districts/lombardi/x.yaml",
        "",
        "§name: x\n",
        "",
        "«lombardi» non è una regione italiana. Forse volevi «lombardia»?",
    ),
    Mutant(
        "districts/veneto/x.yaml", "", "§name: x\n", "", "manca la scheda della regione: aggiungi regions/veneto.yaml"
    ),
    Mutant("districts/x.yaml", "", "§name: x\n", "", "la scheda va in districts/<regione>/"),
    Mutant("events/x.yaml", "", "§title: x\n", "", "la scheda va in events/<anno>/ o in events/ricorrenti/"),
    Mutant("events/2026/12.yaml", "", "§title: x\n", "", "il nome del file non può essere un numero"),
    Mutant("initiatives/asse.yaml", "", "§name: x\n", "", "«asse» è già l'indirizzo di un elenco"),
    Mutant("initiatives/tema.yaml", "", "§name: x\n", "", "«tema» è già l'indirizzo di un elenco"),
    Mutant("initiatives/intervento.yaml", "", "§name: x\n", "", "«intervento» è già l'indirizzo di un elenco"),
    Mutant("pages/sfide.md", "", "§---\ntitle: x\ndescription: x\n---\n", "", "«sfide» è già l'indirizzo di un elenco"),
    Mutant(
        "pages/attrattori.md",
        "",
        "§---\ntitle: x\ndescription: x\n---\n",
        "",
        "«attrattori» è già l'indirizzo di un elenco",
    ),
    Mutant(
        "pages/eventi.md", "", "§---\ntitle: x\ndescription: x\n---\n", "", "«eventi» è già l'indirizzo di un elenco"
    ),
    Mutant("districts/lombardia/sola.md", "", "§Prosa\n", "", "accanto manca la scheda «sola.yaml»"),
    Mutant("partners.md", "", "§Prosa\n", "", "file non previsto qui"),
    Mutant("foto.jpg", "", "§x\n", "", "file non previsto qui: controlla cartella e nome, o toglilo"),
    Mutant(
        EVENT,
        "start: 2026-12-05\nend: 2026-12-08",
        "start: §2025-12-05",
        "start",
        "il file va nella cartella events/2025/",
    ),
    Mutant(CALL, "region: lombardia", "region: §piemonte", "region", "il file è nella cartella «lombardia»"),
    Mutant(REGION, "name: Lombardia", "name: §Lombardy", "name", "il nome della regione è «Lombardia»"),
    Mutant(REGION, "istat_code: '03'", "istat_code: §'04'", "istat_code", "il codice Istat è '03'"),
]

SHOP_EDITS = [
    ("kind: urbano", "kind: urbanno", "kind", "Forse volevi «urbano»?"),
    ("status: in-costituzione", "status: attivo\nstato: attivo", "stato", "Forse volevi «status»?"),
    ("compiled: 2026-11-20", "compiled: 20/11/2026", "compiled", "«20/11/2026» non è una data"),
    ("https://portici.example/botteghe", "ftp://portici.example/", "sources[1].url", "non è un indirizzo web"),
    ("municipalities_complete: true", "municipalities_complete: sì", "municipalities_complete", "scrivi true (sì)"),
]

PAGES = [
    Mutant(
        FUNDS, "{{ anni }}", "§{{ ani }}\n\n{{ anni }}", "", "«ani» non si conosce (qui si può scrivere: aperti, anni"
    ),
    Mutant(FUNDS, "{{ anni }}", "§{{ ani }}\n\n{{ anni }}", "", "Forse volevi «anni»?"),
    Mutant(FUNDS, "{{ oggi }}", "§{{ ogi }}", "", "«ogi» non si conosce (qui si può scrivere: oggi, bandi"),
    Mutant(FUNDS, "{{ oggi }}", "§{{oggi}}", "", "«{{oggi}}» non va bene: scrivi {{ nome }}, con uno spazio"),
    Mutant(FUNDS, "{{ oggi }}", "§{{ oggi", "", "«{{ oggi.» non va bene"),
    Mutant(FUNDS, "bandi su {{ bandi }}", "bandi su §{{ anni }}", "", "«anni» non si conosce"),
    Mutant(FUNDS, "{{ cifre }}", "{{ cifre }}\n\n§{{ fatti }}", "", "«fatti» vuole un nome dopo i due punti"),
    Mutant(FUNDS, "{{ cifre }}", "§{{ cifre: x }}", "", "«cifre» non vuole altro"),
    Mutant(
        FUNDS,
        "{{ cifre }}",
        "{{ cifre }}\n§{{ scheda: initiatives/tessera-di-prov }}",
        "",
        "non c'è nessuna scheda «initiatives/tessera-di-prov». Forse volevi «initiatives/tessera-di-prova»?",
    ),
    Mutant(
        FUNDS,
        "{{ cifre }}",
        "{{ cifre }}\n§{{ fatti: tessera-di-prova }}",
        "",
        "scrivi la cartella e il nome della scheda",
    ),
    Mutant(
        FUNDS,
        "{{ cifre }}",
        "{{ cifre }}\n§{{ fatti: districts/lombardia/botteghe-inventate }}",
        "",
        "scrivi la cartella e il nome della scheda",
    ),
    Mutant(
        FUNDS, "{{ cifre }}", "{{ cifre }}\n§{{ bisogni: bisogno-ignoto }}", "", "«bisogno-ignoto» non è in needs.yaml"
    ),
    Mutant(
        FUNDS,
        "## Bandi per regione {#regioni}",
        "§## Bandi per regione {#anni}",
        "",
        "due titoli hanno l'ancora «anni»",
    ),
    Mutant(
        FUNDS, "## Bandi aperti {#aperti}\n\n{{ aperti }}", "§## Bandi aperti {#aperti}", "", "manca «{{ aperti }}»"
    ),
    Mutant(PAGE, "(/distretti/)", "(/distretti/) §{{ sit }}", "", "«sit» non si conosce"),
]

# What comes of ordinary tools: word processors, spreadsheets, git, offices' habits.
HASHES = [
    district("lead: Comune di Lodi", "lead: Comune §#2 di Lodi", "lead", "«#2 di Lodi» non verrà pubblicato"),
    district("lead: Comune di Lodi", "lead: 'Comune di Lodi' §#Lodi", "lead", "«#Lodi» non verrà pubblicato"),
    district("  - Lodi\n", "  - Lodi §# il capoluogo\n", "municipalities[1]", "lascia due spazi prima di #"),
    Mutant("glossary.yaml", "definition: Un altro", "definition: Un §#altro", "[2].definition", "«#altro"),
    Mutant(PAGE, "title: Pagina", "title: Pagina §#1", "title", "non verrà pubblicato: metti il testo fra virgolette"),
]

CONFLICTS = [
    Mutant(file, old, f"§<<<<<<< HEAD\n{old}\n=======\n{old}\n>>>>>>> altra\n", "", "è rimasto un conflitto di git")
    for file, old in [
        (DISTRICT, "status: attivo"),
        (PROSE, "Questo testo"),
        (PAGE, "Altre parole."),
        ("partners.yaml", "- id"),
    ]
] + [district("status: attivo", "§||||||| base\nstatus: attivo", "", "togli le righe <<<<<<<, =======, >>>>>>>")]

NOTHING = [
    district("lead: Comune di Lodi", f"lead: §{word}", "lead", f"«{said or word}» non dice niente")
    for word, said in [
        ("null", ""), ("~", ""), ("N.D.", ""), ("n/a", ""), ("'-'", "-"), ("—", ""), ("'...'", "..."), ("Non disponibile", ""),
        ("da verificare", ""), ("in attesa", ""), ("N. D.", ""), ("(n.p.)", ""), ("null.", ""), ("XXX", ""), ("//", ""), ("'__'", "__"),
        ("…", ""), ("«ignoto»", ""), ("Lorem ipsum", ""),
    ]
] + [
    Mutant(EVENT, "summary:", "organisers:\n  - §N.D.\nsummary:", "organisers[1]", "se non si conosce, togli la riga"),
    Mutant(EVENT, "time: '09:30'", "time: §null", "time", "«null» non dice niente"),
    Mutant(MONTH_EVENT, "municipality: Novara", "municipality: §'?'", "municipality", "«?» non dice niente"),
    district("lead: Comune di Lodi", "lead: §?", "", "«?» da solo non dice niente: togli la riga"),
]  # fmt: skip

CONTACTS = [
    district("", f"contacts:\n  phone: §{phone}\n", "contacts.phone", "sono più numeri: scrivine uno solo")
    for phone in [
        "0371 409 / 0371 410", "0371 409123, 409124", "02 1234567 - 02 7654321", "0371 409123 o 338 1234567",
        "+39 0371 409123/124", "0371/409123/409124", "0371409123 0371409124", "+39 0371409123 338 1234567",
    ]
] + [
    district("    url: https://portici.example/contributo", f"    url: §https://portici.example/{rest}", "sources[1].url", said)
    for rest, said in [
        ("?a=1&amp;b=2", "contiene «&amp;», che nell'indirizzo è «&»"), ("festa)", "togli «)» alla fine"),
        ("a_(b))", "togli «)» alla fine"), ("festa]", "togli «]» alla fine"), ("festa,", "togli «,» alla fine"),
        ("festa].", "togli «].» alla fine"), ("festa.", "togli «.» alla fine"), ("festa%20", "togli «%20» alla fine"),
        ("fe…", "è troncato («…»): copialo intero"), ("a_(b).", "togli «.» alla fine"), ("festa»", "togli «»» alla fine"),
    ]
]  # fmt: skip

SIGNS = [
    district("lead: Comune di Lodi", f"lead: Comune di §{sign} Lodi", "", message)
    for sign, message in [
        ("\ufffd", "qui un segno è andato perso (U+FFFD)"), ("Ã\xa0", "scrivi «à»"), ("Ã ", "«Ã» è un segno letto con il codice sbagliato"),
        ("Ã¨", "scrivi «è»"), ("â€™", "scrivi «’»"), ("Â°", "scrivi «°»"), ("â‚¬", "scrivi «€»"), ("√®", "scrivi «è»"),
        ("├á", "scrivi «à»"), ("\ufb01", "«\ufb01» (U+FB01) è una lettera doppia: scrivi «fi»"), ("\xad", "trattino che non si vede (U+00AD)"),
        ("â\x80\x99", "«â[U+0080][U+0099]» è un segno letto con il codice sbagliato: scrivi «’»"), ("\uf0b7", "U+F0B7: cancellalo"),
    ]
] + [
    Mutant(PROSE, "accanto", "acc§\u0430nto", "", "«а» (U+0430) non è una lettera latina: riscrivila"),
    district("lead: Comune di Lodi", "lead: Comun§\u0435 di Lodi", "", "«е» (U+0435) non è una lettera latina: riscrivila"),
    district("lead: Comune di Lodi", "lead: §Comune dell?Adda", "lead", "«dell?Adda»: se «?» sta per un segno perso, riscrivilo"),
    Mutant(EVENT, "time: '09:30'", "time: §09꞉30", "time", "hai scritto ꞉ (U+A789): ci vuole :"),
    Mutant(EVENT, "start: 2026-12-05\nend: 2026-12-08", "start: §２026-12-05", "start", "hai scritto ２ (U+FF12): ci vuole 2"),
    Mutant(PROSE, "accanto", "§\ufb02accanto", "", "scrivi «fl»"),
    Mutant(PAGE, "Altre parole", "Altre cittÃ\xa0".replace("Ã", "§Ã"), "", "scrivi «à»"),
    district("status: attivo", "status:§\xa0attivo", "", "qui c'è uno spazio non separabile (U+00A0): riscrivilo con la barra"),
    district("  - Lodi\n", "  -§\u202fLodi\n", "", "uno spazio non separabile (U+202F)"),
    district("  - Lodi\n", "§\xa0\xa0- Lodi\n", "", "uno spazio non separabile (U+00A0)"),
    Mutant(PROSE, "## Perché", "##§\xa0Perché", "", "uno spazio non separabile (U+00A0)"),
    Mutant(EVENT, "time: '09:30'", "time: §‘09:30’", "time", "hai scritto ‘ (U+2018): ci vuole '"),
    Mutant(EVENT, "end_time: '18:00'", "end_time: §18：00", "end_time", "hai scritto ： (U+FF1A): ci vuole :"),
    Mutant(EVENT, "start: 2026-12-05\nend: 2026-12-08", "start: §2026–12–05", "start", "hai scritto – (U+2013): ci vuole -"),
    Mutant(EVENT, "end: 2026-12-08", "end: §2026\u201112\u201108", "end", "(U+2011): ci vuole -"),
    Mutant(EVENT, "title: Festa", "title: “Festa§: luci”", "", "hai scritto “ (U+201C): ci vuole \""),
    district("municipalities:\n  - Lodi\n  - name: Codogno\n    from: 2023-05\n", "municipalities:\n  §– Crema\n  – Lodi\n",
             "municipalities", "hai scritto – (U+2013): ci vuole -"),
    district("since: 2021-11", "since: §2021\xa0-11", "since", "hai scritto uno spazio non separabile (U+00A0): ci vuole uno spazio"),
]  # fmt: skip

GITHUB = [
    Mutant(PROSE, "", f"\n\n{text}\n", "", message)
    for text, message in [
        ("- §[ ] da fare", "su GitHub «[ ]» è una casella da spuntare, qui no"),
        ("Un testo §~~tolto~~ e uno no.", "su GitHub «~~» è un testo barrato, qui no"),
        ("Una nota§[^1].", "su GitHub «[^1]» è una nota a piè di pagina, qui no"),
        ("§[^uno]: La nota.", "su GitHub «[^uno]» è una nota a piè di pagina, qui no"),
        ("> §[!NOTE]\n> Attenzione.", "su GitHub «[!NOTE]» è un riquadro, qui no"),
        ("Una riga§\\\ne un'altra.", "su GitHub «\\» è un a capo, qui no: metti una riga vuota"),
        ("§```\nsenza fine", "il riquadro di codice aperto qui con «```» non è mai chiuso"),
        ("Prevede:\n§- arredo\n- vetrine", "metti una riga vuota prima del primo trattino o numero"),
        ("Prevede:\n§1. arredo\n2. vetrine", "metti una riga vuota prima"),
        ("- uno\n§  - sotto", "un elenco dentro un elenco rientra di quattro spazi"),
        ("1. uno\n\n§   - sotto", "rientra di quattro spazi"),
        ("§1) uno", "scrivi «1.»"),
        ("Una tabella:\n§| A | B |\n| --- | --- |\n| 1 | 2 |", "su GitHub è una tabella, qui no"),
        ("[note](§#niente)", "in questo testo non c'è nessun titolo «#niente»"),
        ("[perché](§#perche-è-qui)", "Forse volevi «#perche-e-qui»?"),
    ]
]

TOWNS = [
    Mutant(EVENT, "municipality: Lodi", f"municipality: §{name}", "municipality", f"Forse volevi {said}?")
    for name, said in [
        ("Forli'", "«Forlì»"), ("Cantu'", "«Cantù»"), ("Citta' di Castello", "«Città di Castello»"), ("Lodi (lo)", "«Lodi»"),
        ("Cantù(CO)", "«Cantù»"), ("Lodi, LO", "«Lodi»"), ("Samone (Trento)", "«Samone (TN)»"), ("castro", "«Castro (BG)»"),
        ("FORLÌ", "«Forlì»"), ("Bolzano-Bozen (Bz)", "«Bolzano/Bozen»"),
    ]
]  # fmt: skip

RESERVED = [
    Mutant("districts/lombardia/con.yaml", "", "§name: x\n", "", "«con»: Windows tiene questo nome per sé"),
    Mutant("initiatives/aux.yaml", "", "§name: x\n", "", "«aux»: Windows tiene questo nome per sé"),
    Mutant("pages/nul.md", "", "§---\ntitle: x\ndescription: x\n---\n", "", "«nul»: Windows tiene questo nome per sé"),
    Mutant(
        "services.yaml",
        "",
        "- id: §lpt1\n  label: Altra\n  description: Altra.\n",
        "[2].id",
        "che Windows tiene per sé",
    ),
]

TOOLS = [*HASHES, *CONFLICTS, *NOTHING, *CONTACTS, *SIGNS, *GITHUB, *TOWNS, *RESERVED]

FIELDS_TOGETHER = [
    Mutant(
        CALL,
        "",
        "windows:\n  - opens: 2026-05-02\n    closes: §2026-05-01\n",
        "windows[1].closes",
        "viene prima di «2026-05-02»",
    ),
    Mutant(CALL, "", "windows:\n  - §opens: 2026-05-02\n", "windows[1].closes", "manca"),
    Mutant(
        CALL,
        "",
        "windows:\n  - closes: 2026-05-02\n  - §closes: 2026-06-02\n",
        "windows[2]",
        "ogni periodo vuole «opens»",
    ),
    Mutant(
        CALL,
        "",
        "windows:\n  - closes: 2026-05-02\n  - §opens: 2026-04-02\n    closes: 2026-06-02\n",
        "windows[2]",
        "comincia quando quello di prima è finito",
    ),
    Mutant(
        CALL,
        "region: lombardia",
        "region: lombardia\ndistrict: lombardia/botteghe-inventate\nwhole_region: §true",
        "whole_region",
        "solo un bando per le imprese, senza «district»",
    ),
    Mutant("programmes/italy/x.yaml", "", "§name: x\n", "", "«italy» non è una regione italiana"),
    Mutant("districts/italia/x.yaml", "", "§name: x\n", "", "«italia» non è una regione italiana"),
    Mutant("regions/italia.yaml", "", "§name: x\n", "", "«italia» non è una regione italiana"),
    district(
        "",
        "contacts:\n  registry: §ipa\n  pec: a@ente.example\n",
        "contacts.registry",
        "con «registry» ci vuole anche «registry_date»",
    ),
    district("", "contacts:\n  registry: §ipa\n", "contacts.registry", "con «registry» ci vuole anche «pec»"),
    district("", "contacts:\n  registry: §ip\n", "contacts.registry", "«ip» non è tra i valori ammessi: ipa"),
    district(
        "", "contacts:\n  source: §https://altro.example/\n", "contacts.source", "la fonte citata non è fra le fonti"
    ),
    district(
        "",
        "aggregates:\n  - §lombardia/portici-immaginari\n",
        "aggregates[1]",
        "un distretto non mette insieme sé stesso",
    ),
    district(
        "",
        "aggregates:\n  - lombardia/botteghe-inventate\n  - §lombardia/botteghe-inventate\n",
        "aggregates[2]",
        "è già scritto sopra",
    ),
    district(
        "", "aggregates:\n  - §lombardia/botteghe\n", "aggregates[1]", "non c'è nessuna scheda «lombardia/botteghe»"
    ),
]


def _measured(*edits: tuple[str, str]) -> str:
    """An indicator of a district with these edits, before its grants."""
    text = "  - indicator: Negozi sfitti\n    value: 12\n    unit: negozi\n    date: 2025\n    source: https://portici.example/contributo\n"
    for old, new in edits:
        text = text.replace(old, new)
    return text


def _indicator(field: str, message: str, *edits: tuple[str, str], before: str = "") -> Mutant:
    return Mutant(DISTRICT, "grants:", f"indicators:\n{before}{_measured(*edits)}grants:", field, message)


PARTS = "".join(
    f"  - measure: A parti\n    role: {role}\n    amount_eur: {amount}\n"
    for role, amount in (("initial", "60"), ("increment", "50"), ("total", "§100"))
)
SAME = "    date: 2026\n    source: https://regione.example/legge\n  - measure: distretti\n    value: §3\n    unit: distretti\n    date: 2026\n"

FIGURES = [
    _indicator("indicators[1].unit", "manca questo campo", ("    unit: negozi\n", ""), ("- indicator", "- §indicator")),
    _indicator("indicators[1].date", "manca questo campo", ("    date: 2025\n", ""), ("- indicator", "- §indicator")),
    _indicator("indicators[1].value", "«-12» è meno di zero", ("12", "§-12")),
    _indicator("indicators[1].value", "112% è più di tutto", ("12", "§112"), ("negozi\n", "'%'\n")),
    _indicator("indicators[1].unit", "«lire» non va bene per una somma di denaro", ("unit: negozi", "unit: §lire")),
    _indicator("indicators[2].value", "la stessa fonte dà già 12", ("12", "§13"), before=_measured()),
    Mutant(REGION, "    date: 2026\n", SAME, "figures[2].value", "la stessa fonte dà già 2"),
    Mutant(
        REGION,
        "distretti\n    value: 2\n    unit: distretti",
        "contributi\n    value: 2\n    unit: §USD",
        "figures[1].unit",
        "«USD» non va bene",
    ),
    Mutant(REGION, "    unit: distretti", "    unit: §EUR", "figures[1].unit", "«distretti» non è una somma di denaro"),
    Mutant(CALL, "budget_eur: ", "intensity: §fino al 120%\nbudget_eur: ", "intensity", "120% è più di tutto"),
    Mutant(CALL, "budget_eur: 1", "budget_eur: §-1", "budget_eur", "è meno di zero"),
    Mutant(
        REGION,
        "    measure: distretti\n    value: 1",
        "    measure: distretti\n    value: §3",
        "provincial_figures[1].value",
        "3 è più del totale della regione, 2",
    ),
    Mutant(
        CALL,
        "budget_eur",
        "districts_count: 10\nfunded_count: §11\nbudget_eur",
        "funded_count",
        "11 è più del totale, 10",
    ),
    Mutant(
        DISTRICT,
        "grants:\n",
        f"grants:\n{PARTS}",
        "grants[3].amount_eur",
        "il totale è meno delle sue parti, che fanno 110",
    ),
]

# What no field shows by itself: a slip of a digit, of a hand that copies, of a record that was begun from another.
LIKELY = [
    Mutant(EVENT, "end: 2026-12-08", "end: §2029-12-08", "end", "la fine è 1099 giorni dopo l'inizio"),
    Mutant(EVENT, "end: 2026-12-08", "end: §2062-12-08", "end", "la fine è 13152 giorni dopo l'inizio"),
    Mutant(
        EVENT,
        "end: 2026-12-08",
        "also:\n  - 2026-12-09\n  - §2031-12-08",
        "also[2]",
        "la fine è 1829 giorni dopo l'inizio",
    ),
    Mutant(
        EVENT,
        "end: 2026-12-08\ntime: '09:30'\nend_time: '18:00'",
        "time: '09:30'\nend_time: §'08:30'",
        "end_time",
        "«08:30» viene prima di «09:30»",
    ),
    Mutant(
        EVENT,
        "end: 2026-12-08",
        "end: 2026-12-08\nparts:\n  - title: Sfilata\n    day: 2026-12-06\n    time: '18:00'\n    end_time: §'10:00'",
        "parts[1].end_time",
        "«10:00» viene prima di «18:00»",
    ),
    Mutant(
        MARKET,
        "end_time: '13:00'",
        "end_time: §'01:00'",
        "end_time",
        "comincia alle 08:00 e finisce alle 01:00 di notte? Per il pomeriggio scrivi '13:00'",
    ),
    Mutant(
        EVENT,
        "municipality: Lodi",
        "municipality: Lodi\ncountry: §Italia",
        "country",
        "si scrive solo per un altro Paese: togli la riga",
    ),
    Mutant(
        EVENT,
        "municipality: Lodi",
        "municipality: Lodi\ncountry: §Repubblica Italiana",
        "country",
        "si scrive solo per un altro Paese",
    ),
    Mutant(
        EVENT, "municipality: Lodi", "municipality: Lodi\ncountry: §IT", "country", "si scrive solo per un altro Paese"
    ),
    Mutant(
        EVENT,
        "municipality: Lodi",
        "municipality: Lodi\nzone: §Asia/Tokyo",
        "zone",
        "aggiungi «country», o togli la riga",
    ),
    Mutant(
        MARKET,
        "text: ogni sabato mattina, da aprile a ottobre\n  rrule: FREQ=WEEKLY;BYDAY=SA",
        "text: §ogni sabato mattina, da aprile a ottobre\n  rrule: FREQ=WEEKLY;BYDAY=SU",
        "recurrence.text",
        "le parole dicono sabato, la regola domenica",
    ),
    Mutant(
        CALL,
        "kind: bando-imprese",
        "kind: bando-imprese\ndescends_from: §lombardia/bando-di-prova-2026",
        "descends_from",
        "il programma discende da sé stesso: qui va quello da cui viene",
    ),
    Mutant(
        CALL,
        "closed: 2026-12-15",
        "closed: 2026-12-15\nextensions:\n  - closed: §2026-11-30",
        "extensions[1].closed",
        "viene prima della scadenza di prima, «2026-12-15»",
    ),
    Mutant(
        CALL,
        "closed: 2026-12-15",
        "closed: 2026-12-15\nextensions:\n  - closed: §2026-12-15",
        "extensions[1].closed",
        "«2026-12-15» è la scadenza di prima",
    ),
    Mutant(
        CALL,
        "closed: 2026-12-15",
        "closed: 2026-12-15\nextensions:\n  - closed: 2027-01-15\n  - closed: §2027-01-10",
        "extensions[2].closed",
        "viene prima della scadenza di prima, «2027-01-15»",
    ),
    Mutant(
        CALL,
        "kind: bando-imprese",
        "kind: bando-imprese\ndistrict: §piemonte/risaie-di-fantasia",
        "district",
        "«piemonte/risaie-di-fantasia» è di un'altra regione",
    ),
    Mutant(
        RICE,
        "compiled:",
        "calls:\n  - §lombardia/bando-di-prova-2026\ncompiled:",
        "calls[1]",
        "è di un'altra regione: questa scheda è di «piemonte»",
    ),
    Mutant(
        RICE,
        "compiled:",
        "grants:\n  - measure: Misura\n    programme: §lombardia/bando-di-prova-2026\ncompiled:",
        "grants[1].programme",
        "è di un'altra regione",
    ),
    Mutant(
        RICE,
        "compiled:",
        "aggregates:\n  - §lombardia/portici-immaginari\ncompiled:",
        "aggregates[1]",
        "è di un'altra regione",
    ),
    Mutant(
        CALL, "budget_eur: 1000000", "districts_count: 5\nfunded_count: §8", "funded_count", "8 è più del totale, 5"
    ),
    Mutant(
        EVENT,
        "  - lombardia/portici-immaginari",
        "  - lombardia/portici-immaginari\n  - §lombardia/portici-immaginari",
        "districts[2]",
        "è già scritto sopra",
    ),
    Mutant(INITIATIVE, "  - Lodi\n", "  - Lodi\n  - §Lodi\n", "municipalities[2]", "«Lodi» è già scritto sopra"),
    Mutant(
        INITIATIVE,
        "status: attivo",
        "status: attivo\nsince: §2050",
        "since",
        "«2050» è dopo oggi (2026-11-28), e lo stato è «attivo»",
    ),
    Mutant(
        REGION,
        "    value: 2\n",
        "    value: §2.5\n",
        "figures[1].value",
        "«2,5» non è un numero intero: distretti si contano",
    ),
    Mutant(
        "publishers.yaml",
        "- name: Ufficio",
        "- name: §gazzetta  dei portici immaginari\n  kind: ente\n- name: Ufficio",
        "[2].name",
        "è già in questo elenco, scritto «Gazzetta dei Portici Immaginari»",
    ),
    Mutant(
        "themes.yaml",
        "",
        "- id: altro\n  label: §TEMA DI PROVA\n  description: Un altro tema.\n",
        "[2].label",
        "è già in questo elenco, scritto «Tema di prova»",
    ),
    Mutant(
        EVENT,
        "publisher: Gazzetta dei Portici Immaginari",
        "publisher: §GAZZETTA dei portici immaginari",
        "sources[1].publisher",
        "in publishers.yaml è scritto «Gazzetta dei Portici Immaginari»: scrivilo uguale",
    ),
    Mutant(
        DISTRICT,
        "status: attivo",
        "status: attivo\nrecognition:\n  state: nessuno\n  act: §Delibera 1/2020",
        "recognition.act",
        "con «state: nessuno» non si scrive «act»",
    ),
    Mutant("pages/privacy.md", "{{ contatto }}", "{{ contatto }} §{{ titolari }}", "", "«titolari» non si conosce"),
    Mutant("pages/privacy.md", "{{ contatto }}", "{{ contatto }} §{titolare}", "", "scrivi {{ nome }}"),
    Mutant(
        "pages/privacy.md",
        "{{ contatto }}",
        "{{ contatto }} §${titolare}",
        "",
        "«${titolare}» aspetta ancora il suo testo",
    ),
    Mutant(
        "pages/privacy.md",
        "{{ contatto }}",
        "{{ contatto }} §{% titolare %}",
        "",
        "«{% titolare %}» non va bene: scrivi {{ nome }}",
    ),
    Mutant(
        "pages/privacy.md",
        "{{ contatto }}",
        "{{ contatto }} §%TITOLARE%",
        "",
        "«%TITOLARE%» aspetta ancora il suo testo",
    ),
    Mutant(
        "pages/privacy.md",
        "{{ contatto }}",
        "{{ contatto }} §[NOME DELL'ENTE]",
        "",
        "«[NOME DELL'ENTE]» aspetta ancora il suo testo",
    ),
    Mutant(PROSE, "", "\n\n§TODO: la storia.\n", "", "«TODO» aspetta ancora il suo testo"),
    district(
        "lead: Comune di Lodi", "lead: '§[nome del comune]'", "", "«[nome del comune]» aspetta ancora il suo testo"
    ),
    district("lead: Comune di Lodi", "lead: §Lorem ipsum dolor", "", "«Lorem ipsum» aspetta ancora il suo testo"),
    district("lead: Comune di Lodi", "lead: Comune §di ...", "", "«di ...» aspetta ancora il suo testo"),
    district(
        "url: https://portici.example/contributo\n    date",
        "url: §https://портици.example/contributo\n    date",
        "sources[1].url",
        "«п» (U+043F) non è una lettera latina: se è proprio quello, scrivi «xn--",
    ),
    district(
        "url: https://portici.example/contributo\n    date",
        "url: §https://ｐortici.example/contributo\n    date",
        "sources[1].url",
        "ha segni che sembrano altri: scrivi «https://portici.example»",
    ),
    district("lead: Comune di Lodi", "lead: Comune§\u3164di Lodi", "", "carattere non ammesso U+3164"),
    district("lead: Comune di Lodi", "lead: Comune§\ufe0f di Lodi", "", "carattere non ammesso U+FE0F"),
    district("lead: Comune di Lodi", "lead: §da compilare", "lead", "«da compilare» non dice niente"),
]

MESSAGES = [
    district("stamps: 1", "stamps: §0", "stamps", "per una raccolta serve almeno un timbro"),
    Mutant(MESSAGE, "to: 2026-12-31", "to: §2026-11-27", "to", "il messaggio finirebbe prima di cominciare"),
    Mutant(MESSAGE, "to: 2026-12-31\n", "", "to", "manca questo campo, che è obbligatorio"),
    Mutant(MESSAGE, "to: '22:00'", "to: §'16:00'", "hours.to", "se passa la mezzanotte, scrivi due messaggi"),
    Mutant(
        MESSAGE,
        "by: Comune di Lodi\n",
        "by: Comune di Lodi\nmunicipality: §Crema\n",
        "municipality",
        "non è un comune del distretto: i suoi sono Lodi, Codogno",
    ),
    Mutant(
        MESSAGE,
        "to: 2026-12-31\ndays: [sabato, domenica]",
        "to: 2026-11-30\ndays: §[mercoledi]",
        "days",
        "il messaggio non si vedrebbe mai",
    ),
    Mutant(MESSAGE, "[sabato, domenica]", "[§sabbato]", "days[1]", "Forse volevi «sabato»?"),
    Mutant(
        MESSAGE,
        "text: Le luminarie",
        f"text: §{'Le luminarie ' * 20}",
        "text",
        "da cinque metri non se ne leggono di più",
    ),
    Mutant(
        MESSAGE,
        "https://portici.example/luminarie",
        f"§https://portici.example/{'luminarie' * 40}",
        "link",
        "caratteri: al massimo 300, il codice QR sarebbe troppo fitto",
    ),
    Mutant(MESSAGE, "by: Comune di Lodi\n", "by: Comune di Lodi\nmunicipality: §Asti\n", "municipality", "«Asti»"),
    Mutant(
        MESSAGE,
        "by: Comune di Lodi\n",
        "priority: §alta\n",
        "priority",
        "«alta» non è tra i valori ammessi: urgente, normale",
    ),
    Mutant(
        MESSAGE,
        "place: Piazza di Prova\n",
        "image:\n  §alt: Una piazza\n  licence: CC BY 4.0\n",
        "image",
        "non c'è un'immagine che si possa usare",
    ),
    Mutant(
        "messages/lombardia/portici/nuovo.yaml",
        "",
        "§text: Prova\nfrom: 2026-12-01\nto: 2026-12-02\n",
        "",
        "«lombardia/portici» non è un distretto",
    ),
    Mutant("messages/nuovo.yaml", "", "§text: Prova\n", "", "la scheda va in messages/<regione>/<distretto>/"),
]
# The desk: services, cards, self-checks, questions.
DESK = [
    Mutant(SERVICE, "region: lombardia", "region: §lombarda", "region", "«lombarda» non è una regione italiana. Forse"),
    Mutant(SERVICE, "url: https://sportello", "url: §sportello", "url", "non è un indirizzo web"),
    Mutant(SERVICE, "audience: imprese", "audience: §impresa", "audience", "Forse volevi «imprese»?"),
    Mutant(SERVICE, "provider: Comune di Lodi\n", "", "provider", "manca questo campo"),
    Mutant(CARD, "until: 2031-06-30", "until: §2025-06-30", "until", "«2025-06-30» viene prima di «2026-01-10»"),
    Mutant(CARD, "until: 2031-06-30", "until: §2026-03-31", "until", "è «attivo» ma finisce il 2026-03-31"),
    Mutant(CARD, "status: attivo", "status: §attiva", "status", "Forse volevi «attivo»?"),
    Mutant(CARD, "initiative: tessera-di-prova", "initiative: §tesera-di-prova", "initiative", "«tessera-di-prova»?"),
    Mutant(CHECKUP, "region: lombardia", "region: §lombardya", "questions[3].region", "non è una regione italiana"),
    Mutant(CHECKUP, "weight: importante", "weight: §7", "questions[2].weight", "non è tra i valori ammessi"),
    Mutant(CHECKUP, "C'è una vetrina?", "§La bottega inventata ha una porta?", "questions[2].ask", "c'è già sopra"),
    Mutant(
        CHECKUP,
        "      - https://portici",
        "      - §https://altrove",
        "questions[1].sources[1]",
        "la fonte citata non è fra le fonti della scheda",
    ),
    Mutant(
        CHECKUP,
        "outcomes:\n  missing: Manca la porta o i portici.\n  unsure: Non si sa ancora.\n  almost: Manca la vetrina.\n",
        "§outcomes:\n  missing: Manca la porta o i portici.\n  unsure: Non si sa ancora.\n",
        "outcomes.almost",
        "manca questo campo",
    ),
    Mutant(QUESTION, "date: 2026-11-20", "date: §2026-11-10", "answers[1].date", "viene prima della domanda"),
    Mutant(QUESTION, "date: 2026-11-20", "date: §2027-11-20", "answers[1].date", "è dopo oggi"),
    Mutant(QUESTION, "asked: 2026-11-18", "asked: §2027-11-18", "asked", "è dopo oggi"),
    Mutant(QUESTION, "by: lettore", "by: §Mario Rossi", "by", "non è tra i valori ammessi"),
    Mutant(QUESTION, "  - tema-di-prova", "  - §tema-di-pova", "themes[1]", "Forse volevi «tema-di-prova»?"),
    Mutant(
        QUESTION,
        """      - https://portici.example/tessera
districts:
  - lombardia/portici-immaginari
readers:
  - cittadini
themes:
  - tema-di-prova
compiled: 2026-11-20
sources:
  - publisher: Gazzetta dei Portici Immaginari
    url: https://portici.example/tessera
""",
        "      §- https://portici.example/tessera\ncompiled: 2026-11-20\n",
        "answers[1].sources",
        "una risposta senza fonte non si pubblica",
    ),
]

MUTANTS = [
    *MESSAGES,
    *SYNTAX,
    *FIELDS,
    *MARKUP,
    *ADDRESSES,
    *PROSE_MISTAKES,
    *PLACES,
    *LINKS,
    *DATES,
    *NAMES,
    *TOOLS,
    *PAGES,
    *FIELDS_TOGETHER,
    *FIGURES,
    *LIKELY,
    *DESK,
]

# Mistakes in several files, for one run.
TOGETHER = [
    SYNTAX[0], *(Mutant(SHOPS, *edit) for edit in SHOP_EDITS), *NAMES[:4], DATES[0], LINKS[4], PLACES[-2], PLACES[-1],
    Mutant(MARKET, "from: '04-01'", "from: §1 aprile", "recurrence.from", "non è un giorno dell'anno"),
    Mutant(PAGE, "(/distretti/)", "(§distretti)", "", "indirizzo non ammesso «distretti»"),
]  # fmt: skip
