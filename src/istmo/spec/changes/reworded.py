"""Names, texts and notes that say it in other words; of indicators the name and the caveat.

What an indicator's definition says changes what its numbers mean: that is `redefined`.
"""

from collections.abc import Iterator

from istmo.spec.changes._between import Between
from istmo.spec.changes._change import FRAMEWORK, HORIZON, INDICATOR, NODE, Change
from istmo.spec.changes._edition import Record, cell

PLACE, TITLE = 60, "Reworded"
_FIELDS = {
    FRAMEWORK: ("title", "mission", "legal_basis"),
    NODE: ("title", "text", "note"),
    INDICATOR: ("title", "caveat", "custom_reason", "sector"),
    HORIZON: ("title", "text", "condition"),
}
#: Said in the definition's place, in other languages: a translation changes no number.
_TRANSLATED = {INDICATOR: (*_FIELDS[INDICATOR], "definition")}


def find(both: Between) -> Iterator[Change]:
    """Every text that differs, in every language."""
    heads = [(both.old.head, both.new.head, "code")]
    for what, same in (
        (FRAMEWORK, heads),
        (NODE, both.same_nodes()),
        (INDICATOR, both.same_indicators()),
        (HORIZON, both.same_horizons()),
    ):
        for then, now, by in same:
            for field, earlier, later in _differ(both, what, then, now):
                codes = (then["code"],), (now["code"],)
                yield Change("reworded", what, *codes, now["title"], field, earlier, later, by)


def _differ(both: Between, what: str, then: Record, now: Record) -> Iterator[tuple[str, str, str]]:
    for field in _FIELDS[what]:
        earlier, later = cell(then[field]), cell(now[field])
        if earlier.split() != later.split():
            yield field, earlier, later
    old, new = (edition.said(f"{what}s", row["code"]) for edition, row in ((both.old, then), (both.new, now)))
    for field, language in sorted({*old, *new}):
        earlier, later = old.get((field, language), ""), new.get((field, language), "")
        if field in _TRANSLATED.get(what, _FIELDS[what]) and earlier.split() != later.split():
            yield f"{field} [{language}]", earlier, later
