"""The same under another code: known by the authors' mapping or by its wording."""

from collections.abc import Iterator

from istmo.spec.changes._between import Between
from istmo.spec.changes._change import HORIZON, INDICATOR, NODE, Change

PLACE, TITLE = 50, "Another code"


def find(both: Between) -> Iterator[Change]:
    """Every pair whose codes differ."""
    for what, same in (
        (NODE, both.same_nodes()),
        (INDICATOR, both.same_indicators()),
        (HORIZON, both.same_horizons()),
    ):
        for then, now, by in same:
            if then["code"] != now["code"]:
                codes = (then["code"],), (now["code"],)
                yield Change("recoded", what, *codes, now["title"], "code", then["code"], now["code"], by)
