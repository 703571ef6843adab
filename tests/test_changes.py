"""What reviewers are told of a proposal: each change in words, nothing that a stranger's text could make of it."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest

from distretti.__main__ import main
from distretti.changes import WHOLE, plain
from distretti.reviewing import texts

from .mutants import CALL, DISTRICT, INITIATIVE, MARKET, PAGE, PROSE, SHOPS
from .test_editing import git, repository

__all__ = ["repository"]


def told(repository: Path, capsys: pytest.CaptureFixture[str], since: str = "HEAD") -> tuple[int, str]:
    """What the command says of the working tree, and its exit code."""
    capsys.readouterr()
    code = main(["summary", since, str(repository / "content")])
    return code, capsys.readouterr().out


def edited(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_a_member_with_its_act_is_told_with_it_and_with_the_source(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = repository / "content" / DISTRICT
    edited(file, "municipalities:\n", "municipalities:\n  - name: Crema\n    from: 2026-01\n    act: Delibera n. 7\n")
    edited(file, "sources:\n", "sources:\n  - publisher: Comune di Crema\n    url: https://crema.example/atto\n")
    code, text = told(repository, capsys)
    assert code == 0
    assert "- aggiunto il comune **Crema, dal gennaio 2026 \\(Delibera n. 7\\)**" in text.splitlines()
    assert (
        "- Fonti nuove: Comune di Crema, https&#58;//crema.example/atto \\(ente; è a un sito nuovo per chi firma\\)"
        in text.splitlines()
    )
    assert "nessun atto" not in text


def test_values_are_told_as_they_were_and_are(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the words of the site: sums, dates and yes and no too."""
    edited(repository / "content" / DISTRICT, "lead: Comune di Lodi", "lead: Comune di Codogno")
    edited(repository / "content" / DISTRICT, "  - Lodi\n", "")
    edited(repository / "content" / DISTRICT, "since: 2021-11", "since: 2021-11-11")
    edited(repository / "content" / DISTRICT, "municipalities_complete: true", "municipalities_complete: false")
    edited(repository / "content" / DISTRICT, "    amount_eur: 162016.81\n", "    amount_eur: 1\n")
    edited(repository / "content" / DISTRICT, "value: 40 botteghe", "value: 41 botteghe")
    edited(repository / "content" / MARKET, "time: '08:00'\n", "")
    _, text = told(repository, capsys)
    lines = text.splitlines()
    assert "- Capofila: era Comune di Lodi, ora **Comune di Codogno**; **senza fonte**" in lines
    assert "- Dal: era novembre 2021, ora **11 novembre 2021**; **senza fonte**" in lines
    assert "- Elenco dei comuni completo: era sì, ora **no**; **senza fonte**" in lines
    assert "- tolto il comune **Lodi**; **senza atto**" in lines
    sums = (
        "- Contributi: «Bando di prova 2026»: Importo: era 162.016,81 €, ora **1 €**; **senza atto**; fonte già citata"
    )
    assert [line for line in lines if line.startswith(sums)]
    assert [line for line in lines if "aggiunto **valore 41 botteghe, fonte https" in line]
    assert "- Inizio: tolto (08:00); **senza fonte**" in lines
    assert "- Fonti nuove: **nessuna**" in lines
    assert not re.search(r"true|false|\{'|\['|2021-11", text)


