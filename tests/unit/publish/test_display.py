"""How values are shown."""

from datetime import date
from decimal import Decimal

import pytest

from istmo.publish import display
from istmo.publish.words import Words

EN = Words()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "0"),
        ("-0.4", "−0.4"),
        ("1365", "1,365"),
        ("278.000000000", "278"),
        ("62.55", "62.6"),
        ("99.999", "100"),
        ("0.041", "0.04"),
        ("13500", "13,500"),
        ("153000000", "153 million"),
        ("2600000000", "2.6 billion"),
        ("-2850000000", "−2.9 billion"),
        ("5400000000000", "5.4 trillion"),
    ],
)
def test_number_is_rounded_for_reading(value: str, shown: str) -> None:
    assert display.number(Decimal(value), EN) == shown


def test_number_keeps_the_decimals_of_its_column() -> None:
    assert [display.number(Decimal(v), EN, 1) for v in ("97.44", "100")] == ["97.4", "100.0"]


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        ("percent", ("−40%", "")),
        ("USD", ("−$40", "")),
        ("EUR", ("−€40", "")),
        ("days", ("−40", "days")),
        (None, ("−40", "")),
    ],
)
def test_amount_carries_the_sign_of_its_unit(unit: str | None, shown: tuple[str, str]) -> None:
    assert display.amount(Decimal(-40), unit, EN) == shown


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ([], 0),
        (["3", "4"], 0),
        (["0.123", "5"], 2),
        (["0.5", "5"], 1),
        (["97.41", "88.17", "100"], 1),
        (["417.2", "203", "248"], 0),
    ],
)
def test_places_suit_the_whole_column(values: list[str], places: int) -> None:
    assert display.places_of([Decimal(value) for value in values]) == places


@pytest.mark.parametrize(
    ("qualifier", "shown"),
    [
        ("about", "about 40"),
        ("at_least", "at least 40"),
        ("at_most", "at most 40"),
        ("exact", "40"),
        (None, "40"),
    ],
)
def test_qualified_says_how_exact(qualifier: str | None, shown: str) -> None:
    assert display.qualified("40", qualifier, EN) == shown


@pytest.mark.parametrize(
    ("start", "end", "written", "shown"),
    [
        (date(2016, 1, 1), date(2017, 12, 31), "early 2016 to mid-2017", "early 2016 to mid-2017"),
        (date(2011, 1, 1), date(2016, 12, 31), None, "2011–2016"),
        (date(2016, 10, 1), date(2017, 9, 30), None, "FY2017"),
        (date(2016, 5, 1), date(2016, 5, 31), None, "May 2016"),
        (date(2015, 6, 1), date(2016, 12, 31), None, "June 2015 – December 2016"),
        (date(2017, 6, 15), date(2017, 6, 15), None, "15 June 2017"),
        (date(2014, 1, 1), None, None, "since 2014"),
        (None, date(2016, 12, 31), None, "until 2016"),
        (None, None, None, "period not stated"),
    ],
)
def test_period_is_told_in_words(
    start: date | None, end: date | None, written: str | None, shown: str
) -> None:
    assert display.period(start, end, written, EN) == shown


def test_breakdown_is_told_in_the_words_of_its_dimensions() -> None:
    words = {("sex", "f"): "women", ("age", "15-24"): "15 to 24 years"}
    assert display.breakdown("age=15-24;sex=f", words) == "15 to 24 years, women"
    assert display.breakdown("sex=x", words) == "x"
