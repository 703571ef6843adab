"""What an import found, in Italian: new, there already, different, not taken. Each row is in one of the lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..language import italian

_MOST = 200  # lines of a list that are shown


@dataclass
class Report:
    """The lines of each list; `others` are rows of a registry that are of no district's lead, counted alone."""

    new: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    others: int = 0

    @property
    def rows(self) -> int:
        """How many things the source says."""
        return len(self.new) + len(self.same) + len(self.different) + len(self.refused) + self.others

    def text(self, source: str) -> str:
        """The whole report."""
        lines = [f"Fonte: {source}", f"Righe lette: {self.rows}"]
        if self.others:
            lines.append(f"Di enti che non guidano un distretto del catalogo: {self.others}")
        for title, found in (
            ("Nuove", self.new), ("Già ci sono", self.same), ("Diverse, da guardare", self.different),
            ("Non prese", self.refused),
        ):  # fmt: skip
            lines += [f"{title}: {len(found)}", *_shown(found)]
        if self.left:
            lines += [f"Valori lasciati fuori: {len(self.left)}", *_shown(self.left)]
        return "\n".join(map(plain, lines))


def _shown(found: list[str]) -> list[str]:
    more = len(found) - _MOST
    said = [f"  … e {italian.count(more, 'altra', 'altre')}"] if more > 0 else []
    return [*(f"  {line}" for line in found[:_MOST]), *said]


def plain(line: str) -> str:
    """A line that a terminal can show, whatever a file of others holds."""
    return line if line.isprintable() else "".join(sign if sign.isprintable() else "\ufffd" for sign in line)
