"""`import`: lists, contacts and calendars of others become records once; the report says what became of each row."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from distretti.__main__ import main
from distretti.importing import agendas, matching, rules
from distretti.importing.cells import seems_a_person
from distretti.importing.moments import day_and_hour
from distretti.importing.rows import Found
from distretti.importing.source_map import SourceMap
from distretti.importing.yaml_text import block
from distretti.language.dates import day_of_build
from distretti.reading import yaml_file
from distretti.reading.loader import load

from .conftest import NOON, PROJECT
from .outputs.test_calendars import DOUBT_FILE, SITE_FILE, TORTURE, calendars_of, read
from .test_editing import git, repository

__all__ = ["repository"]

HEAD = "publisher: Comune di Lodi\nurl: https://lodi.example/file\ndate: 2026-11-20\n"
OF_DISTRICTS = f"""\
kind: distretti
format: csv
{HEAD}delimiter: punto-e-virgola
encoding: windows-1252
dates: giorno-mese-anno
region: lombardia
columns:
  name: Denominazione
  kind: Tipologia
  lead: Ente capofila
  lead_ipa: IPA
  municipalities: Comuni
  recognition.date: Iscritto il
  contacts.email: Posta
values:
  status: attivo
  recognition.state: iscritto
words:
  kind:
    DUC: urbano
"""
DISTRICTS = """\
Denominazione;Tipologia;Ente capofila;IPA;Comuni;Iscritto il;Posta
Distretto Urbano del Commercio di Crema;DUC;Comune di Crema;c_d142;Crema;5/3/2024;commercio@comune.crema.cr.it
Distretto della Città Nuova;Diffuso;Comune di Codogno;c_c816;Codogno, Casalpusterlengo;12/10/2023;m.rossi@codogno.it
Portici Immaginari;DUC;Comune di Lodi;;Lodi;;
Distretto delle Nuvole;DUC;Comune di Ladi;;Ladi;;
=CMD();DUC;;;;;
Corto;DUC
"""
OF_CALENDAR = f"kind: eventi\nformat: ics\n{HEAD}municipality: Lodi\nvalues:\n  kind: mercato\n"
OF_OURS = f"kind: eventi\nformat: ics\n{HEAD}"
OF_SHEET = f"""\
kind: eventi
format: csv
{HEAD}dates: giorno-mese-anno
columns:
  uid: Id
  title: Titolo
  start: Quando
  kind: Tipo
  municipality: Comune
  organisers: Organizza
  sources.url: Pagina