def test_a_long_text_is_told_where_it_differs(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each place, however far: nothing is cut before it."""
    before = " ".join(f"parola{number}" for number in range(150))
    file = repository / "content" / DISTRICT
    edited(file, "Un distretto inventato, per le prove.", before)
    git(repository, "commit", "-q", "-a", "-m", "Descrizione")
    edited(file, "parola20 ", "altra20 ")
    edited(file, " parola140", " ALTRA140")
    _, text = told(repository, capsys)
    (line,) = [line for line in text.splitlines() if line.startswith("- Descrizione")]
    assert "era parola20, ora **altra20**" in line
    assert "era parola140, ora **ALTRA140**" in line
    assert "parola60" not in line


BLOG = "  - publisher: Un blog\n    title: Post di un blog\n"
ACT = "  - publisher: Regione Lombardia\n    title: Decreto inventato n. 5\n    kind: atto\n"
MEMBERS = "municipalities:\n"
SUM, OTHER_SUM = "    amount_eur: 162016.81\n", "    amount_eur: 1620168.1\n"
CITED = "source: https://portici.example/contributo\n"
OFFICE = "  - publisher: Comune di Lodi\n    title: Scheda di prova\n    kind: ente\n"
DECREE = "source: Regione Lombardia, Decreto inventato n. 5\n"


@pytest.mark.parametrize(
    ("file", "edits", "flag"),
    [
        (DISTRICT, {SUM: OTHER_SUM}, "i contributi («Bando di prova 2026», Importo, 162.016,81"),
        (DISTRICT, {SUM: OTHER_SUM, "sources:\n": f"sources:\n{BLOG}"}, "i contributi"),
        (DISTRICT, {SUM: OTHER_SUM, "date: 2026-03": "date: 2026-04"}, "i contributi"),
        (DISTRICT, {SUM: OTHER_SUM, OFFICE: ""}, "i contributi"),
        (DISTRICT, {SUM: OTHER_SUM, "/contributo\n    date": "/contributo\n    kind: atto\n    date"}, "i contributi"),
        (DISTRICT, {SUM: OTHER_SUM, CITED: DECREE, "\nsources:\n": f"\nsources:\n{ACT}"}, ""),
        (DISTRICT, {"status: attivo": "status: cessato", "sources:\n": f"sources:\n{BLOG}"}, "lo stato (Attivo →"),
        (DISTRICT, {"status: attivo": "status: cessato", "sources:\n": f"sources:\n{ACT}"}, ""),
        (DISTRICT, {"status: attivo": "status: cessato", "sources:\n": f"sources:\n{OFFICE}    date: 2026\n"}, "stato"),
        (DISTRICT, {"  - Lodi\n": "  - name: Lodi\n    to: 2026\n"}, "i comuni (cambiato Lodi, fino al 2026)"),
        (DISTRICT, {"  - Lodi\n": "  - name: Lodi\n    to: 2026\n    act: Delibera inventata n. 3\n"}, ""),
        (DISTRICT, {"from: 2023-05": "from: 2023-06"}, "i comuni (cambiato Codogno, dal giugno 2023)"),
        (DISTRICT, {"stamps: 1": "notes: Ha avuto 90.000 euro."}, "una somma (Note, Ha avuto 90.000 euro.)"),
        (DISTRICT, {SUM: f"{SUM}    note: Erano 1,5 milioni.\n"}, "una somma"),
        (DISTRICT, {SUM: f"{SUM}    note: Quindicimila euro alle imprese.\n"}, "una somma («Bando"),
        (DISTRICT, {SUM: f"{SUM}    note: Due milioni e mezzo per le vie.\n"}, "una somma («Bando"),
        (DISTRICT, {SUM: f"{SUM}    note: Due milioni di visitatori, per tre anni.\n"}, ""),
        (DISTRICT, {"per le prove.": "per le prove, con venticinquemila euro."}, "una somma (Descrizione"),
        (DISTRICT, {"per le prove.": "per le prove, con due milioni di visitatori."}, ""),
        (CALL, {"budget_eur: 1000000": "budget_eur: 10000"}, "una somma (Risorse, 1.000.000\u00a0€ → 10.000\u00a0€)"),
        (CALL, {"budget_eur: 1000000": "budget_eur: 10000\nacts:\n  - Decreto inventato n. 8"}, ""),
        (CALL, {"value: 42\n    unit: botteghe": "value: 43\n    unit: EUR"}, "una somma (Cifre, «botteghe», Valore"),
        (CALL, {"value: 42\n": "value: 43\n"}, ""),
    ],
)  # fmt: skip
def test_members_status_and_money_want_an_act_each(
    repository: Path, file: str, edits: dict[str, str], flag: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A blog, a source that went, another digit of a date or another kind of an old source is no act."""
    for old, new in edits.items():
        edited(repository / "content" / file, old, new)
    _, text = told(repository, capsys)
    capsys.readouterr()
    main(["check", "--since", "HEAD", "--format", "github", str(repository / "content")])
    found = [line for line in capsys.readouterr().out.splitlines() if "nessun atto nuovo lo dice" in line]
    assert bool(found) == ("**senza atto**" in text) == bool(flag), (found, text)
    assert flag in "".join(found)


CONFIRMED = "confirmed:\n  date: 2026-11-29\n  body: Comune di Lodi\n  how: pec\n"


def test_a_confirmation_that_comes_with_a_change_proves_nothing_of_it(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is to be proven itself; what an act says stands without it."""
    file = repository / "content" / DISTRICT
    edited(file, "compiled:", f"{CONFIRMED}compiled:")
    edited(file, SUM, OTHER_SUM)
    edited(file, "municipalities:\n", "municipalities:\n  - name: Crema\n    act: Delibera inventata n. 7\n")
    edited(repository / "content" / MARKET, "compiled:", f"{CONFIRMED}compiled:")
    edited(repository / "content" / MARKET, "time: '08:00'", "time: '08:30'")
    _, text = told(repository, capsys)
    look = text.split("## Da guardare")[1].split("## ")[0]
    new = "conferma nuova, da provare \\(29 novembre 2026, Comune di Lodi, con una PEC\\)"
    assert look.count(new) == 2
    alone = "lo dice solo la conferma nuova, da provare"
    assert f"i contributi \\(«Bando di prova 2026», Importo, 162.016,81 € → 1.620.168,10 €\\): {alone}" in look
    assert f"è cambiato quando si tiene: {alone} \\(conferma nuova di Comune di Lodi\\)" in look
    assert "i comuni" not in look
    assert f"- Inizio: era 08:00, ora **08:30**; **{alone}**; conferma nuova di Comune di Lodi" in text.splitlines()
    git(repository, "commit", "-q", "-a", "-m", "Conferma")
    edited(file, "stamps: 1", "stamps: 2")
    assert "conferma nuova" not in told(repository, capsys)[1]


def test_what_changes_is_told_also_where_nothing_can_be_checked(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(repository / "content" / "reference" / "comuni.csv", "istat_code,", "istat_code;")
    edited(repository / "content" / DISTRICT, SUM, OTHER_SUM)
    code, text = told(repository, capsys)
    assert code == 1
    assert "comuni.csv:1:1: le colonne non sono quelle attese" in text.split("## Non si può controllare")[1]
    assert "ora **1.620.168,10 €**; **senza atto**; fonte già citata: Gazzetta" in text
    assert "\\(stampa\\)" in text


EDITED, NO_ACT = "l'atto è cambiato, non nuovo", "non sembra un atto"
JOINED = "municipalities:\n  - name: Crema\n    act: {}\n"


@pytest.mark.parametrize(
    ("file", "first", "edits", "flag"),
    [
        (DISTRICT, {}, {MEMBERS: JOINED.format("me lo ha detto il sindaco")}, NO_ACT),
        (DISTRICT, {}, {MEMBERS: JOINED.format("la legge della fusione, con numero e data")}, NO_ACT),
        (DISTRICT, {}, {MEMBERS: JOINED.format("Legge regionale del 2007")}, ""),
        (DISTRICT, {MEMBERS: JOINED.format("DGR 140 del 2021")}, {"DGR 140": "DGR 149"}, EDITED),
        (DISTRICT, {MEMBERS: JOINED.format("DGR 140 del 2021")}, {"DGR 140 del 2021": "altro"}, NO_ACT),
        (
            DISTRICT,
            {MEMBERS: JOINED.format("DGR 140 del 2021")},
            {"act: DGR 140 del 2021": "to: 2026\n    act: Delibera del Comune n. 3"},
            "",
        ),
        (
            DISTRICT,
            {"since: 2021-11": "recognition:\n  state: riconosciuto\n  act: DGR 140 del 2021"},
            {"DGR 140": "DGR 149"},
            EDITED,
        ),
        (CALL, {}, {"budget_eur: 1000000": "budget_eur: 10000\nacts:\n  - me lo hanno detto"}, NO_ACT),
        (
            CALL,
            {"eligible:": "acts:\n  - Decreto inventato n. 8\neligible:"},
            {"budget_eur: 1000000": "budget_eur: 10000", "n. 8": "n. 9"},
            EDITED,
        ),
    ],
)  # fmt: skip
def test_a_text_without_number_or_year_is_no_act_and_an_edited_one_is_not_new(
    repository: Path,
    file: str,
    first: dict[str, str],
    edits: dict[str, str],
    flag: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for old, new in first.items():
        edited(repository / "content" / file, old, new)
    git(repository, "commit", "-q", "-a", "--allow-empty", "-m", "Prima")
    for old, new in edits.items():
        edited(repository / "content" / file, old, new)
    _, text = told(repository, capsys)
    look = text.partition("## Da guardare")[2].partition("## ")[0]
    assert bool(look) == bool(flag), text
    assert flag in look
    assert not flag or f"**{flag}**" in text


def test_one_new_source_for_several_facts_is_told(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = repository / "content" / DISTRICT
    edited(file, "status: attivo", "status: cessato")
    edited(file, "\nsources:\n", f"\nsources:\n{ACT}")
    assert "una fonte nuova per" not in told(repository, capsys)[1]
    edited(file, "municipalities:\n", "municipalities:\n  - Crema\n")
    edited(file, SUM, OTHER_SUM)
    _, text = told(repository, capsys)
    assert "una fonte nuova per 2 fatti \\(lo stato, i comuni\\): controlla che li dica tutti" in text
    edited(file, "source: https://portici.example/contributo\n", DECREE)
    assert "una fonte nuova per 3 fatti" in told(repository, capsys)[1]
    edited(file, "- Crema\n", "- name: Crema\n    act: Delibera inventata n. 7\n")
    assert "una fonte nuova per 2 fatti \\(lo stato, i contributi\\)" in told(repository, capsys)[1]


AT_A_NEW_SITE = "la fonte è a un sito nuovo per chi firma: aprila"
BY_PROPOSER = "lo dice chi propone: aprila"


@pytest.mark.parametrize(
    ("publisher", "more", "register", "flag"),
    [
        ("Il mio blog", "kind: atto", "", BY_PROPOSER),
        ("Gazzetta dei Portici Immaginari", "kind: atto", "", BY_PROPOSER),
        ("Il mio blog", "title: Post", "- name: Il mio blog\n  kind: atto\n", BY_PROPOSER),
        ("Il mio blog", "kind: stampa", "", "nessun atto nuovo lo dice"),
        ("Comune di Ardesio", "url: https://blog.evil.example/5", "", AT_A_NEW_SITE),
        ("Comune di Lodi", "url: https://evil-portici.example/", "", AT_A_NEW_SITE),
        ("Comune di Lodi", "url: https://www.portici.example/delibera", "", ""),
        ("Comune di Lodi", "url: https://albo.portici.example/delibera", "", ""),
        ("Comune di Lodi", "url: https://www.facebook.com/altro", "", AT_A_NEW_SITE),
        ("Comune di Lodi", "title: Una pagina", "", "la fonte è senza indirizzo, numero e anno: chiedila"),
        ("Comune di Lodi", "title: Delibera inventata n. 4", "", ""),
        ("Ufficio Immaginario dei Distretti", "url: https://ufficio.example/", "", AT_A_NEW_SITE),
    ],
)  # fmt: skip
def test_who_proposes_does_not_say_who_is_a_body(
    repository: Path, publisher: str, more: str, register: str, flag: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither in the source, nor in the register of publishers, nor by the name of a body at a site of others."""
    market = repository / "content" / MARKET
    text = market.read_text("utf-8")
    market.write_text(f"{text}  - publisher: Comune di Lodi\n    url: https://www.facebook.com/lodi\n", "utf-8")
    git(repository, "commit", "-q", "-a", "-m", "Facebook")
    with (repository / "content" / "publishers.yaml").open("a") as stream:
        stream.write(register)
    file = repository / "content" / DISTRICT
    edited(file, "status: attivo", "status: cessato")
    edited(file, "\nsources:\n", f"\nsources:\n  - publisher: {publisher}\n    {more}\n")
    _, text = told(repository, capsys)
    found = [line for line in text.splitlines() if ": lo stato " in line]
    assert bool(found) == bool(flag), text
    assert flag in "".join(found)
    assert (flag.partition(": ")[0].removeprefix("la fonte ") in text.split("- Fonti nuove")[1]) or flag.startswith(
        "nessun"
    )


def section(text: str) -> list[str]:
    """The lines of what is no record."""
    return text.split("## Testi, vocabolari e altri file di contenuto\n\n")[1].partition("\n\n")[0].splitlines()


def test_files_that_are_no_records_are_told_line_by_line(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page, a vocabulary, the prose of a record, one in English: new, changed, gone; all of it escaped."""
    content = repository / "content"
    (content / PROSE).write_text("Un *testo*.\n\nAltro.\n", "utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "Testo")
    edited(content / PROSE, "Altro.", f"{HOSTILE} {'x' * 300}")
    (content / PROSE).with_suffix(".en.md").write_text("".join(f"Line {number}.\n" for number in range(23)), "utf-8")
    edited(content / "publishers.yaml", "kind: stampa", "kind: altro")
    (content / PAGE).unlink()
    _, text = told(repository, capsys)
    lines = section(text)
    english = lines.index(f"- {PROSE.replace('.md', '.en.md')}, **nuovo**: aggiunte 23 righe")
    assert lines[english + 1] == "  - aggiunta la riga 1: Line 0."
    assert lines[english + 20 : english + 22] == ["  - aggiunta la riga 20: Line 19.", "  - … e altre 3 righe"]
    prose = lines.index(f"- {PROSE}, **cambiato**: aggiunta 1 riga, tolta 1 riga")
    assert lines[prose + 1] == "  - tolta la riga 3: Altro."
    assert lines[prose + 2].startswith("  - aggiunta la riga 3: \\[x\\]\\(javascript:")
    assert lines[prose + 2].endswith("… \\(405 segni\\)")
    assert "://" not in "".join(lines)
    (page,) = [line for line in lines if line.startswith(f"- {PAGE}, ")]
    assert page.startswith(f"- {PAGE}, **tolto**: tolte ")
    kinds = lines.index("- publishers.yaml, **cambiato**: aggiunta 1 riga, tolta 1 riga")
    entry = "\\(in «name: Gazzetta dei Portici Immaginari»\\)"
    assert lines[kinds + 1 : kinds + 3] == [
        f"  - tolta la riga 2 {entry}: kind: stampa",
        f"  - aggiunta la riga 2 {entry}: kind: altro",
    ]
    assert "content/publishers.yaml:1:1: cambiato; aggiunta 1 riga, tolta 1 riga; per le proposte" in text


def test_lines_of_a_register_are_looked_at_each(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = repository / "content" / "reference" / "comuni.csv"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join([*lines[:2], lines[2].replace(",", ",9", 1), *lines[3:]]), "utf-8")
    (file.parent / "foto.png").write_bytes(b"\xff")
    _, text = told(repository, capsys)
    seen = "\n".join(section(text))
    was, now = plain(lines[2].strip()), plain(lines[2].strip().replace(",", ",9", 1))
    assert f"  - tolta la riga 3: {was}\n  - aggiunta la riga 3: {now}" in seen
    assert "- reference/foto.png, **nuovo; non è un testo che si legga**" in seen
    main(["check", "--since", "HEAD", str(repository / "content")])
    out = capsys.readouterr().out
    assert f"content/reference/comuni.csv:3:1: avviso: tolta la riga 3: {lines[2].strip()}" in out


@pytest.mark.parametrize("size", [50, 5000])
def test_only_lines_that_differ_are_told_also_of_many(size: int) -> None:
    """Of very many those that moved are not."""
    before = [f"riga {number}" for number in range(size)]
    after = [*before[1 : size // 2], "nuova", *before[size // 2 : -1], "ultima"]
    found = [(line.how, line.number, line.text) for line in texts.differing("a.md", before, after)]
    assert sorted(found) == [
        ("aggiunta", size // 2, "nuova"),
        ("aggiunta", size, "ultima"),
        ("tolta", 1, "riga 0"),
        ("tolta", size, f"riga {size - 1}"),
    ]


def test_what_came_is_shown_also_where_very_much_went() -> None:
    for many, few in ((30, 1), (1, 30), (30, 30), (15, 3)):
        found = texts.differing("a.md", [f"{n}" for n in range(many)], [f"nuova {n}" for n in range(few)])
        shown = texts.Text("a.md", "cambiato", list(found)).shown
        assert len(shown) == min(many + few, texts.SHOWN)
        assert {line.how for line in shown} == {"tolta", "aggiunta"}
        assert next(line.number for line in shown if line.how == "aggiunta") == 1


def test_lines_made_to_be_slow_are_compared_in_a_moment() -> None:
    some = (["a", "b", "c", "a"] * 500, ["b", "a", "a", "c"] * 500)
    began = time.monotonic()
    assert list(texts.differing("a.md", *some))
    assert list(texts.differing("a.yaml", ["x"] * 300_000, ["y"] * 300_000))
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("written", ["Pro L'Oco: uno", "Comune di Lodi"])
def test_a_publisher_is_found_however_it_was_quoted(
    repository: Path, written: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """That it is a body says a source of before, in another record."""
    name = f"'{written.replace(chr(39), chr(39) * 2)}'"
    source = f"  - publisher: {name}\n    kind: ente\n    url: https://www.quoted.example/a\n"
    with (repository / "content" / MARKET).open("a") as stream:
        stream.write(source)
    git(repository, "commit", "-q", "-a", "-m", "Fonte")
    file = repository / "content" / DISTRICT
    edited(file, "status: attivo", "status: cessato")
    edited(file, "\nsources:\n", f"\nsources:\n  - publisher: {name}\n    url: https://quoted.example/b\n")
    assert "Da guardare" not in told(repository, capsys)[1]
    edited(file, "https://quoted.example/b", "https://not-quoted.example/b")
    assert "la fonte è a un sito nuovo" in told(repository, capsys)[1]


def test_a_publisher_made_a_body_by_the_same_change_is_none(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(repository / "content" / "publishers.yaml", "kind: stampa", "kind: ente")
    edited(repository / "content" / DISTRICT, SUM, OTHER_SUM)
    _, text = told(repository, capsys)
    assert "Gazzetta dei Portici Immaginari, marzo 2026 \\(stampa\\)" in text
    assert "**senza atto**" in text


def test_a_new_record_wants_its_acts_too(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = (repository / "content" / DISTRICT).with_stem("nuovo")
    file.write_text((repository / "content" / DISTRICT).read_text("utf-8").replace("    kind: ente\n", ""), "utf-8")
    edited(file, "publisher: Comune di Lodi", "publisher: Un blog")
    _, text = told(repository, capsys)
    assert "- aggiunto il comune **Lodi**; **senza atto**" in text.splitlines()
    assert any(
        line.startswith("- Contributi: **misura Bando di prova 2026, ") and "162.016,81" in line
        for line in text.splitlines()
    )
    assert text.count("nessun atto nuovo lo dice") >= 2
    edited(file, "sources:\n", f"sources:\n{ACT}")
    edited(file, "    source: https://portici.example/contributo\n", f"    {DECREE}")
    _, text = told(repository, capsys)
    assert "nessun atto nuovo lo dice" not in text
    assert "senza atto" not in text


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("lead: Comune di Lodi", "lead: Comune di Codogno", "il capofila"),
        ("kind: diffuso", "kind: urbano", "il tipo"),
        ("since: 2021-11", "since: 2020", "da quando c'è"),
        ("municipalities_complete: true", "municipalities_complete: false", "se l'elenco dei comuni è completo"),
    ],
)
def test_what_a_district_is_wants_a_source(
    repository: Path, old: str, new: str, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = repository / "content" / DISTRICT
    edited(file, old, new)
    assert f": {what}: nessuna fonte nuova lo dice; aggiungi la fonte" in told(repository, capsys)[1]
    edited(file, "\nsources:\n", f"\nsources:\n{BLOG}")
    _, text = told(repository, capsys)
    assert "Da guardare" not in text
    assert "fonte nuova: Un blog, Post di un blog \\(tipo non indicato\\)" in text


def test_each_changed_fact_names_what_stands_for_it(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = repository / "content" / DISTRICT
    edited(file, "status: attivo", "status: cessato")
    edited(file, "lead: Comune di Lodi", "lead: Comune di Codogno")
    edited(file, SUM, OTHER_SUM)
    edited(file, "source: https://portici.example/contributo\n", DECREE)
    edited(file, "\nsources:\n", f"\nsources:\n{ACT}")
    _, text = told(repository, capsys)
    decree = "; fonte nuova: Regione Lombardia, Decreto inventato n. 5 \\(atto\\)"
    assert f"- Stato: era Attivo, ora **Cessato**{decree}" in text.splitlines()
    assert f"- Capofila: era Comune di Lodi, ora **Comune di Codogno**{decree}" in text.splitlines()
    assert any("Importo: era" in line and line.endswith(decree) for line in text.splitlines())


def test_two_grants_of_one_name_are_two(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = repository / "content" / DISTRICT
    grant = "  - measure: Bando di prova 2026\n    year: 2026\n    share: enti\n    amount_eur: 10\n"
    edited(file, "grants:\n", f"grants:\n{grant}")
    git(repository, "commit", "-q", "-a", "-m", "Due")
    edited(file, "amount_eur: 10\n", "amount_eur: 20\n")
    _, text = told(repository, capsys)
    assert "Importo: era 10 €, ora **20 €**" in text
    assert "162.016" not in text


def test_sources_that_go_or_change_are_told(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = repository / "content" / DISTRICT
    edited(file, "  - publisher: Comune di Lodi\n    title: Scheda di prova\n    kind: ente\n", "")
    edited(file, "date: 2026-03", "date: 2026-04")
    _, text = told(repository, capsys)
    assert "- Fonti nuove: **nessuna**" in text.splitlines()
    assert "- **tolta la fonte** Comune di Lodi, Scheda di prova" in text.splitlines()
    changed = (
        "- cambiata la fonte Gazzetta dei Portici Immaginari, aprile 2026: Data: era marzo 2026, ora **aprile 2026**"
    )
    assert changed in text.splitlines()
    git(repository, "commit", "-q", "-a", "-m", "Aprile")
    edited(file, "/contributo\n    date: 2026-04\n", "/contributo\n    kind: atto\n    date: 2026-04\n")
    changed = "- cambiata la fonte Gazzetta dei Portici Immaginari, aprile 2026: Tipo: **atto**"
    assert changed in told(repository, capsys)[1].splitlines()


def test_a_record_that_goes_breaks_others_and_that_is_told(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "content" / INITIATIVE).unlink()
    code, text = told(repository, capsys)
    assert "**scheda tolta**" in text
    assert code == 1
    assert "## Problemi in altri file" in text


def test_a_rename_is_told_with_the_address_that_it_loses(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = repository / "content" / MARKET
    new = file.with_name("mercato-nuovo.yaml")
    git(repository, "mv", str(file), str(new))
    edited(new, "time: '08:00'", "time: '08:30'")
    _, text = told(repository, capsys)
    assert "scheda nuova" not in text
    assert "scheda tolta" not in text
    assert text.splitlines()[2] == "1 scheda."
    assert f"- **il file ha un altro nome**: era {MARKET}" in text.splitlines()
    assert "- Inizio: era 08:00, ora **08:30**; **senza fonte**" in text.splitlines()
    address = f"/eventi/ricorrenti/{file.stem}/"
    assert f"{address} non porta più a niente; aggiungi negli aliases {address}" in text
    edited(new, "sources:\n", f"aliases:\n  - {address}\nsources:\n")
    assert "non porta più" not in told(repository, capsys)[1]


def test_a_file_that_says_the_same_is_told_so(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another mode, or a comment: no source is asked for."""
    one, two = repository / "content" / DISTRICT, repository / "content" / MARKET
    one.chmod(0o755)
    edited(two, "summary:", "# dal sindaco\nsummary:")
    _, text = told(repository, capsys)
    lines = text.splitlines()
    assert "- nessun fatto cambia: cambiano solo i permessi del file" in lines
    place = lines.index("- nessun fatto cambia: solo come è scritto il file")
    assert re.fullmatch(r"- aggiunta la riga \d+: \\# dal sindaco", lines[place + 1])
    assert "Fonti nuove" not in text


def test_hidden_files_are_problems(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Those that tell git how to show the others too, wherever they are; not what editors leave, nor one that goes."""
    content = repository / "content"
    (content / ".vecchio.yaml").write_text("name: x\n", "utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "Vecchio")
    (content / ".vecchio.yaml").unlink()
    (content / ".gitattributes").write_text("*.yaml -diff linguist-generated\n", "utf-8")
    (content / ".x").mkdir()
    (content / ".x" / "a.yaml").write_text("name: x\n", "utf-8")
    (content / "reference" / ".hidden.csv").write_text("x\n", "utf-8")
    (content / "districts" / ".dove").symlink_to("/etc")
    (content / "districts" / ".lodi.yaml.swp").write_text("x\n", "utf-8")
    (content / ".DS_Store").write_text("x\n", "utf-8")
    found = {".gitattributes", ".x/a.yaml", "reference/.hidden.csv", "districts/.dove"}
    for since in ([], ["--since", "HEAD"]):
        capsys.readouterr()
        assert main(["check", str(content), *since]) == 1
        lines = [line for line in capsys.readouterr().out.splitlines() if "file nascosto" in line]
        assert {line.partition("content/")[2].partition(":")[0] for line in lines} == found
        assert all(line.endswith("; toglilo") for line in lines)
        assert ["come mostrare gli altri" in line for line in lines] == [".gitattributes" in line for line in lines]
    code, text = told(repository, capsys)
    assert code == 1
    assert "content/.gitattributes:1:1: file nascosto" in text.split("## Problemi: così non entra")[1].split("## ")[0]
    assert "- .gitattributes, **nuovo**: aggiunta 1 riga" in text.replace("\\", "")


def test_a_record_that_goes_loses_its_address(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "content" / MARKET).unlink()
    _, text = told(repository, capsys)
    assert "scheda tolta: /eventi/ricorrenti/mercato-dei-portici-immaginari/ non porta più a niente" in text
    assert "withdrawn" in text


def test_two_records_that_change_places_are_told(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = repository / "content" / DISTRICT, repository / "content" / SHOPS
    first, second = one.read_text("utf-8"), two.read_text("utf-8")
    one.write_text(second, "utf-8")
    two.write_text(first, "utf-8")
    _, text = told(repository, capsys)
    name = "Distretto urbano delle Botteghe Inventate"
    assert f"ora di «{name}», che era in content/{SHOPS}: lo stesso indirizzo per un'altra cosa" in text
    assert f"che era in content/{DISTRICT}" in text


@pytest.mark.parametrize("copy", ["aaa", "zzz"])
def test_a_copy_is_named_whichever_file_sorts_first(
    repository: Path, copy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And whole, also where the name of the folder is long."""
    file = repository / "content" / DISTRICT
    new = file.with_stem(f"{copy}-{'portici-' * 20}copia")
    new.write_text(file.read_text("utf-8"), "utf-8")
    _, text = told(repository, capsys)
    assert f"ha gli stessi comuni e lo stesso tipo di content/{DISTRICT}: se è la stessa cosa" in text


def test_each_of_many_that_are_alike_is_told_of_all_others(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the change made them so, not at each later edit of one."""
    file = repository / "content" / DISTRICT
    for name in ("aaa", "mmm", "zzz"):
        file.with_stem(name).write_text(file.read_text("utf-8"), "utf-8")
    _, text = told(repository, capsys)
    lines = [line for line in text.splitlines() if "ha gli stessi comuni" in line]
    assert len(lines) == 3
    assert all(f"/{name}.yaml" in line for line in lines for name in ("aaa", "mmm", "zzz", file.stem))
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "Tre")
    edited(file.with_stem("aaa"), "stamps: 1", "stamps: 2")
    assert "ha gli stessi comuni" not in told(repository, capsys)[1]
    edited(file.with_stem("aaa"), "    from: 2023-05\n", "    from: 2023-06\n")
    assert "ha gli stessi comuni" in told(repository, capsys)[1]


def test_a_body_spelled_anew_is_told_where_it_is_new(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also where the new spelling sorts first, and would be taken for the usual one."""
    file = repository / "content" / DISTRICT
    edited(file, "lead: Comune di Lodi", "lead: Pro-Loco Lodi")
    git(repository, "commit", "-q", "-a", "-m", "Capofila")
    edited(repository / "content" / SHOPS, "kind: urbano", "kind: urbano\nlead: Pro Loco Lodi")
    assert "«Pro Loco Lodi» forse è lo stesso ente di «Pro-Loco Lodi»" in told(repository, capsys)[1]


def test_only_what_is_touched_is_remarked(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = repository / "content" / DISTRICT
    edited(file, "    date: 2026-03\n", "    date: 2026-03\n  - publisher: Altri\n    url: https://bit.ly/uno\n")
    git(repository, "commit", "-q", "-a", "-m", "Breve")
    edited(file, "stamps: 1", "stamps: 2")
    assert "indirizzo abbreviato" not in told(repository, capsys)[1]
    edited(file, "    date: 2026-03\n", "    date: 2026-03\n  - publisher: Altri\n    url: https://bit.ly/due\n")
    assert told(repository, capsys)[1].count("indirizzo abbreviato") == 1
    edited(repository / "content" / MARKET, "time: '08:00'", "time: '08:30'")
    main(["check", "--since", "HEAD", "--format", "github", str(repository / "content")])
    remarked = ["da rivedere" in line for line in capsys.readouterr().out.splitlines()]
    assert remarked == sorted(remarked), "GitHub shows ten of each step"
    assert {*remarked} == {False, True}


def test_merges_say_nothing_for_who_proposes(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(repository, "checkout", "-q", "-b", "proposta")
    edited(repository / "content" / MARKET, "time: '08:00'", "time: '08:30'")
    git(repository, "commit", "-q", "-a", "-m", "Comincia dopo")
    git(repository, "checkout", "-q", "main")
    git(repository, "merge", "-q", "--no-ff", "-m", "Merge 66e8877 into e072feb", "proposta")
    _, text = told(repository, capsys, "HEAD~1")
    assert text.split("## Come lo dice chi propone")[1].split() == ["-", "Comincia", "dopo"]


HOSTILE = "[x](javascript:alert(1)) @qualcuno <img src=x> ![a](https://evil.example/p.png) `c` #12 www.evil.example"


def test_a_text_of_a_stranger_is_shown_and_does_nothing(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(repository, "commit", "-q", "--allow-empty", "-m", f"Prova\n\n{HOSTILE}")
    edited(repository / "content" / DISTRICT, "lead: Comune di Lodi", f"lead: '{HOSTILE}'")
    _, text = told(repository, capsys, "HEAD~1")
    assert "qualcuno" in text
    assert not re.search(r"(?<!\\)[\[\]<>`!](?!\*)", text.replace("](", ""))
    assert "@" not in text
    assert "://" not in text
    assert "www." not in text


@pytest.mark.parametrize("text", ["a\n# b", "x\u202ey", "|a|b|", "&#64;user", "*" * 500])
def test_plain_text_is_one_line_that_markdown_leaves_alone(text: str) -> None:
    said = plain(text)
    assert "\n" not in said
    assert said.isprintable()
    assert not re.search(r"(?<!\\)[*|#](?!\d+;)", said.replace("\\*", ""))


def test_hostile_files_end_in_words(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link out of the folder, a huge file, a name with a line break, a file that is no YAML, code beside it."""
    content = repository / "content"
    os.symlink("/etc/passwd", content / "districts/lombardia/collegamento.yaml")
    (content / "districts/lombardia/enorme.yaml").write_text("name: x\n" + "# y\n" * 2_000_000, "utf-8")
    (content / "districts/lombardia/a\n- b.yaml").write_text("name: x\n", "utf-8")
    (content / "districts/lombardia/rotto.yaml").write_text("name: [\n", "utf-8")
    (repository / "Makefile").write_text("all:\n", "utf-8")
    git(repository, "add", "Makefile")
    code, text = told(repository, capsys)
    assert code == 1
    assert "root:" not in text
    assert len(text) <= WHOLE + 200
    assert "## Cambia anche il programma" in text
    assert "- Makefile" in text.splitlines()
    wrong = text.split("## Problemi: così non entra")[1].split("## ")[0]
    assert "a\ufffd- b.yaml" in wrong, "of a file of this change, though its name is not what git says"
    main(["check", "--since", "HEAD", "--format", "github", str(content)])
    assert "::error file=content/districts/lombardia/a\ufffd- b.yaml" in capsys.readouterr().out
    assert all(re.match(r"$|#|- |\d+ sched|Distretto|Lo guarda|…", line) for line in text.splitlines())
