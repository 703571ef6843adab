"""What is worth another look: mailboxes of persons, sources at second hand, two events of one day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from distretti.catalog.catalog import catalog
from distretti.catalog.review import is_personal, remarks, second_hand
from distretti.model import Event
from distretti.reading.loader import load

from ..conftest import REFERENCE
from ..mutants import EVENT


@pytest.mark.parametrize(
    ("email", "personal"),
    [
        ("commercio@comune.lodi.it", False),
        ("polizia.locale@comune.lodi.it", False),
        ("sportello.unico@comune.lodi.it", False),
        ("san.marco@comune.lodi.it", True),  # cannot be told apart: an editor looks
        ("suap@pec.comune.lodi.it", False),
        ("distretto.milano@comune.lodi.it", False),
        ("maria.rossi@comune.lodi.it", True),
        ("rossi.maria@comune.lodi.it", True),
        ("m.rossi@comune.lodi.it", True),
        ("Paolo_DeRossi@comune.lodi.it", True),
        ("duclodi@gmail.com", True),
        ("duc@libero.it", True),
        ("info@liberocommercio.it", False),
    ],
)
def test_a_mailbox_of_a_person_is_told_from_an_office(email: str, personal: bool) -> None:
    assert is_personal(email) is personal


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://bit.ly/abc", "abbreviato"),
        ("https://web.archive.org/web/2020/https://www.comune.lodi.it/", "copia"),
        ("https://initalia.virgilio.it/x", "raccolta"),
        ("https://www.comune.lodi.it/", ""),
        ("https://rabbit.lyon.example/", ""),
        ("https://notgithub.com/", ""),
    ],
)
def test_sources_at_second_hand_are_told_by_their_host(url: str, said: str) -> None:
    assert (said in second_hand(url)) if said else second_hand(url) == ""


@pytest.mark.parametrize(("today", "told"), [(dt.date(2020, 1, 1), 2), (dt.date(2030, 1, 1), 0)])
def test_two_events_of_one_day_and_municipality_are_told_while_they_are_to_come(
    catalogue: Path, today: dt.date, told: int
) -> None:
    file = catalogue / EVENT
    other = file.with_name("un-altra-festa-di-prova.yaml")
    text = file.read_text("utf-8")
    other.write_text("\n".join("title: Un'altra" if line.startswith("title:") else line for line in text.splitlines()))
    content = load(catalogue, REFERENCE)
    known = catalog(content, [], today)
    events = [event for event in content.of(Event).values() if content.file(event).endswith((file.name, other.name))]
    assert len(events) == 2
    found = [problem for problem in remarks(known, content, events) if problem.path == "start"]
    assert len(found) == told
