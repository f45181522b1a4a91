"""Numbers as texts tell them: what they may be, in what unit, how exactly; and what is no figure."""

from decimal import Decimal

import pytest

from istmo.publish.draft.language import language
from istmo.publish.draft.mention import Mention
from istmo.publish.draft.numbers import mentions

ENGLISH, SPANISH = language("en"), language("es")


def figures(text: str, lang: str = "en") -> list[Mention]:
    return [one for one in mentions(text, language(lang)) if one.is_figure]


def told(text: str, lang: str = "en") -> list[tuple[str, str, str]]:
    return [(f"{one.readings[0].normalize():f}", one.unit, one.qualifier) for one in figures(text, lang)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It created 22,000 new jobs.", [("22000", "", "")]),
        ("The plan has 1,365 members and 15 groups.", [("1365", "", ""), ("15", "", "")]),
        ("Sales of over $153 million were made.", [("153000000", "USD", "at_least")]),
        ("About US$1.3 billion went there.", [("1300000000", "USD", "about")]),
        ("It cost $5.4bn, or $460M a year.", [("5400000000", "USD", ""), ("460000000", "USD", "")]),
        ("nearly 40 percent of goods", [("40", "percent", "under")]),
        ("a 40-percent cut", [("40", "percent", "")]),
        ("fell by 12.5%", [("12.5", "percent", "")]),
        ("at least 15 cases", [("15", "", "at_least")]),
        ("fewer than ten cases", [("10", "", "at_most")]),
        ("74 and 96 percent", [("74", "percent", ""), ("96", "percent", "")]),
        ("one to three business days", [("1", "days", ""), ("3", "days", "")]),
        ("between two and three hours", [("2", "hours", ""), ("3", "hours", "")]),
        ("50 to 60 schools", [("50", "", ""), ("60", "", "")]),
        ("from 278 days to 82 days", [("278", "days", ""), ("82", "days", "")]),
        ("1-3 years", [("1", "years", ""), ("3", "years", "")]),
        ("5-10+ years", [("5", "years", ""), ("10", "years", "at_least")]),
        ("$50 to 60 million", [("50", "USD", ""), ("60000000", "USD", "")]),
        ("one million people", [("1000000", "", "")]),
        ("two hundred and five farms", [("205", "", "")]),
        ("twenty-two towns", [("22", "", "")]),
        ("three hundred thousand voters", [("300000", "", "")]),
        ("2.5 million two", [("2500000", "", ""), ("2", "", "")]),
        ("half a million people", [("500000", "", "")]),
        ("half of the people", [("50", "share", "")]),
        ("Roughly half of them", [("50", "share", "about")]),
        ("a third of families", [("33.33333333333333333333333333", "share", "")]),
        ("two-thirds of families", [("66.66666666666666666666666667", "share", "")]),
        ("two in five women", [("40", "share", "")]),
        ("3 out of 4 courts", [("75", "share", "")]),
        ("½ of the land", [("50", "share", "")]),
        ("a dozen courts", [("12", "", "")]),
        ("zero cases", [("0", "", "")]),
        ("56 MT of cocaine and 24 metric tons", [("56", "", ""), ("24", "", "")]),
        ("up to 1 234 567 people", [("1234567", "", "at_most")]),
        ("more than 2000 firearms", [("2000", "", "at_least")]),
        ("the 12 months of operations", [("12", "months", "")]),
        ("100 or more schools", [("100", "", "at_least")]),
    ],
)  # fmt: skip
def test_number_is_told(text: str, expected: list[tuple[str, str, str]]) -> None:
    text = text.replace("1 234 567", "1\u00a0234\u00a0567")
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Se crearon 22.000 empleos.", [("22000", "", "")]),
        ("unos 1.234,5 kilómetros", [("1234.5", "", "about")]),
        ("más de 153 millones de dólares", [("153000000", "USD", "at_least")]),
        ("US$1.300 millones", [("1300000000", "USD", "")]),
        ("casi el 40 por ciento", [("40", "percent", "under")]),
        ("dos mil quinientos hogares", [("2500", "", "")]),
        ("treinta y cinco escuelas", [("35", "", "")]),
        ("mil millones de personas", [("1000000000", "", "")]),
        ("un millón de personas", [("1000000", "", "")]),
        ("la mitad de la población", [("50", "share", "")]),
        ("uno de cada tres niños", [("33.33333333333333333333333333", "share", "")]),
        ("un tercio de los hogares", [("33.33333333333333333333333333", "share", "")]),
        ("12,5 %", [("12.5", "percent", "")]),
        ("de tres semanas a dos días", [("3", "weeks", ""), ("2", "days", "")]),
    ],
)
def test_number_is_told_in_spanish(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text, "es") == expected


