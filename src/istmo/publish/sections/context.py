"""Context: contribution only."""

from typing import Any

from istmo.publish import pictures
from istmo.publish.desk import Desk
from istmo.publish.words import mark

PLACE, TITLE = 80, mark("The operating environment")


def tell(desk: Desk) -> dict[str, Any]:
    """Context indicators and their pictures."""
    drawn = {
        env.indicator.code: pictures.of_environment(env, desk.words) for env in desk.context.environments
    }
    return {"context": desk.context, "pictures": drawn}