"""
SHEET = """\
Id,Titolo,Quando,Tipo,Comune,Organizza,Pagina
1,Festa di prova,5/12/2026 18.30,Fiera,Lodi,Pro Loco di Lodi,https://lodi.example/festa
2,Mostra di prova,6/12/2026,mostra,Codogno,Mario Rossi,
3,Cena di prova,7 dicembre,Fiera,Lodi,,
"""


def calendar(*events: str) -> str:
    """A calendar of these events, each its lines."""
    whole = "".join(f"BEGIN:VEVENT\r\n{event.strip()}\r\nEND:VEVENT\r\n" for event in events).replace("\n", "\r\n")
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{whole}END:VCALENDAR\r\n".replace("\r\r", "\r")


ONCE = "UID:1\nSUMMARY:Mercatino\\, di prova\nDTSTART:20261213T080000Z\nDTEND:20261213T160000Z\nDESCRIPTION:Parole loro"
WHOLE_DAYS = "UID:2\nSUMMARY:Festa lunga\nDTSTART;VALUE=DATE:20270501\nDTEND;VALUE=DATE:20270504"
WEEKLY = """UID:3
SUMMARY:Mercato di prova
DTSTART;TZID=Europe/Rome:20270102T080000
DURATION:PT5H
RRULE:FREQ=WEEKLY;UNTIL=20271231T225959Z
EXDATE;TZID=Europe/Rome:20270109T080000"""
MOVED = """UID:3
RECURRENCE-ID;TZID=Europe/Rome:20270116T080000
SUMMARY:Mercato di prova
DTSTART;TZID=Europe/Rome:20270117T080000"""


class Import:
    """The command on a repository: what it says, and how it ends."""

    def __init__(self, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self.content, self._capsys = repository, repository / "content", capsys

    def __call__(self, mapping: str, given: str | bytes, *more: str) -> tuple[int, str]:
        (self.root / "mappa.yaml").write_text(mapping, "utf-8")
        (self.root / "dati").write_bytes(given if isinstance(given, bytes) else given.encode())
        self._capsys.readouterr()
        names = [str(self.root / name) for name in ("mappa.yaml", "dati")]
        code = main(["import", *names, "--folder", str(self.content), *more])
        said = self._capsys.readouterr()
        return code, (said.out + said.err).replace(f"{self.root}/", "")

    def checks(self) -> bool:
        return main(["check", str(self.content)]) == 0

    @property
    def fresh(self) -> list[str]:
        said = git(self.root, "status", "--porcelain", "--untracked-files=all", "content")
        return [line.split()[-1].removeprefix("content/") for line in said.splitlines()]


@pytest.fixture(autouse=True)
def _on_the_day_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is imported has dates that the real day would leave behind."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOON)


@pytest.fixture
def imported(repository: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    return Import(repository, capsys)


def counts(report: str) -> dict[str, int]:
    """The counts of the lists, each equal to the lines below it."""
    found: dict[str, int] = {}
    listed: dict[str, int] = {}
    name = ""
    for line in report.splitlines():
        if line.startswith("  "):
            listed[name] = listed.get(name, 0) + 1
        elif match := re.fullmatch(r"(.+): (\d+)", line):
            name = match[1]
            found[name] = int(match[2])
    lists = {name: number for name, number in found.items() if name != "Righe lette" and "enti" not in name}
    assert lists == {name: listed.get(name, 0) for name in lists}
    assert found["Righe lette"] == sum(n for name, n in found.items() if name not in ("Righe lette", LEFT))
    return found


LEFT = "Valori lasciati fuori"


def test_a_regional_list_twice_is_once(imported: Import) -> None:
    code, said = imported(OF_DISTRICTS, DISTRICTS.encode("cp1252"))
    assert code == 0
    assert counts(said) == {
        "Righe lette": 6, "Nuove": 2, "Già ci sono": 0, "Diverse, da guardare": 1, "Non prese": 3, LEFT: 1,
    }  # fmt: skip
    assert imported.fresh == ["districts/lombardia/citta-nuova.yaml", "districts/lombardia/crema.yaml"]
    assert (imported.content / "districts/lombardia/crema.yaml").read_text("utf-8").splitlines()[:8] == [
        "name: Distretto Urbano del Commercio di Crema",
        "short_name: Crema",
        "kind: urbano",
        "status: attivo",
        "recognition:",
        "  state: iscritto",
        "  date: 2024-03-05",
        "lead: Comune di Crema",
    ]
    assert "portici-immaginari.yaml: Tipo: è scritto «Diffuso», la fonte dice «Urbano»" in said
    assert "riga 5: «Distretto delle Nuvole»: colonna «Comuni», campo «municipalities[1]»: «Ladi» non è" in said
    assert "riga 6: colonna «Denominazione»: «=CMD()» sembra una formula" in said
    assert "riga 7: ha 2 colonne, la prima riga ne ha 7" in said
    assert "rossi" not in said + (imported.content / "districts/lombardia/citta-nuova.yaml").read_text("utf-8")
    assert imported.checks()
    before = git(imported.root, "status", "--porcelain")
    again = counts(imported(OF_DISTRICTS, DISTRICTS.encode("cp1252"))[1])
    assert (again["Nuove"], again["Già ci sono"]) == (0, 2)
    assert git(imported.root, "status", "--porcelain") == before


def test_what_a_list_says_of_a_recognition_is_told_in_words(imported: Import) -> None:
    """Of a district that is there, with a date that is none; of new ones whose map forgets the state, what to do."""
    mapping = OF_DISTRICTS.replace("  recognition.state: iscritto\n", "")
    rows = DISTRICTS.replace(
        "Portici Immaginari;DUC;Comune di Lodi;;Lodi;;", "Portici Immaginari;;;;Lodi;12/13/2026;a@pec.it"
    )
    _, said = imported(mapping, rows.encode("cp1252"), "--check")
    (row,) = [line for line in said.splitlines() if "riga 4:" in line]
    assert (
        "Riconoscimento: Data: non è scritto, la fonte dice «12/13/2026», che non è una data; Contatti: E-mail:" in row
    )
    assert "Comuni: la fonte non dice «Codogno»" in row
    assert not re.search(r"[{}\[\]]|recognition", row)
    (new,) = [line for line in said.splitlines() if "riga 2:" in line]
    assert "campo «recognition.state»: manca questo campo, che è obbligatorio. La mappa lo dice in «columns», o" in new
    rows = rows.replace("12/13/2026", "12/03/2026").replace("Diffuso;Comune di Codogno", ";Comune di Codogno")
    _, said = imported(OF_DISTRICTS, rows.replace("12/10/2023", "32/10/2023").encode("cp1252"), "--check")
    assert "Riconoscimento: Data: non è scritto, la fonte dice «12 marzo 2026»;" in said
    assert (
        "riga 3: «Distretto della Città Nuova»: colonna «Iscritto il», campo «recognition.date»: «32/10/2023»" in said
    )


def test_a_calendar_twice_is_once_and_its_words_stay_its_own(imported: Import) -> None:
    given = calendar(ONCE, WHOLE_DAYS, WEEKLY, MOVED)
    code, said = imported(OF_CALENDAR, given)
    assert (code, counts(said)["Nuove"], counts(said)["Non prese"]) == (0, 3, 1)
    assert "16 gennaio 2027: cambia una data sola di ciò che torna: a mano" in said
    once = (imported.content / "events/2026/mercatino-di-prova.yaml").read_text("utf-8")
    assert "start: 2026-12-13\ntime: '09:00'\nend_time: '17:00'\n" in once
    assert "summary: Evento annunciato da Comune di Lodi.\n" in once
    assert "Parole loro" not in once
    days = (imported.content / "events/2027/festa-lunga.yaml").read_text("utf-8")
    assert "start: 2027-05-01\nend: 2027-05-03\n" in days
    weekly = (imported.content / "events/ricorrenti/mercato-di-prova.yaml").read_text("utf-8")
    assert "  text: ogni sabato, fino al 31 dicembre 2027\n" in weekly
    assert "  except:\n    - 2027-01-09\n" in weekly
    assert "time: '08:00'\nend_time: '13:00'\n" in weekly
    assert imported.checks()
    assert main(["format", str(imported.content / "events"), "--check"]) == 0
    again = counts(imported(OF_CALENDAR, given)[1])
    assert (again["Nuove"], again["Già ci sono"], again["Non prese"]) == (0, 3, 1)


def test_what_a_file_says_twice_is_one_record(imported: Import) -> None:
    _, said = imported(OF_CALENDAR, calendar(ONCE, ONCE, ONCE.replace("UID:1", "UID:9"), WEEKLY, WEEKLY))
    assert (counts(said)["Nuove"], counts(said)["Già ci sono"]) == (2, 3)
    _, said = imported(OF_DISTRICTS, (DISTRICTS + DISTRICTS.partition("\n")[2]).encode("cp1252"), "--check")
    assert (counts(said)["Nuove"], counts(said)["Già ci sono"]) == (2, 2)


def test_what_a_source_says_otherwise_is_told_and_not_written(imported: Import) -> None:
    imported(OF_CALENDAR, calendar(ONCE, WEEKLY))
    file = imported.content / "events/2026/mercatino-di-prova.yaml"
    before = file.read_text("utf-8")
    later = ONCE.replace("20261213T080000Z", "20261214T090000Z").replace("20261213T16", "20261214T16")
    other = WEEKLY.replace("RRULE:FREQ=WEEKLY", "RRULE:FREQ=WEEKLY;BYDAY=SA,SU")
    _, said = imported(OF_CALENDAR, calendar(later + "\nSTATUS:CANCELLED", other))
    assert counts(said)["Diverse, da guardare"] == 2
    assert "Inizio: è scritto «09:00», la fonte dice «10:00»" in said
    assert "Stato: non è scritto, la fonte dice «Annullato»" in said
    assert "Data: è scritto «13 dicembre 2026», la fonte dice «14 dicembre 2026»" in said
    assert "Cadenza: è scritto «ogni sabato, fino al 31 dicembre 2027»" in said
    assert "anche il 3 gennaio 2027" in said
    assert file.read_text("utf-8") == before
    _, said = imported(OF_CALENDAR, calendar(f"{ONCE}\nRRULE:FREQ=WEEKLY;BYDAY=SU"))
    assert "Data: è scritto «13 dicembre 2026», la fonte dice che torna, «ogni domenica»" in said


@pytest.mark.parametrize("doubtful", [False, True])
def test_our_own_calendar_brings_nothing_new(imported: Import, doubtful: bool) -> None:
    """All that is hard for calendars: seasons, dates moved and left out, zones, nights."""
    shutil.copytree(TORTURE, imported.content, dirs_exist_ok=True)
    git(imported.root, "add", ".")
    address = DOUBT_FILE if doubtful else SITE_FILE
    given = calendars_of(read(imported.content, day_of_build()), address)[address]
    code, said = imported(OF_OURS, given, "--check")
    assert code == 0
    assert [line for line in said.splitlines() if ": è scritto" in line or ": non è scritto" in line] == []
    found = counts(said)
    assert (found["Righe lette"], found["Nuove"]) == (given.count(b"BEGIN:VEVENT"), 0)
    assert found["Già ci sono"] == found["Righe lette"] > 0


def test_the_calendar_of_a_province_brings_nothing_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The content of the site and the calendar that readers of a province subscribe to."""
    content = PROJECT / "content"
    address = "/province/to/calendario.ics"
    given = calendars_of(read(content, day_of_build()), address)[address]
    (tmp_path / "mappa.yaml").write_text(OF_OURS, "utf-8")
    (tmp_path / "torino.ics").write_bytes(given)
    names = [str(tmp_path / name) for name in ("mappa.yaml", "torino.ics")]
    assert main(["import", *names, "--folder", str(content), "--check"]) == 0
    found = counts(capsys.readouterr().out)
    assert found["Già ci sono"] == found["Righe lette"] == given.count(b"BEGIN:VEVENT") > 2


