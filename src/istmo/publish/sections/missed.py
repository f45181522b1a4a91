"""Targets that were missed or exceeded by far: why, and what is done about it (31 U.S.C. 1116)."""

from typing import Any

from istmo.publish import learned
from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 71.5, mark("Targets missed, and why")


def tell(desk: Desk) -> dict[str, Any]:
    """Every target that asks for a reason, with what its reporter says."""
    return {"missed": learned.missed(desk)}
