"""Indicators whose figures add up by other rules: preset, measure, time, places, series, direction, breakdowns."""

from collections.abc import Iterator, Mapping

from istmo.spec.changes._between import Between
from istmo.spec.changes._change import FRAMEWORK, INDICATOR, Change
from istmo.spec.changes._edition import Edition, Record, cell

PLACE, TITLE = 100, "Algebra changed"
FIELDS = (
    "preset", "measure", "counts", "time", "over_places", "over_series", "direction", "per", "bounded", "statistic",
    "states", "within",
)  # fmt: skip


def find(both: Between) -> Iterator[Change]:
    """Every rule that differs: of indicators, of the breakdowns they ask for, of ratios rolled up."""
    for then, now, by in both.same_indicators():
        codes = (then["code"],), (now["code"],)
        for field in FIELDS:
            earlier, later = cell(then[field]), cell(now[field])
            if earlier != later:
                yield Change("algebra", INDICATOR, *codes, now["title"], field, earlier, later, by)
        old, new = _asked(both.old, then), _asked(both.new, now)
        for dimension in sorted({*old, *new}):
            if old.get(dimension) != new.get(dimension):
                said = old.get(dimension, ""), new.get(dimension, "")
                yield Change(
                    "algebra", INDICATOR, *codes, now["title"], f"breakdown by {dimension}", *said, by
                )
    earlier, later = cell(both.old.head["share_needed"]), cell(both.new.head["share_needed"])
    if earlier != later:
        codes = (both.old.code,), (both.new.code,)
        yield Change(
            "algebra", FRAMEWORK, *codes, both.new.head["title"], "share_needed", earlier, later, "code"
        )


def _asked(edition: Edition, indicator: Record) -> Mapping[str, str]:
    """Dimension -> how it is asked for and by which rules it adds up."""
    found = {}
    for dimension, required in edition.asked.get(indicator["code"], {}).items():
        rules = edition.dimensions.get(dimension, {})
        parts = [
            "required" if required else "welcome",
            "exclusive" if rules.get("exclusive") else "not exclusive",
            "complete" if rules.get("complete") else "not complete",
        ]
        found[dimension] = ", ".join(parts)
    return found