def test_a_sheet_of_events_gives_one_commit_for_each_body(imported: Import) -> None:
    code, said = imported(OF_SHEET, SHEET, "--commit")
    assert (code, counts(said)["Nuove"], counts(said)["Non prese"]) == (0, 2, 1)
    assert "riga 4: «Cena di prova»: colonna «Quando», campo «start»: «7 dicembre» non è una data" in said
    assert "riga 3, colonna «Organizza»: sembra il nome di una persona" in said
    assert git(imported.root, "branch", "--show-current") == f"importa/comune-di-lodi-{day_of_build()}"
    assert git(imported.root, "log", "--format=%s", "main..").splitlines() == [
        "Pro Loco di Lodi: 1 scheda da una fonte",
        "Comune di Codogno: 1 scheda da una fonte",
    ]
    assert git(imported.root, "show", "-s", "--format=%b", "HEAD") == "Fonte: Comune di Lodi, https://lodi.example/file"
    written = (imported.content / "events/2026/festa-di-prova.yaml").read_text("utf-8")
    assert "time: '18:30'\n" in written
    assert "    url: https://lodi.example/festa\n" in written
    assert "uid: '1@lodi.example'\n" in written
    assert imported.checks()
    branches = git(imported.root, "branch")
    code, said = imported(OF_SHEET, SHEET, "--commit")
    assert (code, counts(said)["Nuove"], git(imported.root, "branch")) == (0, 0, branches)


