"""Templates compiled to plain Python draw what Jinja's own compiler draws."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import pytest
from jinja2.compiler import CodeGenerator

from distretti.language import italian
from distretti.theme import environment

from ..world import World, tree


class PlainJinja(environment._Environment):
    """The environment with Jinja's own compiler; what ours does to texts when they are shown is Jinja's `finalize`."""

    code_generator_class = CodeGenerator
    made: ClassVar[list[PlainJinja]] = []

    def __init__(self, **options: Any) -> None:
        super().__init__(finalize=_typographic, **options)
        self.made.append(self)


def _typographic(value: Any) -> Any:
    return italian.typographic(value) if type(value) is str else value


def test_every_page_is_what_plain_jinja_makes_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(tmp_path)
    world.build()
    monkeypatch.setattr(environment, "_Environment", PlainJinja)
    plain = world.clean()
    assert "district.html" in PlainJinja.made[0]._templates
    assert tree(world.output) == plain
