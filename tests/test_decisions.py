"""Decisions have one form and one number each, and the list names them all."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "docs" / "decisions"
FILES = sorted(path.name for path in FOLDER.glob("*.md") if path.name != "README.md")
PARTS = ["Context", "Decision", "Consequences", "Instead of"]


def title(name: str) -> str:
    return (FOLDER / name).read_text("utf-8").splitlines()[0]


def test_the_list_names_every_decision_by_its_title() -> None:
    listed = re.findall(r"^\| \[(\d+)\]\((\S+)\) \| (.+) \|$", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
    assert [(f"# {number}. {words}", name) for number, name, words in listed] == [(title(name), name) for name in FILES]


def test_numbers_have_no_gap() -> None:
    assert [int(name[:4]) for name in FILES] == list(range(1, len(FILES) + 1))


@pytest.mark.parametrize("name", FILES)
def test_a_decision_says_when_and_why_and_instead_of_what(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")
    assert title(name).startswith(f"# {int(name[:4])}. ")
    assert re.search(r"^(Accepted|Replaced by \d+), \d{4}-\d{2}-\d{2}\.$", text, re.MULTILINE)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == PARTS
    assert len(text.splitlines()) <= 50