def test_with_check_nothing_is_written(imported: Import) -> None:
    code, said = imported(OF_SHEET, SHEET, "--check", "--commit")
    assert (code, counts(said)["Nuove"], imported.fresh) == (0, 2, [])
    assert git(imported.root, "branch", "--format=%(refname:short)") == "main"


def test_the_map_of_the_guide_is_one(imported: Import) -> None:
    guide = (PROJECT / "docs" / "importare.md").read_text("utf-8")
    (mapping,) = re.findall(r"^```yaml\n(# mappa\.yaml\n.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    sheet = "Id;Titolo;Quando;Dove;Tipo;Pagina\n1;Fiera di prova;5/12/2026 18.30;Piazza;Mercatino;\n"
    code, said = imported(mapping.replace("lombardia/lodi", "lombardia/portici-immaginari"), sheet)
    assert (code, counts(said)["Nuove"], imported.checks()) == (0, 1, True)


def test_where_git_refuses_all_is_as_before(imported: Import) -> None:
    hook = imported.root / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\ngit diff --cached --name-only | grep -q festa && exit 0\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    code, said = imported(OF_SHEET, SHEET, "--commit")
    assert code == 1
    assert "Non è cambiato niente" in said
    assert imported.fresh == []
    assert git(imported.root, "branch", "--format=%(refname:short)") == "main"
    assert git(imported.root, "log", "--format=%s") == "Inizio"


CONTACTS = f"""\
kind: contatti
format: csv
{HEAD}columns:
  lead_ipa: Codice_IPA
  contacts.pec: Mail1
  contacts.phone: Telefono
"""


def test_districts_get_the_contacts_that_they_lack(imported: Import) -> None:
    file = imported.content / "districts/lombardia/portici-immaginari.yaml"
    there = "lead_ipa: c_e648\ncontacts:\n  # l'ufficio\n  phone: 0371 4091\nprovinces:\n"
    file.write_text(file.read_text("utf-8").replace("provinces:\n", there, 1), "utf-8")
    sheet = "Codice_IPA,Mail1,Telefono\nC_E648,protocollo@pec.lodi.example,0371 5000\nc_x999,altri@pec.example,\n"
    code, said = imported(CONTACTS, sheet)
    assert code == 0
    assert "Di enti che non guidano un distretto del catalogo: 1" in said
    assert counts(said)["Nuove"] == 1
    assert "Contatti: Telefono: è scritto «0371 4091», la fonte dice «0371 5000»" in said
    written = file.read_text("utf-8")
    assert (
        "contacts:\n  # l'ufficio\n  phone: 0371 4091\n  pec: protocollo@pec.lodi.example\n  registry: ipa\n"
        "  registry_date: 2026-11-20\n  source: https://lodi.example/file\n" in written
    )
    assert written.endswith("  - publisher: Comune di Lodi\n    url: https://lodi.example/file\n    date: 2026-11-20\n")
    assert imported.checks()
    _, said = imported(CONTACTS, sheet)
    assert (counts(said)["Nuove"], counts(said)["Diverse, da guardare"]) == (0, 1)
    assert file.read_text("utf-8") == written


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("kind: eventi", "kind: evento"), "mappa.yaml:1:7: kind: «evento» non è tra i valori ammessi"),
        (("kind: eventi", "knd: eventi"), "mappa.yaml:1:1: knd: campo sconosciuto «knd». Forse volevi «kind»?"),
        (("  title: T", "  titel: T"), "campo sconosciuto «titel». Forse volevi «title»?"),
        (
            ("title: Titolo", "title: Titlo"),
            "columns.title: in dati la colonna «Titlo» non c'è. Forse volevi «Titolo»?",
        ),
        (("title: Titolo", "summary: Titolo"), "non si prende da altri"),
        (("columns:", "columns:\n  recurrence: Titolo"), "è un gruppo: scrivi il suo campo, come «recurrence.text»"),
        (("columns:", "values:\n  title: Titolo\ncolumns:"), "values.title: lo riempie già una colonna"),
        (("columns:", "municipality: Ladi\ncolumns:"), "Forse volevi «Lodi»?"),
        (("columns:", "values:\n  status: confermata\ncolumns:"), "values.status: «confermata» non è tra i valori"),
        (("columns:", "delimiter: tabulazione\ncolumns:"), "C'è una colonna sola: controlla «delimiter»"),
        (("columns:", "encoding: utf-16\ncolumns:"), "non c'è"),
        (("url: https://lodi.example/file\n", ""), "aggiungi «url», o «title»"),
        (("columns:", "columns: []\nx:"), "mappa.yaml"),
    ],
)
def test_a_map_that_is_wrong_says_where(imported: Import, change: tuple[str, str], said: str) -> None:
    assert change[0] in OF_SHEET
    code, answer = imported(OF_SHEET.replace(*change, 1), SHEET)
    assert (code, imported.fresh) == (1, [])
    assert said in answer


