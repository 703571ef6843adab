"""Calendars: what each contains, as other programs read it and as the records say it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from distretti.catalog.catalog import Catalog, catalog
from distretti.language.problem import errors
from distretti.model.recurrence import rule
from distretti.outputs import calendars, events
from distretti.reading import rules
from distretti.reading.history import Revision
from distretti.reading.loader import load
from distretti.site.output import File
from distretti.site.site import Site

from .. import calendar_oracle as oracle
from ..conftest import PROJECT, REFERENCE, TODAY, real_catalog

TORTURE = PROJECT / "tests" / "torture"
SITE = Site("Prova", "Prova", "https://esempio.it", None, (), "", "", "")
SITE_FILE, DOUBT_FILE = "/eventi/calendario.ics", "/eventi/da-riconfermare/calendario.ics"
FIRST, LAST = TODAY, dt.date(2027, 12, 31)
UNFOLDED = re.compile(rb"\r\n[ \t]")


@pytest.fixture
def torture(catalogue: Path) -> Path:
    """The tiny catalogue with all that is hard for calendars."""
    return Path(shutil.copytree(TORTURE, catalogue, dirs_exist_ok=True))


def read(folder: Path, today: dt.date = TODAY) -> Catalog:
    content = load(folder, REFERENCE)
    problems = content.problems + rules.broken(content, today)
    assert folder == PROJECT / "content" or errors(problems) == []
    return catalog(content, problems, today)


def calendars_of(found: Catalog, only: str = "") -> dict[str, bytes]:
    outputs = calendars.outputs(found, SITE)
    files = (output for output in outputs if isinstance(output, File) and (not only or output.address == only))
    return {file.address: file.content for file in files}


def written(folder: Path, doubtful: bool = False) -> Iterable[tuple[str, dict[str, object]]]:
    """The records of events, as YAML has them, by address."""
    for file in sorted((folder / "events").glob("*/*.yaml")):
        record = oracle.read(file)
        if (record.get("to_confirm") == "true") == doubtful:
            yield f"/eventi/{file.parent.name}/{file.stem}/", record


@pytest.mark.parametrize("doubtful", [False, True])
def test_calendars_have_the_dates_that_the_records_give(torture: Path, doubtful: bool) -> None:
    """The whole of it in another program, beside a computation that knows nothing of ours; no date twice."""
    content = calendars_of(read(torture), DOUBT_FILE if doubtful else SITE_FILE)
    found = oracle.expanded(next(iter(content.values())), FIRST, LAST)
    wanted = set().union(
        *(oracle.instants(record, address, FIRST, LAST) for address, record in written(torture, doubtful))
    )
    assert sorted(found) == sorted(set(found))
    assert set(found) == wanted
    assert len(wanted) > (50 if doubtful else 900)


def test_the_calendars_of_the_real_content_have_the_dates_of_its_records() -> None:
    today = dt.date(2026, 11, 28)
    found = real_catalog(today)
    for address, doubtful in ((SITE_FILE, False), (DOUBT_FILE, True)):
        content = calendars_of(found, address)[address]
        wanted = set()
        for page, record in written(PROJECT / "content", doubtful):
            wanted |= oracle.instants(record, page, today, LAST)
        expanded = oracle.expanded(content, today, LAST)
        assert sorted(expanded) == sorted(set(expanded))
        assert set(expanded) == wanted


def test_every_calendar_is_part_of_the_whole(torture: Path) -> None:
    files = calendars_of(read(torture))
    whole = set(re.findall(rb"BEGIN:VEVENT.*?END:VEVENT", files[SITE_FILE], re.DOTALL))
    whole |= set(re.findall(rb"BEGIN:VEVENT.*?END:VEVENT", files[DOUBT_FILE], re.DOTALL))
    parts = {
        address: set(re.findall(rb"BEGIN:VEVENT.*?END:VEVENT", text, re.DOTALL)) for address, text in files.items()
    }
    assert {address for address, events in parts.items() if events - whole} == set()
    assert parts["/distretti/lombardia/portici-immaginari/calendario.ics"]
    assert parts["/distretti/lombardia/botteghe-inventate/calendario.ics"] == set()
    assert set().union(*(events for address, events in parts.items() if "/tipo/" in address)) == parts[SITE_FILE]


@pytest.mark.parametrize("folder", ["torture", "content"])
def test_rules_are_those_that_outlook_takes_with_an_end_and_lists_in_order(torture: Path, folder: str) -> None:
    """MS-OXCICAL 2.1.3.2.2; ical.js loses half a year where months are not in order."""
    today = TODAY if folder == "torture" else dt.date(2026, 11, 28)
    files = calendars_of(read(torture, today) if folder == "torture" else real_catalog(today))
    texts = {line for text in files.values() for line in re.findall(rb"\nRRULE:(\S+)", UNFOLDED.sub(b"", text))}
    texts = {text.decode() for text in texts if not text.endswith((b"BYMONTH=3;BYDAY=-1SU", b"BYMONTH=10;BYDAY=-1SU"))}
    assert texts
    for text in texts:
        until = re.search(r";UNTIL=(\d{8})(T\d{6}Z)?", text)
        assert until, text
        assert until[1] <= "20280101"
        plain = text.replace(until[0], "")
        assert rule(plain).outlook_takes
        assert rule(plain).text() == plain


def test_lines_are_folded_between_signs_and_end_as_they_must(torture: Path) -> None:
    for content in calendars_of(read(torture)).values():
        lines = content.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert b"\n" not in b"".join(lines)
        content.decode()  # no sign is cut: each line is whole UTF-8
        for line in lines:
            line.decode()


def event(content: bytes, uid: str) -> icalendar.Event:
    found = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return next(item for item in found if str(item["UID"]).startswith(uid))


def test_texts_come_through_as_they_were(torture: Path) -> None:
    content = calendars_of(read(torture), SITE_FILE)[SITE_FILE]
    found = event(content, "eventi/2027/non-ascii")
    assert str(found["SUMMARY"]) == "Čevapčići, «Würstel»; 美食节 \\ e l’àncora"
    assert str(found["LOCATION"]) == "Piazza dell’Eguaglianza; lato nord, porta 3, Lodi (LO)"
    assert "Concerto: 13 giugno 2027, 21:00–23:00, Cortile." in str(
        event(content, "festa-con-parti-0001")["DESCRIPTION"]
    )


@pytest.mark.parametrize(
    ("uid", "title", "status"),
    [
        ("eventi/2026/annullata", "ANNULLATO: Festa annullata", "CANCELLED"),
        ("eventi/2027/rinviata", "RINVIATO: Festa rinviata", "CANCELLED"),
        ("eventi/2026/festa-spostata", "Festa spostata d’anno", "CONFIRMED"),
        ("eventi/ricorrenti/non-si-tiene-piu", "ANNULLATO: Mercato che non si tiene più", "CANCELLED"),
    ],
)
def test_what_is_cancelled_or_moved_is_seen_by_who_subscribed(torture: Path, uid: str, title: str, status: str) -> None:
    found = event(calendars_of(read(torture), SITE_FILE)[SITE_FILE], uid)
    assert (str(found["SUMMARY"]), str(found["STATUS"])) == (title, status)
    assert str(found["TRANSP"]) == ("TRANSPARENT" if status == "CANCELLED" else "OPAQUE")
    if "spostata" in uid:
        assert "Spostato dal 12 dicembre 2026: Neve prevista." in str(found["DESCRIPTION"])


def test_several_days_with_an_hour_are_whole_days_with_the_hour_in_words(torture: Path) -> None:
    found = event(calendars_of(read(torture), SITE_FILE)[SITE_FILE], "eventi/2026/piu-giorni-con-ora")
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (dt.date(2026, 12, 11), dt.date(2026, 12, 14))
    assert "Orario: ore 18:30." in str(found["DESCRIPTION"])


def test_an_end_after_midnight_is_on_the_next_day(torture: Path) -> None:
    found = event(calendars_of(read(torture), SITE_FILE)[SITE_FILE], "eventi/2026/notte")
    assert found["DTEND"].dt - found["DTSTART"].dt == dt.timedelta(hours=5)


def test_an_event_leaves_a_year_after_its_end(catalogue: Path) -> None:
    for day, there in ((dt.date(2027, 12, 8), True), (dt.date(2028, 1, 2), False)):
        content = calendars_of(read(catalogue, day), SITE_FILE)[SITE_FILE]
        assert (b"festa-delle-vetrine-di-prova" in content) is there


def test_no_calendar_asserts_a_holiday_of_which_nobody_knows() -> None:
    """On 20 December, with the real content."""
    today = dt.date(2026, 12, 20)
    files = calendars_of(real_catalog(today))
    christmas = {
        address
        for address, content in files.items()
        if b"VEVENT" in content
        for _, moment in oracle.expanded(content, dt.date(2026, 12, 25), dt.date(2026, 12, 25))
        if moment.startswith("2026-12-25")
    }
    assert christmas == set()


RENAMED = [
    ("districts/lombardia/portici-immaginari.yaml", "/distretti/lombardia/portici/"),
    ("events/2026/festa-delle-vetrine-di-prova.yaml", "/eventi/2026/festa-vecchia/"),
]


@pytest.mark.parametrize(("file", "old"), RENAMED)
def test_what_was_renamed_keeps_its_calendar_at_both_addresses(catalogue: Path, file: str, old: str) -> None:
    add(catalogue, file, f"aliases:\n  - {old}\n")
    files, address = calendars_of(read(catalogue)), record_address(file)
    assert b"BEGIN:VEVENT" in files[f"{old}calendario.ics"]
    assert files[f"{old}calendario.ics"] == files[f"{address}calendario.ics"]


@pytest.mark.parametrize(("file", "old"), RENAMED)
def test_what_is_withdrawn_keeps_a_calendar_without_events(catalogue: Path, file: str, old: str) -> None:
    """Who subscribed gets an empty calendar, no error: so the program takes away what it showed."""
    there = calendars_of(read(catalogue)).keys()
    withdrawn = "withdrawn:\n  date: 2026-11-21\n  reason: Scheda doppia.\n"
    add(catalogue, file, f"aliases:\n  - {old}\n{withdrawn}")
    files = calendars_of(read(catalogue))
    gone = {f"{record_address(file)}calendario.ics", f"{old}calendario.ics"}
    assert files.keys() == there | gone  # nothing else goes
    for address in gone:
        found = icalendar.Calendar.from_ical(files[address])
        assert (found.walk("VEVENT"), str(found["DESCRIPTION"])) == ([], "Scheda ritirata il 21 novembre 2026.")


def test_a_calendar_that_would_be_too_large_keeps_what_is_near(
    catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("distretti.presenters.icalendar.MOST_EVENTS", 1)
    content = calendars_of(read(catalogue), SITE_FILE)[SITE_FILE]
    assert content.count(b"BEGIN:VEVENT") == 1
    assert "ci sono le più vicine" in UNFOLDED.sub(b"", content).decode()


def test_markets_that_are_too_many_are_all_left_out_and_the_calendar_and_its_page_say_so(
    catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never some of them, which would look like all."""
    whole = entries(calendars_of(read(catalogue), SITE_FILE)[SITE_FILE])
    monkeypatch.setattr("distretti.presenters.calendars.MOST_MARKETS", 0)
    found = read(catalogue)
    content = calendars_of(found, SITE_FILE)[SITE_FILE]
    markets = {uid for uid in whole if uid.startswith("eventi/ricorrenti/")}
    assert markets
    assert entries(content).keys() == whole.keys() - markets
    assert "sono troppi per un calendario solo" in str(icalendar.Calendar.from_ical(content)["DESCRIPTION"])
    page = next(output for output in events.outputs(found, SITE) if output.address == "/eventi/")
    assert "1 mercato o fiera non c'è: sono troppi" in page.view.calendar.left_out


