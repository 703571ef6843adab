"""What the forms of /proponi/ say of values and rules is what the command line says: the same in the browser."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from playwright.sync_api import Page
from pydantic import TypeAdapter, ValidationError

from distretti.language import signs
from distretti.model import RecurringEvent, checks, values
from distretti.model.event import Recurrence
from distretti.model.occurrences import planned
from distretti.model.recurrence import rule
from distretti.model.rule_words import contradicts, disagreement, said
from distretti.model.schema import value as schema_of
from distretti.site import addresses

from .conftest import real_content
from .test_proposals import FORM, errors, field, filled_market, opened

TODAY = dt.date(2026, 11, 28)

TYPES = {
    name: getattr(values, name)
    for name in (
        "Text", "WebAddress", "Phone", "Day", "Date", "DayOfYear", "Time", "Moment", "Email", "Number", "Money",
        "Whole", "Year", "DistrictId", "Slug", "Uid", "ProvinceCode",
    )
}  # fmt: skip
VALUES = (
    "x y", "25:00", "9:75", "2026-1-1", "2026-02-30", "2026-05", "2026", "1.000", "é", "lodi_", "ABC", "07-32", "a@b",
    "ftp://a.it", "12345678901234", "&lt;b&gt;", "<b>", "l?uva", "perché?no", "{{ x }}", "[a](b:c)", "HTTPS://Esempio.IT",
    "https://un sito.it/", "https://localhost/", "https:///x", "https://a@b.it/", "https://città.it/x", "olio.example",
    "https://a.it/x.", "https://a.it/?a&amp;b", "https://a.it/lungo…", "https://a.it:8080/x", "09:30", "2026-12-05",
    "-5", "-2.5", "0371 4091 / 0371 4092", "0371/409", "+39 0371 4091", "0371 4091, 4092 e 4093", "1700-01-01", "1700",
    "2300-05-01", "0000-01-01", "123", "1234 5678 9012 3456", "3331234567 3337654321",
    "07-01", "ufficio@comune.lodi.it", "1000.5", "lombardia/lodi", "LO", "Una frase: «piena» d'altro, 3 < 5!",
    "A" * 2001,
)  # fmt: skip
SAYS_NOTHING = (
    "n.d.", "N/D", "n. a.", "non noto", "(da definire)", "---", "- - -", "…", "ignota", "null", "Boh",
    "non disponibile", "da compilare", "in attesa", "** nd **",
)  # fmt: skip
SAYS_SOMETHING = ("nd 3", "Nota", "da Definire a Lodi", "3-4", "Non solo vino", "Ignazio", "n. 3", "A")
HIDDEN = ("Mer\u200bcato", "Mer\u0007cato", "Mer\u00adcato", "Mer\ufffdcato", "M\u0435rcato", "Mercato\u2028")


def market(rrule: str, text: str = "") -> RecurringEvent:
    """A market of the catalogue with this rule and, where they are given, these words."""
    all_of_them = real_content().of(RecurringEvent).values()
    return next(
        event
        for event in all_of_them
        if event.recurrence.rrule == rrule and event.recurrence.text == (text or event.recurrence.text)
    )


def said_of(kind: Any, text: str) -> str:
    """What the command line says of a value, "" where nothing."""
    try:
        TypeAdapter(kind).validate_python(text)
    except ValidationError as error:
        return error.errors()[0]["msg"].replace("togli la riga", "si lascia vuoto")
    return ""


def asked(page: Page, address: str, script: str, given: Any) -> Any:
    """What the form's modules make of something: `script` gets all they export, what is told of values, and that."""
    page.goto(f"{address}/proponi/ricorrente/")
    page.wait_for_selector(f"{FORM}:visible")
    return page.evaluate(
        f"""async (given) => {{
            const names = ["checks", "recurrence", "rule"];
            const modules = names.map((name) => import(new URL(`../../tema/js/${{name}}.js`, location.href)));
            const told = await (await fetch(document.querySelector("form.proposal").dataset.rules)).json();
            return ({script})(Object.assign({{}}, ...(await Promise.all(modules))), told, given);
        }}""",
        given,
    )


