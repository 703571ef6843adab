"""Every kind of mistake in the content is reported at its place, in Italian, in one run, and never as a traceback."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from distretti.catalog.catalog import catalog as build
from distretti.language.problem import Problem, errors, report
from distretti.model import District
from distretti.places.register import Places
from distretti.reading import loader as loading
from distretti.reading import rules, yaml_file
from distretti.reading.content import Content
from distretti.reading.validation import validated

from ..conftest import REFERENCE, TODAY, check, problems_in, problems_of, published_of
from ..mutants import DISTRICT, EVENT, INITIATIVE, MARKET, MONTH_EVENT, MUTANTS, PROSE, RICE, SHOPS, TOGETHER, Mutant


@pytest.fixture(autouse=True)
def _one_register(monkeypatch: pytest.MonkeyPatch, register: Places) -> None:
    """The register of places is read once for all tests of this module."""
    monkeypatch.setattr(loading, "read_places", lambda folder: register)


@pytest.mark.parametrize("mutant", MUTANTS, ids=Mutant.label)
def test_a_mistake_is_reported_at_its_place_and_the_rest_is_published(mutant: Mutant, catalogue: Path) -> None:
    """Every record without a problem is in the catalogue, and no other."""
    line, column = mutant.apply(catalogue)
    content = loading.load(catalogue, REFERENCE)
    problems = problems_in(content)
    here = [problem for problem in problems if mutant.message in problem.message]
    assert here, report(problems)
    assert str(here[0]).startswith(f"catalogue/{mutant.file}:{line}:{column}: "), report(problems)
    assert here[0].path == mutant.field
    found = build(content, problems, TODAY)
    bad = {problem.file.removesuffix(".md").removesuffix(".yaml") for problem in errors(problems)}
    records = [file for name, file in content.files.items() if not name.startswith("pages/")]
    whole = [file for file in records if file.removesuffix(".yaml") not in bad]
    assert sorted(map(found.file, published_of(found))) == sorted(whole)


@pytest.mark.parametrize("mutant", MUTANTS[::3], ids=Mutant.label)
def test_one_mistake_is_one_problem(mutant: Mutant, catalogue: Path) -> None:
    """A link to a broken record, or to a term of a broken vocabulary, is not one more problem."""
    mutant.apply(catalogue)
    files = {problem.file for problem in problems_of(catalogue)}
    assert files == {f"catalogue/{mutant.file}"}


def test_the_catalogue_itself_has_no_problem(catalogue: Path) -> None:
    assert problems_of(catalogue) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (RICE, "  - NO", "  - 'NO'"),  # the unquoted form, which YAML 1.1 calls false, is in the catalogue
        (EVENT, "  - time: pomeriggio", "  - time: '15:00'"),
        (EVENT, "time: '09:30'", "time: 09:30"),
        (MARKET, "  to: '10-31'", "  to: '02-28'"),
        (DISTRICT, "lead: Comune di Lodi", "lead: Comune di Sant’Angelo Lodigiano"),
        (DISTRICT, "  - Lodi\n", "  - Sant’Angelo Lodigiano\n"),
        (DISTRICT, "  - Lodi\n", "  - Lodi (LO)\n"),
        (DISTRICT, "amount_eur: 162016.81", "amount_eur: 162016"),
        (DISTRICT, "name: Codogno", "name: Codogno  # il municipio"),
        (MONTH_EVENT, "municipality: Novara", "municipality: Oporto\ncountry: Portogallo"),
        (PROSE, "(https://portici.example/)", '(https://portici.example/una_(pagina) "titolo")'),
        (PROSE, "(https://portici.example/)", "(mailto:ufficio@portici.example)"),
        (PROSE, "**inventato**", "`<b>`"),
        (MARKET, "FREQ=WEEKLY;BYDAY=SA", "FREQ=MONTHLY;BYDAY=1SU,-1SA"),
        (DISTRICT, "lead: Comune di Lodi", "lead: 'Comune #2 di Lodi'"),
        (DISTRICT, "lead: Comune di Lodi", "lead: >-\n  Comune #2 di Lodi"),
        (DISTRICT, "lead: Comune di Lodi", "lead: Comune#2 di Lodi"),
        (DISTRICT, "lead: Comune di Lodi", "lead: Comune di Lodi – «Lodi» “di\xa0qua”"),
        (DISTRICT, "lead: Comune di Lodi", "lead: Associazione Null"),
        (DISTRICT, "  - Lodi\n", "  - Lodi\n# una nota #1\n"),
        (DISTRICT, "", "contacts:\n  phone: 0371/409123\n"),
        (DISTRICT, "", "contacts:\n  phone: +39 0371 - 409123\n"),
        (DISTRICT, "", "contacts:\n  url: https://portici.example/a_(b)?c[0]=1&d=2\n"),
        (MONTH_EVENT, "municipality: Novara", "municipality: Bolzano/Bozen"),
        (MONTH_EVENT, "municipality: Novara", "municipality: Bozen (BZ)"),
        (PROSE, "**inventato**", "inventato:\n\n- uno\n\n    - sotto\n\n1. due\n"),
        (PROSE, "accanto", "accanto [qui](#perche-e-qui)"),
        (PROSE, "accanto", "accanto, con 10\xa0000 segni – “tanti”"),
        (MARKET, "FREQ=WEEKLY;BYDAY=SA\n  from: '04-01'\n  to: '10-31'", "FREQ=YEARLY;BYMONTH=2,12;BYMONTHDAY=31"),
    ],
)
def test_what_only_looks_wrong_is_accepted(file: str, old: str, new: str, catalogue: Path) -> None:
    Mutant(file, old, new, "", "").apply(catalogue)
    assert errors(problems_of(catalogue)) == []


def test_novara_is_not_a_refusal(catalogue: Path) -> None:
    district = loading.load(catalogue, REFERENCE).of(District)["piemonte/risaie-di-fantasia"]
    assert district.provinces == ("NO",)


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (b"name: a\x00b\n", "1:1", "non è un file di testo"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "1:1", "non è un file di testo"),
        (b"name: Lodi\nlead: citt\xe0\n", "2:11", "il file non è in UTF-8"),
        ("name: Lodi".encode("utf-16"), "1:1", "non è un file di testo"),
        (b"# x\n" * 200_000, "1:1", "il file è troppo grande: al massimo 512 KB"),
        (b"name: " + b"[" * 100_000, "1:1006", "troppi livelli uno dentro l'altro"),
        (b"a:\n" + b"".join(b" " * depth + b"- \n" for depth in range(1, 300)), "21:21", "troppi livelli"),
        (b"", "1:1", "il file è vuoto"),
        (b"\xef\xbb\xbf", "1:1", "il file è vuoto"),
    ],
    ids=["nul", "picture", "latin-1", "utf-16", "huge", "brackets", "indents", "empty", "mark"],
)
def test_files_that_are_no_yaml_text(content: bytes, place: str, message: str, catalogue: Path) -> None:
    file = catalogue / SHOPS
    file.write_bytes(content)
    lines = [str(problem) for problem in problems_of(catalogue)]
    assert len(lines) == 1
    assert lines[0].startswith(f"catalogue/{SHOPS}:{place}: ")
    assert message in lines[0]


def test_dos_lines_and_byte_order_mark_are_fine(catalogue: Path) -> None:
    file = catalogue / SHOPS
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert problems_of(catalogue) == []


def outside(folder: Path) -> Path:
    target = folder.parent / "fuori.yaml"
    target.write_text("name: segreto\n", encoding="utf-8")
    return target


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("districts/lombardia/fuori.yaml", outside),
        ("districts/lombardia/botteghe-inventate.md", outside),
        ("districts/lombardia/rotto.yaml", lambda folder: folder / "non-esiste"),
        ("districts/lombardia/giro", lambda folder: folder),
        ("districts/veneto", lambda folder: folder.parent),
        ("initiatives/doppia.yaml", lambda folder: folder / INITIATIVE),
    ],
)
def test_links_are_not_followed(name: str, target: Callable[[Path], Path], catalogue: Path) -> None:
    (catalogue / name).symlink_to(target(catalogue))
    lines = [str(problem) for problem in problems_of(catalogue)]
    assert lines == [f"catalogue/{name}:1:1: è un collegamento ad altro: metti qui il file stesso"]


def test_a_folder_in_the_place_of_a_file(catalogue: Path) -> None:
    (catalogue / "districts/lombardia/botteghe-inventate.md").mkdir()
    (catalogue / "districts/lombardia/cartella.yaml").mkdir()
    assert problems_of(catalogue) == []


def test_a_file_name_that_is_no_text(catalogue: Path) -> None:
    (catalogue / "districts/lombardia/a\nb.yaml").write_text("name: x\n", encoding="utf-8")
    text = report(problems_of(catalogue))
    assert "\n".join(text.splitlines()) == text
    assert all(line.startswith("catalogue/districts/lombardia/a\ufffdb.yaml:1:1: ") for line in text.splitlines()[:-1])


def test_a_uid_taken_twice(catalogue: Path) -> None:
    for file in (SHOPS, RICE):
        Mutant(file, "", "uid: prova-1\n", "", "").apply(catalogue)
    found = [str(problem) for problem in problems_of(catalogue)]
    assert len(found) == 1
    assert "uid: «prova-1» è già usato da catalogue/" in found[0]


def test_a_wrong_shape_hides_no_other_mistake(catalogue: Path) -> None:
    """Fields that are sound go on to the rules though others of the same record are not."""
    district = catalogue / "districts" / "lombardia" / "botteghe-inventate.yaml"
    more = "since: ieri\ncalls:\n  - lombardia/nessuno\nlead: x\nlead: y\n"
    district.write_text(district.read_text(encoding="utf-8").replace("- Crema", "- Cremma") + more, encoding="utf-8")
    found = {problem.path for problem in problems_of(catalogue)}
    assert found == {"since", "calls[1]", "lead", "municipalities[1]"}


def test_a_broken_vocabulary_is_one_problem(catalogue: Path) -> None:
    Mutant("partners.yaml", "id: comune", "id: [", "", "").apply(catalogue)
    assert {problem.file for problem in problems_of(catalogue)} == {"catalogue/partners.yaml"}


def test_all_problems_in_one_run(catalogue: Path) -> None:
    """Many mistakes together: the command names each, sorted, counts them, and exits with 1."""
    for mutant in TOGETHER:
        mutant.apply(catalogue)
    done = check(catalogue)
    lines = done.stdout.splitlines()
    assert done.returncode == 1, done.stderr
    assert done.stderr == ""
    for mutant in TOGETHER:
        assert any(line.startswith(f"catalogue/{mutant.file}:") and mutant.message in line for line in lines), mutant
    form = re.compile(r"(catalogue/[^:]+):(\d+):(\d+): .+")
    places = [match.groups() for line in lines[:-1] if (match := form.fullmatch(line))]
    assert len(places) == len(lines) - 1
    assert places == sorted(places, key=lambda place: (place[0], int(place[1]), int(place[2])))
    assert lines[-1] == f"{len(places)} problemi in {len({place[0] for place in places})} file"


PIECES = [
    "", " ", "\n", "  ", "- ", ": ", "'", '"', "[", "]", "{", "}", "#", "&a ", "*a", "!!str ", "|\n", ">\n", "---\n",
    "<<: ", "? ", "\t", "null", "~", "NO", "è", "\ufeff", "\u2028", "\x00", "\\", '"\\x00"', "name: ", "sources:\n",
    "id: ", "9" * 400, "http://[", "https://a.example:99999/", "%YAML 1.2\n", "\U0001f600", "source: x\n",
    "sources: x\n",
]  # fmt: skip


def survive(content: bytes, register: Places) -> None:
    """Load the bytes as a district and run the rules: problems, never an exception, each on one line."""
    document, problems = yaml_file.read(content, "content/districts/lombardia/x.yaml")
    if document:
        record, more = validated(District, document, id="lombardia/x", prose="")
        problems += more
        path = "districts/lombardia/x.yaml"
        whole = Content(Path("content"), register, [path], documents={f"content/{path}": document})
        if record:
            whole.of(District)["lombardia/x"] = record
        problems += rules.broken(whole, TODAY)
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert re.search("[a-z]", problem.message)
        assert not re.search("Input should|Field required|valid string", problem.message)
    assert len(report(problems).splitlines()) == len(set(problems)) + 1


def edits(text: str) -> st.SearchStrategy[bytes]:
    """The text with one or a few pieces put in or taken out anywhere."""
    edit = st.tuples(st.integers(0, len(text)), st.integers(0, 30), st.sampled_from(PIECES))
    return st.lists(edit, min_size=1, max_size=3).map(lambda steps: _edited(text, steps))


def _edited(text: str, steps: list[tuple[int, int, str]]) -> bytes:
    for at, length, piece in steps:
        text = text[:at] + piece + text[at + length :]
    return text.encode()


SURVIVAL = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
WHOLE = (Path(__file__).parents[1] / "catalogue" / DISTRICT).read_text(encoding="utf-8")


@SURVIVAL
@example(content=b"\xff\xfe")
@example(content=b"? \n")
@given(content=st.binary(max_size=200))
def test_any_bytes_survive(content: bytes, register: Places) -> None:
    survive(content, register)


@SURVIVAL
@given(content=edits(WHOLE))
def test_any_edit_of_a_record_survives(content: bytes, register: Places) -> None:
    survive(content, register)


SHAPES = ["", "x", "[]", "[x]", "{}", "{x: y}", "[[x]]", "[{x: [y]}]", "{source: x}", "{sources: x}", "[{name: []}]"]


@pytest.mark.parametrize("value", SHAPES)
def test_any_field_survives_a_wrong_shape(value: str, register: Places) -> None:
    for name in District.model_fields:
        text = re.sub(rf"(?m)^{name}:.*\n(?:[ -].*\n)*", "", WHOLE)
        survive(f"{text}{name}: {value}\n".encode(), register)


def test_problems_sort_and_say_where() -> None:
    problem = Problem("content/x.yaml", 3, 5, "sources[2].url", "non va")
    assert str(problem) == "content/x.yaml:3:5: sources[2].url: non va"
    both = report([problem, Problem("b", 1, 1, "", "x"), problem])
    assert both.splitlines() == ["b:1:1: x", str(problem), "2 problemi in 2 file"]
    assert report([problem]).endswith("\n1 problema in 1 file")
