"""Pages of events and of what comes back, from the tiny catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from distretti.catalog.catalog import Catalog, catalog
from distretti.outputs import event_pages, events, recurring
from distretti.presenters import event_facts
from distretti.reading import rules
from distretti.reading.loader import load
from distretti.site.components import Table, Until
from distretti.site.output import Page
from distretti.site.site import Site
from distretti.theme import assets, environment
from distretti.theme.term_links import glossary

from ..conftest import PROJECT, REFERENCE, TODAY

SITE = Site("Prova", "Prova", "", None, (), "Catalogo indipendente: fa fede l'elenco della Regione.", "Istat", "")
MODULES = (events, event_pages, recurring)

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


def test_years_and_months_have_a_page_only_where_an_event_begins(pages: dict[str, Page]) -> None:
    assert sorted(pages) == [
        "/eventi/", "/eventi/2026/", "/eventi/2026/12/", "/eventi/2026/festa-delle-vetrine-di-prova/",
        "/eventi/2027/", "/eventi/2027/03/", "/eventi/2027/fiera-delle-risaie-di-fantasia/",
        "/eventi/ricorrenti/", "/eventi/ricorrenti/mercato-dei-portici-immaginari/",
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
    assert [row.label for row in view.events] == ["Festa delle vetrine di prova"]
    assert [row.label for row in view.undated] == ["Fiera delle Risaie di Fantasia"]
    assert [row.meta.partition(" (")[0] for row in view.markets] == ["prossima data: sabato 3 aprile 2027"]
    assert [(chip.label, chip.count) for chip in view.years] == [("2027", 1), ("2026", 1)]


def test_what_is_to_be_confirmed_is_marked_and_not_among_the_next(catalogue: Path) -> None:
    edit(catalogue, MERCATO, "compiled:", "to_confirm: true\ncompiled:")
    pages = pages_of(catalogue)
    assert pages["/eventi/"].view.markets == ()
    row = pages["/eventi/ricorrenti/"].view.groups[0].rows[0]
    assert (row.warning, row.next_date) == ("da riconfermare", "da riconfermare")
    view = pages["/eventi/ricorrenti/mercato-dei-portici-immaginari/"].view
    assert view.warning == "da riconfermare"
    assert view.doubt.startswith("La fonte più recente è del 2025")
    assert view.dates_title == "Date secondo una regola da riconfermare"


def test_a_month_is_an_agenda_with_its_calendar(pages: dict[str, Page]) -> None:
    view = pages["/eventi/2026/12/"].view
    assert [(group.title, group.anchor) for group in view.groups] == [("Sabato 5 dicembre", "giorno-5")]
    days = [day for week in view.grid.weeks for day in week]
    assert [day.number for day in days][:3] == [0, 1, 2]
    assert [(day.anchor, day.label) for day in days if day.anchor] == [("giorno-5", "sabato 5 dicembre, 1 evento")]
    assert (view.pager.previous, view.pager.following.address) == (None, "/eventi/2027/03/")


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


def test_an_event_says_when_where_and_who_even_when_unknown(pages: dict[str, Page]) -> None:
    found = facts(pages["/eventi/2026/festa-delle-vetrine-di-prova/"])
    assert found["Quando"] == ("5–8 dicembre 2026",)
    assert found["Orario"] == ("09:30–18:00",)
    assert found["Chi organizza"] == ("non noto",)
    assert [link.address for term in ("Comune", "Provincia", "Distretti", "Iniziative") for link in found[term]] == [
        "/comuni/lodi/", "/province/lo/", "/distretti/lombardia/portici-immaginari/", "/iniziative/tessera-di-prova/",
    ]  # fmt: skip


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
    edit(catalogue, MERCATO, "FREQ=WEEKLY;BYDAY=SA", rrule)
    assert [group.title for group in pages_of(catalogue)["/eventi/ricorrenti/"].view.groups] == sections


def test_the_weekly_table_says_hour_place_and_next_date(pages: dict[str, Page]) -> None:
    row = pages["/eventi/ricorrenti/"].view.groups[0].rows[0]
    assert (row.municipality, row.hours, row.next_date.text) == ("Lodi", "08:00–13:00", "sabato 3 aprile")
    assert row.next_date.last == "2027-04-03"
    assert (row.rule, row.tags, row.warning) == ("", (), "")


def test_the_weekly_table_puts_what_is_sure_first(catalogue: Path) -> None:
    edit(catalogue, MERCATO, "compiled:", "to_confirm: true\ncompiled:", name="altro-mercato")
    rows = pages_of(catalogue)["/eventi/ricorrenti/"].view.groups[0].rows
    assert [row.warning for row in rows] == ["", "da riconfermare"]


def test_the_weekly_table_tells_the_rule_of_what_has_no_weekday_and_of_none_to_come(catalogue: Path) -> None:
    edit(catalogue, MERCATO, "FREQ=WEEKLY;BYDAY=SA", "FREQ=MONTHLY;BYDAY=1SA;UNTIL=20261231")
    row = pages_of(catalogue)["/eventi/ricorrenti/"].view.groups[0].rows[0]
    assert row.rule
    assert row.next_date == "nessuna entro un anno"


def test_a_market_says_its_season_and_its_next_dates(pages: dict[str, Page]) -> None:
    page = pages["/eventi/ricorrenti/mercato-dei-portici-immaginari/"]
    assert [(date.text, date.last) for date in page.view.dates[:2]] == [
        ("Sabato 3 aprile 2027", "2027-04-03"),
        ("Sabato 10 aprile 2027", "2027-04-10"),
    ]
    assert page.view.dates_note == "Date calcolate dalla regola; le feste non sono considerate."
    found = facts(page)
    assert (found["Stagione"], found["Eccezioni"]) == (("dal 1º aprile al 31 ottobre",), ("non indicate",))
    assert page.view.head.structured["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": ["https://schema.org/Saturday"],
        "startTime": "08:00",
        "endTime": "13:00",
        "scheduleTimezone": "Europe/Rome",
    }


def test_a_rule_taken_to_pieces() -> None:
    found = event_facts.parts("FREQ=MONTHLY;BYDAY=1SA,-1SU,TU;BYMONTH=7,1;UNTIL=20270730")
    assert (found.frequency, found.months, found.until) == ("MONTHLY", (1, 7), "2027-07-30")
    assert (found.weekdays, found.ordinals) == (("TU",), ("1SA", "-1SU"))


def test_the_weekly_table_of_the_real_content_lists_every_market() -> None:
    found = read(PROJECT / "content")
    pages = {page.address: page for page in recurring.outputs(found, SITE) if isinstance(page, Page)}
    listed = {row.address for group in pages["/eventi/ricorrenti/"].view.groups for row in group.rows}
    assert listed == set(pages) - {"/eventi/ricorrenti/"}
