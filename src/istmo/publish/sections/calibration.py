"""What followed: decisions on assistance after reforms, what is handed over, what was scaled, what waits."""

from typing import Any

from istmo.publish import learned
from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 85, mark("Reforms, decisions and handovers")


def tell(desk: Desk) -> dict[str, Any]:
    """The review lists, read as of the last day that the release knows."""
    return {"calibration": learned.calibration(desk)}
