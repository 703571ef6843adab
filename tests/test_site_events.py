"""Events and calendars of the real site as it is published: what search engines need, and what each file weighs."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from . import calendar_oracle as oracle
from .site import ADDRESS, DAY, PROJECT

TODAY = dt.date.fromisoformat(DAY)
LAST = TODAY + dt.timedelta(365)
SCHEMA = "https://schema.org/"
STRUCTURED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SUBSCRIBE = re.compile(rb'<section class="card subscribe".*?</section>', re.DOTALL)

Event = tuple[str, dict[str, Any], dict[str, Any]]  # its address, its record as YAML has it, its structured data


@pytest.fixture(scope="module")
def events(published: Path) -> list[Event]:
    """All that is an event, one-off or recurring."""
    return list(_events(published))


def _events(published: Path) -> Iterator[Event]:
    for file in sorted((PROJECT / "content" / "events").glob("*/*.yaml")):
        address = f"/eventi/{file.parent.name}/{file.stem}/"
        text = (published / address.strip("/") / "index.html").read_text("utf-8")
        found = json.loads(STRUCTURED.findall(text)[0])
        yield address, oracle.read(file), next(part for part in found if part["@type"] == "Event")


def is_dated(record: dict[str, Any]) -> bool:
    """Whether Google can show it: it has a day, or comes back surely and within a year."""
    if "recurrence" not in record:
        return len(record["start"]) == len(DAY)
    return record.get("to_confirm") != "true" and bool(oracle.days_of_market(record, TODAY, LAST))


def test_events_have_what_google_requires(events: list[Event]) -> None:
    """Its name, the day on which it starts and the place: developers.google.com/search/docs/appearance/…/event."""
    dated = [event for event in events if is_dated(event[1])]
    assert len(dated) > 150
    for address, record, data in dated:
        assert data["name"] == record["title"], address
        assert data["startDate"] == _start(record), address
        assert ("location" in data) is ("place" in record or "municipality" in record), address
        assert data.get("location") != [], address
        for place in _places(data):
            assert place["@type"] in ("Place", "VirtualLocation"), address
            assert place.get("name") or place.get("url"), address
        towns = [place["address"]["addressLocality"] for place in _places(data) if "addressLocality" in str(place)]
        assert bool(towns) is ("municipality" in record), address


def test_events_have_what_google_recommends_as_far_as_it_is_known(events: list[Event]) -> None:
    statuses = {"annullato": "EventCancelled", "rinviato": "EventPostponed", "spostato": "EventRescheduled"}
    for address, record, data in events:
        assert data["description"] == record["summary"], address
        assert all(image.startswith(f"{ADDRESS}/immagini/") for image in data["image"]), address
        assert data["url"] == f"{ADDRESS}{address}", address
        assert data["eventStatus"] == SCHEMA + statuses.get(record.get("status", ""), "EventScheduled"), address
        assert data["eventAttendanceMode"].endswith("EventAttendanceMode"), address
        assert [body["name"] for body in data.get("organizer", ())] == record.get("organisers", []), address
        assert data.get("previousStartDate") == record.get("moved_from"), address
        ends = "end" in record or ("end_time" in record and is_dated(record))
        assert ("endDate" in data) is ends, address


def test_what_is_not_sure_has_no_day_for_search_engines(events: list[Event]) -> None:
    for address, record, data in events:
        if "recurrence" in record and not is_dated(record):
            assert "startDate" not in data, address


def _start(record: dict[str, Any]) -> str:
    recurs = "recurrence" in record
    day = min(oracle.days_of_market(record, TODAY, LAST)) if recurs else oracle.date(record["start"])
    if "time" not in record:
        return day.isoformat()
    zone = None if "country" in record and "zone" not in record else oracle.ROME
    return dt.datetime.combine(day, dt.time.fromisoformat(record["time"]), zone).isoformat(timespec="minutes")


def _places(data: dict[str, Any]) -> list[dict[str, Any]]:
    found = data.get("location", [])
    return found if isinstance(found, list) else [found]


def test_calendars_are_as_small_as_google_reads(published: Path) -> None:
    """Google stops at 1 MB, and at about 1,111 events."""
    files = list(published.rglob("*.ics"))
    districts = list((PROJECT / "content" / "districts").rglob("*.yaml"))
    assert len([file for file in files if file.is_relative_to(published / "distretti")]) >= len(districts)
    for file in files:
        content = file.read_bytes()
        assert len(content) <= 250_000, file
        assert content.count(b"BEGIN:VEVENT") <= 1000, file


def test_pages_of_months_are_light(published: Path) -> None:
    pages = [file for file in published.glob("eventi/*/*/index.html") if re.fullmatch(r"\d\d", file.parent.name)]
    assert len(pages) > 12
    assert [file for file in pages if len(gzip.compress(file.read_bytes())) > 25_000] == []


def test_the_way_to_subscribe_is_small_on_every_page(published: Path) -> None:
    blocks = {file: SUBSCRIBE.findall(file.read_bytes()) for file in published.rglob("*.html")}
    assert len([file for file, found in blocks.items() if found]) > len(list(published.glob("distretti/*/*/")))
    assert [file for file, found in blocks.items() if sum(map(len, found)) > 1500] == []


def test_every_calendar_that_a_page_names_is_there(published: Path) -> None:
    link = re.compile(rf'"webcal://{re.escape(ADDRESS.partition("://")[2])}/([^"]+)"')
    named = {address for file in published.rglob("*.html") for address in link.findall(file.read_text("utf-8"))}
    assert named
    assert [address for address in named if not (published / address).is_file()] == []
