"""When things are to be reached: years of horizons, the zero date, and which horizon a node or indicator belongs to."""

from collections.abc import Iterator

from istmo.spec.changes._between import Between
from istmo.spec.changes._change import FRAMEWORK, HORIZON, INDICATOR, NODE, Change
from istmo.spec.changes._edition import cell

PLACE, TITLE = 110, "Horizons changed"
_HEAD = ("zero_date", "funds_from", "lag_months")


def find(both: Between) -> Iterator[Change]:
    """Every date, year and horizon that differs."""
    for what, same, fields in (
        (FRAMEWORK, [(both.old.head, both.new.head, "code")], _HEAD),
        (HORIZON, both.same_horizons(), ("years_from", "years_to", "open_ended")),
        (NODE, both.same_nodes(), ("horizon",)),
        (INDICATOR, both.same_indicators(), ("horizon",)),
    ):
        for then, now, by in same:
            for field in fields:
                earlier, later = cell(then[field]), cell(now[field])
                if earlier != later:
                    codes = (then["code"],), (now["code"],)
                    yield Change("horizons", what, *codes, now["title"], field, earlier, later, by)
