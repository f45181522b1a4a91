"""The first page: what can be said of the whole, and what cannot."""

from typing import Any

from istmo.publish import answer
from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 0, mark("Is it working?")
KIND = "opening"


def tell(desk: Desk) -> dict[str, Any]:
    """The counts of the opening page."""
    told = answer.answer(desk.tree, desk.records, desk.figures, desk.registers, desk.words)
    return {"answer": told, "answer_verdict": answer.verdict(told, desk.words)}
