"""Rules in Italian words: a table to be read aloud, and what words of a source contradict."""

from __future__ import annotations

import pytest

from distretti.model.event import Recurrence
from distretti.model.rule_words import disagreement, said

SENTENCES = [
    ("FREQ=DAILY", "ogni giorno"),
    ("FREQ=DAILY;INTERVAL=3", "ogni tre giorni, dal 2 gennaio 2027"),
    ("FREQ=DAILY;COUNT=9", "ogni giorno, dal 2 gennaio 2027, per 9 volte"),
    ("FREQ=DAILY;UNTIL=20270111", "ogni giorno, fino all’11 gennaio 2027"),
    ("FREQ=DAILY;BYMONTH=8", "ogni giorno, in agosto"),
    ("FREQ=DAILY;BYMONTH=12,1", "ogni giorno, in dicembre e gennaio"),
    ("FREQ=DAILY;BYDAY=SA,SU", "ogni sabato e domenica"),
    ("FREQ=WEEKLY;BYDAY=MO", "ogni lunedì"),
    ("FREQ=WEEKLY;BYDAY=TU", "ogni martedì"),
    ("FREQ=WEEKLY;BYDAY=SU", "ogni domenica"),
    ("FREQ=WEEKLY;BYDAY=WE,SA", "ogni mercoledì e sabato"),
    ("FREQ=WEEKLY;BYDAY=SA,WE", "ogni mercoledì e sabato"),
    ("FREQ=WEEKLY;BYDAY=TU,TH,SA", "ogni martedì, giovedì e sabato"),
    ("FREQ=WEEKLY;BYDAY=TU,TH,SA,SU", "ogni martedì, giovedì, sabato e domenica"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "ogni giorno dal lunedì al venerdì"),
    ("FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA", "ogni giorno dal martedì al sabato"),
    ("FREQ=WEEKLY;BYDAY=WE,TH,FR,SA,SU", "ogni giorno dal mercoledì alla domenica"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "ogni giorno"),
    ("FREQ=WEEKLY;BYDAY=TU;BYMONTH=7,8", "ogni martedì, in luglio e agosto"),
    ("FREQ=WEEKLY;BYDAY=TU;BYMONTH=7", "ogni martedì, in luglio"),
    ("FREQ=WEEKLY;BYDAY=MO;BYMONTH=6,7,8", "ogni lunedì, da giugno ad agosto"),
    ("FREQ=WEEKLY;BYDAY=MO;BYMONTH=1,2,3,4", "ogni lunedì, da gennaio ad aprile"),
    ("FREQ=WEEKLY;BYDAY=MO;BYMONTH=5,6,7,8,9,10,11,12", "ogni lunedì, da maggio a dicembre"),
    ("FREQ=WEEKLY;BYDAY=FR;BYMONTH=10,11,12,1,2,3,4,5", "ogni venerdì, da ottobre a maggio"),
    ("FREQ=WEEKLY;BYDAY=TU;BYMONTH=1,2,3,4,5,6,7,9,10,11,12", "ogni martedì, tranne agosto"),
    ("FREQ=WEEKLY;BYDAY=TU;BYMONTH=2,3,4,5,6,7,9,10,11,12", "ogni martedì, tranne gennaio e agosto"),
    ("FREQ=WEEKLY;BYDAY=TU;BYMONTH=3,6,9,12", "ogni martedì, in marzo, giugno, settembre e dicembre"),
    ("FREQ=WEEKLY;BYDAY=FR;UNTIL=20270730", "ogni venerdì, fino al 30 luglio 2027"),
    ("FREQ=WEEKLY;BYDAY=SA;COUNT=1", "ogni sabato, dal 2 gennaio 2027, per 1 volta"),
    ("FREQ=WEEKLY;BYDAY=SA;COUNT=10", "ogni sabato, dal 2 gennaio 2027, per 10 volte"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "a settimane alterne, il sabato, dal 2 gennaio 2027"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", "a settimane alterne, la domenica, dal 3 gennaio 2027"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU", "a settimane alterne, il sabato e la domenica, dal 2 gennaio 2027"),
    ("FREQ=WEEKLY;INTERVAL=3;BYDAY=SA", "ogni tre settimane, il sabato, dal 2 gennaio 2027"),
    ("FREQ=MONTHLY;BYDAY=1SU", "la prima domenica del mese"),
    ("FREQ=MONTHLY;BYDAY=2SA", "il secondo sabato del mese"),
    ("FREQ=MONTHLY;BYDAY=3TU", "il terzo martedì del mese"),
    ("FREQ=MONTHLY;BYDAY=4TH", "il quarto giovedì del mese"),
    ("FREQ=MONTHLY;BYDAY=5SU", "l'eventuale quinta domenica del mese"),
    ("FREQ=MONTHLY;BYDAY=3SU,5SU", "la terza e l'eventuale quinta domenica del mese"),
    ("FREQ=MONTHLY;BYDAY=-1SU", "l'ultima domenica del mese"),
    ("FREQ=MONTHLY;BYDAY=-1SA", "l'ultimo sabato del mese"),
    ("FREQ=MONTHLY;BYDAY=-2FR", "il penultimo venerdì del mese"),
    ("FREQ=MONTHLY;BYDAY=1SU,3SU", "la prima e la terza domenica del mese"),
    ("FREQ=MONTHLY;BYDAY=-1SU,1SU", "la prima e l'ultima domenica del mese"),
    ("FREQ=MONTHLY;BYDAY=2SA,3SA,4SA", "il secondo, il terzo e il quarto sabato del mese"),
    ("FREQ=MONTHLY;BYDAY=4SA,4SU", "il quarto sabato e la quarta domenica del mese"),
    ("FREQ=MONTHLY;BYDAY=2SU;BYMONTH=10,11,12,1,2,3,4,5,6", "la seconda domenica del mese, da ottobre a giugno"),
    ("FREQ=MONTHLY;BYDAY=-1SU;BYMONTH=5,6,7,8,9", "l'ultima domenica del mese, da maggio a settembre"),
    ("FREQ=MONTHLY;BYDAY=1SU;BYMONTH=1,2,3,4,5,6,7,9,10,11,12", "la prima domenica del mese, tranne agosto"),
    ("FREQ=MONTHLY;BYDAY=TU", "ogni martedì"),
    ("FREQ=MONTHLY;BYMONTHDAY=1", "il 1º di ogni mese"),
    ("FREQ=MONTHLY;BYMONTHDAY=8,11,15", "l'8, l'11 e il 15 di ogni mese"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "l'ultimo giorno di ogni mese"),
    ("FREQ=MONTHLY;BYMONTHDAY=-2", "il penultimo giorno di ogni mese"),
    ("FREQ=MONTHLY;BYMONTHDAY=31", "il 31 di ogni mese che lo ha"),
    ("FREQ=MONTHLY;BYMONTHDAY=15,30", "il 15 e il 30 di ogni mese, dove c'è"),
    ("FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=14,15,16,17,18,19,20", "il martedì fra il 14 e il 20 del mese"),
    ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU", "ogni due mesi, la prima domenica, dal 3 gennaio 2027"),
    ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=11", "ogni anno l'11 novembre"),
    ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=8", "ogni anno l'8 dicembre"),
    ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=1", "ogni anno il 1º novembre"),
    ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=12,13", "ogni anno il 12 e il 13 dicembre"),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "ogni anno il 29 febbraio, se è bisestile"),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "ogni anno l'ultimo giorno di febbraio"),
    ("FREQ=YEARLY;BYMONTH=4,9;BYMONTHDAY=1", "ogni anno il 1º di aprile e settembre"),
    ("FREQ=YEARLY;BYMONTH=10;BYDAY=1SU", "ogni anno la prima domenica di ottobre"),
    ("FREQ=YEARLY;BYMONTH=11;BYDAY=-1SA", "ogni anno l'ultimo sabato di novembre"),
    ("FREQ=YEARLY;BYMONTH=4,9,12;BYDAY=-1SU", "ogni anno l'ultima domenica di aprile, settembre e dicembre"),
    ("FREQ=YEARLY;BYMONTH=12;BYDAY=WE;BYMONTHDAY=6,7,8,9,10,11,12", "ogni anno il mercoledì fra il 6 e il 12 dicembre"),
    (
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=9;BYDAY=2SU",
        "ogni due anni la seconda domenica di settembre, dal 2 gennaio 2027",
    ),
]


