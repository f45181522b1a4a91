"""What was reached, against what it is measured."""

from typing import Any

from istmo.publish import assessment
from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 70, mark("Assessment of progress")


def tell(desk: Desk) -> dict[str, Any]:
    """Every result under its line of effort."""
    return {"lines": assessment.lines(desk.tree, desk.records, desk.words)}
