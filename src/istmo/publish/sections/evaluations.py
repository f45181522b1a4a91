"""Evaluations: what was asked and found, what is beside which number, what is to be evaluated, what was followed up."""

from typing import Any

from istmo.publish import learned
from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 76, mark("Evaluations")


def tell(desk: Desk) -> dict[str, Any]:
    """The register, read as of the last day that the release knows."""
    return {"evaluations": learned.evaluations(desk)}
