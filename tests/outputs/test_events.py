"""Pages of events and of what comes back, from the tiny catalogue."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from distretti.catalog import relations
from distretti.catalog.catalog import Catalog, catalog
from distretti.model import RecurringEvent
from distretti.model.event import Recurrence
from distretti.opendata import of_events
from distretti.outputs import calendars, days, event_lists, event_pages, events, months, recurring, weekly
from distretti.presenters import agenda, event_facts
from distretti.reading import rules
from distretti.reading.loader import load
from distretti.site.components import Table, Until
from distretti.site.output import Page
from distretti.site.site import Site
from distretti.theme import assets, environment
from distretti.theme.term_links import glossary

from ..conftest import PROJECT, REFERENCE, TODAY, real_catalog

SITE = Site("Prova", "Prova", "", None, (), "Catalogo indipendente: fa fede l'elenco della Regione.", "Istat", "")
MODULES = (events, months, days, event_lists, event_pages, recurring, weekly)

FESTA = "events/2026/festa-delle-vetrine-di-prova.yaml"
FIERA = "events/2027/fiera-delle-risaie-di-fantasia.yaml"
MERCATO = "events/ricorrenti/mercato-dei-portici-immaginari.yaml"


def read(folder: Path) -> Catalog:
    content = load(folder, REFERENCE)
    return catalog(content, content.problems + rules.broken(content, TODAY), TODAY)


def pages_of(folder: Path) -> dict[str, Page]:
    found = read(folder)
    made = [page for module in MODULES for page in module.outputs(found, SITE)]
    return {page.address: page for page in made if isinstance(page, Page)}


@pytest.fixture
def pages(catalogue: Path) -> dict[str, Page]:
    return pages_of(catalogue)


def edit(catalogue: Path, file: str, old: str, new: str, name: str = "") -> None:
    """Replace words of a record, or write the result as one more record called `name`."""
    path = catalogue / file
    text = path.read_text("utf-8")
    assert old in text
    (path.with_name(f"{name}.yaml") if name else path).write_text(text.replace(old, new), "utf-8")


def facts(page: Page) -> dict[str, tuple[object, ...]]:
    return {fact.term: fact.values for fact in page.view.facts}


def test_every_month_of_an_event_has_a_page_and_those_ahead_with_markets(pages: dict[str, Page]) -> None:
    """December and March have an event, April to October the market of the season."""
    found = [address for address in pages if re.fullmatch(r"/eventi/\d+/\d+/", address)]
    assert found == ["/eventi/2026/12/", *(f"/eventi/2027/{month:02d}/" for month in range(3, 11))]
    assert "/eventi/2026/" in pages
    assert "/eventi/2027/" in pages


def test_places_and_kinds_with_something_have_a_page(pages: dict[str, Page]) -> None:
    assert sorted(address for address in pages if re.match("/eventi/(regione|provincia|tipo)/", address)) == [
        "/eventi/provincia/lo/", "/eventi/provincia/no/", "/eventi/regione/lombardia/", "/eventi/regione/piemonte/",
        "/eventi/tipo/festival/", "/eventi/tipo/fiera/", "/eventi/tipo/mercato/",
    ]  # fmt: skip


def test_an_empty_catalogue_has_no_list(tmp_path: Path) -> None:
    assert pages_of(tmp_path) == {}


def test_every_page_is_drawn_without_words_of_code(pages: dict[str, Page]) -> None:
    names, _ = assets.assets(PROJECT / "theme" / "static")
    render = environment.renderer(
        environment.environment(PROJECT / "theme" / "templates", SITE, names, glossary(())), SITE
    )
    for page in pages.values():
        text = render(page).decode()
        assert "None" not in text
        assert text.count("<h1") == 1


def test_the_index_puts_what_has_a_day_apart_from_what_has_none(pages: dict[str, Page]) -> None:
    view = pages["/eventi/"].view
    assert [(row.label, row.last) for row in view.soon] == [("Festa delle vetrine di prova", "2026-12-08")]
    assert [row.label for row in view.undated] == ["Fiera delle Risaie di Fantasia"]
    assert view.today.date == view.head.built.day == TODAY.isoformat()
    labels = [chip.label for chip in view.when]
    assert labels[:3] == ["Oggi", "Fine settimana", "Dicembre"]
    assert labels[-2:] == ["Ottobre 2027", "Archivio"]


def test_what_is_to_be_confirmed_is_marked_and_not_among_the_next(catalogue: Path) -> None:
    edit(catalogue, MERCATO, "compiled:", "to_confirm: true\ncompiled:")
    pages = pages_of(catalogue)
    assert "/eventi/2027/04/" not in pages
    assert [row.label for group in pages["/eventi/da-riconfermare/"].view.markets for row in group.rows] == [
        "Mercato dei Portici Immaginari"
    ]
    row = pages["/eventi/ricorrenti/"].view.groups[0].rows[0]
    assert (row.warning, row.dates) == ("da riconfermare", "da riconfermare")
    view = pages["/eventi/ricorrenti/mercato-dei-portici-immaginari/"].view
    assert view.warning == "da riconfermare"
    assert view.doubt.startswith("La fonte più recente è del 2025")
    assert view.dates_title == "Date possibili"
    assert "Prossima data" not in {fact.term for fact in view.facts}


def test_a_month_is_an_agenda_with_its_calendar(pages: dict[str, Page]) -> None:
    view = pages["/eventi/2026/12/"].view
    assert [(group.title, group.anchor) for group in view.groups] == [("Sabato 5 dicembre", "giorno-5")]
    days = [day for week in view.grid.weeks for day in week]
    assert [day.number for day in days][:3] == [0, 1, 2]
    assert [(day.number, day.target, day.label) for day in days if day.target] == [
        (5, "#giorno-5", "sabato 5 dicembre: 1 evento"),
        (6, "#giorno-5", "domenica 6 dicembre: 1 evento"),
        (7, "#giorno-5", "lunedì 7 dicembre: 1 evento"),
        (8, "#giorno-5", "martedì 8 dicembre: 1 evento"),
    ]
    assert (view.pager.previous, view.pager.following.address) == (None, "/eventi/2027/03/")


def test_a_month_has_its_markets_with_their_dates_and_those_to_be_confirmed_by_name(pages: dict[str, Page]) -> None:
    """1 May 2027 is a Saturday."""
    view = pages["/eventi/2027/05/"].view
    assert [(group.title, group.anchor) for group in view.markets] == [("Sabato", "mercati-sabato")]
    row = view.markets[0].rows[0]
    assert (row.dates, row.doubt) == ("8, 15, 22 e 29", "1 da confermare: Festa del lavoro")
    labels = [day.label for week in view.grid.weeks for day in week if day.label]
    assert labels[0] == "sabato 1º maggio: solo mercati da confermare, è festa"
    assert labels[1] == "sabato 8 maggio: 1 mercato o fiera"


def test_a_day_has_its_events_then_its_markets_and_a_holiday_is_said(catalogue: Path) -> None:
    edit(catalogue, MERCATO, "  from: '04-01'\n  to: '10-31'\n", "")
    found = read(catalogue)
    day = agenda.day(found, dt.date(2026, 12, 5))
    assert [row.label for row in (*day.events, *day.markets)] == [
        "Festa delle vetrine di prova", "Mercato dei Portici Immaginari",
    ]  # fmt: skip
    assert day.markets[0].meta == "ore 8–13 · Lodi"
    christmas = agenda.day(found, dt.date(2026, 12, 26))
    assert (christmas.markets, christmas.holiday) == ((), "Santo Stefano")
    assert [row.label for row in christmas.doubtful] == ["Mercato dei Portici Immaginari"]


@pytest.mark.parametrize(("day", "saturday"), [("2026-11-23", "28"), ("2026-11-28", "28"), ("2026-11-29", "28")])
def test_the_week_end_is_that_of_the_week(day: str, saturday: str) -> None:
    found = agenda.weekend(dt.date.fromisoformat(day))
    assert [f"{each:%d}" for each in found] == [saturday, "29"]


def test_an_event_known_only_to_the_month_has_no_day(pages: dict[str, Page]) -> None:
    view = pages["/eventi/2027/03/"].view
    assert view.grid is None
    assert [group.title for group in view.groups] == ["Giorno non noto"]
    fact = pages["/eventi/2027/fiera-delle-risaie-di-fantasia/"].view.facts[0]
    assert (fact.values, fact.note) == (("Marzo 2027",), "Il giorno non è noto.")


def test_an_event_known_only_to_the_year_is_in_no_month(catalogue: Path) -> None:
    edit(catalogue, FIERA, "start: 2027-03", "start: 2027")
    pages = pages_of(catalogue)
    assert "/eventi/2027/03/" not in pages
    assert [group.title for group in pages["/eventi/2027/"].view.groups] == ["Data da definire"]


def test_what_goes_on_is_said_in_the_months_after(catalogue: Path) -> None:
    edit(catalogue, FESTA, "end: 2026-12-08", "end: 2027-03-02")
    groups = pages_of(catalogue)["/eventi/2027/03/"].view.groups
    assert [group.title for group in groups] == ["Iniziati nei mesi precedenti", "Giorno non noto"]


def test_an_event_says_when_and_where_and_what_of_it_is_unknown(pages: dict[str, Page]) -> None:
    found = facts(pages["/eventi/2026/festa-delle-vetrine-di-prova/"])
    assert found["Quando"] == ("5–8 dicembre 2026",)
    assert found["Orario"] == ("9:30–18",)
    assert "Chi organizza" not in found
    gaps = pages["/eventi/2026/festa-delle-vetrine-di-prova/"].view.evidence.missing
    assert gaps
    assert "Chi organizza" in gaps.things
    assert "L'orario" not in gaps.things
    assert [link.address for term in ("Comune", "Provincia", "Distretti", "Iniziative") for link in found[term]] == [
        "/comuni/lodi/", "/province/lo/", "/distretti/lombardia/portici-immaginari/", "/iniziative/tessera-di-prova/",
    ]  # fmt: skip


def test_an_hour_that_notes_or_parts_give_is_not_missing(catalogue: Path) -> None:
    def gaps() -> tuple[str, ...]:
        missing = pages_of(catalogue)["/eventi/2026/festa-delle-vetrine-di-prova/"].view.evidence.missing
        return missing.things if missing else ()

    path = catalogue / FESTA
    text = re.sub("(?m)^(time|end_time): .*\n", "", path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    assert "L'orario" in gaps()
    for more in (
        "notes: 'Orario indicato: sera.'\n",
        "parts:\n  - title: Sfilata\n    day: 2026-12-05\n    time: '10:00'\n",
    ):
        path.write_text(text + more, "utf-8")
        assert "L'orario" not in gaps(), more


def test_a_programme_names_the_role_where_the_person_is_unknown(catalogue: Path, pages: dict[str, Page]) -> None:
    table: Table = pages["/eventi/2026/festa-delle-vetrine-di-prova/"].view.programme
    assert [column.label for column in table.columns] == ["Ora", "Ruolo", "Argomento"]
    assert table.rows == (("pomeriggio", "sindaco", "Apertura"),)
    edit(catalogue, FESTA, "    topic: Apertura", "    topic: Apertura\n  - speaker: Nome Inventato")
    table = pages_of(catalogue)["/eventi/2026/festa-delle-vetrine-di-prova/"].view.programme
    assert table.rows[0] == ("pomeriggio", "nome non noto", "sindaco", "Apertura")
    assert table.rows[1] == ("non nota", "Nome Inventato", "non noto", "non noto")


@pytest.mark.parametrize(
    ("start", "end", "over", "last"),
    [
        ("2026-11-23", "2026-11-23", True, ""),
        ("2026-11-23", "2026-11-28", False, "2026-11-28"),
        ("2026-11", "2026-11", False, "2026-11-30"),
        ("2026-10", "2026-10", True, ""),
        ("2026", "2026", False, "2026-12-31"),
    ],
)
def test_only_what_is_surely_past_is_over(catalogue: Path, start: str, end: str, over: bool, last: str) -> None:
    edit(catalogue, FESTA, "start: 2026-12-05\nend: 2026-12-08", f"start: {start}\nend: {end}")
    view = pages_of(catalogue)["/eventi/2026/festa-delle-vetrine-di-prova/"].view
    assert view.concluded == ("Evento concluso" if over else Until("", last, "Evento concluso"))


def test_structured_dates_are_as_precise_as_they_are_known(pages: dict[str, Page]) -> None:
    festa = pages["/eventi/2026/festa-delle-vetrine-di-prova/"].view.head.structured
    assert (festa["startDate"], festa["endDate"]) == ("2026-12-05T09:30+01:00", "2026-12-08T18:00+01:00")
    fiera = pages["/eventi/2027/fiera-delle-risaie-di-fantasia/"].view.head.structured
    assert fiera["startDate"] == "2027-03"
    assert not {"endDate", "organizer"} & set(fiera)


def test_abroad_there_is_no_page_of_the_town_and_the_hour_is_local(catalogue: Path) -> None:
    edit(catalogue, FESTA, "municipality: Lodi", "municipality: Cannes\ncountry: Francia")
    page = pages_of(catalogue)["/eventi/2026/festa-delle-vetrine-di-prova/"]
    assert facts(page)["Città"] == ("Cannes, Francia",)
    assert page.view.head.structured["startDate"] == "2026-12-05T09:30"


def test_titles_that_repeat_say_date_and_place(catalogue: Path) -> None:
    edit(catalogue, FESTA, "start: 2026-12-05", "start: 2026-12-04", name="unaltra-festa")
    titles = {page.view.head.title for page in pages_of(catalogue).values()}
    assert "Festa delle vetrine di prova (4–8 dicembre 2026, Lodi, Piazza della Vittoria)" in titles
    assert len(titles) == len(pages_of(catalogue))


@pytest.mark.parametrize(
    ("rrule", "sections"),
    [
        ("FREQ=WEEKLY;BYDAY=SA,TU", ["Martedì", "Sabato"]),
        ("FREQ=DAILY", ["Lunedì", "Martedì", "Mercoledì", "Giovedì", "Venerdì", "Sabato", "Domenica"]),
        ("FREQ=DAILY;BYDAY=SA", ["Sabato"]),
        ("FREQ=MONTHLY;BYDAY=1SA,-1SU", ["Ogni mese"]),
        ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=11", ["Ogni anno"]),
    ],
)
def test_the_weekly_table_has_a_heading_for_each_day(catalogue: Path, rrule: str, sections: list[str]) -> None:
    edit(catalogue, MERCATO, "FREQ=WEEKLY;BYDAY=SA\n  from: '04-01'\n  to: '10-31'", rrule)
    assert [group.title for group in pages_of(catalogue)["/eventi/ricorrenti/"].view.groups] == sections


def test_a_market_of_several_days_is_told_of_once_and_named_under_its_other_days(catalogue: Path) -> None:
    edit(catalogue, MERCATO, "BYDAY=SA\n  from: '04-01'\n  to: '10-31'", "BYDAY=TU,SA")
    pages = pages_of(catalogue)
    for groups in (pages["/eventi/ricorrenti/"].view.groups, pages["/eventi/2026/12/"].view.markets):
        tuesday, saturday = groups
        assert [row.label for row in tuesday.rows] == ["Mercato dei Portici Immaginari"]
        assert (saturday.rows, [link.address for link in saturday.also]) == ((), [tuesday.rows[0].address])
        assert (tuesday.number, saturday.number) == (1, 1)
    assert pages["/eventi/ricorrenti/"].view.groups[0].rows[0].rule, "it says its days"
    days = pages["/eventi/2026/12/"].view.markets[0].rows[0].dates
    assert days.startswith("1, 5, 12, 15, 19"), "all its dates of the month, but the 8th, which is a holiday"


def test_the_weekly_table_says_hour_place_and_next_date(pages: dict[str, Page]) -> None:
    row = pages["/eventi/ricorrenti/"].view.groups[0].rows[0]
    assert (row.municipality, row.hours, row.dates.text) == ("Lodi", "8–13", "sabato 3 aprile")
    assert row.dates.last == "2027-04-03"
    assert (row.rule, row.tags, row.warning) == ("", (), "")


def test_the_weekly_table_puts_what_is_sure_first(catalogue: Path) -> None:
    edit(catalogue, MERCATO, "compiled:", "to_confirm: true\ncompiled:", name="altro-mercato")
    rows = pages_of(catalogue)["/eventi/ricorrenti/"].view.groups[0].rows
    assert [row.warning for row in rows] == ["", "da riconfermare"]


def test_the_weekly_table_tells_the_rule_of_what_has_no_weekday_and_of_none_to_come(catalogue: Path) -> None:
    edit(catalogue, MERCATO, "FREQ=WEEKLY;BYDAY=SA", "FREQ=MONTHLY;BYDAY=1SA;UNTIL=20261231")
    row = pages_of(catalogue)["/eventi/ricorrenti/"].view.groups[0].rows[0]
    assert row.rule
    assert row.dates == "nessuna entro un anno"


def test_a_market_says_its_season_and_its_next_dates(pages: dict[str, Page]) -> None:
    page = pages["/eventi/ricorrenti/mercato-dei-portici-immaginari/"]
    assert [(date.text, date.last) for date in page.view.dates[:2]] == [
        ("Sabato 3 aprile 2027", "2027-04-03"),
        ("Sabato 10 aprile 2027", "2027-04-10"),
    ]
    assert page.view.dates[4].text == "Sabato 1º maggio 2027: da confermare (Festa del lavoro)"
    assert "«da confermare»" in page.view.dates_note
    found = facts(page)
    assert found["Stagione"] == ("Dal 1º aprile al 31 ottobre",)
    assert found["Prossima data"] == (Until("Sabato 3 aprile 2027", "2027-04-03", "vedi sotto"),)
    assert "Eccezioni" not in found
    structured = page.view.head.structured
    assert (structured["startDate"], structured["endDate"]) == ("2027-04-03T08:00+02:00", "2027-04-03T13:00+02:00")
    assert structured["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": ["https://schema.org/Saturday"],
        "startDate": "2027-04-01",
        "endDate": "2027-10-31",
        "startTime": "08:00",
        "endTime": "13:00",
        "scheduleTimezone": "Europe/Rome",
    }


def test_what_no_source_gives_a_day_of_has_none(catalogue: Path) -> None:
    """The words stand everywhere, a computed day nowhere: page, table, months, search, search engines, calendars."""
    address = "/eventi/ricorrenti/mercato-dei-portici-immaginari/"
    text = (catalogue / MERCATO).read_text("utf-8")
    assert "/eventi/2027/04/" in pages_of(catalogue)
    (catalogue / MERCATO).write_text(text.replace("  rrule:", "  approximate: true\n  rrule:"), "utf-8")
    pages = pages_of(catalogue)
    assert "/eventi/2027/04/" not in pages
    page = pages[address]
    view = page.view
    assert facts(page)["Quando"][0].startswith("Ogni sabato")
    assert {"Prossima data", "Stagione"}.isdisjoint(facts(page))
    assert (view.dates, view.calendar, view.head.built) == ((), None, None)
    assert view.no_dates.startswith("Le fonti non danno i giorni")
    assert "Il giorno" in view.evidence.missing.things
    assert {"startDate", "eventSchedule"}.isdisjoint(view.head.structured)
    entry = view.head.entry()
    assert (entry.date, dict(entry.filters).get("giorno")) == ("", None)
    assert pages["/eventi/ricorrenti/"].view.groups[0].rows[0].dates == "giorno da chiedere"
    found = read(catalogue)
    assert b"DTSTART;TZID" not in next(
        file.content for file in calendars.outputs(found, SITE) if file.address == f"{address}calendario.ics"
    )
    assert relations.weekdays(found.recurring[0]) == []
    (row,) = of_events.MARKETS.rows(found, "lombardia")
    assert (row[3], row[4], row[8]) == (found.recurring[0].recurrence.text, None, True)


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ("Mercato ambulante a Lodi ogni sabato, portici di prova.", "Mercato ambulante."),
        ("Mercato ambulante a Lodi ogni sabato.", "Mercato ambulante."),
        ("Mercato ambulante a Lodi ogni sabato, fino a tardi.", "Mercato ambulante a Lodi ogni sabato, fino a tardi."),
        ("Banchi di cose inventate.", "Banchi di cose inventate."),
    ],
)
def test_a_summary_does_not_say_again_when_and_where(summary: str, said: str) -> None:
    event = RecurringEvent.model_construct(
        summary=summary,
        municipality="Lodi",
        place="Portici di prova",
        recurrence=Recurrence.model_construct(text="ogni sabato"),
    )
    assert event_facts.about(event) == said


def test_the_weekly_table_of_the_real_content_lists_every_market() -> None:
    found = real_catalog()
    pages = {page.address: page for page in recurring.outputs(found, SITE) if isinstance(page, Page)}
    listed = {row.address for group in pages["/eventi/ricorrenti/"].view.groups for row in group.rows}
    assert listed == set(pages) - {"/eventi/ricorrenti/"}


def test_what_is_cancelled_says_so_with_its_reason(catalogue: Path) -> None:
    edit(catalogue, FESTA, "place:", "status: annullato\nstatus_date: 2026-11-20\nstatus_reason: Maltempo\nplace:")
    pages = pages_of(catalogue)
    view = pages["/eventi/2026/festa-delle-vetrine-di-prova/"].view
    assert (view.status, view.state) == ("annullato", "Annullato (annunciato il 20 novembre 2026): Maltempo.")
    assert view.head.structured["eventStatus"] == "https://schema.org/EventCancelled"
    assert [row.warning for row in pages["/eventi/"].view.soon] == ["annullato"]


def test_what_moved_says_from_when(catalogue: Path) -> None:
    edit(catalogue, FESTA, "place:", "status: spostato\nmoved_from: 2026-11-28\nplace:")
    view = pages_of(catalogue)["/eventi/2026/festa-delle-vetrine-di-prova/"].view
    assert view.state == "Spostato dal 28 novembre 2026."
    found = view.head.structured
    assert (found["eventStatus"], found["previousStartDate"]) == ("https://schema.org/EventRescheduled", "2026-11-28")


def test_an_end_after_midnight_is_on_the_next_day_for_search_engines(catalogue: Path) -> None:
    edit(catalogue, FESTA, "end: 2026-12-08\ntime: '09:30'\nend_time: '18:00'", "time: '21:00'\nend_time: '02:00'")
    found = pages_of(catalogue)["/eventi/2026/festa-delle-vetrine-di-prova/"].view.head.structured
    assert (found["startDate"], found["endDate"]) == ("2026-12-05T21:00+01:00", "2026-12-06T02:00+01:00")


def test_parts_access_booking_and_address_in_the_net_are_shown(catalogue: Path) -> None:
    edit(
        catalogue, FESTA, "place:",
        "accessibility: Piazza senza gradini\nbooking_deadline: 2026-12-01\nonline: https://portici.example/diretta\n"
        "parts:\n  - title: Concerto\n    day: 2026-12-06\n    time: '21:00'\nplace:",
    )  # fmt: skip
    page = pages_of(catalogue)["/eventi/2026/festa-delle-vetrine-di-prova/"]
    found = facts(page)
    assert found["Accessibilità del luogo"] == ("Piazza senza gradini",)
    assert found["Prenotazione"] == ("entro il 1º dicembre 2026",)
    assert page.view.parts.rows == (("Concerto", "6 dicembre 2026", "21"),)
    structured = page.view.head.structured
    assert structured["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in structured["location"]] == ["Place", "VirtualLocation"]
    assert structured["subEvent"][0]["startDate"] == "2026-12-06T21:00+01:00"


def test_an_event_of_single_days_is_on_each_of_them(catalogue: Path) -> None:
    edit(catalogue, FESTA, "end: 2026-12-08", "also:\n  - 2026-12-12\n  - 2027-02-06")
    pages = pages_of(catalogue)
    groups = pages["/eventi/2026/12/"].view.groups
    assert [group.title for group in groups] == ["Sabato 5 dicembre", "Sabato 12 dicembre"]
    assert [group.title for group in pages["/eventi/2027/02/"].view.groups] == ["Sabato 6 febbraio"]
    assert groups[0].rows[0].meta.startswith("5 dicembre 2026, 12 dicembre 2026 e 6 febbraio 2027")


@pytest.mark.parametrize(
    ("place", "mode", "kinds"),
    [
        ("place: online", "Online", ["VirtualLocation"]),
        ("place: Online\nmunicipality: Lodi", "Mixed", ["Place", "VirtualLocation"]),
        ("place: Online e in presenza", "Mixed", ["Place", "VirtualLocation"]),
        ("place: Piazza della Vittoria", "Offline", ["Place"]),
    ],
)
def test_a_place_that_is_said_to_be_online_is_none_to_go_to(
    catalogue: Path, place: str, mode: str, kinds: list[str]
) -> None:
    edit(catalogue, FESTA, "place: Piazza della Vittoria\nmunicipality: Lodi", place)
    data = pages_of(catalogue)["/eventi/2026/festa-delle-vetrine-di-prova/"].view.head.structured
    found = data["location"] if len(kinds) > 1 else [data["location"]]
    assert [each["@type"] for each in found] == kinds
    assert data["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA\n  start: 2026-12-05", {"repeatFrequency": "P2W", "startDate": "2026-12-05"}),
        ("FREQ=WEEKLY;BYDAY=SA;COUNT=9\n  start: 2026-12-05", {"repeatCount": 9, "startDate": "2026-12-05"}),
        ("FREQ=WEEKLY;BYDAY=SA;UNTIL=20270731", {"endDate": "2027-07-31"}),
        ("FREQ=WEEKLY;BYDAY=SA\n  except:\n    - 2026-12-12", {"exceptDate": ["2026-12-12"]}),
        ("FREQ=WEEKLY;BYDAY=SA\n  from: '10-01'\n  to: '02-29'", {"startDate": "2026-10-01", "endDate": "2027-02-28"}),
    ],
)
def test_the_schedule_for_search_engines_says_no_more_than_the_rule(
    catalogue: Path, rule: str, expected: dict[str, object]
) -> None:
    edit(catalogue, MERCATO, "FREQ=WEEKLY;BYDAY=SA\n  from: '04-01'\n  to: '10-31'", rule)
    page = pages_of(catalogue)["/eventi/ricorrenti/mercato-dei-portici-immaginari/"]
    schedule = page.view.head.structured["eventSchedule"]
    assert {name: schedule.get(name) for name in expected} == expected


def test_a_month_with_too_much_for_a_page_has_one_for_each_day(
    catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pages_of(catalogue)["/eventi/2027/05/"].view
    monkeypatch.setattr("distretti.presenters.agenda.MOST", 0)
    pages = pages_of(catalogue)
    view = pages["/eventi/2027/05/"].view
    assert (view.markets, view.groups, bool(view.divided)) == ((), (), True)
    days = [day for week in view.grid.weeks for day in week if day.target]
    assert [day.target for day in days] == [f"/eventi/2027/05/{day:02d}/" for day in (1, 8, 15, 22, 29)]
    assert [day.label for day in days] == [day.label for week in whole.grid.weeks for day in week if day.target]
    shown = [pages[day.target].view.day for day in days]
    listed = {row.address for day in shown for row in (*day.markets, *day.doubtful)}
    assert listed == {row.address for group in whole.markets for row in group.rows}
    first, last = pages["/eventi/2027/05/01/"].view, pages["/eventi/2027/05/31/"].view
    assert (first.pager.previous, first.pager.following.address) == (None, "/eventi/2027/05/02/")
    assert last.pager.following is None
    assert [row.label for row in pages["/eventi/2026/12/05/"].view.day.events] == ["Festa delle vetrine di prova"]


def test_pages_of_days_are_drawn(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("distretti.presenters.agenda.MOST", 0)
    names, _ = assets.assets(PROJECT / "theme" / "static")
    render = environment.renderer(
        environment.environment(PROJECT / "theme" / "templates", SITE, names, glossary(())), SITE
    )
    pages = pages_of(catalogue)
    assert '/eventi/2026/12/05/"' in render(pages["/eventi/2026/12/"]).decode()
    text = render(pages["/eventi/2026/12/05/"]).decode()
    assert text.count("<h1") == 1
    assert "Festa delle vetrine di prova" in text
    assert "Nessun evento" in render(pages["/eventi/2026/12/31/"]).decode()


@pytest.mark.parametrize(
    "address",
    ["/eventi/ricorrenti/", "/eventi/regione/lombardia/", "/eventi/provincia/lo/", "/eventi/tipo/mercato/"],
)
def test_markets_that_are_too_many_for_a_list_have_a_page_for_each_day(
    catalogue: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """Together they name all that the list named, and each leads to the others."""
    edit(catalogue, MERCATO, "rrule: FREQ=WEEKLY;BYDAY=SA", "rrule: FREQ=WEEKLY;BYDAY=TU,SA", name="altro-mercato")
    view = pages_of(catalogue)[address].view
    groups = getattr(view, "markets", None) or view.groups
    whole = {group.title: {one.address for one in (*group.rows, *group.also)} for group in groups}
    assert {title: len(addresses) for title, addresses in whole.items()} == {"Martedì": 1, "Sabato": 2}
    monkeypatch.setattr("distretti.presenters.markets.MOST", 1)
    pages = pages_of(catalogue)
    view = pages[address].view
    assert (getattr(view, "markets", ()), getattr(view, "groups", ())) == ((), ())
    assert [(way.label, way.count) for way in view.weekly] == [("Martedì", 1), ("Sabato", 2)]
    for way in view.weekly:
        page = pages[way.address].view
        assert {row.address for row in page.group.rows} == whole[way.label]
        assert [(other.address, other.current) for other in page.ways] == [
            (other.address, other.address == way.address) for other in view.weekly
        ]


def test_pages_of_days_of_the_week_are_drawn(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("distretti.presenters.markets.MOST", 0)
    names, _ = assets.assets(PROJECT / "theme" / "static")
    render = environment.renderer(
        environment.environment(PROJECT / "theme" / "templates", SITE, names, glossary(())), SITE
    )
    pages = pages_of(catalogue)
    address = "/eventi/regione/lombardia/cadenza/sabato/"
    assert address in render(pages["/eventi/regione/lombardia/"]).decode()
    assert address.replace("regione/lombardia", "ricorrenti") in render(pages["/eventi/ricorrenti/"]).decode()
    text = render(pages[address]).decode()
    assert text.count("<h1") == 1
    assert "Mercato dei Portici Immaginari" in text