def test_sizes_of_the_real_calendars() -> None:
    for address, content in calendars_of(real_catalog()).items():
        assert len(content) <= 250_000, address
        assert content.count(b"BEGIN:VEVENT") <= 1000, address


def add(catalogue: Path, file: str, lines: str) -> None:
    """Write lines at the end of a record."""
    with (catalogue / file).open("a", encoding="utf-8") as stream:
        stream.write(lines)


def record_address(file: str) -> str:
    """The address of the record of a file."""
    folder, _, name = file.partition("/")
    kind = {"districts": "distretti", "events": "eventi"}[folder]
    return f"/{kind}/{name.removesuffix('.yaml')}/"


def edit(catalogue: Path, file: str, old: str, new: str) -> None:
    """Replace words of a record."""
    text = (catalogue / file).read_text("utf-8")
    assert old in text
    (catalogue / file).write_text(text.replace(old, new), "utf-8")


def entries(content: bytes) -> dict[str, bytes]:
    """The VEVENTs of a calendar by their UID."""
    found = re.findall(rb"BEGIN:VEVENT.*?END:VEVENT", content, re.DOTALL)
    return {re.search(rb"\nUID:(\S+)", UNFOLDED.sub(b"", text))[1].decode(): text for text in found}  # type: ignore[index]


