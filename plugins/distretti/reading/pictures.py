"""The picture beside a message: that it is one, and not too heavy for a screen in the street."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..language.problem import Problem

MOST = 300  # kB
_BEGINS = {"jpg": (b"\xff\xd8\xff",), "png": (b"\x89PNG\r\n\x1a\n",), "webp": (b"RIFF",)}


def read(path: Path, file: str) -> tuple[str, list[Problem]]:
    """The ending of a picture and its fingerprint ("jpg.1f2e3d4c5b"), and its problems; `file` is its name in these."""
    size, ending = path.stat().st_size, path.suffix.removeprefix(".")
    if size > MOST * 1000:
        message = (
            f"l'immagine pesa {size // 1000} kB: al massimo {MOST}. Rimpiccioliscila (1280 pixel di larghezza bastano)"
        )
        return f"{ending}.", [Problem(file, 1, 1, "", message)]
    content = path.read_bytes()
    if not content.startswith(_BEGINS[ending]) or (ending == "webp" and content[8:12] != b"WEBP"):
        return f"{ending}.", [
            Problem(file, 1, 1, "", f"il file non è un'immagine {ending.upper()}: salvala di nuovo in quel formato")
        ]
    return f"{ending}.{hashlib.sha256(content).hexdigest()[:10]}", []
