"""How results moved from year to year."""

from typing import Any

from istmo.publish import course
from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 72, mark("From year to year")


def tell(desk: Desk) -> dict[str, Any]:
    """Every series with more than one period."""
    figures = {figure.code: figure for figure in desk.figures}
    return {"course": course.of(desk.ask("trend"), figures, desk.registers, desk.words)}
