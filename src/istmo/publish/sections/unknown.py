"""Where the report has holes."""

from typing import Any

from istmo.publish import answer
from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 100, mark("What is not known")


def tell(desk: Desk) -> dict[str, Any]:
    """Every hole, counted from the release."""
    return {"gaps": answer.gaps(desk.tree, desk.records, desk.registers.indicators, desk.words)}
