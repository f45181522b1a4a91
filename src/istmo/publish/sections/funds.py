"""Money beside the results: by stage, year and place, with what no country can be credited with."""

from typing import Any

from markupsafe import Markup

from istmo.publish import pictures
from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 82, mark("Funds")


def tell(desk: Desk) -> dict[str, Any]:
    """What sources tell year by year, what documents state, and whether the two agree."""
    picture = Markup(pictures.of_money(desk.money.stages, desk.words))  # noqa: S704  (our own drawing, escaped in svg.inline)
    return {"money": desk.money, "money_picture": picture, "has_money": bool(desk.transactions)}
