"""How well the indicators are described, and when their data were last assessed."""

from typing import Any

from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 78, mark("Quality of the data")


def tell(desk: Desk) -> dict[str, Any]:
    """The reference sheets and assessments, read as of the last day that the release knows."""
    return {"quality": desk.quality}
