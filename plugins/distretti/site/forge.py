"""Where the forge that holds the files has its pages for changing one: GitHub, GitLab, Forgejo (Codeberg) and Gitea."""

from __future__ import annotations

from typing import NamedTuple

BRANCH = "main"


class Forge(NamedTuple):
    """A forge: its name, what its addresses have before a file to edit and before a folder for a new one.

    `fills` says whether the page of a new file takes its text from `value` in the address.
    """

    name: str
    edit: str
    new: str
    fills: bool


FORGES = {
    "github": Forge("GitHub", "edit", "new", True),
    "gitlab": Forge("GitLab", "-/edit", "-/new", False),
    "forgejo": Forge("Forgejo", "_edit", "_new", True),
}


def edit(repository: str, forge: str, file: str) -> str:
    """The page where a file is changed; "" without a repository."""
    return f"{repository.rstrip('/')}/{FORGES[forge].edit}/{BRANCH}/{file}" if repository else ""


def new(repository: str, forge: str) -> str:
    """What the page for a new file begins with, before its folder; "" without a repository."""
    return f"{repository.rstrip('/')}/{FORGES[forge].new}/{BRANCH}/" if repository else ""
