"""Write the JSON Schema of each kind of record into a folder, for text editors: write_schemas.py FOLDER."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from distretti.model.registry import REGISTRY
from distretti.model.schema import schema


def text(kind: str) -> str:
    """The schema of a kind, as its file has it."""
    found = next(item for item in REGISTRY if item.one == kind)
    return json.dumps(schema(found), ensure_ascii=False, indent=1) + "\n"


def main(folder: Path) -> None:
    """Write them all."""
    for kind in REGISTRY:
        (folder / f"{kind.one}.json").write_text(text(kind.one), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
