"""What every page leads to must be there: pages of words, vocabularies, the places for what the operator states."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from distretti.model.prose import REQUIRED
from distretti.model.registry import VOCABULARIES
from distretti.site import addresses

from ..building import listed, modules
from ..conftest import TODAY, check, problems_of, real_content
from ..world import World

ADDED = "---\ntitle: Una pagina\ndescription: Una pagina.\n---\nParole.\n"


def about(folder: Path, path: str) -> list[str]:
    return [str(problem).partition(" ")[2] for problem in problems_of(folder) if problem.file == f"catalogue/{path}"]


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_a_required_page_that_went_is_named(name: str, catalogue: Path) -> None:
    (catalogue / "pages" / f"{name}.md").unlink()
    (said,) = about(catalogue, f"pages/{name}.md")
    assert said.startswith("manca questa pagina, a cui le altre portano")


@pytest.mark.parametrize("name", sorted(VOCABULARIES))
@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (Path.unlink, "manca questo elenco: riprendi il file del progetto"),
        (lambda file: file.write_text("[]\n"), "l'elenco è vuoto: riprendi il file del progetto"),
    ],
)
def test_a_vocabulary_that_went_is_named(
    name: str, spoil: Callable[[Path], object], sentence: str, catalogue: Path
) -> None:
    spoil(catalogue / f"{name}.yaml")
    assert about(catalogue, f"{name}.yaml") == [sentence]


@pytest.mark.parametrize(("name", "word"), [(name, word) for name, words in REQUIRED.items() for word in words])
def test_a_place_for_what_the_operator_states_is_required(name: str, word: str, catalogue: Path) -> None:
    file = catalogue / "pages" / f"{name}.md"
    file.write_text(file.read_text("utf-8").replace(f"{{{{ {word} }}}}", "nessuno"), "utf-8")
    (said,) = about(catalogue, f"pages/{name}.md")
    assert said == f"manca «{{{{ {word} }}}}»: qui va ciò che dice chi pubblica il sito"


def test_an_empty_folder_lacks_nothing(tmp_path: Path) -> None:
    assert problems_of(tmp_path) == []


def test_no_page_of_words_takes_an_address_of_the_site(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the first part of an address is that outputs make by themselves, `check` says so at the file."""
    from distretti.catalog.catalog import catalog
    from distretti.site.site import Site

    content = real_content()
    known = catalog(content, [], TODAY)
    site = Site("", "", "https://esempio.it", None, (), "", "", "")
    outputs = [output for module in modules() for output in listed(module, known, site, [])]
    first = {re.split(r"[/.]", output.address.lstrip("/"))[0] for output in outputs if "/" in output.address[1:]}
    own = {name for name in first if f"/{name}/index.html" in {f"/{addresses.file(o.address)}" for o in outputs}}
    taken = own - content.pages.keys() - {""}
    assert {"cerca", "dati", "statistiche", "eventi", "scadenze"} <= taken
    for name in sorted(taken):
        (catalogue / "pages" / f"{name}.md").write_text(ADDED, "utf-8")
    done = check(catalogue)
    for name in sorted(taken):
        assert f"catalogue/pages/{name}.md:1:1: «{name}» è già l'indirizzo di un elenco" in done.stdout
    assert done.stdout.splitlines()[-1].startswith(f"{len(taken)} problemi in {len(taken)} file")


def test_such_a_page_stops_no_preview(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = World(tmp_path)
    page = world.content / "pages" / "cerca.md"
    page.write_text(ADDED, "utf-8")
    world.build()
    said = "catalogue/pages/cerca.md:1:1: «cerca» è già l'indirizzo di un elenco: cambia il nome del file"
    assert said in capsys.readouterr().out
    assert b"Una pagina." not in (world.output / "cerca" / "index.html").read_bytes()
    page.unlink()
    (world.content / "pages" / "privacy.md").unlink()  # one more build, that goes on
    world.build()
    told = capsys.readouterr().out
    assert "catalogue/pages/privacy.md:1:1: manca questa pagina" in told
    assert "Collegamento" not in told  # said once, where it can be mended
    world.strict = True
    with pytest.raises(SystemExit, match=r"pages/privacy.md:1:1: manca questa pagina(.|\n)*Niente è stato pubblicato"):
        world.build()


def test_a_word_that_goes_is_said_by_a_build_that_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = World(tmp_path)
    world.build()
    file = world.content / "pages" / "privacy.md"
    file.write_text(file.read_text("utf-8").replace("{{ titolare }}", "nessuno"), "utf-8")
    world.build()
    assert "manca «{{ titolare }}»" in capsys.readouterr().out
