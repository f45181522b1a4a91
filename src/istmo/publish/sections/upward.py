"""Totals up the objective tree, what stands under several objectives counted once."""

from typing import Any

from istmo.publish import upward
from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 73, mark("Totals up the objectives")


def tell(desk: Desk) -> dict[str, Any]:
    """Every line of the tree in print order."""
    indicators = {indicator.code: indicator for indicator in desk.registers.indicators}
    rows, code = desk.ask("rollup"), desk.framework.code
    return {"steps": upward.of(rows, code, indicators, desk.records, desk.words)}
