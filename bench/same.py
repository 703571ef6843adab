"""Whether Hugo's pages say the same as this project's: the words that a reader sees, and about as many bytes."""

from __future__ import annotations

from difflib import SequenceMatcher
from html.parser import HTMLParser
from pathlib import Path

WORDS = 0.97  # of a page's words must be the same
BYTES = 0.1  # the most that sizes may differ by
READ = 2000  # pages that are read, at equal distances, where there are more


def differences(ours: Path, theirs: Path) -> list[str]:
    """The pages that are not the same, each with what differs; of many pages, a part is read."""
    pages = {file.relative_to(ours).as_posix() for file in ours.rglob("*.html")}
    others = {file.relative_to(theirs).as_posix() for file in theirs.rglob("*.html")}
    found = [f"{page}: only one engine writes it" for page in sorted(pages ^ others)]
    common = sorted(pages & others)
    for page in common[:: max(1, len(common) // READ)]:
        one, other = (ours / page).read_text("utf-8"), (theirs / page).read_text("utf-8")
        if abs(len(other.encode()) / len(one.encode()) - 1) > BYTES:
            found.append(f"{page}: {len(one.encode())} bytes, Hugo's {len(other.encode())}")
        words, heard = _words(one), _words(other)
        if words != heard and SequenceMatcher(None, words, heard, autojunk=False).ratio() < WORDS:
            found.append(f"{page}: not the same words")
    return found


def _words(html: str) -> list[str]:
    reader = _Text()
    reader.feed(html)
    return " ".join(reader.parts).split()


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self.hidden = False

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)