EVENTS = sorted(file.relative_to(TORTURE).as_posix() for file in TORTURE.glob("events/*/*.yaml"))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=st.sampled_from(EVENTS), change=st.sampled_from(["typo", "rename", "again", "year"]))
def test_what_identifies_an_entry_survives_every_edit(tmp_path: Path, file: str, change: str) -> None:
    """A typo, a new name with its alias, a date in another year, the same once more: only the edited entry differs."""
    folder = Path(tempfile.mkdtemp(dir=tmp_path)) / "catalogue"
    shutil.copytree(PROJECT / "tests" / "catalogue", folder)
    shutil.copytree(TORTURE, folder, dirs_exist_ok=True)
    address = DOUBT_FILE if file.endswith("da-riconfermare.yaml") else SITE_FILE
    before = entries(calendars_of(read(folder), address)[address])
    path = folder / file
    text = path.read_text("utf-8")
    if change == "typo":
        edit(folder, file, "title: ", "title: Grande ")
    elif change in ("rename", "year") and "aliases" not in text:
        name = path.parent.name
        year = change == "year" and re.search(r"^start: \d{4}-\d\d-\d\d$", text, re.MULTILINE) and "end:" not in text
        if year and not re.search(r"parts|also|booking|02-29|moved_from", text):
            name = "2028"
            text = re.sub(r"^start: \d{4}", "start: 2028", text, flags=re.MULTILINE)
        path.unlink()
        path = folder / "events" / name / "nome-nuovo.yaml"
        old = f"/{file.replace('events', 'eventi').removesuffix('.yaml')}/"
        path.write_text(f"{text}aliases:\n  - {old}\n", "utf-8")
    after = entries(calendars_of(read(folder), address)[address])
    assert after.keys() == before.keys()
    changed = {uid for uid in after if after[uid] != before[uid]}
    mine = {uid for uid in after if _mine(uid, oracle.read(path), file)}
    assert changed <= mine
    assert changed or change != "typo" or not mine


