"""Short, medium and long term."""

from typing import Any

from markupsafe import Markup

from istmo.publish import pictures
from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 60, mark("Timelines")


def tell(desk: Desk) -> dict[str, Any]:
    """The terms, and their picture."""
    picture = Markup(pictures.of_horizons(desk.horizons, desk.words))  # noqa: S704  (our own drawing, escaped in svg.inline)
    return {"horizons": desk.horizons, "horizon_picture": picture}
