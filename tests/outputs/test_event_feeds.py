"""Atom feeds of events and deadlines, and the page of deadlines."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import feedparser
import pytest

from distretti.outputs import deadlines, event_feeds, feed
from distretti.site.output import File, Page

from ..conftest import PROJECT
from .test_calendars import SITE, edit, read

CALL = "programmes/lombardia/bando-di-prova-2026.yaml"
TODAY = dt.date(2026, 11, 28)


def feeds_of(folder: Path, today: dt.date = TODAY) -> dict[str, bytes]:
    found = read(folder, today)
    outputs = [output for module in (feed, event_feeds, deadlines) for output in module.outputs(found, SITE)]
    return {output.address: output.content for output in outputs if isinstance(output, File)}


def test_another_program_finds_nothing_wrong_in_the_real_feeds() -> None:
    for address, content in feeds_of(PROJECT / "content").items():
        found = feedparser.parse(content)
        assert found.bozo == 0, address
        assert next(link.href for link in found.feed.links if link.rel == "self") == f"https://esempio.it{address}"
        assert len({entry.id for entry in found.entries}) == len(found.entries), address
        if found.entries:
            assert found.feed.updated == max(entry.updated for entry in found.entries), address
        assert found.feed.updated <= TODAY.isoformat() + "T99"


def test_an_id_stays_when_the_record_is_renamed(catalogue: Path) -> None:
    before = {entry.id for entry in feedparser.parse(feeds_of(catalogue)["/feed/eventi.xml"]).entries}
    event = catalogue / "events/2026/festa-delle-vetrine-di-prova.yaml"
    with event.open("a", encoding="utf-8") as stream:
        stream.write("aliases:\n  - /eventi/2026/festa-delle-vetrine-di-prova/\n")
    event.rename(event.with_name("festa-nuova.yaml"))
    after = feedparser.parse(feeds_of(catalogue)["/feed/eventi.xml"]).entries
    assert {entry.id for entry in after} == before
    assert any("festa-nuova" in entry.link for entry in after)


def page_of(folder: Path, today: dt.date = TODAY) -> dict[str, list[str]]:
    outputs = deadlines.outputs(read(folder, today), SITE)
    view = next(output for output in outputs if isinstance(output, Page)).view
    return {section.anchor: [row.meta for row in section.rows] for section in view.sections}


def test_deadlines_say_what_opens_and_closes_with_its_hour(catalogue: Path) -> None:
    assert page_of(catalogue)["prossime"] == ["Chiude il 15 dicembre 2026, ore 12"]
    assert page_of(catalogue, dt.date(2026, 12, 16)) == {
        "prossime": [], "esaurimento": [], "chiusi": ["Ha chiuso il 15 dicembre 2026, ore 12"],
    }  # fmt: skip


@pytest.mark.parametrize(("opened", "there"), [("2026-12-01", True), ("2026", False), ("2026-10-01", False)])
def test_only_what_surely_opens_later_is_to_come(catalogue: Path, opened: str, there: bool) -> None:
    edit(catalogue, CALL, "opened: 2026-10-01", f"opened: {opened}")
    assert ("Apre il 1º dicembre 2026" in page_of(catalogue)["prossime"]) is there


WINDOWS = """windows:
  - {opens: 2026-10-01, closes: 2026-10-31}
  - {opens: 2026-12-01, closes: 2027-01-31, time: '16:00'}
"""


def windowed(catalogue: Path) -> Path:
    """A call announced in September that is open twice."""
    edit(catalogue, CALL, "opened: 2026-10-01", f"opened: 2026-09-01\n{WINDOWS}".rstrip())
    edit(catalogue, CALL, "closed: 2026-12-15\n", "")
    edit(catalogue, CALL, "closes_time: '12:00'\n", "")
    return catalogue


def test_each_window_of_a_call_opens_and_closes_and_the_day_of_its_act_does_not(catalogue: Path) -> None:
    found = page_of(windowed(catalogue))
    assert found["prossime"] == ["Apre il 1º dicembre 2026", "Chiude il 31 gennaio 2027, ore 16"]
    assert found["chiusi"] == [], "it opens again"
    ids = [entry.id for entry in feedparser.parse(feeds_of(catalogue)["/feed/scadenze.xml"]).entries]
    marks = sorted(name.rpartition(":")[2] for name in ids)
    assert marks == ["apre-2", "chiude-2"]
    assert page_of(catalogue, dt.date(2027, 2, 1))["chiusi"] == ["Ha chiuso il 31 gennaio 2027, ore 16"]


def test_what_is_over_on_the_page_is_not_set_aside_by_a_browser_and_what_is_to_come_is(catalogue: Path) -> None:
    """theme/static/js/today.js takes a row out after its `last` day; an opening is to come until the day before."""

    def last_days(today: dt.date) -> dict[str, list[str]]:
        outputs = deadlines.outputs(read(catalogue, today), SITE)
        view = next(output for output in outputs if isinstance(output, Page)).view
        assert view.head.built.day == today.isoformat()
        return {section.anchor: [row.last for row in section.rows] for section in view.sections}

    windowed(catalogue)
    assert last_days(TODAY)["prossime"] == ["2026-11-30", "2027-01-31"]
    assert last_days(dt.date(2027, 2, 1))["chiusi"] == [""]


def test_renewals_are_deadlines_too(catalogue: Path) -> None:
    with (catalogue / "districts/lombardia/botteghe-inventate.yaml").open("a", encoding="utf-8") as stream:
        stream.write("recognition:\n  state: iscritto\n  expires: 2027-06-30\n")
    assert "Scade il riconoscimento il 30 giugno 2027" in page_of(catalogue)["prossime"]


def test_the_feed_of_deadlines_has_one_entry_for_each(catalogue: Path) -> None:
    found = feedparser.parse(feeds_of(catalogue)["/feed/scadenze.xml"]).entries
    assert [entry.id for entry in found] == [
        "urn:distretti-del-commercio:programmi/lombardia/bando-di-prova-2026:chiude"
    ]


def test_every_time_for_applications_opens_and_closes(catalogue: Path) -> None:
    """Each is an entry of the feed, with an id that stays when its dates move."""
    text = (catalogue / CALL).read_text("utf-8")
    kept = "\n".join(line for line in text.splitlines() if not line.startswith(("closed:", "closes_time:", "opened:")))
    for day in ("20", "25"):
        windows = (
            f"windows:\n  - opens: 2026-12-01\n    closes: 2026-12-{day}\n    time: '12:00'\n"
            "  - opens: 2027-02-01\n    closes: 2027-03-01\n"
        )
        (catalogue / CALL).write_text(f"{kept}\n{windows}", "utf-8")
        assert page_of(catalogue)["prossime"] == [
            "Apre il 1º dicembre 2026",
            f"Chiude il {day} dicembre 2026, ore 12",
            "Apre il 1º febbraio 2027",
            "Chiude il 1º marzo 2027",
        ]
        found = feedparser.parse(feeds_of(catalogue)["/feed/scadenze.xml"]).entries
        name = "urn:distretti-del-commercio:programmi/lombardia/bando-di-prova-2026"
        assert {entry.id for entry in found} == {f"{name}:{what}" for what in ("apre", "apre-2", "chiude", "chiude-2")}
