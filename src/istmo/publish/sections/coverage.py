"""Coverage: what is planned, measured and reported, by whom, under which objective and where."""

from typing import Any

from istmo.publish import coverage
from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 75, mark("Coverage")


def tell(desk: Desk) -> dict[str, Any]:
    """Totals by node and place, and the matrix."""
    return {"coverage": coverage.of(desk)}
