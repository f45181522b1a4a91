"""Where and of whom indicators are asked."""

from collections.abc import Iterable, Iterator

from istmo.spec.changes._between import Between
from istmo.spec.changes._change import INDICATOR, Change

PLACE, TITLE = 120, "Asked elsewhere"


def find(both: Between) -> Iterator[Change]:
    """Every indicator that is asked in other places or of other agencies."""
    for then, now, by in both.same_indicators():
        old = both.old.applies.get(then["code"], frozenset())
        new = both.new.applies.get(now["code"], frozenset())
        if old != new:
            said = _told(old), _told(new)
            codes = (then["code"],), (now["code"],)
            yield Change("applicability", INDICATOR, *codes, now["title"], "asked", *said, by)


def _told(applies: Iterable[tuple[str, str]]) -> str:
    parts = [
        " of ".join(part for part in (place or "everywhere", agency) if part) for place, agency in applies
    ]
    return ", ".join(sorted(parts)) or "everywhere, of everyone"