def test_a_value_gets_the_same_sentence(page: Page, address: str) -> None:
    given = {name: schema_of(kind) for name, kind in TYPES.items()}
    texts = [*VALUES, *SAYS_NOTHING, *SAYS_SOMETHING]
    script = """({ wrongValue }, told, [rules, texts]) =>
        rules.map((rule) => texts.map((text) => wrongValue(text, rule, told)))"""
    found = asked(page, address, script, [list(given.values()), texts])
    for (name, kind), row in zip(TYPES.items(), found, strict=True):
        for text, said_here in zip(texts, row, strict=True):
            assert (name, text, said_here) == (name, text, said_of(kind, text))
    assert [bool(checks.says_nothing(text)) for text in texts[len(VALUES) :]] == [
        text in SAYS_NOTHING for text in texts[len(VALUES) :]
    ]


def test_signs_that_nobody_sees_get_the_same_sentence(page: Page, address: str) -> None:
    script = "({ wrongValue }, told, texts) => texts.map((text) => wrongValue(text, {}, told))"
    wanted = [next(message for _, message in signs.refused(text)) for text in HIDDEN]
    assert asked(page, address, script, list(HIDDEN)) == wanted


TYPED = {
    "ora": {"9,30": "09:30", "ore 9": "09:00", "9h30": "09:30", "8.15": "08:15", "alle 18": "18:00", "sera": "sera"},
    "data": {
        "5/12/2026": "2026-12-05", "5 dicembre 2026": "2026-12-05", "1º gen 2027": "2027-01-01", "12/2026": "2026-12",
        "dicembre 2026": "2026-12", "2026": "2026", "presto": "presto",
    },
    "giorno-di-ogni-anno": {"1 luglio": "07-01", "31/8": "08-31", "07-01": "07-01"},
    "web": {"5/12/2026": "5/12/2026"},
}  # fmt: skip


def test_days_and_hours_are_typed_as_people_do(page: Page, address: str) -> None:
    script = "({ written }, told, pairs) => pairs.map(([form, text]) => written(text, { 'x-forma': form }))"
    pairs = [(form, text) for form, texts in TYPED.items() for text in texts]
    assert asked(page, address, script, pairs) == [TYPED[form][text] for form, text in pairs]


BEYOND = (
    "FREQ=DAILY",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU",
    "FREQ=WEEKLY;BYMONTH=1,5;BYDAY=SU",
    "FREQ=MONTHLY;BYDAY=5SU",
    "FREQ=MONTHLY;BYDAY=2SU,4SA",
    "FREQ=WEEKLY;BYDAY=SA;COUNT=5",
)
RULES = (
    "FREQ=WEEKLY;BYDAY=TU,FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", "FREQ=MONTHLY;BYDAY=2SU",
    "FREQ=MONTHLY;BYDAY=1SA,3SA", "FREQ=MONTHLY;BYDAY=2SU,-1SU", "FREQ=MONTHLY;BYMONTHDAY=15",
    "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=11", "FREQ=YEARLY;BYMONTH=5;BYDAY=1SU", "FREQ=YEARLY;BYMONTH=5;BYDAY=1SA,1SU",
)  # fmt: skip
NEVER = (
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=WEEKLY;BYDAY=2SU",
    "FREQ=MONTHLY",
    "FREQ=YEARLY;BYDAY=1SU",
    "FREQ=MONTHLY;BYDAY=SA,1SU",
    "FREQ=WEEKLY;BYDAY=SA;COUNT=2;UNTIL=20270101",
    "FREQ=WEEKLY;BYDAY=SA;COUNT=2000",
)


def recurrences() -> list[Recurrence]:
    """Those of the catalogue, and rules with seasons and first days of ours."""
    found = [event.recurrence for event in real_content().of(RecurringEvent).values()]
    texts = sorted({each.text for each in found})[::16]
    for text, (season, each) in (
        (text, pair)
        for text in texts
        for pair in ((season, each) for season in ({}, {"from": "12-08", "to": "01-31"}) for each in (*RULES, *BEYOND))
    ):
        start = {"start": "2026-03-01"} if rule(each).starts else {}
        found.append(Recurrence.model_validate({"text": text, "rrule": each, **season, **start}))
    return found


