"""Who does what where: own activities, and other donors beside them."""

from typing import Any

from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 86, mark("Who does what where")


def tell(desk: Desk) -> dict[str, Any]:
    """Activities, publishers and what they report in their own words."""
    return {"around": desk.around}
