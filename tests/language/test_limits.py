"""One text stops nothing: what no person writes is refused, and reading the rest takes in proportion to its length."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from distretti.language import limits, markdown, page_words
from distretti.reading import text_file

SIGNS = "[]*_`>(<&!~{\\"
MANY = 16_000

TOO_MUCH = {
    **{sign: sign * MANY for sign in SIGNS},
    "links": "[a](" * MANY,
    "images": "![" * MANY,
    "notes": "[^a" * MANY,
    "tags": "<a " * MANY,
    "autolinks": "<http://\n\n" * MANY,
    "a long paragraph": "parola " * MANY,
    "a long text": "parola\n\n" * MANY,
    "quotations": "> " * 20 + "x",
    "quotations in lists": "> - " * 10 + "x",
    "lists in one line": "- " * 20 + "x",
    "numbers in one line": "1. " * 20 + "x",
    "lists": "\n".join("    " * depth + "- x" for depth in range(20)),
    "definitions": "x\n: y\n" * MANY,
    "definitions inside": "x\n\n" + "\n\n".join("    " * depth + ": y" for depth in range(20)),
}

FINE = {
    "spaces in a link": lambda size: f"[a]({' ' * size}/b/)",
    "spaces after a link": lambda size: f"[a](/b/{' ' * size}",
    "spaces": lambda size: f"a{' ' * size}b",
    "lines": lambda size: "x\n" * (size // 2),
    "quotation lines": lambda size: "> x\n\n" * (size // 5),
    "list": lambda size: "- x\n" * (size // 4),
    "list apart": lambda size: "- x\n\n" * (size // 5),
    "numbers": lambda size: "".join(f"{number}. x\n" for number in range(size // 8)),
    "table": lambda size: "|a|b|\n|-|-|\n" + "|c|d|\n" * (size // 6),
    "wide table": lambda size: f"|{'a|' * (size // 6)}\n|{'-|' * (size // 6)}\n|{'b|' * (size // 6)}\n",
    "headings": lambda size: "## x\n\n" * (size // 6),
    "brackets": lambda size: f"{'[' * 150}\n\n" * (size // 152),
    "stars": lambda size: f"{'*a ' * 50}\n\n" * (size // 152),
    "code": lambda size: f"{'`a ' * 50}\n\n" * (size // 152),
    "links": lambda size: "[a](/b/)\n\n" * (size // 10),
    "anchors": lambda size: "[a](#b)\n\n" * (size // 9),
    "braces": lambda size: f"{'{{ x }} ' * 15}\n\n" * (size // 122),
    "entities": lambda size: f"{'&a ' * 50}\n\n" * (size // 152),
}


@pytest.mark.parametrize("text", TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_nobody_writes_is_one_problem(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def not_asked(*_: object) -> None:
        raise AssertionError("it is not read further")

    for rule in ("html", "_lost", "_as_github", "_only_github", "_bad_links"):
        monkeypatch.setattr(markdown, rule, not_asked)
    (problem,) = markdown.problems(text, "a.md")
    assert "al massimo" in problem.message
    assert problem.line >= 1


def work(text: str) -> int:
    """How many functions are called to check a text and make HTML of it, those in C too."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        text_file.decoded(text.encode(), "a.md")
        markdown.problems(text, "a.md")
        page_words.parsed.__wrapped__(text)
        page_words.places(text)
        markdown.html.__wrapped__(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("text", FINE.values(), ids=FINE)
def test_twice_the_text_is_twice_the_work(text: Callable[[int], str]) -> None:
    """Counted in calls of functions, not in seconds."""
    assert not list(limits.exceeded(text(8_000)))
    work(text(500))  # what is made once
    assert work(text(8_000)) < 2.5 * work(text(4_000)) + 500


def test_no_pattern_goes_back_over_spaces() -> None:
    """Spaces in a link took the square of their number: each may be where a title begins, only the first is."""
    starts = [match.start() for match in markdown._LINK_TITLE.finditer("/b/" + " " * 50 + '"a"')]
    assert starts == [3]
    assert list(markdown._links(f"[a](/b/{' ' * 50}'Un titolo')")) == [(4, "/b/")]
    assert list(markdown._links(f"[a]({' ' * 50}/b/ )")) == [(54, "/b/")]
