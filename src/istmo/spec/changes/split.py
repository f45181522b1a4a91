"""One that became several, as its authors say or as its wording suggests."""

from collections.abc import Iterator

from istmo.spec.changes._between import Between
from istmo.spec.changes._change import INDICATOR, NODE, Change

PLACE, TITLE = 30, "Split"


def find(both: Between) -> Iterator[Change]:
    """Every split: earlier names the old one, later the new ones."""
    for what, old, new, splits in (
        (NODE, both.old.nodes, both.new.nodes, both.nodes.splits),
        (INDICATOR, both.old.indicators, both.new.indicators, both.indicators.splits),
    ):
        for parted in splits:
            [whole] = parted.old
            parts = " · ".join(new[code]["title"] for code in parted.new)
            title = old[whole]["title"]
            yield Change(
                "split", what, parted.old, parted.new, title, earlier=title, later=parts, by=parted.by
            )
