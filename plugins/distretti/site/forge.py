"""Where the forge that holds the files has its pages for changing one: GitHub, GitLab, Forgejo (Codeberg) and Gitea."""

from __future__ import annotations

from typing import NamedTuple

BRANCH = "main"


class Forge(NamedTuple):
    """A forge: its name, what its addresses have before a file to edit, a folder for a new one, the history of a file.

    `fills` says whether the page of a new file takes its text from `value` in the address.
    """

    name: str
    edit: str
    new: str
    history: str
    fills: bool


FORGES = {
    "github": Forge("GitHub", "edit", "new", "commits", True),
    "gitlab": Forge("GitLab", "-/edit", "-/new", "-/commits", False),
    "forgejo": Forge("Forgejo", "_edit", "_new", "commits/branch", True),
}


def edit(repository: str, forge: str, file: str) -> str:
    """The page where a file is changed; "" without a repository."""
    return f"{repository.rstrip('/')}/{FORGES[forge].edit}/{BRANCH}/{file}" if repository else ""


def new(repository: str, forge: str) -> str:
    """What the page for a new file begins with, before its folder; "" without a repository."""
    return f"{repository.rstrip('/')}/{FORGES[forge].new}/{BRANCH}/" if repository else ""


def history(repository: str, forge: str, file: str) -> str:
    """The page with all changes of a file; "" without a repository."""
    return f"{repository.rstrip('/')}/{FORGES[forge].history}/{BRANCH}/{file}" if repository else ""
