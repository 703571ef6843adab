"""YAML text stays text, and everything in it has its place."""

from __future__ import annotations

from typing import Any

import pytest

from distretti.reading.text_file import MAX_BYTES, decoded
from distretti.reading.yaml_fast import plain
from distretti.reading.yaml_file import Document, dotted, read


def document(text: str) -> Document:
    found, problems = read(text.encode(), "f.yaml")
    assert problems == []
    assert found
    return found


SCALARS = ["NO", "no", "yes", "on", "true", "~", "null", "003106", "0x1F", "1e5", "1_000", "12:30", "2021-11-11"]


@pytest.mark.parametrize("written", SCALARS)
def test_every_scalar_stays_as_it_is_written(written: str) -> None:
    assert document(f"a: {written}\nb: [{written}]\n").value == {"a": written, "b": [written]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 'l''uva'", "l'uva"),
        ('a: "città\\n"', "città\n"),
        ("a: un testo\n  su due righe", "un testo su due righe"),
        ("a: >-\n  un testo\n  su due righe", "un testo su due righe"),
        ("a:  # niente", ""),
        ("a: x  # commento", "x"),
        ("a: {b: [c, {d: e}]}", {"b": ["c", {"d": "e"}]}),
    ],
)
def test_values(text: str, value: Any) -> None:
    assert document(f"{text}\n").value == {"a": value}


def test_places_of_keys_and_values() -> None:
    found = document("name: Lodi\nsources:\n  - url: à\n    date: 2021\n  - publisher: X\n")
    assert found.place(("name",)) == (1, 7)
    assert found.place(("name",), of_key=True) == (1, 1)
    assert found.place(("sources", 0, "date")) == (4, 11)
    assert found.place(("sources", 0, "date"), of_key=True) == (4, 5)
    assert found.place(("sources", 1)) == (5, 5)


def test_what_is_missing_stands_where_it_should_have_been() -> None:
    found = document("# prima\nsources:\n  - url: x\n")
    assert found.place(("sources", 0, "publisher")) == (3, 5)
    assert found.place(("name",)) == (2, 1)


def test_problems_name_the_field_as_editors_count() -> None:
    assert dotted(("grants", 0, "source")) == "grants[1].source"
    assert dotted((1, "id")) == "[2].id"
    assert dotted(()) == ""
    assert str(document("a: [x, y]\n").problem(("a", 1), "non va")) == "f.yaml:1:8: a[2]: non va"


def test_twenty_levels_are_enough_and_allowed() -> None:
    assert document("a: " + "[" * 19 + "]" * 19 + "\n")


def test_the_largest_file() -> None:
    assert decoded(b"x" * MAX_BYTES, "f")[1] == []
    assert len(decoded(b"x" * (MAX_BYTES + 1), "f")[1]) == 1


def test_every_unwanted_character_is_reported_at_its_place() -> None:
    _, problems = decoded("a\x01\nbè\u202e\ufeff\tc\x85".encode(), "f")
    assert [(problem.line, problem.column) for problem in problems] == [(1, 2), (2, 3), (2, 4)]


def test_two_copies_of_a_key_are_reported_in_every_group() -> None:
    _, problems = read(b"a: 1\na: 2\nb:\n  c: 1\n  c: {d: 1, d: 2}\na: 3\n", "f")
    assert [str(problem).split(": il")[0] for problem in problems] == [
        "f:2:1: a", "f:5:3: b.c", "f:5:13: b.c.d", "f:6:1: a",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "a: &b c\n", "a: *b\n", "&a b: c\n", "a: &b {c: d}\n", "a: !!str b\n", "!a {b: c}\n", "a: !<b> [c]\n",
        "a: 1\na: 2\n", "a: {b: 1, b: 2}\n", "a: b\n---\nc: d\n", "{a: b}\n--- c\n", "? [a]\n: b\n", "? {a: b}\n",
        "a: " + "[" * 20 + "]" * 20 + "\n", "a: [b\n", "a: b: c\n", "\ta: b\n", 'a: "\\e"\n',
        "", "# a\n", "a\n", "'a'\n", "--- |\n a\n",
    ],
)  # fmt: skip
def test_a_text_of_which_there_is_something_to_say_is_read_with_care(text: str) -> None:
    assert plain(text) is None
    assert read(text.encode(), "f")[1]