def test_spanish_of_central_america_may_write_it_the_other_way_round() -> None:
    (one,) = figures("22,000 empleos", "es")
    assert set(one.readings) == {Decimal(22), Decimal(22000)}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("In 2016 it grew.", {"year"}),
        ("from 2015 to 2016", {"year"}),
        ("fiscal years 2015-17", {"year"}),
        ("FY 2018 and FY2017", {"year"}),
        ("Compared to the 1980s", {"year"}),
        ("mid-2017", {"year"}),
        ("on June 15-16, 2017", {"date"}),
        ("08 February 2012", {"date"}),
        ("in May 2016", {"date"}),
        ("Last Updated: 02/05/2021", {"date"}),
        ("on 2017-06-15", {"date"}),
        ("section 7045(a) of the Act, 2017 (Div. J, P.L. 115-31)", {"reference", "year"}),
        ("Executive Order 13773", {"reference"}),
        ("31 U.S.C. 1116 and 22 CFR 120", {"reference"}),
        ("see pages 3-5 and Table 2", {"reference"}),
        ("A4P and MS-13 and GAO-17-145", {"code"}),
        ("the 22nd time, 3rd place", {"ordinal"}),
        ("1. Create safe streets", {"list"}),
        ("(2) disrupt", {"list"}),
        ("1 The A4P is an initiative", {"list", "code"}),
        ("the plan (A4P).1 It", {"code", "mark"}),
        ("as told [4] and [4 · 120–140]", {"mark"}),
        ("call 202-647-4000 or (202) 647-4000", {"telephone", "reference"}),
        ("at 10:30 a.m. and 5 p.m.", {"time"}),
        ("open 24/7", {"time"}),
        ("http://www.state.gov/p/wha/rt/2012/index.htm", {"address"}),
        ("version 2.03 of it", {"reference"}),
    ],
)
def test_no_figure(text: str, why: set[str]) -> None:
    found = mentions(text, ENGLISH)
    assert [one.text for one in found if one.is_figure] == []
    assert {one.why for one in found} <= why
    assert found


@pytest.mark.parametrize(
    "text",
    [
        "one of the first, one another, no one",
        "the first half of the year",
        "the third quarter, a third party",
        "in the second half",
        "tens of thousands of people",
        "May we come, the second time",
    ],
)
def test_words_that_only_look_like_numbers(text: str) -> None:
    assert figures(text) == []


def test_precision_is_that_of_the_last_digit_told() -> None:
    (one,) = figures("22,000 jobs")
    assert (one.step, one.digits) == (Decimal(1000), 2)
    (one,) = figures("$5.4 billion")
    assert (one.step, one.digits) == (Decimal(100_000_000), 2)
    (one,) = figures("1,365 members")
    assert (one.step, one.digits) == (Decimal(1), 4)


def test_mention_says_where_it_stands() -> None:
    text = "It made over $153 million in sales."
    (one,) = figures(text)
    assert text[one.start : one.end] == one.text == "$153 million"


def test_year_alone_in_a_cell_is_a_year() -> None:
    assert [one.why for one in mentions("2016", ENGLISH, is_cell=True)] == ["year"]