def plain(recurrence: Recurrence) -> dict[str, str]:
    """A recurrence as the form has it."""
    found = {key: getattr(recurrence, key.replace("from", "from_")) for key in ("text", "rrule", "from", "to", "start")}
    return {key: str(value) for key, value in found.items() if value}


def test_rules_have_the_same_words_days_and_disagreements(page: Page, address: str) -> None:
    given = recurrences()
    script = """({ words, next, disagreement, wrongRecurrence }, told, all) => all.map((each) => [
        words(each), next(each, "2026-11-28"), disagreement(each),
        [...wrongRecurrence(each, each)].some(([key]) => key === "text"),
    ])"""
    found = asked(page, address, script, list(map(plain, given)))
    for recurrence, (words, days, other, refused) in zip(given, found, strict=True):
        wanted = [day.isoformat() for day in planned(recurrence, TODAY, dt.date(2035, 11, 28))[:3]]
        assert (recurrence, words, days) == (recurrence, said(recurrence), wanted)
        assert (recurrence, other) == (recurrence, disagreement(recurrence))
        assert refused == contradicts(recurrence), recurrence


def test_a_rule_that_is_none_gets_the_same_sentence(page: Page, address: str) -> None:
    """A day that never is, parts that are missing or do not go together; of what is no part, the beginning."""
    script = "({ wrongRule }, told, rules) => rules.map(wrongRule)"
    assert asked(page, address, script, list(NEVER)) == [said_of(values.Rule, each) for each in NEVER]
    (found,) = asked(page, address, script, ["FREQ=HOURLY"])
    assert found
    assert said_of(values.Rule, "FREQ=HOURLY").startswith(found)


def test_choices_and_rules_say_the_same(page: Page, address: str) -> None:
    """What a rule sets is what makes it; a rule that has more than the choices can say sets none."""
    script = """({ choices, chosen }, told, rules) => rules.map((rrule) => {
        const set = choices({ rrule, start: "2026-03-01" });
        return set && chosen({ ...set, day: Number(set.day), month: Number(set.month), first: 0, last: 0 }).rrule;
    })"""
    assert asked(page, address, script, [*RULES, *BEYOND]) == [*RULES, *(None for _ in BEYOND)]


def chosen(page: Page, **choices: str) -> None:
    """What is chosen of «Quando torna»; days by their names."""
    for key, value in choices.items():
        box = page.locator(f"[data-choice={key}]")
        box.fill(value) if key in ("day", "start") else box.select_option(value)


def test_words_follow_the_choices_where_they_are_those_of_the_rule(page: Page, address: str) -> None:
    opened(page, address, "ricorrente", addresses.of(market("FREQ=WEEKLY;BYDAY=TU", "ogni martedì")))
    assert page.locator("[data-choice=every]").input_value() == "W"
    checked = page.locator("[data-rule] [type=checkbox]:checked")
    assert checked.evaluate_all("all => all.map((box) => box.value)") == ["TU"]
    page.get_by_label("martedì").uncheck()
    page.get_by_role("checkbox", name="mercoledì").check()
    assert field(page, "recurrence", "rrule").input_value() == "FREQ=WEEKLY;BYDAY=WE"
    assert field(page, "recurrence", "text").input_value() == "ogni mercoledì"


def test_words_of_a_source_stay_and_their_disagreement_is_told(page: Page, address: str) -> None:
    opened(page, address, "ricorrente")
    filled_market(page)
    words = field(page, "recurrence", "text")
    words.fill("ogni martedì, in centro")
    chosen(page, every="W")
    page.get_by_role("checkbox", name="domenica").uncheck()
    page.get_by_role("checkbox", name="mercoledì").check()
    other = "le parole dicono martedì, la regola mercoledì"
    assert words.input_value() == "ogni martedì, in centro"
    assert other in page.locator(".field__differs").inner_text()
    assert errors(page) == [f"Regola in parole: {other}"]


def test_words_that_name_no_day_are_to_be_read_again_where_the_rule_changes(page: Page, address: str) -> None:
    """No date is told of what is about a day, and its old words are not the words of another rule."""
    record = market("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=11", "ogni anno attorno all'11 novembre, San Martino")
    opened(page, address, "ricorrente", addresses.of(record))
    assert "Prossime date" not in page.locator("[data-next]").inner_text()
    page.get_by_label("Confermo la scheda").check()
    page.get_by_label("Ente o associazione").fill("Comune di Inveruno")
    page.get_by_label("Dichiaro").check()
    assert errors(page) == []
    chosen(page, every="W")
    page.get_by_role("checkbox", name="sabato").check()
    assert errors(page) == ["Regola in parole: la regola è cambiata, le parole no: rileggile"]


