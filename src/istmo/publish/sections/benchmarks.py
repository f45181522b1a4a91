"""What is measured, and what values are compared with."""

from typing import Any

from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 30, mark("Benchmarks and timelines")


def tell(desk: Desk) -> dict[str, Any]:
    """The indicators of performance."""
    return {"performance": [i for i in desk.registers.indicators if i.kind != "context"]}
