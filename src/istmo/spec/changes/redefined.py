"""Indicators that mean something else now: definition, unit, kind, input, standard, bounds of what can be true."""

from collections.abc import Iterator

from istmo.spec.changes._between import Between
from istmo.spec.changes._change import INDICATOR, Change
from istmo.spec.changes._edition import cell

PLACE, TITLE = 90, "Redefined"
FIELDS = (
    "definition",
    "unit",
    "kind",
    "input",
    "vocabulary",
    "standard_code",
    "valid_min",
    "valid_max",
    "preferred_source",
    "lag_months",
)


def find(both: Between) -> Iterator[Change]:
    """Every field of the reference sheet that says something else."""
    for then, now, by in both.same_indicators():
        for field in FIELDS:
            earlier, later = cell(then[field]), cell(now[field])
            if earlier.split() != later.split():
                codes = (then["code"],), (now["code"],)
                yield Change("redefined", INDICATOR, *codes, now["title"], field, earlier, later, by)
