"""What became of the targets: met, missed, not reported, too early, late."""

from typing import Any

from istmo.publish import targets
from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 71, mark("What became of the targets")


def tell(desk: Desk) -> dict[str, Any]:
    """The counts by line, agency and place."""
    return {"tally": targets.of(desk.ask("tally"), desk.framework.code)}
