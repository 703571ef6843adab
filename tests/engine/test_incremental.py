"""A build that goes on from the last one gives exactly what a build from nothing gives, whatever happened meanwhile."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from distretti.engine.store import Store
from distretti.site import addresses

from ..moves import MOVES, WORDS, Random, records
from ..mutants import SHOPS
from ..thorough import SEEDS, THOROUGH
from ..world import World, disguised, replaced, tree

Step = Callable[[World], object]


def _link(world: World, number: int) -> None:
    """A link of prose to a record that may be there, or go later."""
    file = records(world)[number % len(records(world))]
    address = f"/{file.relative_to(world.content).with_suffix('').as_posix().replace('districts', 'distretti')}/"
    with (world.content / "pages" / "pagina-di-prova.md").open("a", encoding="utf-8") as page:
        page.write(f"\n\n[qui]({address})\n")


def _template(world: World, number: int) -> None:
    files = sorted((world.theme / "templates").rglob("*.html"))
    file = files[number % len(files)]
    file.write_text(file.read_text("utf-8").replace("</", "\n</", 1), "utf-8")


def _word(world: World, number: int) -> None:
    files = sorted(world.content.glob("*.yaml"))
    file = files[number % len(files)]
    disguised(file, file.read_text("utf-8").replace("label: ", "label: Altro ", 1))


def _style(world: World, number: int) -> None:
    """A rule of CSS, or a line of a script."""
    static = world.theme / "static"
    files = sorted((*(static / "css").glob("*.css"), *(static / "js").glob("*.js")))
    files[number % len(files)].open("a").write(f"/* {number} */\n")


def _new_district(world: World, number: int, town: str) -> None:
    """A district in a municipality, which has none or some."""
    text = (world.content / SHOPS).read_text("utf-8") if (world.content / SHOPS).exists() else ""
    file = world.content / f"districts/lombardia/nuovo-{number % 3}.yaml"
    file.write_text(text.replace("Botteghe Inventate", f"Nuove {number}").replace("- Crema", f"- {town}"), "utf-8")


def _market(world: World, town: str) -> None:
    """The first market of a municipality, or one more, or one that moves."""
    files = sorted((world.content / "events/ricorrenti").glob("*.yaml"))
    if files:
        file = files[0].with_name(f"mercato-di-{town.lower().replace(' ', '-')}.yaml")
        shutil.copy(files[0], file)
        replaced(file, "municipality", town)
        replaced(file, "title", f"Mercato di {town}")


def _page(world: World, text: str) -> None:
    file = world.content / "pages/pagina-di-prova.md"
    file.write_text(f"{file.read_text('utf-8')}\n{text}\n", "utf-8")


def _spoil_output(world: World, number: int) -> None:
    files = [file for file in sorted(world.output.rglob("*.html")) if file.is_file()]
    if files:
        file = files[number % len(files)]
        file.unlink() if number % 2 else file.write_text("altro", "utf-8")


def _forget(world: World, number: int) -> None:
    for file in sorted((world.root / "cache").rglob("*.sqlite")):
        content = file.read_bytes()
        match number % 4:
            case 0:
                file.unlink()
            case 1:
                file.write_bytes(content[: len(content) // 2])
            case 2:
                file.write_bytes(b"altro" * 5000)
            case 3:
                middle = len(content) // 2
                wrong = bytes(255 - byte for byte in content[middle : middle + 900])
                file.write_bytes(content[:middle] + wrong + content[middle + 900 :])


def _touch(world: World) -> None:
    for file in records(world):
        file.touch()


def _crash(world: World, writes: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        world.crash(writes, patch.setattr)


def _setting(world: World, name: str) -> None:
    world.settings = {"SITENAME": name, "REPOSITORY": "https://esempio.it/x" if len(name) > 5 else ""}


def _day(world: World, days: int) -> None:
    world.day += dt.timedelta(days)


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The files that two trees do not have in common."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def reported(cache: Path) -> str:
    """What the last build with this cache said of the content."""
    (file,) = cache.glob("*.sqlite")
    said: str = Store(file).get("site", "report")
    return said


def refusal(build: Callable[[], object]) -> str:
    """What a build that stops says, "" for one that does not."""
    try:
        build()
    except SystemExit as refused:
        return str(refused)
    return ""


def without_older(files: dict[str, bytes], clean: dict[str, bytes]) -> dict[str, bytes]:
    """A published site without what stays of the one before (test_lasting.py)."""
    return {path: content for path, content in files.items() if path in clean or not addresses.outlives_its_page(path)}


numbers = st.integers(0, 200)
words = st.sampled_from(WORDS)
towns = st.sampled_from(("Annicco", "Codogno", "Crema", "Soresina", "Aosta", "Nessuno"))
moves = st.builds(lambda move, n: lambda world: move(world, Random(n)), st.sampled_from(MOVES), numbers)
steps: st.SearchStrategy[Step] = st.one_of(
    *[moves] * 8,
    st.builds(lambda n: lambda world: _link(world, n), numbers),
    st.builds(lambda n: lambda world: _template(world, n), numbers),
    st.builds(lambda n: lambda world: _word(world, n), numbers),
    st.builds(lambda n, t: lambda world: _new_district(world, n, t), numbers, towns),
    st.builds(lambda t: lambda world: _market(world, t), towns),
    st.builds(lambda w: lambda world: _page(world, w), words),
    st.builds(lambda n: lambda world: _style(world, n), numbers),
    st.builds(lambda n: lambda world: _spoil_output(world, n), numbers),
    st.builds(lambda n: lambda world: _forget(world, n), numbers),
    st.builds(lambda n: lambda world: _crash(world, n % 60), numbers),
    st.builds(lambda w: lambda world: _setting(world, w), words),
    st.builds(lambda n: lambda world: _day(world, n), st.integers(-40, 400)),
    st.builds(lambda n: lambda world: _day(world, n), st.integers(1, 9)),
    st.just(_touch),
)
rounds = st.lists(st.lists(steps, min_size=1, max_size=3), min_size=3, max_size=6)


def examples(number: int, most: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """So many examples that follow from a seed alone, without shrinking, which would build for hours."""

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        asked = settings(
            max_examples=most, deadline=None, database=None, suppress_health_check=list(HealthCheck),
            phases=(Phase.generate,),
        )  # fmt: skip
        return seed(number)(asked(given(rounds)(test)))

    return decorate


@pytest.mark.parametrize("number", SEEDS)
def test_an_incremental_build_equals_a_clean_build(number: int) -> None:
    @examples(number, 3 if THOROUGH else 2)
    def check(rounds: list[list[Step]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            world = World(Path(folder))
            world.build()
            for steps in rounds:
                for step in steps:
                    step(world)
                world.build()
                assert differing(tree(world.output), world.clean()) == []
                assert reported(world.root / "cache") == reported(world.root / "no-cache")
                before = {file: file.stat().st_mtime_ns for file in world.output.rglob("*")}
                world.build()
                assert {file: file.stat().st_mtime_ns for file in world.output.rglob("*")} == before

    check()


@pytest.mark.parametrize("number", SEEDS)
def test_a_publish_serves_the_whole_new_site_or_the_one_of_before(number: int) -> None:
    @examples(number, 2 if THOROUGH else 1)
    def check(rounds: list[list[Step]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            world = World(Path(folder), strict=True)
            world.build()
            for steps in rounds:
                for step in steps:
                    step(world)
                before = tree(world.output)
                said, clean = refusal(world.build), refusal(world.clean)
                assert said == clean
                if said:
                    assert differing(tree(world.output), before) == []
                else:
                    built = tree(world.root / "clean")
                    assert differing(without_older(tree(world.output), built), built) == []

    check()