@pytest.mark.parametrize(
    ("mapping", "given", "said"),
    [
        (OF_SHEET, SHEET.replace("Festa", "Fèsta").encode("cp1252"), "dati:2:4: il file non è in utf-8: cambia «enc"),
        (OF_SHEET, SHEET.encode() + b"\0", "non è un file di testo"),
        (OF_SHEET, SHEET.replace("Mostra", '"Mostra'), "dati:3:1: da qui ci sono virgolette mai chiuse"),
        (OF_SHEET, SHEET.replace("Mostra", '"' + "x" * 90_000), "dati:3:1: da qui un campo ha più di 20000 caratteri"),
        (OF_SHEET, SHEET.replace("Festa di prova", "x" * 5000), "colonna «Titolo»: il testo è troppo lungo"),
        (OF_SHEET, SHEET.replace("Festa", "Fe\x1bsta"), "riga 2: colonna «Titolo»: carattere non ammesso U+001B"),
        (OF_SHEET, SHEET + "4,,,,,,\n" * 100_000, "troppe righe: al massimo 100000"),
        (OF_SHEET, "", "il file è vuoto"),
        (OF_SHEET, b"1" * (33 << 20), "troppo grande"),
        (OF_CALENDAR, "niente", "non è un calendario"),
        (OF_CALENDAR, calendar(ONCE).replace("END:VEVENT", ""), "dati:3:1: qui comincia un evento che non finisce"),
        (OF_CALENDAR, calendar(ONCE.replace("Mercatino", "x" * 90_000)), "è troppo lungo"),
        (OF_CALENDAR, calendar(*["UID:1"] * 10_001), "troppi eventi"),
        (OF_CALENDAR, calendar(ONCE.replace("20261213T080000Z", "ieri")), "DTSTART: non è una data"),
        (OF_CALENDAR, calendar(ONCE.replace("DTSTART:2026", "DTSTART:9999")), "«9999» non è un anno credibile"),
        (OF_CALENDAR, calendar(ONCE.replace("DTSTART:", "DTSTART;TZID=Europe:")), "riga 3: non si legge"),
        (OF_CALENDAR, calendar("BEGIN:VALARM\n" * 3000 + ONCE), "manca END:VEVENT"),
        (OF_CALENDAR, calendar(WEEKLY.replace("Europe/Rome:20270102", "Luna/Mare:20270102")), "il fuso orario «Luna"),
        (OF_CALENDAR, calendar(WEEKLY.replace("WEEKLY", "SECONDLY")), "RRULE"),
        (OF_CALENDAR, calendar(WEEKLY.replace("WEEKLY", "MONTHLY;BYDAY=SA;BYSETPOS=1")), "BYSETPOS qui non si usa"),
        (OF_CALENDAR, calendar(WEEKLY.replace("20271231T225959Z", "20260101")), "RRULE"),
        (OF_CALENDAR, calendar(WEEKLY.replace("PT5H", "P3D")), "dura più giorni"),
    ],
)
def test_hostile_files_end_in_words(imported: Import, mapping: str, given: str | bytes, said: str) -> None:
    _, answer = imported(mapping, given, "--check")
    assert said in answer
    assert imported.fresh == []


