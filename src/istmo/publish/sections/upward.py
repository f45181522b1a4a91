"""Totals up the objective tree, what stands under several objectives counted once."""

from typing import Any

from istmo.analyse import catalogue
from istmo.publish import answers, upward
from istmo.publish.desk import Desk
from istmo.publish.settled import Settled
from istmo.publish.words import mark

PLACE, TITLE = 73, mark("Totals up the objectives")


def tell(desk: Desk) -> dict[str, Any]:
    """Every line of the tree in print order."""
    indicators = {indicator.code: indicator for indicator in desk.registers.indicators}
    settled = Settled(desk.release, desk.registers.places, desk.words)
    taken = [settled.taken(row) for row in catalogue.ask("rollup", desk.release).dicts()]
    rows = answers.spoken((row for row, _said in taken), desk.words)
    told = [
        {**row, "notes": "; ".join(filter(None, (row["notes"], *said)))}
        for row, (_row, said) in zip(rows, taken, strict=True)
    ]
    return {"steps": upward.of(told, desk.framework.code, indicators, desk.records, desk.words)}
