"""Several that became one, as their authors say or as their wording suggests."""

from collections.abc import Iterator

from istmo.spec.changes._between import Between
from istmo.spec.changes._change import INDICATOR, NODE, Change

PLACE, TITLE = 40, "Merged"


def find(both: Between) -> Iterator[Change]:
    """Every merger: earlier names the old ones, later the new one."""
    for what, old, new, merges in (
        (NODE, both.old.nodes, both.new.nodes, both.nodes.merges),
        (INDICATOR, both.old.indicators, both.new.indicators, both.indicators.merges),
    ):
        for parted in merges:
            parts = " · ".join(old[code]["title"] for code in parted.old)
            title = " · ".join(new[code]["title"] for code in parted.new)
            yield Change(
                "merged", what, parted.old, parted.new, title, earlier=parts, later=title, by=parted.by
            )
