"""A record that cannot be drawn is left out of a preview with its name; a publish stops, and names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from distretti.outputs import districts

from ..world import World, tree

PAGE = "distretti/lombardia/portici-immaginari/index.html"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def spoil(monkeypatch: pytest.MonkeyPatch) -> None:
    """One district, whatever is in it, ends its page with an error that nobody has thought of."""
    whole = districts._view

    def view(*inputs: object) -> object:
        if any(getattr(item, "id", "") == "lombardia/portici-immaginari" for item in inputs):
            raise RecursionError("troppi livelli")
        return whole(*inputs)

    view.__qualname__ = whole.__qualname__
    monkeypatch.setattr(districts, "_view", view)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_preview_leaves_it_out_and_says_so(
    workers: int, world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    world.workers = workers
    world.build()
    whole = tree(world.output)
    capsys.readouterr()
    page = world.content / "districts" / "lombardia" / "portici-immaginari.yaml"
    before = page.read_text("utf-8")
    page.write_text(f"{before}notes: Una nota.\n", "utf-8")
    said = (
        "catalogue/districts/lombardia/portici-immaginari.yaml:1:1: la scheda non si riesce a mostrare "
        f"(RecursionError: troppi livelli): /{PAGE} non c'è\n"
    )
    with monkeypatch.context() as patched:
        spoil(patched)
        for _ in range(2):  # and again, though nothing changes
            world.build()
            told = capsys.readouterr().out
            assert said in told
            assert "Collegamento" not in told
            assert tree(world.output).keys() == whole.keys() - {PAGE}
    page.write_text(before, "utf-8")
    world.build()
    assert "non si riesce" not in capsys.readouterr().out
    assert tree(world.output) == whole


def test_a_publish_stops_and_names_it(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    world.strict = True
    world.build()
    before = tree(world.output)
    page = world.content / "districts" / "lombardia" / "portici-immaginari.yaml"
    page.write_text(page.read_text("utf-8") + "notes: Una nota.\n", "utf-8")
    spoil(monkeypatch)
    with pytest.raises(SystemExit, match="Niente è stato pubblicato: il sito di prima è intatto"):
        world.build()
    assert "portici-immaginari.yaml:1:1: la scheda non si riesce a mostrare" in capsys.readouterr().out
    assert tree(world.output) == before
