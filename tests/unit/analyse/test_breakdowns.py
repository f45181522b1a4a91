"""The parts of a total: whose they are, what they leave open, and what a share is of."""

from decimal import Decimal
from typing import Any

import pytest

from istmo.analyse import breakdowns
from istmo.kernel.problem import WrongUse
from tests.oracle.store import INDICATOR, Row, Store
from tests.unit.analyse.small import REGISTERS, figure

DIMENSIONS: dict[str, list[Row]] = {
    "dimensions": [{"code": "sex", "title": "Sex", "exclusive": True, "complete": True}],
    "categories": [
        {"dimension": "sex", "code": code, "title": code, "position": at} for at, code in enumerate("fm", 1)
    ],
}
PEOPLE = {"counts": "people", "over_series": "range"}
PERCENT = {"measure": "ratio", "time": "none", "over_series": "ratio", "per": Decimal(100)}


def asked(*figures: Row, indicator: Row | None = None, **more: Any) -> list[Row]:
    indicators = [INDICATOR | {"code": "i"} | (indicator or {})]
    tables = REGISTERS | DIMENSIONS | {"indicators": indicators, "figures": list(figures)} | more
    return breakdowns.ask(Store().fill(tables)).dicts()


def part(code: str, value: Any = None, agency: str = "usaid", **cells: Any) -> Row:
    return figure("result", value, agency, breakdown=f"sex={code}", **cells)


def test_agencies_that_are_not_own_have_no_parts() -> None:
    assert asked(figure("result", 9, "idb"), part("f", 5, "idb")) == []


def test_series_without_parts_is_named_and_unallocated() -> None:
    women, rest, total = asked(figure("result", 9), figure("result", 4, "inl"), part("f", 7))
    assert (women["value"], women["told"], women["series"]) == (7, 1, 2)
    assert (rest["value"], rest["notes"]) == (6, "no parts by sex from inl")
    assert total["value"] == 13


def test_decision_that_people_add_makes_their_parts_add() -> None:
    told = (figure("result", 9), figure("result", 4, "inl"), part("f", 7), part("f", 1, "inl"))
    made = {"indicator": "i", "place": "HN", "period": "FY2017", "decision": "sum", "value": None}
    women, rest, total = asked(*told, indicator=PEOPLE, overlaps=[made])
    assert (women["value"], women["high"], rest["value"], total["value"]) == (8, None, 5, 13)


def test_shares_of_ratios_pool_and_have_no_rest() -> None:
    told = [
        part("f", numerator=Decimal(9), denominator=Decimal(10)),
        part("f", agency="inl", numerator=Decimal(10), denominator=Decimal(90)),
    ]
    women, total = asked(*told, indicator=PERCENT)
    assert (women["row"], women["value"], women["share"]) == ("part", 19, None)
    assert total["row"] == "total"


def test_means_of_parts_are_not_added() -> None:
    mean = {
        "measure": "quantity",
        "counts": None,
        "time": "none",
        "over_places": "none",
        "over_series": "none",
    }
    women, _ = asked(part("f", 7), part("f", 9, "inl"), indicator=mean)
    assert (women["value"], women["notes"]) == (None, "2 series, not added up")


def test_unknown_column_is_wrong_use() -> None:
    with pytest.raises(WrongUse, match="breakdowns has no column country"):
        breakdowns.ask(Store(), country="HN")


def test_release_without_figures_has_no_rows() -> None:
    assert list(breakdowns.ask(Store()).rows) == []
