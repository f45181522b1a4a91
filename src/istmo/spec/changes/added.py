"""What the later version has and the earlier has not: nodes, indicators, horizons."""

from collections.abc import Iterator

from istmo.spec.changes._between import Between
from istmo.spec.changes._change import HORIZON, INDICATOR, NODE, Change

PLACE, TITLE = 10, "Added"


def find(both: Between) -> Iterator[Change]:
    """Everything that came."""
    for what, records, codes in (
        (NODE, both.new.nodes, both.nodes.added),
        (INDICATOR, both.new.indicators, both.indicators.added),
        (HORIZON, both.new.horizons, both.horizons.added),
    ):
        for code in codes:
            told = records[code].get("text") or records[code].get("definition") or ""
            yield Change("added", what, new=(code,), title=records[code]["title"], later=told)