def recurrence(rrule: str, text: str = "parole", **more: str) -> Recurrence:
    start = "2027-01-03" if rrule.endswith(("INTERVAL=2;BYDAY=SU", "1SU")) else "2027-01-02"
    counted = {"start": start} if "INTERVAL" in rrule or "COUNT" in rrule else {}
    return Recurrence.model_validate({"text": text, "rrule": rrule} | counted | more)


@pytest.mark.parametrize(("rrule", "sentence"), SENTENCES)
def test_a_rule_in_words(rrule: str, sentence: str) -> None:
    assert said(recurrence(rrule)) == sentence


def test_the_table_is_long_enough() -> None:
    assert len({rrule for rrule, _ in SENTENCES}) >= 60


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("04-01", "10-31", "ogni sabato, da aprile a ottobre"),
        ("10-01", "02-28", "ogni sabato, da ottobre a febbraio"),
        ("06-15", "09-08", "ogni sabato, dal 15 giugno all'8 settembre"),
    ],
)
def test_a_season_in_words(first: str, last: str, sentence: str) -> None:
    assert said(recurrence("FREQ=WEEKLY;BYDAY=SA", **{"from": first, "to": last})) == sentence


@pytest.mark.parametrize(
    ("text", "rrule", "message"),
    [
        ("ogni sabato", "FREQ=WEEKLY;BYDAY=MO", "le parole dicono sabato, la regola lunedì"),
        ("dal martedì al giovedì", "FREQ=WEEKLY;BYDAY=TU,TH", "dicono martedì, mercoledì e giovedì"),
        ("la prima domenica del mese", "FREQ=MONTHLY;BYDAY=2SU", "le parole dicono primo, la regola secondo"),
        ("la prima domenica del mese", "FREQ=WEEKLY;BYDAY=SU", "la regola ogni settimana"),
        ("ogni lunedì di luglio", "FREQ=WEEKLY;BYDAY=MO", "le parole dicono in luglio, la regola tutti i mesi"),
        ("ogni lunedì, agosto escluso", "FREQ=WEEKLY;BYDAY=MO", "le parole dicono tranne agosto"),
    ],
)
def test_words_that_say_another_rule(text: str, rrule: str, message: str) -> None:
    assert message in disagreement(recurrence(rrule, text))


@pytest.mark.parametrize(
    ("text", "rrule"),
    [
        ("ogni sabato mattina", "FREQ=WEEKLY;BYDAY=SA"),
        ("ogni martedì, in estate", "FREQ=WEEKLY;BYDAY=TU;BYMONTH=7,8"),
        ("ogni giorno dal martedì al sabato", "FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA"),
        ("il secondo sabato, esclusi gennaio e agosto", "FREQ=MONTHLY;BYDAY=2SA;BYMONTH=2,3,4,5,6,7,9,10,11,12"),
        ("ogni venerdì fino al 30 luglio 2027", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20270730"),
        ("ogni anno attorno all'11 novembre, San Martino", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=11"),
        ("un mercoledì della prima metà di dicembre", "FREQ=YEARLY;BYMONTH=12;BYDAY=WE;BYMONTHDAY=6,7,8,9,10,11,12"),
    ],
)
def test_words_that_agree_or_are_loose(text: str, rrule: str) -> None:
    assert disagreement(recurrence(rrule, text)) == ""
