"""A total over time in sentences: shorter periods that add, a longer one that beats them, what is last seen or carried."""

from datetime import date
from typing import Any

from tests.oracle.store import Row
from tests.unit.analyse.small import figure
from tests.unit.analyse.test_telling import told

QUARTERS = [
    (date(2016, 10, 1), date(2016, 12, 31)), (date(2017, 1, 1), date(2017, 3, 31)),
    (date(2017, 4, 1), date(2017, 6, 30)), (date(2017, 7, 1), date(2017, 9, 30)),
]  # fmt: skip


def quarter(number: int, value: Any, role: str = "result", agency: str = "usaid", **cells: Any) -> Row:
    start, end = QUARTERS[number - 1]
    return figure(role, value, agency, period_start=start, period_end=end, **cells)


def fates(rows: list[str]) -> list[str]:
    return sorted(row.partition(":")[0] for row in rows)


def test_shorter_periods_of_a_flow_add() -> None:
    sentences, rows = told(*(quarter(n, 10 + n) for n in (1, 2, 4)), quarter(4, 1, "result", "inl"))
    assert "Roads”, Honduras, fiscal year 2017" in sentences
    assert "11 + 12 + 14 + 1 = 38" in sentences or "= 38" in sentences
    assert (
        "USAID stated nothing for the whole period. What it stated for shorter ones stands for it: 3 of them."
        in sentences
    )
    assert "USAID told nothing for 2017-04-01 to 2017-06-30; the total is without it." in sentences
    assert fates(rows) == ["counts"] * 4


def test_own_value_of_the_longer_period_beats_its_parts() -> None:
    sentences, rows = told(figure("result", 600), *(quarter(n, 300) for n in (1, 2)))
    assert ": 600 km." in sentences
    assert fates(rows) == ["counts", "within_longer", "within_longer"]
    assert any("has a value of its own for the whole period, never added to it" in row for row in rows)


def test_stock_last_seen_is_told_and_not_added() -> None:
    sentences, rows = told(quarter(2, 7), quarter(4, 9, agency="inl"), indicator={"time": "stock"})
    assert ": at least 9 km." in sentences or ": 9 km." in sentences
    assert (
        "USAID was last seen at 7 (2017-01-01 to 2017-03-31). Only the value on the last day counts"
        in sentences
    )
    assert fates(rows) == ["counts", "last_seen"]


def test_running_total_of_who_is_silent_is_carried_forward() -> None:
    sentences, rows = told(quarter(2, 7), quarter(4, 9, agency="inl"), indicator={"time": "running"})
    assert "Its running total, 7, is carried forward." in sentences
    assert "9 + 7 = 16" in sentences or "7 + 9 = 16" in sentences
    assert fates(rows) == ["counts", "counts"]


def test_what_is_never_combined_over_time_says_so() -> None:
    score = {"measure": "score", "counts": None, "time": "none", "over_places": "none", "over_series": "none"}
    sentences, rows = told(quarter(2, 7), quarter(4, 9), indicator=score)
    assert "Numbers of this kind are not combined over time." in sentences
    assert set(fates(rows)) == {"not_combined"}
