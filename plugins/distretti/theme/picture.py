"""SVG → PNG, the same bytes on every machine: only the fonts given, none of the system's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import resvg_py


def png(svg: str, fonts: Sequence[Path]) -> bytes:
    """The picture in its own size. Text in a family that no font has is left out; ValueError where it is not SVG."""
    return resvg_py.svg_to_bytes(svg_string=svg, font_files=[str(font) for font in fonts], skip_system_fonts=True)
