"""A release of a few rows for the questions, and figures in one line."""

from datetime import date
from decimal import Decimal
from typing import Any

from istmo.analyse import progress
from tests.oracle.store import FIGURE, INDICATOR, Row, Store

YEAR = {"period_start": date(2016, 10, 1), "period_end": date(2017, 9, 30)}
REGISTERS: dict[str, list[Row]] = {
    "frameworks": [{"code": "f", "title": "F", "version": "1"}],
    "agencies": [
        {"code": "usaid", "name": "USAID", "own": True},
        {"code": "inl", "name": "INL", "own": True},
        {"code": "idb", "name": "IDB", "own": False},
    ],
    "places": [{"code": "HN", "name": "Honduras", "kind": "country"}],
    "activities": [{"code": "roads", "title": "Roads", "starts_on": date(2015, 10, 1)}],
    "sources": [{"code": "s1", "title": "One", "kind": "own"}, {"code": "s2", "title": "Two", "kind": "own"}],
}


def figure(role: str, value: Any = None, agency: str | None = "usaid", **cells: Any) -> Row:
    """A figure of indicator `i` in Honduras in FY2017."""
    number = None if value is None else Decimal(str(value))
    return (
        FIGURE
        | YEAR
        | {"indicator": "i", "place": "HN", "role": role, "value": number, "agency": agency}
        | cells
    )


def asked(*figures: Row, indicator: Row | None = None, **tables: list[Row]) -> Row:
    """The one row that progress answers for these figures."""
    indicators = [INDICATOR | {"code": "i"} | (indicator or {})]
    filled = REGISTERS | {"indicators": indicators, "figures": list(figures)} | tables
    (row,) = progress.ask(Store().fill(filled)).dicts()
    return row
