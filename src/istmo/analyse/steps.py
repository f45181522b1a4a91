"""How money came in over time: one row a day on which a balance was struck, with what was added since the day before.

Of money of fiscal year 2016, obligated as 10, 60 and 85 at the ends of three fiscal years, the steps are 10, 50 and 25:
what money lags behind its year. The last row of each is what stands in `funds`.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from istmo.analyse.answer import Answer, Row
from istmo.analyse.stages import ALIKE

COLUMNS = ("stage", *ALIKE, "step", "day", "after_days", "added", "standing", "of")
READING = ("stage", "year", "account", "place", "agency", "source", "day", "added", "standing", "of")
UNKNOWN = "day not told"


def apart(told: Answer) -> Answer:
    """The rows of `funds` that are balances, each as the steps that led to it; increments have none."""
    rows = tuple(row for balance in told.dicts() if balance["steps"] for row in _rows(balance))
    return Answer(COLUMNS, rows, told.notes, READING)


def _rows(balance: dict[str, Any]) -> Iterable[Row]:
    standing = Decimal(0)
    for number, told in enumerate(balance["steps"].split(", "), 1):
        text, _, amount = told.rpartition(" ")
        added = Decimal(amount)
        standing += added
        day = None if text == UNKNOWN else date.fromisoformat(text)
        yield (
            balance["stage"],
            *(balance[name] for name in ALIKE),
            number,
            day,
            _after(balance["period_end"], day),
            added,
            standing,
            balance["amount"],
        )


def _after(ends: date | None, day: date | None) -> int | None:
    """Days from the end of the money's year to the day; negative within it."""
    return (day - ends).days if day and ends else None
