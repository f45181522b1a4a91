"""Context beside its past, its region and the world."""

from datetime import date
from decimal import Decimal

import pytest

from istmo.analyse import benchmarks
from istmo.kernel.problem import WrongUse
from tests.oracle.store import FIGURE, INDICATOR, Row, Store

PLACES = [
    {"code": "HN", "name": "Honduras", "kind": "country"},
    {"code": "SV", "name": "El Salvador", "kind": "country"},
    {"code": "CA", "name": "Central America", "kind": "group"},
    {"code": "LAC", "name": "Latin America", "kind": "region"},
]


def value(place: str, year: int, number: object, source: str = "un") -> Row:
    days = {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
    told = {"indicator": "homicide", "place": place, "role": "context", "source": source}
    return FIGURE | days | told | {"value": Decimal(str(number))}


def asked(*figures: Row, **where: object) -> list[Row]:
    tables = {
        "places": PLACES,
        "place_members": [{"place": "CA", "member": "HN"}, {"place": "CA", "member": "SV"}],
        "indicators": [INDICATOR | {"code": "homicide", "kind": "context", "preferred_source": "un"}],
        "benchmarks": [
            {"code": "lac", "title": "Region", "scope": "regional", "method": "publisher", "place": "LAC"},
            {"code": "mean", "title": "Mean", "scope": "regional", "method": "mean", "place": "CA"},
        ],
        "figures": figures,
    }
    return benchmarks.ask(Store().fill(tables), **where).dicts()


def test_previous_year_and_published_value() -> None:
    figures = [value("HN", 2015, 60), value("HN", 2016, 57), value("LAC", 2016, 22)]
    rows = asked(*figures, place="HN", period="2016")
    row = next(row for row in rows if row["benchmark"] == "lac")
    assert (row["previous"], row["change"], row["change_percent"]) == (60, -3, -5)
    assert (row["benchmark_value"], row["difference"], row["stands"]) == (22, 35, "above")
    assert row["made"] == "published for Latin America by the same source"


def test_mean_says_of_how_many_it_is() -> None:
    row = asked(value("HN", 2016, 57), place="HN")[0]
    assert (row["benchmark_value"], row["made"]) == (57, "plain mean of 1 of 2 members with a value")


def test_gap_is_told_and_not_filled() -> None:
    row = asked(value("HN", 2013, 60), value("HN", 2016, 57), place="HN", period="2016")[0]
    assert row["previous"] is None
    assert "no value for 2015; last 2013" in row["notes"]


def test_two_sources_stand_side_by_side_the_preferred_first() -> None:
    rows = asked(value("HN", 2016, 57, "police"), value("HN", 2016, 59))
    assert [(row["source"], row["preferred"]) for row in rows] == [("un", True), ("police", False)]


@pytest.mark.parametrize("day", ["FY2017", "2017-09-30", date(2017, 9, 30)])
def test_read_as_of_a_day_is_the_last_year_that_had_ended(day: object) -> None:
    (row,) = asked(value("HN", 2015, 60), value("HN", 2016, 57), value("HN", 2017, 40), ended_by=day)
    assert (row["value"], row["read_as"]) == (57, "2016, the last period ended by 2017-09-30")


@pytest.mark.parametrize("day", ["soon", "2011/..", "2017-09-31"])
def test_read_as_of_no_day_is_refused(day: str) -> None:
    with pytest.raises(WrongUse, match="ended_by takes a day or a period"):
        asked(ended_by=day)
