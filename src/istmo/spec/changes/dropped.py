"""What the earlier version has and the later has not: nodes, indicators, horizons."""

from collections.abc import Iterator

from istmo.spec.changes._between import Between
from istmo.spec.changes._change import HORIZON, INDICATOR, NODE, Change

PLACE, TITLE = 20, "Dropped"


def find(both: Between) -> Iterator[Change]:
    """Everything that went."""
    for what, records, codes in (
        (NODE, both.old.nodes, both.nodes.dropped),
        (INDICATOR, both.old.indicators, both.indicators.dropped),
        (HORIZON, both.old.horizons, both.horizons.dropped),
    ):
        for code in codes:
            told = records[code].get("text") or records[code].get("definition") or ""
            yield Change("dropped", what, old=(code,), title=records[code]["title"], earlier=told)
