"""The frameworks that stand beside the strategy."""

from typing import Any

from istmo.publish import strategy
from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 50, mark("Complementary benchmarks by partners")


def tell(desk: Desk) -> dict[str, Any]:
    """The other frameworks of the release."""
    return {"beside": strategy.beside(desk.registers, desk.framework.code)}