def test_a_path_in_a_title_stays_in_its_folder(imported: Import) -> None:
    titles = ("../../../etc/passwd", "C:\\\\con", "con", "2027-01", "😀", "")
    events = [f"UID:{n}\nSUMMARY:{title}\nDTSTART;VALUE=DATE:2027050{n + 1}" for n, title in enumerate(titles)]
    _, said = imported(OF_CALENDAR, calendar(*events))
    assert all(path.startswith("events/2027/") and path.count("/") == 2 for path in imported.fresh)
    assert counts(said)["Nuove"] == len(imported.fresh) == 4
    assert "«😀»: da questo titolo non viene nessun nome di file" in said
    assert re.search(r"(?m)riga \d+: manca il titolo$", said)
    assert imported.checks()


@pytest.mark.parametrize(
    ("text", "day_first", "found"),
    [
        ("5/12/2026", True, ("2026-12-05", "")),
        ("5/12/2026", False, ("5/12/2026", "")),
        ("05-12-2026 ore 9", True, ("2026-12-05", "09:00")),
        ("2026-12-05T23:30:00Z", False, ("2026-12-06", "00:30")),
        ("2026-12-05 00:00:00", False, ("2026-12-05", "")),
        ("2026-12-05 18.30", True, ("2026-12-05", "18:30")),
        ("5/12/26", True, ("5/12/26", "")),
        ("12/13/2026 18.30", True, ("12/13/2026 18.30", "")),
        ("2026-02-30 18.30", True, ("2026-02-30 18.30", "")),
    ],
)
def test_days_and_hours(text: str, day_first: bool, found: tuple[str, str]) -> None:
    assert day_and_hour(text, day_first) == found


