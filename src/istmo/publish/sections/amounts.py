"""The rows behind the amounts of money."""

from typing import Any

from istmo.kernel.quantity import plain
from istmo.publish import display
from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE, KIND = 212, mark("Every amount and its source"), "appendix"


def tell(desk: Desk) -> dict[str, Any]:
    """Exact amounts and periods by the code of their row."""
    every, words = desk.transactions, desk.words
    return {
        "transactions": every,
        "exact_amounts": {row.code: plain(row.amount) for row in every},
        "transaction_periods": {
            row.code: row.fund_year
            or display.period(row.period_start, row.period_end, row.period_as_written, words)
            for row in every
        },
    }
