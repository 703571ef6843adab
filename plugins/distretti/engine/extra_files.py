"""Files that are made when all pages are: the search index is made of what pages say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol


class FilePlan(NamedTuple):
    """Paths of files that are right as they are, bytes of those to be written."""

    ready: frozenset[str] = frozenset()
    made: Mapping[str, bytes] = {}


class ExtraFiles(Protocol):
    """What makes such files."""

    @property
    def known(self) -> set[str]:
        """The paths of its files at the last build."""

    def plan(self, ready: Callable[[str, bytes], bool]) -> FilePlan:
        """What is to be done; `ready` says of a path and the digest of its bytes whether it need not be written."""