def _mine(uid: str, record: dict[str, object], file: str) -> bool:
    given = record.get("aliases", [file.replace("events", "eventi").removesuffix(".yaml")])
    name = str(record.get("uid") or given[0]).strip("/")  # type: ignore[index]
    return re.fullmatch(rf"{re.escape(name)}(-\d+)*@.*", uid) is not None


def test_sequence_and_moment_are_those_of_the_history(catalogue: Path) -> None:
    content = load(catalogue, REFERENCE)
    revisions = {"events/2026/festa-delle-vetrine-di-prova.yaml": Revision(4, 1_700_000_000)}
    found = catalog(content, [], TODAY)
    known = Catalog(found.records.index, found.tracker, content, [], TODAY, revisions)
    one = event(calendars_of(known, SITE_FILE)[SITE_FILE], "eventi/2026/festa-delle-vetrine-di-prova")
    assert (one["SEQUENCE"], str(one["LAST-MODIFIED"].to_ical(), "ascii")) == (3, "20231114T221320Z")
    without = event(calendars_of(found, SITE_FILE)[SITE_FILE], "eventi/2026/festa-delle-vetrine-di-prova")
    assert (without["SEQUENCE"], str(without["DTSTAMP"].to_ical(), "ascii")) == (0, "20261120T000000Z")
