"""Stated sums beside their parts."""

from decimal import Decimal
from typing import Any

import pytest

from istmo.analyse import reconcile
from istmo.analyse.parts import ends
from istmo.kernel.period import Period
from istmo.kernel.problem import WrongUse
from tests.oracle.store import Row, Store

TABLES: dict[str, list[Row]] = {
    "agencies": [{"code": "us", "name": "United States", "own": True}],
    "places": [
        {"code": "CA", "name": "Central America", "kind": "group"},
        {"code": "CA-un", "name": "Central America, not split", "kind": "unattributed", "parent": "CA"},
        {"code": "HN", "name": "Honduras", "kind": "country", "parent": "CA"},
    ],
}


def money(stage: str, amount: int, years: str, source: str, **cells: Any) -> Row:
    period = Period.parse(years)
    told = {"currency": "USD", "kind": "increment", "place": "CA-un", "provider": "us", "submission": "s"}
    days = {"period_start": period.start, "period_end": period.end}
    return told | days | {"stage": stage, "amount": Decimal(amount), "source": source} | cells


def asked(*rows: Row, **where: object) -> list[Row]:
    numbered = [row | {"row": at} for at, row in enumerate(rows, 2)]
    return reconcile.ask(Store().fill(TABLES | {"transactions": numbered}), **where).dicts()


def test_parts_that_cover_the_days_are_compared() -> None:
    (row,) = asked(
        money("committed", 54, "2016/2017", "sheet"),
        money("committed", 28, "2016", "report", qualifier="about"),
        money("committed", 26, "2017", "report"),
    )
    assert (row["stated"], row["parts"], row["stands"], row["comparable"]) == (54, 54, "equal", "yes")
    assert row["parts_told"] == "committed 2016: 28 + committed 2017: 26"
    assert (row["trace"], row["parts_trace"]) == ("s:2", "s:3 s:4")


def test_parts_of_the_same_source_are_compared_at_the_same_stage_only() -> None:
    (row,) = asked(
        money("committed", 54, "2016/2017", "report"),
        money("committed", 28, "2016", "report"),
        money("committed", 20, "2017", "report"),
        money("executed", 54, "2016/2017", "report"),
    )
    assert (row["difference"], row["stands"]) == (-6, "below")
    assert row["finding"] == "the parts come to 48, 6 less than the 54 stated"


def test_days_that_nobody_tells_are_no_comparison() -> None:
    rows = asked(money("committed", 54, "2016/2017", "sheet"), money("committed", 28, "2016", "report"))
    assert rows == []


def test_stages_of_another_source_are_set_one_after_the_other_as_a_test() -> None:
    (row,) = asked(
        money("not_stated", 2000, "FY2015/FY2017", "sheet", qualifier="about"),
        money("allocated", 1300, "2014/2017-06-16", "page"),
        money("appropriated", 655, "FY2017", "page", fund_year="FY2017"),
    )
    assert (row["parts"], row["difference"], row["stands"]) == (1955, -45, "within rounding")
    assert (row["stated_low"], row["stated_high"], row["comparable"]) == (1500, 2500, "under assumptions")
    assert row["assumptions"].split("; ") == [
        "that sheet, which names no stage, means allocated + appropriated, one after the other",
        "that allocated 2014-01-01/2017-06-16 holds nothing of appropriated FY2017",
        "that nothing of allocated 2014-01-01/2017-06-16 lies outside FY2015/FY2017",
    ]


def test_different_stages_are_named_as_not_comparable() -> None:
    rows = asked(
        money("appropriated", 655, "FY2017", "page"),
        money("obligated", 600, "FY2017", "explorer"),
        money("obligated", 100, "FY2017", "explorer", place="HN"),
    )
    assert [(row["comparable"], row["why"], row["stands"]) for row in rows] == [
        ("no", "appropriated and obligated are different stages", "above")
    ]
    assert "100 without the 600 that is split by no country" in rows[0]["finding"]


def test_two_sums_of_the_same_days_are_compared_once() -> None:
    rows = asked(money("requested", 46, "FY2018", "page"), money("requested", 44, "FY2018", "budget"))
    assert [(row["source"], row["parts_source"], row["difference"]) for row in rows] == [
        ("budget", "page", 2)
    ]


def test_year_of_the_money_against_year_of_the_transaction_is_an_assumption() -> None:
    rows = asked(
        money("appropriated", 655, "FY2017", "page", fund_year="FY2017"),
        money("appropriated", 300, "FY2017", "explorer"),
        money("appropriated", 28, "FY2017", "explorer", place="HN"),
    )
    assert [row["comparable"] for row in rows] == ["under assumptions"]
    assert "year of the money and the year of the transaction" in rows[0]["assumptions"]


def test_other_givers_are_another_matter() -> None:
    rows = [money("committed", 5, "2016", "sheet"), money("committed", 5, "2016", "report", provider="gov")]
    assert asked(*rows) == []


@pytest.mark.parametrize(
    ("amount", "qualifier", "wanted"),
    [
        ("2000000000", "about", ("1500000000", "2500000000")),
        ("2800", "about", ("2750", "2850")),
        ("2.5", "about", ("2.45", "2.55")),
        ("0", "about", ("0", "0")),
        ("7", "exact", ("7", "7")),
        ("7", "at_least", ("7", None)),
        ("7", "at_most", (None, "7")),
    ],
)
def test_ends_of_a_sum_as_it_is_told(
    amount: str, qualifier: str, wanted: tuple[str | None, str | None]
) -> None:
    low, high = (None if end is None else Decimal(end) for end in wanted)
    assert ends(Decimal(amount), qualifier) == (low, high)


@pytest.mark.parametrize(
    ("qualifier", "parts", "stands"),
    [("at_least", 60, "within rounding"), ("at_least", 40, "below"), ("at_most", 60, "above")],
)
def test_open_ends_hold_whatever_lies_beyond_them(qualifier: str, parts: int, stands: str) -> None:
    rows = asked(
        money("committed", 50, "2016", "a", qualifier=qualifier), money("committed", parts, "2016", "b")
    )
    assert [row["stands"] for row in rows] == [stands]


def test_unknown_column_is_refused() -> None:
    with pytest.raises(WrongUse, match="reconcile has no column colour"):
        asked(colour="red")


def test_sum_without_days_is_left_out() -> None:
    rows = [money("committed", 5, "undated", "a"), money("committed", 5, "2016", "b")]
    assert asked(*rows) == []
