"""Where a forge changes a file, makes one and shows its history: the addresses that its readers know."""

from __future__ import annotations

import pytest

from distretti.site import forge

FILE = "content/districts/lombardia/lodi.yaml"
AT = "https://forgia.example/ente/catalogo"


@pytest.mark.parametrize(
    ("name", "edit", "new", "history"),
    [
        ("github", f"edit/main/{FILE}", "new/main/", f"commits/main/{FILE}"),
        ("gitlab", f"-/edit/main/{FILE}", "-/new/main/", f"-/commits/main/{FILE}"),
        ("forgejo", f"_edit/main/{FILE}", "_new/main/", f"commits/branch/main/{FILE}"),
    ],
)
def test_a_forge_has_its_own_addresses(name: str, edit: str, new: str, history: str) -> None:
    for repository in (AT, f"{AT}/"):
        assert forge.edit(repository, name, FILE) == f"{AT}/{edit}"
        assert forge.new(repository, name) == f"{AT}/{new}"
        assert forge.history(repository, name, FILE) == f"{AT}/{history}"
    assert {forge.edit("", name, FILE), forge.new("", name), forge.history("", name, FILE)} == {""}
