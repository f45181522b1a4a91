"""What was reached, against what it is measured."""

from typing import Any

from istmo.publish import assessment, comparisons
from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 70, mark("Assessment of progress")


def tell(desk: Desk) -> dict[str, Any]:
    """Every result under its line of effort, with what it is compared with."""
    return {
        "lines": assessment.lines(desk.tree, desk.records, desk.words),
        "compared": comparisons.read(desk.release, desk.words),
    }
