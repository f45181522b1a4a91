"""Undertakings: how far each has come, who says so, what is overdue, and what has no deadline at all."""

from typing import Any

from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 84, mark("Undertakings")


def tell(desk: Desk) -> dict[str, Any]:
    """The register with its counts, read as of the last day that the release knows."""
    return {"undertakings": desk.undertakings}
