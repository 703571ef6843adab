# ruff: noqa: E501 (one edit a line)
"""What is no mistake for sure: said apart, at its place; the record is published and the command succeeds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from distretti.language.problem import Problem, errors, report
from distretti.places.register import Places
from distretti.reading import loader as loading

from ..conftest import check, problems_of
from ..mutants import CARD, DISTRICT, EVENT, MARKET, MESSAGE, MONTH_EVENT, VENUE, Mutant
from ..site import pelican

CALL = "programmes/lombardia/bando-di-prova-2026.yaml"
BETWEEN = "budget_eur: 1000000\neligible: Le botteghe inventate\nfigures:\n  - label: botteghe\n    value: 42\n    unit: botteghe\n"

WARNINGS = [
    Mutant(EVENT, "summary: Una festa inventata nelle vetrine del centro.", "summary: Una festa.\n  §notes Si tiene anche con la pioggia.", "summary", "«notes» sembra un campo a cui manca il segno «:»"),
    Mutant(EVENT, "topic: Apertura", "topic: Apertura\n      §speaker Il sindaco", "programme[1].topic", "«speaker» sembra un campo"),
    Mutant(EVENT, "topic: Apertura", "topic: Apertura\n      §notes si replica", "programme[1].topic", "«notes» sembra un campo"),
    Mutant(DISTRICT, "lead: Comune di Lodi", "lead: Comune di Lodi\n  §offer", "lead", "«offer» sembra un campo"),
    Mutant(EVENT, "title: Festa delle vetrine di prova", "title: §“Festa delle vetrine”", "", "le virgolette restano nel testo"),
    Mutant(DISTRICT, "  - LO\n", "  - LO\ninterventions:\n  - §‘arredo urbano’\n", "", "hai scritto ‘ (U+2018): ci vuole '"),
    Mutant(EVENT, "title: Festa delle vetrine di prova", "title: §ANNULLATA Festa delle vetrine", "title", "il titolo dice «ANNULLATA»: toglilo e scrivi «status: annullato»"),
    Mutant(EVENT, "title: Festa delle vetrine di prova", "title: §Festa delle vetrine (rinviata)", "title", "toglilo e scrivi «status: rinviato»"),
    Mutant(MARKET, "title: ", "title: §Sospeso - ", "title", "toglilo e scrivi «status: annullato»"),
    Mutant(CALL, f"closed: 2026-12-15\ncloses_time: '12:00'\n{BETWEEN}description: Un bando inventato per le prove.", f"{BETWEEN}description: §Un bando chiuso entro l'estate.", "description", "il testo dice «chiuso entro» e non c'è una scadenza"),
    Mutant(EVENT, "end: 2026-12-08", "end: §2027-12-30", "end", "la fine è 390 giorni dopo l'inizio"),
    Mutant(EVENT, "end_time: '18:00'", "end_time: §'09:00'", "end_time", "«09:00» viene prima di «09:30»: le ore sono scambiate?"),
    Mutant(EVENT, "end: 2026-12-08\ntime: '09:30'\nend_time: '18:00'", "time: '09:30'\nend_time: §'03:00'", "end_time", "finisce alle 03:00 di notte? Per il pomeriggio scrivi '15:00'"),
    Mutant(EVENT, "end: 2026-12-08\n", "parts:\n  - title: Sfilata\n    time: §'07:00'\n", "parts[1].time", "«07:00» è prima dell'inizio dell'evento, «09:30»"),
    Mutant(EVENT, "title:", "booking_deadline: §2024-12-01\ntitle:", "booking_deadline", "è più di un anno prima dell'evento: controlla l'anno"),
    Mutant(EVENT, "municipality: Lodi\ndistricts:\n  - lombardia/portici-immaginari", "municipality: §Lodi\ndistricts:\n  - piemonte/risaie-di-fantasia", "municipality", "«Lodi» non è nella regione di nessuno dei suoi distretti"),
    Mutant(MARKET, "text: ogni sabato mattina, da aprile a ottobre\n  rrule: FREQ=WEEKLY;BYDAY=SA", "text: §ogni sabato, da aprile a ottobre\n  rrule: FREQ=MONTHLY;BYDAY=1SA", "recurrence.text", "le parole dicono ogni settimana, la regola primo"),
    Mutant(MARKET, "text: ogni sabato mattina", "text: §ogni sabato pomeriggio", "recurrence.text", "le parole dicono «pomerigg…», l'ora è «08:00»"),
    Mutant(CALL, "closes_time: '12:00'", "closes_time: §'00:00'", "closes_time", "la mezzanotte fra quali giorni?"),
    Mutant(CALL, "closed: 2026-12-15", "closed: §2036-12-15", "closed", "«2036-12-15» è più di 5 anni dopo «2026-10-01»: controlla l'anno"),
    Mutant(CALL, "opened:", "valid_from: 2026-10-01\nvalid_to: §2099-10-01\nopened:", "valid_to", "è più di 15 anni dopo"),
    Mutant(DISTRICT, "amount_eur: 162016.81", "amount_eur: §16201681000", "grants[1].amount_eur", "euro a un distretto: controlla le cifre"),
    Mutant(DISTRICT, "    year: 2026", "    year: §2062", "grants[1].year", "«2062» è lontano da oggi"),
    Mutant(DISTRICT, "since: 2021-11", "since: §1921-11", "since", "«1921-11» è lontano dai distretti del commercio"),
    Mutant(DISTRICT, "    from: 2023-05", "    from: §2032-05", "municipalities[2].from", "«2032-05» è dopo oggi: controlla l'anno"),
    Mutant(DISTRICT, "    date: 2026-03", "    date: §1926-03", "sources[1].date", "«1926-03» è lontana dai distretti del commercio"),
    Mutant(DISTRICT, "compiled: 2026-11-20", "compiled: §2016-11-20", "compiled", "«2016-11-20» è prima che il catalogo nascesse"),
    Mutant(DISTRICT, "compiled: 2026-11-20", "compiled: 2026-11-20\nconfirmed:\n  date: §2026-11-01\n  body: Comune di Lodi\n  how: pec", "confirmed.date", "«2026-11-01» è prima di «2026-11-20» (compiled)"),
    Mutant(DISTRICT, "lead: Comune di Lodi", "lead: §«Comune di Lodi»", "", "le virgolette restano nel testo; se dovevano racchiuderlo, togli «"),
    Mutant(DISTRICT, "lead: Comune di Lodi", "lead: §”Comune di Lodi”", "", "hai scritto ” (U+201D)"),
    Mutant(DISTRICT, "lead: Comune di Lodi", "lead: §″Comune di Lodi″", "", "le virgolette restano nel testo"),
    Mutant(DISTRICT, "lead: Comune di Lodi", "lead: '§\"Comune di Lodi\"'", "", "le virgolette restano nel testo; se dovevano racchiuderlo, togli \""),
    Mutant(DISTRICT, "lead: Comune di Lodi", "lead: \"§'Comune di Lodi'\"", "", "le virgolette restano nel testo; se dovevano racchiuderlo, togli '"),
    Mutant(EVENT, "kind: festival\nstart: 2026-12-05\nend: 2026-12-08", "kind: convegno\nstart: 2026-12-05\nend: §2027-12-05", "end", "la fine è 365 giorni dopo"),
    Mutant(VENUE, "  text: ogni giorno, dalle 8 alle 20\n  date: 2026-10\n", "  §text: ogni giorno, dalle 8 alle 20\n", "hours", "di quando sono gli orari?"),
    Mutant(CARD, "name: Tessera a punti dei portici\nkind: carta-fedelta\nstatus: attivo\nissuer: Comune di Lodi\n", "name: §Tessera a punti dei portici\nkind: carta-fedelta\nstatus: attivo\n", "name", "non dice chi la rilascia"),
    Mutant(MESSAGE, "from: 2026-11-28\nto: 2026-12-31", "from: 2026-10-28\nto: §2026-11-08", "to", "togli il file"),
    Mutant(VENUE, "address: via", "coordinates:\n  §latitude: 9.5037\n  longitude: 45.3145\naddress: via", "coordinates", "i due numeri sono scambiati"),
]  # fmt: skip

FINE = [
    Mutant(EVENT, "end: 2026-12-08", "end: 2027-12-05", "", ""),  # a festival of a year
    Mutant(MONTH_EVENT, "summary: ", "end: 2028\nsummary: ", "", ""),  # perhaps from December to January
    Mutant(DISTRICT, "lead: Comune di Lodi", "lead: Comune di Lodi\n  lead per sempre", "", ""),  # written already
    Mutant(EVENT, "topic: Apertura", "topic: >-\n      Apertura\n      speaker il sindaco", "", ""),  # on purpose
    Mutant(EVENT, "title: Festa delle vetrine di prova", "title: La “Festa” delle “vetrine”", "", ""),
    Mutant(EVENT, "title: Festa delle vetrine di prova", "title: Mostra dei treni annullati a Lodi", "", ""),
    Mutant(EVENT, "title: Festa delle vetrine di prova", "title: Festa annullata\nstatus: annullato", "", ""),
    Mutant(
        CALL, "description: Un bando inventato per le prove.", "description: Un bando chiuso entro l'estate.", "", ""
    ),  # it has a deadline
    Mutant(MARKET, "summary: ", "summary: 'Un\n  notes di notes'\nnotes: ", "", ""),
    Mutant(MESSAGE, "to: '22:00'", "to: '00:00'", "", ""),  # the end of the day
]


@pytest.fixture(autouse=True)
def _one_register(monkeypatch: pytest.MonkeyPatch, register: Places) -> None:
    monkeypatch.setattr(loading, "read_places", lambda folder: register)


@pytest.mark.parametrize("mutant", WARNINGS, ids=Mutant.label)
def test_a_warning_stands_at_its_place_and_is_no_problem(mutant: Mutant, catalogue: Path) -> None:
    line, column = mutant.apply(catalogue)
    (found,) = problems_of(catalogue)
    assert (found.line, found.column, found.path) == (line, column, mutant.field)
    assert mutant.message in found.message
    assert errors([found]) == []


@pytest.mark.parametrize("mutant", FINE, ids=lambda mutant: mutant.new[:40])
def test_what_needs_no_warning(mutant: Mutant, catalogue: Path) -> None:
    mutant.apply(catalogue)
    assert problems_of(catalogue) == []


def copied(folder: Path, file: str, **changes: str) -> Path:
    """The file again under another name."""
    made = (folder / file).with_stem("copia")
    text = (folder / file).read_text("utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    made.write_text(text, "utf-8")
    return made


def test_check_lists_warnings_apart_counts_them_and_succeeds(catalogue: Path) -> None:
    WARNINGS[0].apply(catalogue)
    WARNINGS[3].apply(catalogue)
    done = check(catalogue)
    *lines, last = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert [": avviso: " in line for line in lines] == [True, True]
    assert last.startswith("Nessun problema in ")
    assert last.endswith(" file; 2 avvisi")


def test_problems_come_before_warnings(catalogue: Path) -> None:
    WARNINGS[3].apply(catalogue)
    Mutant(MARKET, "kind: mercato", "kind: mercatto", "", "").apply(catalogue)
    done = check(catalogue)
    *lines, last = done.stdout.splitlines()
    assert done.returncode == 1
    assert [": avviso: " in line for line in lines] == [False, True]
    assert last == "1 problema in 1 file; 1 avviso"


def test_the_report_says_what_was_looked_at() -> None:
    mild = Problem("a.yaml", 1, 1, "end", "lontana", warning=True)
    hard = Problem("b.yaml", 1, 1, "", "non va")
    assert report([], 7) == "Nessun problema in 7 file"
    assert report([mild, mild], 7).splitlines() == [
        "a.yaml:1:1: end: avviso: lontana",
        "Nessun problema in 7 file; 1 avviso",
    ]
    assert report([mild, hard], 7).splitlines()[-1] == "1 problema in 1 file; 1 avviso"


def test_a_publish_lists_warnings_and_goes_on(catalogue: Path, tmp_path: Path) -> None:
    WARNINGS[0].apply(catalogue)
    output = tmp_path / "output"
    done = pelican(output, content=catalogue, settings="publishconf.py", siteurl="https://esempio.it")
    assert done.returncode == 0, done.stdout
    assert "avviso: «notes» sembra un campo" in done.stdout
    assert "problemi 0, avvisi 1;" in done.stdout
    assert (output / "eventi/2026/festa-delle-vetrine-di-prova/index.html").is_file()


@pytest.mark.parametrize(
    ("file", "changes", "said"),
    [
        (EVENT, {}, f"title: avviso: ha titolo, giorno e comune di catalogue/{EVENT.replace('festa-delle', 'copia')}"),
        (EVENT, {"Festa delle vetrine": "FESTA delle Vetrine,"}, "avviso: ha titolo, giorno e comune di"),
        (
            EVENT,
            {"start: 2026-12-05": "start: 2026-12-06"},
            "lo stesso titolo, lo stesso comune e quasi gli stessi giorni",
        ),
        (EVENT, {"start: 2026-12-05": "start: 2026-12-16", "end: 2026-12-08": "end: 2026-12-17"}, ""),
        (
            EVENT,
            {
                "start: 2026-12-05": "start: 2026-11-20",
                "end: 2026-12-08\n": "also: [2026-12-06]\n",
                "initiatives:\n  - tessera-di-prova\n": "",
            },
            "lo stesso titolo, lo stesso comune e quasi gli stessi giorni",
        ),
        (EVENT, {"municipality: Lodi": "municipality: Crema"}, ""),
        (MARKET, {}, "avviso: ha titolo, giorno e comune di"),
        (MARKET, {"BYDAY=SA": "BYDAY=SU", "ogni sabato": "ogni domenica"}, ""),
        (
            DISTRICT,
            {"Portici Immaginari": "Portici Fantastici"},
            "name: avviso: ha gli stessi comuni e lo stesso tipo di",
        ),
        (
            DISTRICT,
            {"kind: diffuso": "kind: urbano"},
            "name: avviso: ha quasi lo stesso nome e quasi gli stessi comuni di",
        ),
        (DISTRICT, {"kind: diffuso\n": ""}, "ha quasi lo stesso nome e quasi gli stessi comuni di"),
        (
            DISTRICT,
            {"Distretto diffuso dei Portici Immaginari": "DUC Pòrtici immaginàri", "  - Lodi\n": ""},
            "ha quasi lo stesso nome e quasi gli stessi comuni di",
        ),
        (DISTRICT, {"Portici Immaginari": "Portici Inmaginari", "  - Lodi\n": ""}, "ha quasi lo stesso nome"),
        (DISTRICT, {"Portici Immaginari": "Portici Inmagginari", "  - Lodi\n": ""}, ""),
        (
            DISTRICT,
            {"kind: diffuso": "kind: urbano", "  - Lodi\n  - name: Codogno": "  - Crema\n  - name: Pandino"},
            "",
        ),
        (DISTRICT, {"compiled:": "withdrawn: {date: 2026-11-20, reason: Doppia}\ncompiled:"}, ""),
    ],
)
def test_the_same_thing_in_two_files(file: str, changes: dict[str, str], said: str, catalogue: Path) -> None:
    copied(catalogue, file, **changes)
    lines = check(catalogue).stdout.splitlines()[:-1]
    assert len(lines) == bool(said), lines
    assert said.partition(" di catalogue/")[0] in "".join(lines)
    assert not said or f"catalogue/{file}" in lines[0]
    assert not said or "copia.yaml" in lines[0]


def test_editions_of_a_declared_series_are_no_doubles_unless_they_share_a_day(catalogue: Path) -> None:
    later = {"start: 2026-12-05": "start: 2026-12-10", "end: 2026-12-08": "end: 2026-12-11"}
    made = copied(catalogue, EVENT, **later)
    assert check(catalogue).stdout.splitlines()[:-1] == []
    text = made.read_text("utf-8")
    made.write_text(text.replace("2026-12-10", "2026-12-08"), "utf-8")
    assert "quasi gli stessi giorni" in check(catalogue).stdout
    made.write_text(text.replace("initiatives:\n  - tessera-di-prova\n", ""), "utf-8")
    assert "quasi gli stessi giorni" in check(catalogue).stdout


def test_one_letter_counts_in_words_and_not_in_numbers(catalogue: Path) -> None:
    """Of two parts of one town: «Polo 1» is not «Polo 2», «Polo XVII» not «Polo XVIII»."""
    for one, other, alike in (("Polo 1", "Polo 2", 0), ("Polo XVII", "Polo XVIII", 0), ("Polo Adda", "Polo Ada", 1)):
        text = (catalogue / DISTRICT).read_text("utf-8")
        for name, kind in ((one, "diffuso"), (other, "urbano")):
            called = text.replace("dei Portici Immaginari", name).replace("kind: diffuso", f"kind: {kind}")
            (catalogue / DISTRICT).with_stem(f"copia-{kind}").write_text(called, "utf-8")
        assert check(catalogue).stdout.count("quasi lo stesso nome") == alike, one


def test_an_event_within_a_long_one_hides_no_other(catalogue: Path) -> None:
    """Three of one title and place: the last follows the first, not the second."""
    copied(catalogue, EVENT, **{"start: 2026-12-05": "start: 2026-11-25", "end: 2026-12-08": "end: 2026-11-25"})
    text = (catalogue / EVENT).read_text("utf-8").replace("start: 2026-12-05", "start: 2026-11-20")
    text = text.replace("initiatives:\n  - tessera-di-prova\n", "")
    (catalogue / EVENT).with_stem("lunga").write_text(text.replace("end: 2026-12-08", "end: 2026-12-02"), "utf-8")
    (line,) = check(catalogue).stdout.splitlines()[:-1]
    assert all(name in line for name in ("copia", "lunga", "festa-delle-vetrine"))


def test_an_exact_copy_is_said_to_be_one(catalogue: Path) -> None:
    """Of a kind that has nothing else in common to be told by, and only while nothing in it differs."""
    original, copy = (catalogue / "initiatives" / f"{name}.yaml" for name in ("tessera-di-prova", "copia"))
    copy.write_text(original.read_text("utf-8"), "utf-8")
    said = [line for line in check(catalogue).stdout.splitlines() if "stesso contenuto" in line]
    assert len(said) == 1
    assert "tessera-di-prova.yaml:1:7: name: avviso: ha esattamente lo stesso contenuto di" in said[0]
    copy.write_text(copy.read_text("utf-8").replace("name: ", "name: Altra ", 1), "utf-8")
    assert "stesso contenuto" not in check(catalogue).stdout


def test_many_that_are_alike_are_one_warning(catalogue: Path) -> None:
    for name in ("uno", "due", "tre"):
        shutil.copy(catalogue / DISTRICT, (catalogue / DISTRICT).with_stem(name))
    (line,) = check(catalogue).stdout.splitlines()[:-1]
    assert all(f"/{name}.yaml" in line for name in ("uno", "due", "tre", "portici-immaginari"))


ORGANISERS = "organisers:\n  - Pro Loco Lodi\n  - {}\nsummary:"


@pytest.mark.parametrize(
    ("name", "warned"),
    [
        ("Pro-Loco Lodi", True), ("PRO LOCO LODI", True), ("Proloco Lodi", True), ("Pro Loco di Lodi", True), ("Pro Locò Lodi", True),
        ("Pro Loco Lodi Vecchio", False), ("Pro Loco Crema", False), ("Comune di Lodi", False),
    ],
)  # fmt: skip
def test_a_body_spelled_in_two_ways(name: str, warned: bool, catalogue: Path) -> None:
    Mutant(EVENT, "summary:", ORGANISERS.format(name), "", "").apply(catalogue)
    lines = check(catalogue).stdout.splitlines()[:-1]
    assert ["forse è lo stesso ente di" in line for line in lines] == [True] * warned
    assert not warned or "organisers[" in lines[0]


def test_a_spelling_that_bodies_yaml_knows_needs_no_warning(catalogue: Path) -> None:
    Mutant(EVENT, "summary:", ORGANISERS.format("Pro-Loco Lodi"), "", "").apply(catalogue)
    Mutant("bodies.yaml", "", "- name: Pro Loco Lodi\n  other_names:\n    - Pro-Loco Lodi\n", "", "").apply(catalogue)
    assert check(catalogue).stdout.splitlines()[:-1] == []
