"""What is on, for other sites and on posters: the pages that may be framed, and one sheet for a wall."""

from __future__ import annotations

import datetime as dt
import html
import re
from pathlib import Path

import pytest

from distretti.outputs import embeds, notices
from distretti.outputs.embeds import EmbedView
from distretti.outputs.notices import NoticeView
from distretti.site.output import Page

from ..conftest import TODAY
from .test_calendars import SITE, edit, read

MARKET = "events/ricorrenti/mercato-dei-portici-immaginari.yaml"
EMBED = "/incorpora/lombardia/portici-immaginari/"
NOTICE = "/locandine/lombardia/portici-immaginari/"


@pytest.fixture
def all_year(catalogue: Path) -> Path:
    """The tiny catalogue with its market in every month."""
    edit(catalogue, MARKET, "  from: '04-01'\n  to: '10-31'\n", "")
    edit(catalogue, MARKET, ", da aprile a ottobre", "")
    return catalogue


def embed_of(folder: Path, address: str = EMBED, today: dt.date = TODAY) -> EmbedView:
    found = {page.address: page for page in embeds.outputs(read(folder, today), SITE) if isinstance(page, Page)}
    view = found[address].view
    assert isinstance(view, EmbedView)
    return view


def notice_of(folder: Path, today: dt.date = TODAY) -> NoticeView | None:
    found = {page.address: page for page in notices.outputs(read(folder, today), SITE) if isinstance(page, Page)}
    view = found[NOTICE].view if NOTICE in found else None
    assert view is None or isinstance(view, NoticeView)
    return view


def test_an_embed_has_the_next_date_of_each_and_never_one_of_yesterday(all_year: Path) -> None:
    def when(day: dt.date) -> list[str]:
        return [row.when for row in embed_of(all_year, today=day).rows if row.title.startswith("Mercato")]

    assert when(TODAY) == ["sabato 28 novembre ore 8–13 (ogni sabato mattina)"]
    assert when(TODAY + dt.timedelta(1)) == ["sabato 5 dicembre ore 8–13 (ogni sabato mattina)"]
    assert when(dt.date(2026, 12, 20)) == ["sabato 2 gennaio ore 8–13 (ogni sabato mattina)"]  # Boxing Day is not sure


def test_what_is_only_on_a_holiday_is_to_be_confirmed_and_not_left_out(all_year: Path) -> None:
    edit(all_year, MARKET, "FREQ=WEEKLY;BYDAY=SA", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=8")
    edit(all_year, MARKET, "ogni sabato mattina", "ogni 8 dicembre")
    (row,) = [row for row in embed_of(all_year).rows if row.title.startswith("Mercato")]
    assert (row.when.partition(" ore")[0], row.state) == ("martedì 8 dicembre", "da confermare")
    view = notice_of(all_year)
    assert view is not None
    assert [row.days for row in view.rows if row.title.startswith("Mercato")] == ["8 dicembre da confermare"]


def test_out_of_season_an_embed_says_so_and_there_is_no_poster(catalogue: Path) -> None:
    day = dt.date(2027, 1, 10)
    assert embed_of(catalogue, today=day).rows == ()
    assert notice_of(catalogue, day) is None
    spring = notice_of(catalogue, dt.date(2027, 3, 1))
    assert spring is not None
    assert spring.rows[-1].days == "3, 10, 17 e 24 aprile"


def test_the_line_to_copy_is_one_element_with_its_address(all_year: Path) -> None:
    edit(all_year, "districts/lombardia/portici-immaginari.yaml", "name: Distretto", 'name: Il "Bello" & Distretto')
    line = embed_of(all_year).line
    assert re.fullmatch(r'<iframe src="([^"]+)" title="([^"]+)" width="100%" height="480" [^<>]*></iframe>', line)
    assert f'src="https://esempio.it{EMBED}#blu"' in line
    assert 'title="Mercati ed eventi: Il "Bello" & Distretto diffuso' in html.unescape(line)


def test_a_poster_has_all_days_of_eight_weeks_on_one_row(all_year: Path) -> None:
    view = notice_of(all_year)
    assert view is not None
    (row,) = [row for row in view.rows if row.title.startswith("Mercato")]
    assert row.days == "sabato 28 novembre; 5, 12 e 19 dicembre; 2, 9 e 16 gennaio; 26 dicembre da confermare"
    assert row.meta == "ogni sabato mattina · ore 8–13 · Lodi"
    assert view.code is not None
    assert view.code.address == "https://esempio.it/distretti/lombardia/portici-immaginari/"


def test_what_is_on_almost_every_day_says_how_often(all_year: Path) -> None:
    edit(all_year, MARKET, "FREQ=WEEKLY;BYDAY=SA", "FREQ=DAILY")
    edit(all_year, MARKET, "ogni sabato mattina", "ogni mattina")
    view = notice_of(all_year)
    assert view is not None
    assert "Ogni mattina; nelle feste da confermare" in {row.days for row in view.rows}


def test_a_poster_says_how_many_it_has_no_room_for(all_year: Path) -> None:
    first = notice_of(all_year)
    assert first is not None
    before = len(first.rows)
    text = (all_year / MARKET).read_text("utf-8")
    for number in range(20):
        other = text.replace("title: Mercato", f"title: Mercato {number}").replace("municipality: Lodi", "place: Via")
        (all_year / MARKET).with_name(f"altro-{number}.yaml").write_text(other, "utf-8")
    view = notice_of(all_year)
    assert view is not None
    every = len({row.title for row in view.rows}) + int(re.findall(r"\d+", view.others)[0])
    assert (len(view.rows), every) == (notices.MOST, before + 20)


def test_embeds_are_light_and_without_script_and_their_links_leave_the_frame(site: Path) -> None:
    sheet = next((site / "tema/css").glob("embed*.css")).stat().st_size
    icon = next((site / "tema/icons").glob("favicon*.svg")).stat().st_size
    pages = list(site.glob("incorpora/*/*/index.html"))
    assert len(pages) > 50
    for page in pages:
        text = page.read_text("utf-8")
        assert page.stat().st_size + sheet + icon <= 15_000, page
        assert "<script" not in text
        assert not re.findall(r'<a href="(?!#)[^>]*(?<!target="_blank" rel="noopener")>', text), page
