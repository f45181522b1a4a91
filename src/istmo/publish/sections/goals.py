"""Lines of effort, objectives, sub-objectives."""

from typing import Any

from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 20, mark("Goals and objectives")


def tell(desk: Desk) -> dict[str, Any]:
    """The tree, and the titles of the terms that its nodes stand in."""
    return {"tree": desk.tree, "terms": {horizon.code: horizon.title for horizon in desk.horizons}}