def test_a_rule_beyond_the_choices_is_not_overwritten_by_a_touch(page: Page, address: str) -> None:
    record = market("FREQ=MONTHLY;BYDAY=3SU,5SU")
    opened(page, address, "ricorrente", addresses.of(record))
    shown = page.locator("[data-next]")
    assert said(record.recurrence) in shown.inner_text()
    chosen(page, every="W")
    page.get_by_label("lunedì").check()
    rule_of = field(page, "recurrence", "rrule")
    assert rule_of.input_value() == record.recurrence.rrule
    page.get_by_role("button", name="Sostituisci la regola").click()
    assert rule_of.input_value() == "FREQ=WEEKLY;BYDAY=MO"
    assert shown.inner_text().startswith("Torna ogni lunedì. Prossime date: ")


@pytest.mark.parametrize(
    ("choices", "days", "wanted"),
    [
        (
            {"every": "M", "which": "1", "also": "3"},
            ("sabato", "domenica"),
            (
                "FREQ=MONTHLY;BYDAY=1SA,1SU,3SA,3SU",
                "il primo e il terzo sabato e la prima e la terza domenica del mese",
            ),
        ),
        (
            {"every": "W2", "start": "2026-11-22"},
            ("domenica",),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", "a settimane alterne, la domenica, dal 22 novembre 2026"),
        ),
        (
            {"every": "W", "first": "5", "last": "9"},
            ("sabato",),
            ("FREQ=WEEKLY;BYDAY=SA", "ogni sabato, da maggio a settembre"),
        ),
    ],
)
def test_what_can_be_chosen(
    page: Page, address: str, choices: dict[str, str], days: tuple[str, ...], wanted: tuple[str, str]
) -> None:
    """Several places of the month, every other week, a season: rule, words, and a market that is sound."""
    opened(page, address, "ricorrente")
    filled_market(page)
    page.get_by_role("checkbox", name="domenica").uncheck()
    chosen(page, **choices)
    for day in days:
        page.get_by_role("checkbox", name=day).check()
    found = [field(page, "recurrence", key).input_value() for key in ("rrule", "text")]
    assert tuple(found) == wanted
    assert errors(page) == []


def test_a_day_that_does_not_exist_and_days_of_another_year(page: Page, address: str) -> None:
    opened(page, address, "ricorrente")
    filled_market(page)
    chosen(page, every="Y", which="", day="30", month="2")
    said_here = said_of(values.Rule, NEVER[0])
    assert page.locator("[data-next]").inner_text().lower() == f"{said_here}.".lower()
    assert f"Regola RFC 5545: {said_here}" in errors(page)
    chosen(page, month="3")
    later = page.evaluate("new Date().getFullYear()") + 1
    assert f" marzo {later}" in page.locator("[data-next]").inner_text()


def test_an_end_before_its_start_is_told(page: Page, address: str) -> None:
    opened(page, address, "evento")
    field(page, "start").fill("5/12/2026")
    field(page, "end").fill("1 dicembre 2026")
    field(page, "time").fill("ore 9")
    assert "Ultimo giorno: «2026-12-01» viene prima di «2026-12-05»" in errors(page)
    assert field(page, "end").input_value() == "2026-12-01"
    field(page, "end").fill("")
    for end, wrong in (
        ("8,30", "«08:30» viene prima di «09:00»: le ore sono scambiate?"),
        ("09:00", "la fine è uguale all'inizio"),
    ):
        field(page, "end_time").fill(end)
        assert f"Fine: {wrong}" in errors(page)


def test_a_call_does_not_close_before_it_opens(page: Page, address: str) -> None:
    opened(page, address, "programma")
    field(page, "opened").fill("1/5/2026")
    field(page, "closed").fill("4/2026")
    assert "Scadenza delle domande: «2026-04» viene prima di «2026-05-01»" in errors(page)
