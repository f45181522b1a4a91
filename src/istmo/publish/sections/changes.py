"""What changed since the last report: in its authors' words, and as the comparison of both frameworks finds it."""

from typing import Any

from istmo.publish import evolution
from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 90, mark("Explanation of changes")


def tell(desk: Desk) -> dict[str, Any]:
    """Every change since the parent release with its reason, and the breaks in series."""
    return {"evolution": evolution.of(desk.release, desk.framework.code, desk.registers, desk.words)}