@pytest.mark.parametrize(
    ("text", "first", "hour", "written"),
    [
        ("FREQ=WEEKLY", dt.date(2027, 1, 2), "08:00", "FREQ=WEEKLY;BYDAY=SA"),
        ("FREQ=WEEKLY;WKST=SU;INTERVAL=1;BYDAY=SA", dt.date(2027, 1, 2), "", "FREQ=WEEKLY;BYDAY=SA"),
        ("FREQ=MONTHLY", dt.date(2027, 1, 2), "", "FREQ=MONTHLY;BYMONTHDAY=2"),
        ("FREQ=YEARLY", dt.date(2027, 1, 2), "", "FREQ=YEARLY;BYMONTHDAY=2;BYMONTH=1"),
        ("FREQ=DAILY;UNTIL=20270110T220000Z", dt.date(2027, 1, 2), "08:00", "FREQ=DAILY;UNTIL=20270110"),
        ("FREQ=DAILY;UNTIL=20270110T000000", dt.date(2027, 1, 2), "08:00", "FREQ=DAILY;UNTIL=20270109"),
        ("FREQ=DAILY;UNTIL=20270110T230000Z", dt.date(2027, 1, 2), "00:00", "FREQ=DAILY;UNTIL=20270111"),
    ],
)
def test_rules_of_others_become_ours(text: str, first: dt.date, hour: str, written: str) -> None:
    assert rules.recurrence(text, first, hour, (), [])["rrule"] == written


def test_a_rule_whose_weeks_begin_on_sunday_is_not_taken() -> None:
    with pytest.raises(rules.BadRule, match="WKST"):
        rules.recurrence("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SA,SU", dt.date(2027, 1, 2), "", (), [])


def described(repository: Path, event: str) -> Found:
    places = load(repository / "content", repository / "content/reference").places
    source = SourceMap(kind="eventi", format="ics", publisher="X", title="Y")
    (found,) = agendas.found(calendar(event).encode(), "a.ics", source, places)
    return found


def test_hours_of_other_zones_are_those_of_rome(repository: Path) -> None:
    values = described(repository, "SUMMARY:A\nDTSTART;TZID=America/New_York:20261205T200000").values
    assert (values["start"], values["time"]) == ("2026-12-06", "02:00")
    found = described(repository, "SUMMARY:A\nDTSTART:20270102T070000Z\nRRULE:FREQ=WEEKLY")
    assert "time" not in found.values
    assert "nel fuso della fonte cambia" in found.left[0]
    found = described(repository, "SUMMARY:A\nDTSTART:20270102T233000Z\nRRULE:FREQ=WEEKLY;BYDAY=SA")
    assert "in Italia comincia in un altro giorno" in found.wrong[0]


def test_a_night_is_of_one_day_and_a_place_says_its_town(repository: Path) -> None:
    night = "SUMMARY:A\nDTSTART;TZID=Europe/Rome:20261205T220000\nDTEND;TZID=Europe/Rome:20261206T020000"
    values = described(repository, f"{night}\nLOCATION:Piazza Roma\\, 3\\, Lodi (LO)").values
    assert values == {
        "title": "A", "municipality": "Lodi (LO)", "place": "Piazza Roma, 3",
        "start": "2026-12-05", "time": "22:00", "end_time": "02:00",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Mario Rossi", True),
        ("Rossi Mario", True),
        ("Maria De Santis", True),
        ("Pro Loco", False),
        ("Parrocchia San Marco", False),
        ("San Marco", False),
        ("Comune di Maria", False),
        ("Ufficio Commercio", False),
    ],
)
def test_names_of_persons_are_told_from_bodies(text: str, person: bool) -> None:
    assert seems_a_person(text) == person


def test_uids_are_told_apart_by_their_source_and_hold_no_mailbox() -> None:
    one, other = (
        SourceMap(kind="eventi", format="ics", publisher="X", url=f"https://{host}.example/") for host in "ab"
    )
    assert matching.uid(Found(1, uid="12"), one) == "12@a.example"
    assert matching.uid(Found(1, uid="12"), other) == "12@b.example"
    assert "rossi" not in matching.uid(Found(1, uid="mario.rossi@gmail.com"), one)
    assert re.fullmatch(r"[0-9a-f]{24}@a\.example", matching.uid(Found(1, uid="{é}" * 99), one))


@pytest.mark.parametrize("text", ["NO", "no", "12:30", "003106", "a: b", "a #b", "- x", "'x'", '"', "è", "2026", "?"])
def test_texts_are_read_as_they_were(text: str) -> None:
    document, problems = yaml_file.read(block({"a": text, "b": [text, {"c": text}]}).encode(), "x")
    assert not problems
    assert document
    assert document.value == {"a": text, "b": [text, {"c": text}]}
